import './product-ports';
import { openDB } from 'idb';
import { newConnection } from '../../../lib/engines/connection-record';
import type { Grant } from '../../../lib/model/grant';
import { listByNeed } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { untilQuiet } from './quiet';
import { writeFaults } from './write-faults';

const count = 5;

const grant: Grant = {
  id: 'g-old',
  providerId: 'xero',
  environment: 'production',
  appId: 'xero:production',
  scopes: [],
  version: 1,
  connectedAtMs: 0,
  nextRefreshAtMs: 0,
  refreshFailures: 0,
};

/** Puts the first version of the database in place of the one that is there. */
async function writeFirstVersion(): Promise<void> {
  await openStore();
  // The product closes its database when somebody deletes it, and opens it again with the next event.
  indexedDB.deleteDatabase('ledgerline');
  await untilQuiet();
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
  for (let index = 0; index < count; index++)
    await old.put('connections', newConnection(`c${index}`, { tenantId: `t${index}`, name: `Old ${index}` }, grant, 0));
  old.close();
}

/**
 * Upgrades the first version of the store while the disk refuses, then once more when it does not. What is lost is
 * returned; every later user of the databases gets the upgraded store.
 */
export async function migrateWithFault(): Promise<string[]> {
  const lost: string[] = [];
  for (const stays of [false, true]) {
    await writeFirstVersion();
    writeFaults.failFrom(0, stays);
    const refused = await openStore();
    writeFaults.heal();
    if (refused.ok) lost.push('a refused upgrade passes for a good one');
    const opened = await openStore();
    if (!opened.ok) return [...lost, `the store cannot be opened after a refused upgrade: ${opened.problem}`];
    const found = await listByNeed(opened.value, { offset: 0, limit: 100 });
    if (found.length !== count) lost.push(`${count - found.length} connections are gone after a refused upgrade`);
  }
  return lost;
}
