/*
 * The connections and the sign-ins live in two databases. When the first one is lost (deleted, cleaned away), the sign-ins
 * still know which companies they reach: those are watched again. Names, history and settings of the lost ones are gone.
 *
 * A store that was emptied on purpose looks like a lost one, but for its mark: the mark is set once the store is known to
 * hold what it should, and goes with the store.
 */
import { findProvider } from '../../providers';
import { countByStatus } from '../../store/connections';
import type { Store } from '../../store/database';
import { readState } from '../../store/read-state';
import { grantsToRestoreRecord, isWholeRecord } from '../../store/work-records';
import { writeState } from '../../store/write-state';
import { listGrants } from '../../vault/grants';
import { freshAccessToken } from './fresh-token';
import { isolated } from './isolated';
import type { LocalPorts } from './ports';
import { reachableCompanies } from './reachable-companies';
import { watchCompanies } from './watch-companies';

/** What restoring needs from outside. */
export interface RestorePorts extends LocalPorts {
  store: Store;
  newId(): string;
}

/** Ids of the grants whose companies are still to be watched again; undefined while no restoring is under way. */
async function readLeft(store: Store): Promise<string[] | undefined> {
  const stored = await readState(store, grantsToRestoreRecord);
  // A damaged entry must not make a store that is restored in part count as whole.
  return stored?.filter((id) => typeof id === 'string');
}

/** Whether the store holds what it should; while it does not, no sign-in may be taken for one that nobody needs. */
export async function isStoreWhole(ports: RestorePorts): Promise<boolean> {
  if (await readState(ports.store, isWholeRecord)) return true;
  if (((await readLeft(ports.store)) ?? []).length > 0) return false;
  const isNew = (await listGrants(ports.vault)).length === 0;
  if (!isNew && (await countByStatus(ports.store)).total === 0) return false;
  await writeState(ports.store, isWholeRecord, true);
  return true;
}

/** Watches again what one grant reaches; undefined where it cannot be told now. */
async function restoreGrant(ports: RestorePorts, grantId: string): Promise<string[] | undefined> {
  if ((await ports.vault.getKey('grants', grantId)) === undefined) return [];
  const fresh = await freshAccessToken(ports, grantId);
  if (fresh.kind === 'dead') return [];
  if (fresh.kind !== 'fresh') return undefined;
  const { grant, accessToken } = fresh;
  const provider = findProvider(grant.providerId);
  const reached = provider && (await reachableCompanies(ports, { provider, grant, accessToken }));
  return reached?.ok ? watchCompanies(ports, grant, reached.value) : undefined;
}

/**
 * Watches again what the stored sign-ins reach, when the store has lost its connections. A sign-in that cannot be asked
 * now is asked again at the next start, also once others are back; one that throws stops no other. Never throws for what
 * providers answer.
 *
 * @returns ids of the connections that are back
 */
export async function restoreConnections(ports: RestorePorts): Promise<string[]> {
  if (await isStoreWhole(ports)) return [];
  const { store } = ports;
  const wanted = (await readLeft(store)) ?? (await listGrants(ports.vault)).map(({ id }) => id);
  // Noted before the first connection is back: a store with a few of them must not pass for a whole one.
  await writeState(store, grantsToRestoreRecord, wanted);
  const restored: string[] = [];
  let left = wanted;
  for (const grantId of wanted) {
    await isolated(ports, async () => {
      const ids = await restoreGrant(ports, grantId);
      if (!ids) return;
      restored.push(...ids);
      left = left.filter((id) => id !== grantId);
      await writeState(store, grantsToRestoreRecord, left);
    });
  }
  if (left.length > 0) return restored;
  await writeState(store, isWholeRecord, true);
  await writeState(store, grantsToRestoreRecord, undefined);
  return restored;
}
