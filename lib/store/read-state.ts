import type { Store } from './database';
import type { StateRecord } from './state-record';

/** Reads a record of `state`; what stands for it where it is missing or cannot be read. */
export async function readState<Value>(store: Store, { key, parse }: StateRecord<Value>): Promise<Value> {
  return parse(await store.get('state', key));
}

/** All records whose keys begin with this, as they are stored. */
export function listState(store: Store, prefix: string): Promise<unknown[]> {
  return store.getAll('state', IDBKeyRange.bound(prefix, `${prefix}\uffff`));
}
