import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Flow } from '../../../lib/model/flow';
import { xeroProfile } from '../../../lib/providers/xero/profile';
import { aDefinition } from '../providers/own-sample';

/** The browser's session store, and the host permissions that were given back. */
const session = new Map<string, unknown>();
const returned: string[] = [];

function anything(path: string): unknown {
  const answers: Record<string, unknown> = {
    'runtime.id': 'ours',
    'runtime.getURL': () => 'chrome-extension://ours/',
    'identity.getRedirectURL': (part = '') => `https://ours.chromiumapp.org/${part}`,
    'storage.managed.get': () => Promise.resolve({}),
    'storage.session.get': (key: string) => Promise.resolve({ [key]: session.get(key) }),
    'storage.session.set': (values: object) => {
      for (const [key, value] of Object.entries(values)) session.set(key, value);
      return Promise.resolve();
    },
    'storage.session.remove': (key: string) => Promise.resolve(session.delete(key)),
    'permissions.contains': () => Promise.resolve(true),
    'permissions.remove': ({ origins }: { origins: string[] }) => Promise.resolve(returned.push(...origins)),
    'scripting.getRegisteredContentScripts': () => Promise.resolve([]),
    'tabs.query': () => Promise.resolve([]),
  };
  if (path in answers) return answers[path];
  return new Proxy(() => Promise.resolve(undefined), {
    get: (_target, name) =>
      name === 'then' ? undefined : anything(path === '' ? String(name) : `${path}.${String(name)}`),
    has: () => true,
  });
}
vi.mock('webextension-polyfill', () => ({ default: anything('') }));

/** Rounds of due work that came to their end. */
let rounds = 0;
/** Web Locks with one context, a clock that shortens a long wait, and an empty network. */
const locks = {
  async request(name: string, ...more: unknown[]): Promise<unknown> {
    const value: unknown = await Object(more.at(-1))();
    if (name === 'round') rounds += 1;
    return value;
  },
};
vi.stubGlobal('navigator', { locks, onLine: true });
const later = setTimeout;
vi.stubGlobal('setTimeout', (work: () => void, ms = 0) => later(work, ms === 2_000 ? 50 : ms));
vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));

const ownHosts = ['https://api.books.example/*', 'https://id.books.example/*'];
const definition = JSON.stringify(aDefinition);
const pending: Flow = {
  id: 'f1',
  providerId: 'xero',
  environment: 'production',
  how: 'window',
  step: 'failed',
  startedAtMs: 0,
};

async function handlers(): Promise<typeof import('../../../entrypoints/background/handlers').handlers> {
  return (await import('../../../entrypoints/background/handlers')).handlers;
}

/** Saves a definition, and waits for the round of checks that follows the reply. */
async function save(written: string, replaces?: string): Promise<unknown> {
  const before = rounds;
  const saved = await (await handlers())['provider.save']({ type: 'provider.save', definition: written, replaces });
  await vi.waitFor(() => expect(rounds).toBeGreaterThan(before));
  return saved;
}

async function watchSite(host: string): Promise<void> {
  const site = JSON.stringify({ name: 'Reports', hosts: [host] });
  const saved = await (await handlers())['site.save']({ type: 'site.save', definition: site });
  expect(saved).toMatchObject({ ok: true, value: { kind: 'saved' } });
}

/** Hosts of a sign-in go back two seconds after it was dismissed, which are 50 ms here. */
const afterwards = { timeout: 300 };

async function ports(): Promise<import('../../../entrypoints/background/app').App['ports']> {
  const app = await (await import('../../../entrypoints/background/app')).openApp();
  if (!app.ok) throw new Error(app.problem);
  return app.value.ports;
}

beforeEach(async () => {
  session.clear();
  const { store, vault } = await ports();
  for (const name of ['connections', 'state'] as const) await store.clear(name);
  for (const name of ['grants', 'apps', 'revocations'] as const) await vault.clear(name);
  returned.length = 0;
});

