import type { IDBPObjectStore } from 'idb';
import { HistoryEvent } from '../model/history';
import type { Store, StoreSchema } from './database';

/** Events kept per connection; older ones go when new ones come. */
const maxEvents = 1000;

type HistoryStore = IDBPObjectStore<StoreSchema, ('connections' | 'history')[], 'history', 'readwrite'>;

function rangeOf(connectionId: string, beforeMs = Number.MAX_SAFE_INTEGER): IDBKeyRange {
  return IDBKeyRange.bound([connectionId, 0], [connectionId, beforeMs], false, true);
}

/** Appends events inside the caller's transaction and drops the oldest beyond the cap. */
export async function addHistory(history: HistoryStore, events: readonly HistoryEvent[]): Promise<void> {
  await Promise.all(events.map((event) => history.add(event)));
  for (const connectionId of new Set(events.map((event) => event.connectionId))) {
    const index = history.index('byConnection');
    const surplus = (await index.count(rangeOf(connectionId))) - maxEvents;
    if (surplus <= 0) continue;
    const oldest = await index.getAllKeys(rangeOf(connectionId), surplus);
    await Promise.all(oldest.map((key) => history.delete(key)));
  }
}

/** Events of a connection, newest first, older than `beforeMs` when given. Cost follows `limit`. */
export async function listHistory(
  store: Store,
  connectionId: string,
  page: { limit: number; beforeMs?: number },
): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  const index = store.transaction('history').store.index('byConnection');
  let cursor = await index.openCursor(rangeOf(connectionId, page.beforeMs), 'prev');
  while (cursor && events.length < page.limit) {
    const parsed = HistoryEvent.safeParse(cursor.value);
    if (parsed.success) events.push(parsed.data);
    cursor = await cursor.continue();
  }
  return events;
}
