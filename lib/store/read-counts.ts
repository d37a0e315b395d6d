import { countedRead, ReadCount } from '../model/read-budget';
import type { Store } from './database';
import { listState, readState } from './read-state';
import { readCountPrefix, readCountRecord } from './work-records';
import { changeState } from './write-state';

/**
 * Counts one read against the month of this app, in one transaction, so that reads at the same time are all counted. One
 * small record per app; an earlier month is overwritten. Pages look when they are drawn: no change is announced for it.
 */
export async function countRead(store: Store, appId: string, nowMs: number): Promise<void> {
  await changeState(store, readCountRecord(appId), (before) => countedRead(before, appId, nowMs));
}

/** The reads counted of each app, of whatever month they are; `toReadBudget` makes a view of one. */
export async function listReadCounts(store: Store): Promise<ReadCount[]> {
  return (await listState(store, readCountPrefix)).flatMap((stored) => {
    const parsed = ReadCount.safeParse(stored);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The stored count of one app, of whatever month it is. */
export function findReadCount(store: Store, appId: string): Promise<ReadCount | undefined> {
  return readState(store, readCountRecord(appId));
}
