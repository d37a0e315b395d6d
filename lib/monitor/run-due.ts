import { type FreshToken, freshAccessToken, type Need } from '../engines/local/fresh-token';
import { isAccessFresh, neverMs } from '../engines/local/plan-refresh';
import { reachableCompanies } from '../engines/local/reachable-companies';
import { settleRevocations } from '../engines/local/settle-revocations';
import type { Connection } from '../model/connection';
import type { Grant } from '../model/grant';
import { findProvider } from '../providers';
import { listByGrant, listDue } from '../store/connections';
import { listGrantsDue, updateGrant } from '../vault/grants';
import { checkGroup } from './check-group';
import type { MonitorPorts } from './ports';

/** Due connections taken up in one round; a round that finds more is followed by another. */
const roundSize = 200;

/** Grants that are worked on at the same time. */
const grantsInParallel = 4;

/** Over this long the work of a browser that has just woken up is spread (SEC-36). */
export const wakeSpreadMs = 30_000;

function groupByGrant(connections: readonly Connection[]): Connection[][] {
  const groups = new Map<string, Connection[]>();
  for (const connection of connections) {
    groups.set(connection.grantId, [...(groups.get(connection.grantId) ?? []), connection]);
  }
  return [...groups.values()];
}

async function forEachLimited<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: grantsInParallel }, worker));
}

/** Checks these connections now, grouped by grant, and shows them as being checked meanwhile. */
export async function checkConnections(
  ports: MonitorPorts,
  connections: readonly Connection[],
  need: Need,
): Promise<void> {
  await forEachLimited(groupByGrant(connections), (group) =>
    ports.whileChecking(
      group.map((connection) => connection.id),
      () => checkGroup(ports, group, need),
    ),
  );
}

/** A refresh that will mend itself disturbs nobody while the access token still works. */
async function isHarmless(ports: MonitorPorts, fresh: FreshToken): Promise<boolean> {
  if (fresh.kind !== 'failed') return false;
  const serverNowMs = ports.now() - (await ports.clock.offsetMs());
  const { action } = ports.diagnose(fresh.evidence);
  return isAccessFresh(fresh.grant, serverNowMs) && (action === 'wait' || action === 'check_network');
}

/**
 * Keeps one grant alive: refreshes it, then looks with one free call whether its companies are still there. Companies
 * that are gone, and all of them when the refresh failed, are checked at once, so that the cause is found and shown.
 */
async function freshen(ports: MonitorPorts, grant: Grant): Promise<void> {
  const provider = findProvider(grant.providerId);
  const watched = (await listByGrant(ports.store, grant.id)).filter((connection) => !connection.isPaused);
  if (!provider || !(await ports.hasHosts(provider.hosts.connection))) {
    await updateGrant(ports.vault, grant.id, { nextRefreshAtMs: neverMs });
    return checkConnections(ports, watched, {});
  }
  const fresh = await freshAccessToken(ports, grant.id, { newerThan: grant.version });
  if (fresh.kind === 'held') await updateGrant(ports.vault, grant.id, { nextRefreshAtMs: neverMs });
  if (watched.length === 0 || (await isHarmless(ports, fresh))) return;
  if (fresh.kind !== 'fresh') return checkGroup(ports, watched, {}, fresh);
  if (!provider.tenants) return;
  const listed = await reachableCompanies(ports, { provider, grant: fresh.grant, accessToken: fresh.accessToken });
  if (!listed.ok) return;
  const tenantIds = new Set(listed.value.map((tenant) => tenant.tenantId));
  const gone = watched.filter((connection) => connection.status === 'connected' && !tenantIds.has(connection.tenantId));
  await checkConnections(ports, gone, {});
}

/**
 * Does everything that is due: refreshes, checks, owed revocations. Cost follows what is due, not what exists.
 * Does nothing while the device is offline; what is due stays due.
 *
 * @param spreadMs spreads the grants over this time; 0 to start all at once
 */
export async function runDue(ports: MonitorPorts, spreadMs: number): Promise<void> {
  if (!ports.isOnline()) return;
  const pauseFor = (): Promise<void> => ports.wait(spreadMs * ports.random());
  await forEachLimited(await listGrantsDue(ports.vault, ports.now()), async (grant) => {
    await pauseFor();
    await freshen(ports, grant);
  });
  let due = await listDue(ports.store, ports.now(), roundSize);
  while (due.length > 0) {
    await forEachLimited(groupByGrant(due), async (group) => {
      await pauseFor();
      await checkConnections(ports, group, {});
    });
    if (due.length < roundSize) break;
    due = await listDue(ports.store, ports.now(), roundSize);
  }
  await settleRevocations(ports);
}