describe('host permissions', () => {
  it('were not given back after a provider was removed', async () => {
    const handle = await handlers();
    await save(definition);
    expect(returned).toEqual([]);
    await handle['provider.remove']({ type: 'provider.remove', providerId: 'own-books' });
    expect(returned.sort()).toEqual(ownHosts);
  });

  it('stay where a report tool needs them too', async () => {
    const handle = await handlers();
    await watchSite('api.books.example');
    await save(definition);
    await handle['provider.remove']({ type: 'provider.remove', providerId: 'own-books' });
    expect(returned).toEqual(['https://id.books.example/*']);
  });

  it('were not given back after a sign-in was dismissed before any company was connected', async () => {
    const { writeFlow } = await ports();
    await writeFlow(pending);
    await (await handlers())['flow.dismiss']({ type: 'flow.dismiss', flowId: 'f1' });
    const { connection, guidance } = xeroProfile.hosts;
    await vi.waitFor(() => expect([...returned].sort()).toEqual([...connection, ...guidance].sort()), afterwards);
  });

  it('stay when the dismissed sign-in starts again at once', async () => {
    const { writeFlow } = await ports();
    await writeFlow(pending);
    await (await handlers())['flow.dismiss']({ type: 'flow.dismiss', flowId: 'f1', isRestarting: true });
    await new Promise((resolve) => setTimeout(resolve, afterwards.timeout));
    expect(returned).toEqual([]);
  });

  it('stay when the person closes a sign-in and starts it again by hand', async () => {
    const { writeFlow } = await ports();
    await writeFlow(pending);
    await (await handlers())['flow.dismiss']({ type: 'flow.dismiss', flowId: 'f1' });
    await writeFlow({ ...pending, id: 'f2', step: 'waiting_for_you' });
    await new Promise((resolve) => setTimeout(resolve, afterwards.timeout));
    expect(returned).toEqual([]);
  });

  it('stay while a revocation is owed to the provider', async () => {
    const { vault, writeFlow } = await ports();
    const { oweRevocation } = await import('../../../lib/vault/revocations');
    const owed = { token: 't', clientId: 'c', environment: 'production' } as const;
    await oweRevocation(vault, { id: 'r', providerId: 'xero', owed, notBeforeMs: 0, attempts: 1 });
    await writeFlow(pending);
    await (await handlers())['flow.dismiss']({ type: 'flow.dismiss', flowId: 'f1' });
    await new Promise((resolve) => setTimeout(resolve, afterwards.timeout));
    expect(returned).toEqual([]);
  });

  it('were not given back after the form of a provider was left, and stay for definitions that are stored', async () => {
    const handle = await handlers();
    await handle['provider.leave']({ type: 'provider.leave', definition });
    expect(returned.sort()).toEqual(ownHosts);
    returned.length = 0;
    await save(definition);
    await handle['provider.leave']({ type: 'provider.leave', definition });
    expect(returned).toEqual([]);
  });
});

describe('a stored definition', () => {
  const posing = { ...aDefinition, id: 'own-xero', name: 'Xero' };

  it('SEC-47 of version 0.1.0 that passes for a built-in provider can be removed, with its app key', async () => {
    const { store, vault } = await ports();
    const { putOwnProvider } = await import('../../../lib/store/own-providers');
    const { saveApp } = await import('../../../lib/vault/apps');
    await putOwnProvider(store, posing);
    const app = { providerId: 'own-xero', environment: 'production', clientId: 'c' } as const;
    await saveApp(vault, { ...app, tokenOrigin: 'https://id.books.example' }, 0);
    const handle = await handlers();
    expect(await handle['provider.remove']({ type: 'provider.remove', providerId: 'own-xero' })).toMatchObject({
      ok: true,
    });
    expect(await vault.getAll('apps')).toEqual([]);
    expect(await store.get('state', 'ownProviders')).toEqual([]);
  });

  it('SEC-47 of that kind is used again once its name is its own', async () => {
    const { store } = await ports();
    const { putOwnProvider } = await import('../../../lib/store/own-providers');
    await putOwnProvider(store, posing);
    const renamed = JSON.stringify({ ...posing, name: 'Our books' });
    expect(await save(renamed, 'own-xero')).toMatchObject({ ok: true, value: { kind: 'saved' } });
    const { findProvider } = await import('../../../lib/providers');
    expect(findProvider('own-xero')?.name).toBe('Our books');
  });
});
