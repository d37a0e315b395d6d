import { describe, expect, it } from 'vitest';
import { limitedSend, requestsPerHost } from '../../../lib/engines/local/limited-send';
import type { HttpOutcome, HttpRequest } from '../../../lib/model/ports';

const good: HttpOutcome = { answer: { status: 200, headers: {}, body: '' }, failure: null };

/** A network that answers when the test says so; keeps which requests have left. */
function slowNetwork() {
  const left: string[] = [];
  const answers = new Map<string, { resolve(outcome: HttpOutcome): void; reject(error: Error): void }>();
  const send = ({ url }: HttpRequest): Promise<HttpOutcome> => {
    left.push(url);
    return new Promise((resolve, reject) => answers.set(url, { resolve, reject }));
  };
  const settle = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    left,
    send,
    async answer(url: string) {
      answers.get(url)?.resolve(good);
      await settle();
    },
    async breakOff(url: string) {
      answers.get(url)?.reject(new Error('no provider has this host'));
      await settle();
    },
    settle,
  };
}

const request = (url: string): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  deadlineMs: 1000,
  maxBodyBytes: 1000,
});

const numbered = (host: string, count: number): string[] =>
  Array.from({ length: count }, (_, place) => `https://${host}/${place}`);

describe('limitedSend', () => {
  it('sends four requests to a host at once and no more, however many are waiting (SEC-36)', async () => {
    const network = slowNetwork();
    const send = limitedSend(network.send);
    const urls = numbered('api.example', 50);
    const all = Promise.all(urls.map((url) => send(request(url))));
    await network.settle();
    expect(requestsPerHost).toBe(4);
    for (let answered = 0; answered < urls.length; answered += 1) {
      expect(network.left).toHaveLength(Math.min(urls.length, answered + requestsPerHost));
      await network.answer(network.left[answered] ?? '');
    }
    expect(await all).toHaveLength(50);
  });

  it('lets requests leave in the order in which they came', async () => {
    const network = slowNetwork();
    const send = limitedSend(network.send);
    const urls = numbered('api.example', 12);
    const all = Promise.all(urls.map((url) => send(request(url))));
    await network.settle();
    // Answers come in another order than the requests left.
    for (const place of [3, 1, 0, 2, 7, 4, 6, 5, 11, 9, 10, 8]) await network.answer(urls[place] ?? '');
    await all;
    expect(network.left).toEqual(urls);
  });

  it('gives the place of a request that is rejected to the next one', async () => {
    const network = slowNetwork();
    const send = limitedSend(network.send);
    const urls = numbered('api.example', 6);
    const all = Promise.allSettled(urls.map((url) => send(request(url))));
    await network.settle();
    await network.breakOff(urls[0] ?? '');
    expect(network.left).toHaveLength(5);
    await network.breakOff(urls[1] ?? '');
    expect(network.left).toHaveLength(6);
    for (const url of urls) await network.answer(url);
    expect((await all).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      ...Array.from({ length: 4 }, () => 'fulfilled'),
    ]);
  });

  it('gives the place of a request that could not even be sent to the next one', async () => {
    let sent = 0;
    const send = limitedSend(() => {
      sent += 1;
      throw new Error('a bug');
    });
    const outcomes = await Promise.allSettled(numbered('api.example', 9).map((url) => send(request(url))));
    expect(sent).toBe(9);
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
  });

  it('lets no host wait for another', async () => {
    const network = slowNetwork();
    const send = limitedSend(network.send);
    const silent = numbered('api.example', 10);
    for (const url of silent) void send(request(url));
    const other = send(request('https://identity.example/token'));
    await network.settle();
    expect(network.left.filter((url) => url.startsWith('https://api.example/'))).toHaveLength(4);
    await network.answer('https://identity.example/token');
    expect(await other).toEqual(good);
  });

  it('sends at once again after everything was answered', async () => {
    const network = slowNetwork();
    const send = limitedSend(network.send);
    const first = numbered('api.example', 9);
    for (const url of first) void send(request(url));
    await network.settle();
    for (const url of first) await network.answer(url);
    const second = first.map((url) => `${url}/again`);
    for (const url of second) void send(request(url));
    await network.settle();
    expect(network.left).toHaveLength(9 + requestsPerHost);
  });
});
