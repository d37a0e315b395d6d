import { beforeEach, describe, expect, it } from 'vitest';
import { endGrant } from '../../../lib/engines/local/disconnect';
import { type DryRunPorts, dryRun } from '../../../lib/engines/local/dry-run';
import { freshAccessToken } from '../../../lib/engines/local/fresh-token';
import { retryRevocations } from '../../../lib/engines/local/retry-revocations';
import { beginSignIn, finishSignIn } from '../../../lib/engines/local/sign-in';
import type { Grant } from '../../../lib/model/grant';
import type { ProviderDefinition } from '../../../lib/model/provider-definition';
import { registerOwn } from '../../../lib/providers/custom/register';
import { bindOldApps, findAppOrigin, openApp, saveApp } from '../../../lib/vault/apps';
import { vaultKey } from '../../../lib/vault/key';
import {
  bindOldRevocations,
  forgetRevocation,
  listOwedRevocations,
  oweRevocation,
} from '../../../lib/vault/revocations';
import { seal, unseal } from '../../../lib/vault/seal';
import { aDefinition } from '../providers/own-sample';
import { ownProvider, redirectUri } from './books';
import { inMemorySignIn } from './pending-sign-in';
import { createWorld, json, storeGrant, type World } from './world';

const secret = 'canary-client-secret-7Qw3';
const appId = 'own-books:production';
const home = 'https://id.books.example';
const elsewhere = 'https://id.evil.example';
const confidential: ProviderDefinition = { ...aDefinition, clientAuth: 'post' };
let world: World;
let ports: DryRunPorts;

/** The same definition with its token address, and all that depends on it, at another origin. */
function movedTo(origin: string): ProviderDefinition {
  const endpoints = { authorize: `${origin}/auth`, token: `${origin}/token`, revocation: `${origin}/revoke` };
  return { ...confidential, issuer: origin, endpoints };
}

/** Origins that a text was sent to, in an address, a header or a body. */
function receiversOf(text: string): string[] {
  const holds = (part: string): boolean => part.includes(text) || part.includes(btoa(`books-client:${text}`));
  const those = world.sent.filter(({ url, headers, body }) => holds(JSON.stringify([url, headers, body])));
  return [...new Set(those.map(({ url }) => new URL(url).origin))];
}

async function enterKey(): Promise<void> {
  const app = { providerId: 'own-books', environment: 'production', clientId: 'books-client' } as const;
  await saveApp(world.ports.vault, { ...app, clientSecret: secret }, 1);
}

/** Puts a key into the vault as version 0.1.0 did: bound to its id alone. */
async function enterOldKey(providerId: string, clientSecret: string): Promise<string> {
  const id = `${providerId}:production`;
  const summary = {
    id,
    providerId,
    environment: 'production',
    clientIdEnd: 'x',
    hasSecret: true,
    savedAtMs: 3,
  } as const;
  const credentials = { id, providerId, environment: 'production', clientId: 'old-client', clientSecret };
  const sealed = await seal(await vaultKey(world.ports.vault), `app:${id}`, credentials);
  await world.ports.vault.put('apps', { summary, sealed });
  return id;
}

function ownGrant(more: Partial<Grant> = {}): Promise<Grant> {
  return storeGrant(world, -1, { providerId: 'own-books', appId, ...more });
}

beforeEach(async () => {
  world = await createWorld();
  for (const name of ['apps', 'revocations'] as const) await world.ports.vault.clear(name);
  world.answer = () => json(400, { error: 'invalid_grant' });
  ports = { ...world.ports, hasHosts: () => Promise.resolve(true), origin: 'chrome-extension://test' };
  registerOwn([confidential]);
  await enterKey();
});

describe('SEC-46 an app key', () => {
  it.each([
    ['another host', elsewhere],
    ['another port of its host', `${home}:8443`],
    ['a host below its own', 'https://x.id.books.example'],
  ])('of a stored provider is not sent to %s that an imported definition with its id names', async (_what, origin) => {
    const { steps } = await dryRun(ports, movedTo(origin));
    expect(world.sent.length).toBeGreaterThan(0);
    expect(receiversOf(secret)).toEqual([]);
    expect(steps.find(({ id }) => id === 'app_key')).toMatchObject({
      outcome: 'left_out',
      words: { key: 'definition_step_app_key_elsewhere', values: ['id.books.example', new URL(origin).host] },
    });
  });

  it('is tried at the address it was entered for', async () => {
    await dryRun(ports, confidential);
    expect(receiversOf(secret)).toEqual([home]);
  });

  it('does not follow a definition that is saved with another token host: the key for that one has to be entered', async () => {
    registerOwn([movedTo(elsewhere)]);
    const wish = { provider: ownProvider(), environment: 'production', how: 'window' } as const;
    expect(await beginSignIn(inMemorySignIn(world.ports), wish)).toEqual({ ok: false, problem: 'no_app_credentials' });
    const { id } = await ownGrant();
    expect(await freshAccessToken(world.ports, id)).toEqual({ kind: 'held', hold: 'no_app_credentials' });
    expect(await endGrant(world.ports, id)).toBe('only_here');
    expect(world.sent).toEqual([]);
    await enterKey();
    expect(await findAppOrigin(world.ports.vault, appId)).toBe(elsewhere);
  });

  it('is not sent to a revocation address at another host, which version 0.1.0 let people store', async () => {
    const endpoints = { ...confidential.endpoints, revocation: `${elsewhere}/revoke` };
    registerOwn([{ ...confidential, endpoints }]);
    expect(await endGrant(world.ports, (await ownGrant()).id)).toBe('only_here');
    expect(world.sent).toEqual([]);
  });

  it('and a code go nowhere when the definition changed while the person was signing in', async () => {
    const signInPorts = inMemorySignIn(world.ports);
    const started = await beginSignIn(signInPorts, {
      provider: ownProvider(),
      environment: 'production',
      how: 'window',
    });
    if (!started.ok) throw new Error(started.problem);
    const state = new URL(started.value.url).searchParams.get('state') ?? '';
    registerOwn([movedTo(elsewhere)]);
    await enterKey();
    const redirect = `${redirectUri}?code=canary-code&state=${state}&iss=${encodeURIComponent(elsewhere)}`;
    expect(await finishSignIn(signInPorts, started.value.flow, redirect)).toEqual({ ok: false, problem: 'stale' });
    expect(world.sent).toEqual([]);
  });
});

