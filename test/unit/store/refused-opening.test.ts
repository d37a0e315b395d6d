import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../../lib/store/database';
import { openVault } from '../../../lib/vault/database';

const refused = (): never => {
  throw new DOMException('not now', 'SecurityError');
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each([
  ['store', openStore],
  ['vault', openVault],
] as const)('the %s', (_name, open) => {
  it('stayed closed for the life of the worker after the browser refused at once to open it', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(refused);
    expect(await open()).toEqual({ ok: false, problem: 'unopenable' });
    expect((await open()).ok).toBe(true);
  });
});

describe('two databases', () => {
  it('answers all who asked while an opening failed, and opens for the next', async () => {
    const { openStore: openAgain } = await freshStore();
    (await openDB('newer', 2)).close();
    const { open } = indexedDB;
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => open.call(indexedDB, 'newer', 1));
    const [first, second] = await Promise.all([openAgain(), openAgain()]);
    expect([first, second]).toEqual([refusal, refusal]);
    expect((await openAgain()).ok).toBe(true);
  });
});

const refusal = { ok: false, problem: 'newer_version' };

/** The module as another context has it: with nothing open yet. */
async function freshStore(): Promise<typeof import('../../../lib/store/database')> {
  vi.resetModules();
  return import('../../../lib/store/database');
}
