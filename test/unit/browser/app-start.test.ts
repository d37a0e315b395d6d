import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';

/** A browser in which every call works and gives nothing. */
function anything(path: string): unknown {
  const answers: Record<string, unknown> = {
    'runtime.getURL': () => 'chrome-extension://ours/',
    'storage.session.get': async () => ({}),
    'storage.managed.get': async () => ({}),
    'scripting.getRegisteredContentScripts': async () => [],
  };
  if (path in answers) return answers[path];
  return new Proxy(async () => undefined, {
    get: (_target, name) =>
      name === 'then' ? undefined : anything(path === '' ? String(name) : `${path}.${String(name)}`),
    has: () => true,
  });
}
vi.mock('webextension-polyfill', () => ({ default: anything('') }));

it('SEC-37 a start that was rejected was kept for as long as the worker lived: the next event starts the app', async () => {
  const { openApp } = await import('../../../entrypoints/background/app');
  vi.stubGlobal('navigator', { onLine: true, locks: { request: (_name: string, work: () => unknown) => work() } });
  const { get } = IDBObjectStore.prototype;
  let failures = 1;
  IDBObjectStore.prototype.get = function (...query) {
    if (failures-- > 0) throw new DOMException('the disk does not answer', 'UnknownError');
    return get.apply(this, query);
  };
  await expect(openApp()).rejects.toThrow('the disk does not answer');
  const app = await openApp();
  expect(app.ok).toBe(true);
  expect(await openApp()).toBe(app);
  // What a start leaves to do goes on after it.
  if (app.ok) await app.value.run(0);
});
