import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const managed = vi.hoisted(() => ({ get: (): Promise<unknown> => Promise.resolve({}) }));
vi.mock('../../../lib/browser/api', () => ({ browser: { storage: { managed: { get: () => managed.get() } } } }));
const { readManaged } = await import('../../../lib/browser/managed');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('readManaged', () => {
  it('waits for a browser that takes five seconds', async () => {
    managed.get = () => new Promise((resolve) => setTimeout(() => resolve({ apps: [] }), 5000));
    const reading = readManaged();
    await vi.advanceTimersByTimeAsync(5000);
    expect(await reading).toEqual({ ok: true, value: { apps: [] } });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('SEC-48 does not take a browser that never answers for one without a policy', async () => {
    managed.get = () => new Promise(() => undefined);
    const reading = readManaged();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await reading).toEqual({ ok: false, problem: 'unreadable' });
  });

  it('SEC-48 an error took the place of an empty policy', async () => {
    managed.get = () => Promise.reject(new Error('An unexpected error occurred'));
    expect(await readManaged()).toEqual({ ok: false, problem: 'unreadable' });
  });

  it('takes what Firefox says where nothing is set for an empty policy', async () => {
    managed.get = () => Promise.reject({ message: 'Managed storage manifest not found' });
    expect(await readManaged()).toEqual({ ok: true, value: {} });
  });
});
