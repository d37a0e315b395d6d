import { batch, signal } from '@preact/signals';
import { query, readList, showNextPage } from '../../components/state/list';
import { readSession, tickAfterBlip } from '../../components/state/live';
import { registerStoredProfiles } from '../../components/state/own-profiles';
import { openStore, type StoreProblem } from '../../lib/store/database';

const pageSize = 50;

/** Why there is nothing to show; undefined as long as the store can be read. */
export const storeProblem = signal<StoreProblem | undefined>(undefined);

/** Reads committed state, without asking the worker: what is stored is what is true. */
export async function readStore(): Promise<void> {
  const store = await openStore();
  if (!store.ok) {
    storeProblem.value = store.problem;
    return;
  }
  const [list] = await Promise.all([readList(store.value, pageSize), registerStoredProfiles(store.value)]);
  batch(() => {
    storeProblem.value = undefined;
    list.show();
  });
  tickAfterBlip(list.connections);
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
  showNextPage(pageSize);
  void readStore();
}
