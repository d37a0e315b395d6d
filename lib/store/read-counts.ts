import { countedRead, ReadCount } from '../model/read-budget';
import type { Store } from './database';

const prefix = 'reads:';

function readable(stored: unknown): ReadCount | undefined {
  const parsed = ReadCount.safeParse(stored);
  return parsed.success ? parsed.data : undefined;
}

/**
 * Counts one read against the month of this app, in one transaction, so that reads at the same time are all counted. One
 * small record per app; an earlier month is overwritten. Pages look when they are drawn: no change is announced for it.
 */
export async function countRead(store: Store, appId: string, nowMs: number): Promise<void> {
  const transaction = store.transaction('state', 'readwrite');
  const key = `${prefix}${appId}`;
  const next = countedRead(readable(await transaction.store.get(key)), appId, nowMs);
  await Promise.all([transaction.store.put(next, key), transaction.done]);
}

/** The reads counted of each app, of whatever month they are; `toReadBudget` makes a view of one. */
export async function listReadCounts(store: Store): Promise<ReadCount[]> {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  return (await store.getAll('state', range)).flatMap((stored) => readable(stored) ?? []);
}

/** The stored count of one app, of whatever month it is. */
export async function findReadCount(store: Store, appId: string): Promise<ReadCount | undefined> {
  return readable(await store.get('state', `${prefix}${appId}`));
}
