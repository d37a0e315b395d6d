import { neverMs } from '../model/due';
import type { Vault } from './database';

/** Member of a stored grant that marks it as set aside; what else is in it stays as it was found. */
const mark = 'setAsideAtMs';

/**
 * Takes grants that cannot be read out of what is due, so that none of them wakes the worker again and again (SEC-39).
 * Their secrets and everything else about them stay.
 */
export async function setGrantsAside(vault: Vault, ids: readonly string[], nowMs: number): Promise<void> {
  const transaction = vault.transaction('grants', 'readwrite', { durability: 'strict' });
  const writes: Promise<unknown>[] = [];
  for (const id of ids) {
    const record = await transaction.store.get(id);
    if (!record) continue;
    const grant = { ...record.grant, nextRefreshAtMs: neverMs, ...{ [mark]: nowMs } };
    writes.push(transaction.store.put({ ...record, grant }));
  }
  writes.push(transaction.done);
  await Promise.all(writes);
}