describe('SEC-46 a revocation that is still owed', () => {
  beforeEach(async () => {
    world.answer = () => json(503, {});
    expect(await endGrant(world.ports, (await ownGrant()).id)).toBe('later');
    world.sent.length = 0;
    world.nowMs += 86_400_000;
    world.answer = () => json(200, {});
  });

  it('does not go to the host that its definition has moved to, and waits', async () => {
    registerOwn([movedTo(elsewhere)]);
    await retryRevocations(world.ports);
    expect(world.sent).toEqual([]);
    registerOwn([confidential]);
    world.nowMs += 86_400_000;
    await retryRevocations(world.ports);
    expect(receiversOf('refresh-0')).toEqual([home]);
    expect(await listOwedRevocations(world.ports.vault, Number.MAX_SAFE_INTEGER)).toEqual([]);
  });

  it('of version 0.1.0 is bound to the definition stored then, and to no later one', async () => {
    const [entry] = await listOwedRevocations(world.ports.vault, world.nowMs);
    if (!entry) throw new Error('nothing is owed');
    const { tokenOrigin: _unknown, ...owed } = entry.owed;
    const old = { ...entry, owed, notBeforeMs: 0 };
    await oweRevocation(world.ports.vault, old);
    registerOwn([movedTo(elsewhere)]);
    await retryRevocations(world.ports);
    expect(world.sent).toEqual([]);
    await oweRevocation(world.ports.vault, old);
    await bindOldRevocations(world.ports.vault, () => home);
    await bindOldRevocations(world.ports.vault, () => elsewhere);
    expect((await listOwedRevocations(world.ports.vault, world.nowMs))[0]?.owed.tokenOrigin).toBe(home);
    await forgetRevocation(world.ports.vault, entry.id);
  });
});

describe('app keys that version 0.1.0 sealed', () => {
  const origins: Readonly<Record<string, string>> = {
    'own-books': home,
    quickbooks: 'https://oauth.platform.intuit.com',
  };
  const originOf = (providerId: string): string | undefined => origins[providerId];

  it('are sealed again with their origin, once, and open there and nowhere else (SEC-46)', async () => {
    const { vault } = world.ports;
    for (const providerId of Object.keys(origins)) await enterOldKey(providerId, `${secret}-${providerId}`);
    await bindOldApps(vault, originOf);
    const bound = await vault.getAll('apps');
    await bindOldApps(vault, () => elsewhere);
    expect(await vault.getAll('apps')).toEqual(bound);
    for (const [providerId, origin] of Object.entries(origins)) {
      const id = `${providerId}:production`;
      expect((await openApp(vault, id, origin))?.clientSecret).toBe(`${secret}-${providerId}`);
      expect(await openApp(vault, id, elsewhere)).toBeUndefined();
    }
  });

  it('can still be read by version 0.1.0 when a firm goes back to it', async () => {
    const { vault } = world.ports;
    const id = await enterOldKey('own-books', secret);
    await bindOldApps(vault, originOf);
    const stored = await vault.get('apps', id);
    if (!stored) throw new Error('the key is gone');
    expect(await unseal(await vaultKey(vault), `app:${id}`, stored.sealed)).toMatchObject({ clientSecret: secret });
  });

  it('are opened by no draft before they are bound', async () => {
    await enterOldKey('own-books', secret);
    await dryRun(ports, movedTo(elsewhere));
    await dryRun(ports, confidential);
    expect(receiversOf(secret)).toEqual([]);
  });

  it('stay as they are while their provider is not known, and when they cannot be decrypted (SEC-39)', async () => {
    const { vault } = world.ports;
    const id = await enterOldKey('own-gone', secret);
    const damagedId = await enterOldKey('own-books', secret);
    const damaged = await vault.get('apps', damagedId);
    if (!damaged) throw new Error('the key is gone');
    await vault.put('apps', { ...damaged, sealed: { ...damaged.sealed, data: new ArrayBuffer(40) } });
    const before = [await vault.get('apps', id), await vault.get('apps', damagedId)];
    await bindOldApps(vault, originOf);
    expect([await vault.get('apps', id), await vault.get('apps', damagedId)]).toEqual(before);
  });
});
