import { batch, computed, signal } from '@preact/signals';
import type { Connection } from '../../lib/model/connection';
import { countByStatus, type StatusCounts, searchConnections } from '../../lib/store/connections';
import type { Store } from '../../lib/store/database';
import { countFixes, type Entry, entryOf, listEntries } from '../../lib/store/incidents';
import { countUnreadable } from '../../lib/store/unreadable';
import { toSummaryView } from '../view/summary-view';
import { isOnline, toEntries } from './live';

/** A list longer than this gets a search box (UX-22). */
export const searchFrom = 10;

const counts = signal<StatusCounts | undefined>(undefined);
const fixes = signal(0);
/** Connections that are stored, readable or not. */
const stored = signal(0);
/** Stored connections that cannot be read. */
export const unreadable = signal(0);
const entries = signal<readonly Entry[]>([]);
const limit = signal(0);

/** What is being looked for; empty shows everything. */
export const query = signal('');

export const total = computed(() => Math.max(counts.value?.total ?? 0, stored.value));
export const summary = computed(
  () =>
    counts.value &&
    toSummaryView(counts.value, { isOnline: isOnline.value, fixes: fixes.value, unreadable: unreadable.value }),
);
export const views = computed(() => toEntries(entries.value, counts.value));
export const hasSearch = computed(() => total.value > searchFrom);
export const hasMore = computed(() => {
  const covered = entries.value.reduce((sum, { count }) => sum + count, 0);
  return query.value === '' && stored.value > covered + unreadable.value;
});

/**
 * Reads the list of a page from committed state: incidents and connections in order of need, or what was looked for.
 *
 * @returns what has to be set, so that a page can set it together with what else it read; and all connections in it
 */
export async function readList(
  store: Store,
  pageSize: number,
): Promise<{ connections: readonly Connection[]; show(): void }> {
  const shown = Math.max(limit.value, pageSize);
  const wanted = query.value.trim();
  const [nextCounts, nextUnreadable, nextFixes, nextStored, found] = await Promise.all([
    countByStatus(store),
    countUnreadable(store),
    countFixes(store),
    store.count('connections'),
    wanted === ''
      ? listEntries(store, shown)
      : searchConnections(store, wanted, pageSize).then((matches) => matches.map(entryOf)),
  ]);
  const covered = found.reduce((sum, { count }) => sum + count, 0);
  const show = (): void =>
    batch(() => {
      counts.value = nextCounts;
      fixes.value = nextFixes;
      stored.value = nextStored;
      // Where all records fit the page, what it lacks is unreadable; else the worker's count stands.
      unreadable.value = wanted === '' && nextStored <= shown ? nextStored - covered : nextUnreadable;
      entries.value = found;
      limit.value = shown;
    });
  return { connections: found.flatMap(({ members }) => members), show };
}

/** Shows one page more with the next reading. */
export function showNextPage(pageSize: number): void {
  limit.value += pageSize;
}
