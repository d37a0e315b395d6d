import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { openStore } from '../../../lib/store/database';
import { countFixes } from '../../../lib/store/incidents';
import { aConnection, aFailing } from '../components/samples';

it('gives connections of the first version their place in the index of incidents, and loses none', async () => {
  const old = await openDB('ledgerline', 1, {
    upgrade(database) {
      const connections = database.createObjectStore('connections', { keyPath: 'id' });
      connections.createIndex('byDue', 'nextDueAtMs');
      connections.createIndex('byNeed', ['needRank', 'sortName']);
      connections.createIndex('byGrant', 'grantId');
      connections.createIndex('byTenant', ['providerId', 'environment', 'tenantId']);
      database
        .createObjectStore('history', { autoIncrement: true })
        .createIndex('byConnection', ['connectionId', 'atMs']);
      database.createObjectStore('state');
    },
  });
  await old.put('connections', aFailing());
  await old.put('connections', aConnection({ id: 'c2' }));
  await old.put('connections', { id: 'not readable' });
  old.close();
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  expect(await countFixes(store.value)).toBe(1);
  expect(await store.value.count('connections')).toBe(3);
});
