import { batch, computed, signal } from '@preact/signals';
import { query, readList, showNextPage } from '../../components/state/list';
import { reader, readSession, tickAfterTransient } from '../../components/state/live';
import { registerStoredProfiles } from '../../components/state/own-profiles';
import { readChecks } from '../../components/state/read-checks';
import { openStore, type StoreProblem } from '../../lib/store/database';
import { readSettings } from '../../lib/store/settings';
import { openVault } from '../../lib/vault/database';

const pageSize = 50;

/** Why the connections cannot be shown; undefined as long as the store can be read. */
export const storeProblem = signal<StoreProblem | undefined>(undefined);
/** Why the sign-ins cannot be read, without which nothing works. */
const vaultProblem = signal<StoreProblem | undefined>(undefined);

/** Why there is nothing to show. */
export const problem = computed(() => storeProblem.value ?? vaultProblem.value);

/** Reads committed state, without asking the worker: what is stored is what is true. */
export async function readStore(): Promise<void> {
  const store = await openStore();
  if (!store.ok) {
    storeProblem.value = store.problem;
    return;
  }
  const [list, settings] = await Promise.all([
    readList(store.value, pageSize),
    readSettings(store.value),
    registerStoredProfiles(store.value),
  ]);
  batch(() => {
    storeProblem.value = undefined;
    reader.value = settings.reader;
    list.show();
  });
  tickAfterTransient(list.connections);
  await readChecks();
}

/** Finds out whether sign-ins can be read; nothing works without them. Not needed for the first paint. */
export async function readVault(): Promise<void> {
  const vault = await openVault();
  vaultProblem.value = vault.ok ? undefined : vault.problem;
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
