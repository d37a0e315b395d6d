import 'fake-indexeddb/auto';
import type { Store } from '../../lib/store/database';
import type { Vault } from '../../lib/vault/database';

type Key = string;

function keyOf(store: string, value: unknown): Key {
  const record = Object(value);
  if (store === 'grants') return record.grant.id;
  return store === 'apps' ? record.summary.id : record.id;
}

/**
 * A database in memory with as much of the real one as app keys, grants and definitions need. A generated run opens it some
 * fifty times; real transactions, even of a database that only pretends, would take most of its time.
 */
function memoryDatabase(): object {
  const stores = new Map<string, Map<Key, unknown>>();
  const at = (store: string): Map<Key, unknown> => {
    const known = stores.get(store) ?? new Map<Key, unknown>();
    stores.set(store, known);
    return known;
  };
  const objectStore = (store: string): object => ({
    get: (key: Key) => Promise.resolve(at(store).get(key)),
    put: (value: unknown, key: Key = keyOf(store, value)) => Promise.resolve(void at(store).set(key, value)),
    delete: (key: Key) => Promise.resolve(void at(store).delete(key)),
    count: () => Promise.resolve(at(store).size),
    // Only connections are looked up by an index, and these runs store none.
    index: () => ({ getAllKeys: () => Promise.resolve([]), openKeyCursor: () => Promise.resolve(null) }),
  });
  return {
    get: (store: string, key: Key) => Promise.resolve(at(store).get(key)),
    getKey: (store: string, key: Key) => Promise.resolve(at(store).has(key) ? key : undefined),
    getAllKeys: (store: string) => Promise.resolve([...at(store).keys()]),
    getAll: (store: string) => Promise.resolve([...at(store).values()]),
    put: (store: string, value: unknown, key: Key = keyOf(store, value)) =>
      Promise.resolve(void at(store).set(key, value)),
    delete: (store: string, key: Key) => Promise.resolve(void at(store).delete(key)),
    transaction: (store: string) => ({ store: objectStore(store), done: Promise.resolve() }),
  };
}

/** An empty vault that uses this key. */
export async function memoryVault(key: CryptoKey): Promise<Vault> {
  const vault = memoryDatabase() as Vault;
  await vault.put('keys', key, 'main');
  return vault;
}

/** An empty store. */
export function memoryStore(): Store {
  return memoryDatabase() as Store;
}
