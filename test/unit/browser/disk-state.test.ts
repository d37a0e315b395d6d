import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renewLog } from '../../../lib/browser/database-log';
import { diskState, isDiskFull, recordUnopenable } from '../../../lib/browser/disk-state';

const session = vi.hoisted(() => new Map<string, unknown>());
vi.mock('../../../lib/browser/api', () => ({
  browser: {
    storage: {
      session: {
        get: async (key: string) => (session.has(key) ? { [key]: session.get(key) } : {}),
        set: async (items: object) => {
          for (const [key, value] of Object.entries(items)) session.set(key, value);
        },
        remove: async (key: string) => session.delete(key),
      },
    },
  },
}));

const room = { few: 100_000, plenty: 100_000_000 };
let freeBytes: number;

beforeEach(() => {
  session.clear();
  freeBytes = room.plenty;
  const usage = 470_000;
  vi.stubGlobal('navigator', {
    storage: { estimate: async () => ({ usage, quota: usage + freeBytes }) },
    locks: { request: (_name: string, work: () => Promise<unknown>) => work() },
  });
});
afterEach(() => vi.unstubAllGlobals());

const named = (name: string): DOMException => new DOMException('refused', name);

describe('diskState', () => {
  it.each([
    // Firefox 140: the transaction of a write that finds no room, and one that opens a database.
    ['QuotaExceededError', 'plenty', true],
    // Chromium 156: requests, transactions and openings, in this order; each of them has other causes as well.
    ['AbortError', 'few', true],
    ['UnknownError', 'few', true],
    ['InvalidStateError', 'few', true],
    ['AbortError', 'plenty', false],
    ['UnknownError', 'plenty', false],
    ['InvalidStateError', 'plenty', false],
    ['TypeError', 'few', false],
  ] as const)('took %s with %s room for what it is not (SEC-42)', async (name, left, isFull) => {
    freeBytes = room[left];
    await diskState.refused(named(name));
    expect(await isDiskFull()).toBe(isFull);
    freeBytes = room.plenty;
    await diskState.works();
    expect(await isDiskFull()).toBe(false);
  });

  it('said that there is space again while the browser would lose everything at its next start (SEC-42)', async () => {
    freeBytes = room.few;
    await diskState.refused(named('AbortError'));
    await diskState.works();
    expect(await isDiskFull()).toBe(true);
    freeBytes = room.plenty;
    await diskState.works();
    expect(await isDiskFull()).toBe(false);
  });

  it('said nothing of a full disk when no database could be opened over it (SEC-42)', async () => {
    await recordUnopenable();
    expect(await isDiskFull()).toBe(false);
    freeBytes = room.few;
    await recordUnopenable();
    expect(await isDiskFull()).toBe(true);
  });
});

/** Bytes that were put into databases since the last call, the largest value among them, and which databases are left. */
async function written(work: () => Promise<unknown>): Promise<{ bytes: number; largest: number; left: number }> {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put');
  await work();
  const sizes = put.mock.calls.map(([value]) => (value instanceof Uint8Array ? value.byteLength : 0));
  put.mockRestore();
  return {
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    largest: Math.max(0, ...sizes),
    left: (await indexedDB.databases()).length,
  };
}

describe('renewLog', () => {
  it('lost all databases at the start after the next: writes enough for a new log, and leaves nothing behind (SEC-38)', async () => {
    const { bytes, largest, left } = await written(renewLog);
    expect(bytes).toBeGreaterThan(5_000_000);
    expect(largest).toBeLessThan(64 * 1024);
    expect(left).toBe(0);
  });

  it('does so once in a session, and again after the disk was full', async () => {
    await renewLog();
    expect((await written(renewLog)).bytes).toBe(0);
    freeBytes = room.few;
    await diskState.refused(named('AbortError'));
    expect((await written(renewLog)).bytes).toBe(0);
    freeBytes = room.plenty;
    expect((await written(renewLog)).bytes).toBeGreaterThan(0);
  });
});
