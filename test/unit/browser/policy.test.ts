import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it, vi } from 'vitest';

/** When the browser has loaded its policies, and what they are then. */
const policies = vi.hoisted(() => {
  let load: (policy: unknown) => void = () => undefined;
  const loaded = new Promise<unknown>((resolve) => {
    load = resolve;
  });
  return { loaded, load: (policy: unknown) => load(policy) };
});

/** Each time the alarm was set: before a round, and last thing after it. */
const alarms: string[] = [];

/** A browser in which every call works and gives nothing, but for the policies, which take their time. */
function anything(path: string): unknown {
  const answers: Record<string, unknown> = {
    'storage.managed.get': () => policies.loaded,
    'alarms.create': () => Promise.resolve(alarms.push('set')),
    'storage.session.get': () => Promise.resolve({}),
    'scripting.getRegisteredContentScripts': () => Promise.resolve([]),
    'permissions.contains': () => Promise.resolve(true),
    'i18n.getMessage': (key: string) => key,
    'i18n.getUILanguage': () => 'en',
  };
  if (path in answers) return answers[path];
  return new Proxy(() => Promise.resolve(undefined), {
    get: (_target, name) =>
      name === 'then' ? undefined : anything(path === '' ? String(name) : `${path}.${String(name)}`),
  });
}
vi.mock('webextension-polyfill', () => ({ default: anything('') }));

const locks = { request: (_name: string, work: () => Promise<unknown>) => work() };

beforeAll(() => {
  vi.stubGlobal('navigator', { onLine: true, locks });
});

describe('the app', () => {
  it('SEC-48 did not answer before the browser had loaded its policies', async () => {
    const { openApp } = await import('../../../entrypoints/background/app');
    const { listApps } = await import('../../../lib/vault/apps');
    const opened = await Promise.race([openApp(), new Promise((resolve) => setTimeout(resolve, 5000))]);
    expect(opened).toMatchObject({ ok: true });
    expect(await listApps()).toEqual([]);

    alarms.length = 0;
    policies.load({ apps: [{ provider: 'intacct', clientId: 'policy-id', clientSecret: 'policy-secret' }] });
    await vi.waitFor(async () => expect(await listApps()).toMatchObject([{ isManaged: true }]));
    await vi.waitFor(() => expect(alarms).toHaveLength(2));
  });
});
