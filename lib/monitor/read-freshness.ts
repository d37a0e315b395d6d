import { isAnyHostDown } from '../engines/host-health';
import { neverMs } from '../model/due';
import { countByStatus, readable } from '../store/connections';
import type { Store } from '../store/database';
import { type CheckFacts, overdueAfterMs } from './freshness';
import { readRoundTimes } from './round-times';

/** At most so many connections are read, however many there are. */
const readAtMost = 50;

/** Reads what `toFreshness` needs, from indexes. Times are Unix ms. */
export async function readCheckFacts(store: Store, nowMs: number): Promise<CheckFacts> {
  const index = store.transaction('connections').store.index('byDue');
  const late = IDBKeyRange.upperBound(nowMs - overdueAfterMs, true);
  const ever = IDBKeyRange.upperBound(neverMs, true);
  const [first, dueCount, lateCount, counts, isHostDown, lastRound] = await Promise.all([
    index.getAll(ever, readAtMost),
    index.count(ever),
    index.count(late),
    countByStatus(store),
    isAnyHostDown(store, nowMs),
    readRoundTimes({ store }),
  ]);
  return { counts, first: readable(first), hasMore: dueCount > first.length, lateCount, isHostDown, lastRound };
}
