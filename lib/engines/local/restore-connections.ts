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
import { listGrants } from '../../vault/grants';
import { freshAccessToken } from './fresh-token';
import type { LocalPorts } from './ports';
import { reachableCompanies } from './reachable-companies';
import { watchCompanies } from './watch-companies';

const mark = 'isWhole';

/** What restoring needs from outside. */
export interface RestorePorts extends LocalPorts {
  store: Store;
  newId(): string;
}

/** Whether the store holds what it should; while it does not, no sign-in may be taken for one that nobody needs. */
export async function isStoreWhole(ports: RestorePorts): Promise<boolean> {
  if ((await ports.store.get('state', mark)) === true) return true;
  const isNew = (await listGrants(ports.vault)).length === 0;
  if (!isNew && (await countByStatus(ports.store)).total === 0) return false;
  await ports.store.put('state', true, mark);
  return true;
}

/**
 * Watches again what the stored sign-ins reach, when the store has lost its connections. A sign-in that cannot be asked
 * now is asked again at the next start. Never throws for what providers answer.
 *
 * @returns ids of the connections that are back
 */
export async function restoreConnections(ports: RestorePorts): Promise<string[]> {
  if (await isStoreWhole(ports)) return [];
  const restored: string[] = [];
  let isComplete = true;
  for (const grant of await listGrants(ports.vault)) {
    const provider = findProvider(grant.providerId);
    const fresh = await freshAccessToken(ports, grant.id);
    const reached =
      provider && fresh.kind === 'fresh'
        ? await reachableCompanies(ports, { provider, grant: fresh.grant, accessToken: fresh.accessToken })
        : undefined;
    if (reached?.ok && fresh.kind === 'fresh')
      restored.push(...(await watchCompanies(ports, fresh.grant, reached.value)));
    else isComplete = isComplete && fresh.kind === 'dead';
  }
  if (isComplete) await ports.store.put('state', true, mark);
  return restored;
}
