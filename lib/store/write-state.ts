import type { Store } from './database';
import type { StateRecord } from './state-record';

/** Replaces a record; undefined removes it. Rejects when the disk takes nothing. */
export async function writeState<Value>(
  store: Store,
  { key }: StateRecord<Value>,
  value: NoInfer<Value> | undefined,
): Promise<void> {
  await (value === undefined ? store.delete('state', key) : store.put('state', value, key));
}

/**
 * Reads, changes and writes a record in one transaction, so that no other change is lost. Nothing is written when `change`
 * returns the value it was given.
 *
 * @param change gets the value and, for members only a newer version knows, the record as it is stored
 * @returns whether anything was written; rejects when the disk takes nothing
 */
export async function changeState<Value>(
  store: Store,
  { key, parse }: StateRecord<Value>,
  change: (value: Value, stored: unknown) => Value,
  options?: IDBTransactionOptions,
): Promise<boolean> {
  const transaction = store.transaction('state', 'readwrite', options);
  const stored: unknown = await transaction.store.get(key);
  const before = parse(stored);
  const after = change(before, stored);
  const isSame = after === before;
  await Promise.all([isSame ? undefined : transaction.store.put(after, key), transaction.done]);
  return !isSame;
}
