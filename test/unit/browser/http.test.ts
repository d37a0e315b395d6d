import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

const pulses: number[] = [];
vi.mock('webextension-polyfill', () => ({
  default: { runtime: { getPlatformInfo: () => Promise.resolve(pulses.push(Date.now())) } },
}));
const { reach, sendHttp } = await import('../../../lib/browser/http');
const { keepAwake } = await import('../../../lib/browser/keep-awake');

const deadlineMs = 200;

/** Servers that never come to an end; each says when it saw the client go. */
const endless: Record<string, (response: ServerResponse) => void> = {
  '/no-headers': () => undefined,
  '/headers-and-nothing': (response) => void response.writeHead(200, { 'content-length': '10' }).flushHeaders(),
  '/trickle': (response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(drip));
  },
};

let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/large') response.end('y'.repeat(2_000_000));
    else if (path === '/elsewhere') response.writeHead(302, { location: `${base}/large` }).end();
    else if (path === '/refused') response.writeHead(401).end('no');
    else if (path === '/broken') response.destroy();
    else endless[path]?.(response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port }: AddressInfo = Object(server.address());
  base = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** The browser's `fetch` with scripted answers, and what it was called with. */
function fakeFetch(...answers: (Response | Error)[]): [string, RequestInit][] {
  const calls: [string, RequestInit][] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (address, options) => {
    calls.push([String(address), options ?? {}]);
    const answer = answers[calls.length - 1];
    if (answer instanceof Response) return answer;
    throw answer ?? new TypeError('Failed to fetch');
  });
  return calls;
}

function get(path: string): ReturnType<typeof sendHttp> {
  return sendHttp({ method: 'GET', url: `${base}${path}`, headers: {}, deadlineMs, maxBodyBytes: 1000 });
}

describe('sendHttp', () => {
  it.each(Object.keys(endless))('SEC-32 SEC-92 gives up at the deadline on a server with %s', async (path) => {
    const startMs = Date.now();
    const { answer, failure } = await get(path);
    expect(answer).toBeNull();
    expect(failure).toMatch(/^TimeoutError/);
    expect(Date.now() - startMs).toBeLessThan(deadlineMs * 10);
  });

  it('SEC-55 reads no more of a body than it was told to', async () => {
    expect((await get('/large')).answer?.body).toHaveLength(1000);
  });

  it('SEC-09 follows no redirect', async () => {
    expect((await get('/elsewhere')).answer).toBeNull();
  });

  it('SEC-09 gives the browser no leave for cookies, cache, referrer or redirects', async () => {
    const calls = fakeFetch(new Response('{}'));
    const headers = { accept: 'application/json' };
    await sendHttp({ method: 'POST', url: 'https://a.example/t', headers, body: 'x=1', deadlineMs, maxBodyBytes: 10 });
    const [url, { signal, ...options }] = calls[0] ?? ['', {}];
    expect(url).toBe('https://a.example/t');
    expect(options).toEqual({
      method: 'POST',
      headers,
      body: 'x=1',
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    expect(signal).toBeInstanceOf(AbortSignal);
  });
});

/** What a browser gives for a redirect that is not followed, or for an answer that may not be read. */
function unreadable(type: 'opaque' | 'opaqueredirect'): Response {
  return Object.defineProperties(Response.error(), { type: { value: type }, status: { value: 0 } });
}

describe('reach', () => {
  const url = 'https://login.example/token';
  const discreet = { method: 'GET', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' };

  it.each([
    ['a good answer', new Response('fine')],
    ['a refusal', new Response('no', { status: 404 })],
    ['an outage', new Response('', { status: 503 })],
  ])('SEC-23 takes %s for a host that is there', async (_name, answer) => {
    const calls = fakeFetch(answer);
    expect(await reach(url)).toBe(true);
    expect(calls).toHaveLength(1);
  });

  it('a host that answered with a redirect counted as unreachable', async () => {
    const calls = fakeFetch(unreadable('opaqueredirect'));
    expect(await reach(url)).toBe(true);
    expect(calls.map(([address, options]) => [address, { ...options, signal: undefined }])).toEqual([
      [url, { ...discreet, mode: 'cors', redirect: 'manual', signal: undefined }],
    ]);
  });

  it('SEC-09 SEC-23 takes an answer that may not be read for one, and asks for it as discreetly', async () => {
    const calls = fakeFetch(new TypeError('Failed to fetch'), unreadable('opaque'));
    expect(await reach(url)).toBe(true);
    expect(calls.map(([address, options]) => [address, { ...options, signal: undefined }])).toEqual([
      [url, { ...discreet, mode: 'cors', redirect: 'manual', signal: undefined }],
      [url, { ...discreet, mode: 'no-cors', redirect: 'follow', signal: undefined }],
    ]);
  });

  it('says so when nothing answers', async () => {
    expect(fakeFetch() && (await reach(url))).toBe(false);
  });

  it('SEC-32 gives up after ten seconds, both attempts together', async () => {
    const deadlines = vi.spyOn(AbortSignal, 'timeout');
    const calls = fakeFetch(new TypeError('Failed to fetch'), new TypeError('Failed to fetch'));
    await reach(url);
    expect(deadlines.mock.calls).toEqual([[10_000]]);
    expect(calls[0]?.[1].signal).toBe(calls[1]?.[1].signal);
    expect(calls[0]?.[1].signal).toBeInstanceOf(AbortSignal);
  });

  it.each([
    ['/elsewhere', true],
    ['/refused', true],
    ['/large', true],
    ['/broken', false],
  ])('asked a real server for %s says %s', async (path, isThere) => {
    expect(await reach(`${base}${path}`)).toBe(isThere);
  });
});

describe('keepAwake', () => {
  it('SEC-32 calls the browser more often than every 15 s, and stops when told', () => {
    vi.useFakeTimers();
    pulses.length = 0;
    const release = keepAwake();
    vi.advanceTimersByTime(60_000);
    expect(pulses.length).toBeGreaterThanOrEqual(4);
    release();
    const { length } = pulses;
    vi.advanceTimersByTime(60_000);
    expect(pulses).toHaveLength(length);
    vi.useRealTimers();
  });
});
