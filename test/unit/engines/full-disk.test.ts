import { forceCloseDatabase } from 'fake-indexeddb';
import { unwrap } from 'idb';
import { describe, expect, it } from 'vitest';
import { freshAccessToken } from '../../../lib/engines/local/fresh-token';
import { storeUnsaved } from '../../../lib/engines/local/keep-tokens';
import { storedServerClock } from '../../../lib/store/clock';
import { openStore } from '../../../lib/store/database';
import { openVault } from '../../../lib/vault/database';
import { openGrant } from '../../../lib/vault/grants';
import { createWorld, json, storeGrant } from './world';

/** The date makes the clock of the server known, which is stored as well. */
const tokens = json(
  200,
  { access_token: 'access-1', token_type: 'Bearer', expires_in: 1800, refresh_token: 'refresh-1' },
  { date: 'Sun, 22 Nov 2026 12:30:00 GMT' },
);

describe('a disk that is full when new tokens come', () => {
  it('lost them when the browser had closed the databases over it: they wait, sealed, until these are open again (SEC-42)', async () => {
    const world = await createWorld();
    const grant = await storeGrant(world, -1000);
    const store = await openStore();
    if (!store.ok) throw new Error('no store');
    const ports = { ...world.ports, clock: storedServerClock(store.value) };
    world.answer = () => {
      // Chromium 156 closes every database of the extension when the first write fails.
      for (const database of [store.value, ports.vault])
        Reflect.apply(forceCloseDatabase, undefined, [unwrap(database)]);
      return tokens;
    };
    const fresh = await freshAccessToken(ports, grant.id);
    expect(fresh.kind).toBe('fresh');
    const [waiting] = await ports.unsaved.list();
    expect(waiting?.grant).toMatchObject({ id: grant.id, version: grant.version + 1, intent: undefined });

    const vault = await openVault();
    if (!vault.ok) throw new Error('no vault');
    expect(vault.value).not.toBe(ports.vault);
    await storeUnsaved({ ...ports, vault: vault.value });
    expect(await ports.unsaved.list()).toEqual([]);
    expect(await openGrant(vault.value, grant.id)).toMatchObject({ tokens: { refreshToken: 'refresh-1' } });
  });
});
