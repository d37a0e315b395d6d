import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const pulses: number[] = [];
vi.mock('webextension-polyfill', () => ({
  default: { runtime: { getPlatformInfo: () => Promise.resolve(pulses.push(Date.now())) } },
}));
const { sendHttp } = await import('../../../lib/browser/http');
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
