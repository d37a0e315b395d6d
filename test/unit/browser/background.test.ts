import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';

/** Every event the background listened to before it let go of its first turn. */
const heard: string[] = [];
const closed: string[] = [];

/** A browser in which every call works and gives nothing, and every event notes who listens. */
function anything(path: string): unknown {
  const answers: Record<string, unknown> = {
    'runtime.id': 'ours',
    'runtime.getURL': () => 'chrome-extension://ours/',
    'identity.getRedirectURL': (part = '') => `https://ours.chromiumapp.org/${part}`,
    'storage.session.get': () => Promise.resolve({}),
    'storage.managed.get': () => Promise.resolve({}),
    'scripting.getRegisteredContentScripts': () => Promise.resolve([]),
  };
  if (path in answers) return answers[path];
  if (path.endsWith('.addListener')) return () => void heard.push(path.replace('.addListener', ''));
  if (path.endsWith('.setAccessLevel')) {
    return ({ accessLevel }: { accessLevel: string }) => {
      closed.push(`${path.split('.')[1]}: ${accessLevel}`);
      return Promise.resolve();
    };
  }
  return new Proxy(() => Promise.resolve(undefined), {
    get: (_target, name) =>
      name === 'then' ? undefined : anything(path === '' ? String(name) : `${path}.${String(name)}`),
    has: () => true,
  });
}
vi.mock('webextension-polyfill', () => ({ default: anything('') }));

describe('the background', () => {
  it('SEC-37 listens to everything that may wake it before its first await, and closes every storage area (SEC-41)', async () => {
    vi.stubGlobal('addEventListener', () => undefined);
    const { default: background } = await import('../../../entrypoints/background');
    background.main();
    const atOnce = [...heard].sort();
    expect(atOnce).toEqual([
      'alarms.onAlarm',
      'notifications.onClicked',
      'permissions.onAdded',
      'permissions.onAdded',
      'permissions.onRemoved',
      'runtime.onInstalled',
      'runtime.onMessage',
      'runtime.onStartup',
      'storage.onChanged',
      'tabs.onRemoved',
      'tabs.onUpdated',
    ]);
    await vi.waitFor(() => expect(closed).toHaveLength(3));
    expect(closed.sort()).toEqual([
      'local: TRUSTED_CONTEXTS',
      'managed: TRUSTED_CONTEXTS',
      'session: TRUSTED_CONTEXTS',
    ]);
    expect(heard.sort()).toEqual(atOnce);
  });
});
