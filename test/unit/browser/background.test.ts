import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';

type Listener = (...told: unknown[]) => void;

/** Every time the background began to listen to an event, and every time it left off. */
const heard: string[] = [];
const left: string[] = [];
const closed: string[] = [];
/** Alarms that were set, in order. */
const alarms: [name: string, when: object][] = [];
/** Who listens to changes of what is stored. */
const storeListeners: Listener[] = [];

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
  if (path === 'alarms.create') return async (name: string, when: object) => void alarms.push([name, when]);
  if (path.endsWith('.removeListener')) return () => void left.push(path.replace('.removeListener', ''));
  if (path.endsWith('.addListener')) {
    return (listener: Listener) => {
      heard.push(path.replace('.addListener', ''));
      if (path === 'storage.onChanged.addListener') storeListeners.push(listener);
    };
  }
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
      'storage.onChanged',
      'tabs.onRemoved',
      'tabs.onUpdated',
    ]);
    await vi.waitFor(() => expect(closed).toHaveLength(4));
    expect(closed.sort()).toEqual([
      'local: TRUSTED_CONTEXTS',
      'managed: TRUSTED_CONTEXTS',
      'session: TRUSTED_CONTEXTS',
      'sync: TRUSTED_CONTEXTS',
    ]);
    expect(heard.sort()).toEqual(atOnce);
  });

  it('a long round used up its own watchdog: SEC-37 sets a pulse that nobody clears, before anything else', async () => {
    await vi.waitFor(() => expect(alarms.length).toBeGreaterThan(0));
    expect(alarms[0]).toEqual(['pulse', { periodInMinutes: 10 }]);
  });

  it('hears of tabs only while a sign-in waits for one: else every page that loads anywhere would start it', async () => {
    const ofTabs = (events: readonly string[]): string[] => events.filter((event) => event.startsWith('tabs.')).sort();
    await vi.waitFor(() => expect(left.sort()).toEqual(['tabs.onRemoved', 'tabs.onUpdated']));
    heard.length = 0;
    left.length = 0;
    const tell = (changes: object, areaName: string): void => {
      for (const listener of storeListeners) listener(changes, areaName);
    };
    tell({ flow: { newValue: {} } }, 'session');
    tell({ flowSecret: { newValue: {} } }, 'local');
    expect(ofTabs([...heard, ...left])).toEqual([]);
    tell({ flowSecret: { newValue: { state: 'a' } } }, 'session');
    expect(ofTabs(heard)).toEqual(['tabs.onRemoved', 'tabs.onUpdated']);
    expect(left).toEqual([]);
    tell({ flowSecret: { oldValue: { state: 'a' } } }, 'session');
    expect(ofTabs(left)).toEqual(['tabs.onRemoved', 'tabs.onUpdated']);
  });
});
