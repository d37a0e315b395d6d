import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { incidentKeyOf } from '../causes/incident';
import { Connection } from '../model/connection';
import type { HistoryEvent } from '../model/history';
import { failure, type Result, success } from '../model/result';

/** Connections, history and settings. Holds no secret; the vault is a database of its own, so that neither drags down the other (SEC-39). */
export interface StoreSchema extends DBSchema {
  connections: {
    key: string;
    value: Connection;
    indexes: {
      byDue: number;
      byNeed: [number, string];
      byGrant: string;
      byTenant: [string, string, string];
      byIncident: [number, string];
    };
  };
  history: { key: number; value: HistoryEvent; indexes: { byConnection: [string, number] } };
  /** Single records by name: settings, clock. */
  state: { key: string; value: unknown };
}
export type Store = IDBPDatabase<StoreSchema>;

/** Why the database cannot be used: written by a newer version of the extension, or the browser cannot open it. */
export type StoreProblem = 'newer_version' | 'unopenable';

type UpgradeTransaction = IDBPTransaction<StoreSchema, ('connections' | 'history' | 'state')[], 'versionchange'>;

/**
 * One step per schema version, in order. The browser runs them in one transaction: a browser that dies in the middle
 * leaves the old version untouched, and the next start runs them again (SEC-38).
 */
const migrations: readonly ((store: Store, transaction: UpgradeTransaction) => void | Promise<void>)[] = [
  (store) => {
    const connections = store.createObjectStore('connections', { keyPath: 'id' });
    connections.createIndex('byDue', 'nextDueAtMs');
    connections.createIndex('byNeed', ['needRank', 'sortName']);
    connections.createIndex('byGrant', 'grantId');
    connections.createIndex('byTenant', ['providerId', 'environment', 'tenantId']);
    store.createObjectStore('history', { autoIncrement: true }).createIndex('byConnection', ['connectionId', 'atMs']);
    store.createObjectStore('state');
  },
  async (_store, transaction) => {
    const connections = transaction.objectStore('connections');
    // Only what fails has a key, so that good connections cost this index nothing.
    connections.createIndex('byIncident', ['needRank', 'incident']);
    for (let cursor = await connections.openCursor(); cursor; cursor = await cursor.continue()) {
      const parsed = Connection.safeParse(cursor.value);
      if (parsed.success) await cursor.update({ ...cursor.value, incident: incidentKeyOf(parsed.data) });
    }
  },
];

let opened: Promise<Result<Store, StoreProblem>> | undefined;

const closedListeners = new Set<() => void>();

/** Calls back when the open database was closed from outside: it was deleted, or a newer version opens it. */
export function onStoreClosed(listener: () => void): void {
  closedListeners.add(listener);
}

async function open(): Promise<Result<Store, StoreProblem>> {
  try {
    const store = await openDB<StoreSchema>('ledgerline', migrations.length, {
      async upgrade(database, oldVersion, _newVersion, transaction) {
        try {
          for (const migrate of migrations.slice(oldVersion)) await migrate(database, transaction);
        } catch {
          // Without this the browser commits what was done so far, as if it were all.
          transaction.done.catch(() => undefined);
          transaction.abort();
        }
      },
      blocking(_current, _blocked, event) {
        if (event.target instanceof IDBDatabase) event.target.close();
        opened = undefined;
        for (const listener of closedListeners) listener();
      },
      terminated() {
        opened = undefined;
      },
    });
    return success(store);
  } catch (error) {
    return failure(error instanceof DOMException && error.name === 'VersionError' ? 'newer_version' : 'unopenable');
  }
}

/** Opens the database once per context and again after it was closed from outside. A failure leaves everything stored untouched. */
export function openStore(): Promise<Result<Store, StoreProblem>> {
  const opening = opened ?? open();
  opened = opening;
  // Forgotten only here: a browser that refuses at once would be answered before there is anything to forget.
  void opening.then(({ ok }) => {
    if (!ok && opened === opening) opened = undefined;
  });
  return opening;
}
