import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Grant } from '../../../lib/model/grant';
import { listApps, openApp, saveApp } from '../../../lib/vault/apps';
import { openVault, type Vault } from '../../../lib/vault/database';
import { findGrant, listGrantsDue, openGrant, storeTokens, updateGrant } from '../../../lib/vault/grants';
import { vaultKey } from '../../../lib/vault/key';
import { listOwedRevocations, oweRevocation } from '../../../lib/vault/revocations';

const canaries = ['canary-access-71', 'canary-refresh-72', 'canary-client-73', 'canary-secret-74', 'canary-owed-75'];
let vault: Vault;

function grantNamed(id: string): Grant {
  return {
    id,
    providerId: 'xero',
    environment: 'production',
    appId: 'xero:production',
    scopes: ['openid'],
    version: 0,
    connectedAtMs: 1,
    nextRefreshAtMs: 1000,
    refreshFailures: 0,
  };
}

const tokens = { accessToken: 'canary-access-71', refreshToken: 'canary-refresh-72' };

beforeAll(async () => {
  const opened = await openVault();
  if (!opened.ok) throw new Error(opened.problem);
  vault = opened.value;
});

describe('the vault', () => {
  it('SEC-40 gives back what was stored, and holds none of it in the clear', async () => {
    await storeTokens(vault, grantNamed('plain'), tokens);
    await saveApp(
      vault,
      { providerId: 'xero', environment: 'production', clientId: 'canary-client-73', clientSecret: 'canary-secret-74' },
      5,
    );
    await oweRevocation(vault, {
      id: 'r',
      providerId: 'xero',
      owed: { token: 'canary-owed-75', environment: 'production', clientId: 'c' },
      notBeforeMs: 0,
      attempts: 1,
    });
    const opened = await openGrant(vault, 'plain');
    expect(typeof opened === 'string' ? opened : opened.tokens).toEqual(tokens);
    expect(await openApp(vault, 'xero:production', 'https://identity.xero.com')).toMatchObject({
      clientId: 'canary-client-73',
      clientSecret: 'canary-secret-74',
    });
    expect(await listOwedRevocations(vault, 0)).toMatchObject([{ owed: { token: 'canary-owed-75' } }]);

    const everything: unknown[] = [];
    for (const name of ['grants', 'apps', 'revocations'] as const) everything.push(...(await vault.getAll(name)));
    const bytes = JSON.stringify(everything, (_key, value) =>
      value instanceof ArrayBuffer
        ? new TextDecoder('latin1').decode(value)
        : value instanceof Uint8Array
          ? [...value]
          : value,
    );
    for (const canary of canaries) expect(bytes).not.toContain(canary);
  });

  it('SEC-40 uses a key nobody can read out, and a fresh 96-bit IV each time', async () => {
    const key = await vaultKey(vault);
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    const stored = await storeTokens(vault, grantNamed('iv'), tokens);
    const first = await vault.get('grants', 'iv');
    await storeTokens(vault, stored, tokens);
    const second = await vault.get('grants', 'iv');
    expect(first?.current.iv).toHaveLength(12);
    expect(second?.current.iv).not.toEqual(first?.current.iv);
  });

  it('SEC-40 does not open a token set that was moved to another grant', async () => {
    await storeTokens(vault, grantNamed('mine'), tokens);
    await storeTokens(vault, grantNamed('other'), { accessToken: 'x' });
    const mine = await vault.get('grants', 'mine');
    const other = await vault.get('grants', 'other');
    if (!mine || !other) throw new Error('not stored');
    await vault.put('grants', { ...other, current: mine.current });
    expect(await openGrant(vault, 'other')).toBe('unreadable');
  });

  it('SEC-31 keeps the set before and clears the intent in the write that stores the new one', async () => {
    const first = await storeTokens(vault, grantNamed('rotating'), tokens);
    await updateGrant(vault, 'rotating', { intent: { startedAtMs: 1, attempts: 1, hasBeenRetriedLate: false } });
    const before = await vault.get('grants', 'rotating');
    const second = await storeTokens(vault, first, { accessToken: 'a2', refreshToken: 'r2' });
    const after = await vault.get('grants', 'rotating');
    expect(second.version).toBe(first.version + 1);
    expect(after?.previous).toEqual(before?.current);
    expect(after?.grant.intent).toBeUndefined();
  });

  it('SEC-31 waits for the disk with every write of tokens, intents and the key', async () => {
    const real = IDBDatabase.prototype.transaction;
    const begun: [unknown, unknown, unknown][] = [];
    const spy = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...given
    ) {
      begun.push([given[0], given[1], given[2]]);
      return real.apply(this, given);
    });
    await vault.delete('keys', 'main');
    const stored = await storeTokens(vault, grantNamed('strict'), tokens);
    await updateGrant(vault, 'strict', { intent: { startedAtMs: 1, attempts: 1, hasBeenRetriedLate: false } });
    await storeTokens(vault, stored, tokens);
    spy.mockRestore();
    const writes = begun.filter(([, mode, options]) => mode === 'readwrite' && options !== undefined);
    expect(writes.map(([name, , options]) => [name, options])).toEqual([
      ['keys', { durability: 'strict' }],
      ['grants', { durability: 'strict' }],
      ['grants', { durability: 'strict' }],
      ['grants', { durability: 'strict' }],
    ]);
    // The deletion above is the test's own.
    expect(begun.filter(([, mode, options]) => mode === 'readwrite' && options === undefined)).toHaveLength(1);
  });

  it('left a refused write behind that nobody heard', async () => {
    const first = await storeTokens(vault, grantNamed('full'), tokens);
    const { put, add } = IDBObjectStore.prototype;
    const unheard: unknown[] = [];
    const hear = (error: unknown): void => void unheard.push(error);
    process.on('unhandledRejection', hear);
    // A record that is there already may not be added: refused like a write for which there is no room.
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value) {
      return add.call(this, value);
    });
    await expect(storeTokens(vault, first, { accessToken: 'a2', refreshToken: 'r2' })).rejects.toThrow();
    spy.mockRestore();
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', hear);
    expect(IDBObjectStore.prototype.put).toBe(put);
    expect(unheard).toEqual([]);
    const kept = await openGrant(vault, 'full');
    expect(typeof kept === 'string' ? kept : kept.tokens).toEqual(tokens);
  });

  it('SEC-39 leaves a damaged record where it is and goes on with the others', async () => {
    await storeTokens(vault, grantNamed('good'), tokens);
    await storeTokens(vault, grantNamed('damaged'), tokens);
    const damaged = await vault.get('grants', 'damaged');
    if (!damaged) throw new Error('not stored');
    await vault.put('grants', { ...damaged, grant: { ...damaged.grant, providerId: 7 as never } });
    expect(await findGrant(vault, 'damaged')).toBeUndefined();
    expect(await openGrant(vault, 'damaged')).toBe('unreadable');
    expect((await listGrantsDue(vault, 5000)).grants.map((grant) => grant.id)).toContain('good');
    expect(await vault.get('grants', 'damaged')).toBeDefined();
  });

  it('shows of app credentials only the end of the client id', async () => {
    await saveApp(vault, { providerId: 'xero', environment: 'production', clientId: 'canary-client-73' }, 5);
    expect(await listApps()).toEqual([
      {
        id: 'xero:production',
        providerId: 'xero',
        environment: 'production',
        clientIdEnd: 't-73',
        hasSecret: false,
        savedAtMs: 5,
        tokenOrigin: 'https://identity.xero.com',
      },
    ]);
  });

  it('tells apart client ids that all end in the same host name', async () => {
    const clientId = '0a1b2c3d4e5f6a7b8c9d.app.sage.com';
    await saveApp(vault, { providerId: 'quickbooks', environment: 'sandbox', clientId }, 6);
    expect((await listApps()).find(({ providerId }) => providerId === 'quickbooks')?.clientIdEnd).toBe('8c9d');
  });
});
