import { batch, computed, signal } from '@preact/signals';
import { isOnline, readSession, tickAfterBlip, toViews } from '../../components/state/live';
import { registerStoredProfiles } from '../../components/state/own-profiles';
import { toSummaryView } from '../../components/view/summary-view';
import type { Connection } from '../../lib/model/connection';
import { countByStatus, listByNeed, type StatusCounts, searchConnections } from '../../lib/store/connections';
import { openStore, type StoreProblem } from '../../lib/store/database';

const pageSize = 50;
/** A list longer than this gets a search box (UX-22). */
const searchFrom = 10;

const counts = signal<StatusCounts | undefined>(undefined);
const connections = signal<readonly Connection[]>([]);
const limit = signal(pageSize);

/** Why there is nothing to show; undefined as long as the store can be read. */
export const storeProblem = signal<StoreProblem | undefined>(undefined);
/** What is being looked for; empty shows everything. */
export const query = signal('');

export const total = computed(() => counts.value?.total ?? 0);
export const summary = computed(() => counts.value && toSummaryView(counts.value, isOnline.value));
export const views = computed(() => toViews(connections.value));
export const hasSearch = computed(() => total.value > searchFrom);
export const hasMore = computed(
  () => connections.value.length === limit.value && query.value === '' && total.value > limit.value,
);

/** Reads committed state, without asking the worker: what is stored is what is true. */
export async function readStore(): Promise<void> {
  const store = await openStore();
  if (!store.ok) {
    storeProblem.value = store.problem;
    return;
  }
  const wanted = query.value.trim();
  const [nextCounts, found] = await Promise.all([
    countByStatus(store.value),
    wanted === ''
      ? listByNeed(store.value, { offset: 0, limit: limit.value })
      : searchConnections(store.value, wanted, pageSize),
    registerStoredProfiles(store.value),
  ]);
  batch(() => {
    storeProblem.value = undefined;
    counts.value = nextCounts;
    connections.value = found;
  });
  tickAfterBlip(found);
}

/** Everything the first paint needs. */
export async function readAll(): Promise<void> {
  await Promise.all([readStore(), readSession()]);
}

export function search(wanted: string): void {
  query.value = wanted;
  void readStore();
}

export function showMore(): void {
  limit.value += pageSize;
  void readStore();
}
