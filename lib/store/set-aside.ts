import { neverMs } from '../model/due';
import { announceStoreChange } from './changes';
import { readable } from './connections';
import type { Store } from './database';

/** Member that marks a record as set aside; what else is in it stays as it was found. */
const mark = 'setAsideAtMs';

/**
 * Takes records that cannot be read out of what is due, so that none of them wakes the worker again and again or keeps the
 * readable ones behind it waiting (SEC-39). They stay in the list of what is stored, and are counted there.
 */
export async function setAside(store: Store, ids: readonly string[], nowMs: number): Promise<void> {
  const transaction = store.transaction('connections', 'readwrite');
  const writes: Promise<unknown>[] = [];
  for (const id of ids) {
    const record = await transaction.store.get(id);
    if (record) writes.push(transaction.store.put({ ...record, nextDueAtMs: neverMs, ...{ [mark]: nowMs } }));
  }
  writes.push(transaction.done);
  await Promise.all(writes);
  announceStoreChange();
}

/** Makes a record due again that was set aside and can be read by now, after an update or a new write. */
export async function takeBack(store: Store, id: string, nowMs: number): Promise<void> {
  const transaction = store.transaction('connections', 'readwrite');
  const record = await transaction.store.get(id);
  const writes: Promise<unknown>[] = [];
  if (record && mark in record && readable([record]).length > 0) {
    const { [mark]: _setAsideAtMs, ...rest } = record;
    writes.push(transaction.store.put({ ...rest, nextDueAtMs: nowMs }));
  }
  writes.push(transaction.done);
  await Promise.all(writes);
}
