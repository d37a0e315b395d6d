import { expect, it } from 'vitest';
import { forgetDefinition } from '../../../entrypoints/background/own-providers';
import { newConnection } from '../../../lib/engines/connection-record';
import { registerOwn } from '../../../lib/providers/custom/register';
import { isProviderConnected } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { saveApp } from '../../../lib/vault/apps';
import { findGrant } from '../../../lib/vault/grants';
import { aDefinition } from '../providers/own-sample';
import { createWorld, json, storeGrant } from './world';

it('SEC-14 removing a definition revoked the sign-in of a connection that no index finds', async () => {
  const world = await createWorld();
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  await store.value.clear('connections');
  await world.ports.vault.clear('grants');
  registerOwn([{ ...aDefinition, revocationEndsOthers: false }]);
  const providerId = aDefinition.id;
  await saveApp(world.ports.vault, { providerId, environment: 'production', clientId: 'a', clientSecret: 'b' }, 0);
  const grant = await storeGrant(world, 60_000, { providerId, appId: `${providerId}:production` });
  const connection = newConnection('c', { tenantId: 't', name: 'Fernhill' }, grant, world.nowMs);
  await store.value.put('connections', Object.assign(connection, JSON.parse('{"environment":null}')));
  expect(await isProviderConnected(store.value, providerId)).toBe(false);
  world.answer = () => json(200, {});
  await forgetDefinition({ ...world.ports, store: store.value }, providerId);
  expect(await findGrant(world.ports.vault, grant.id)).toBeDefined();
  expect(world.sent).toEqual([]);
});
