import { dueNow } from '../engines/connection-record';
import { blockReasonOf } from '../model/connection';
import { findProvider } from '../providers';
import { changeConnections, listByNeed, listByStatus } from '../store/connections';
import { listGrants, updateGrant } from '../vault/grants';
import type { MonitorPorts } from './ports';

/** More connections than any firm has; holds change rarely, so reading all of them is fine. */
const all = { offset: 0, limit: 100_000 };

/**
 * Looks again at everything that a change on this device may have stopped or freed: site permissions given or taken away,
 * app credentials entered or mended. Makes due what is concerned; the next round decides (SEC-72).
 */
export async function recheckBlocked(ports: MonitorPorts): Promise<void> {
  const nowMs = ports.now();
  const concerned: string[] = [];
  for (const connection of await listByNeed(ports.store, all)) {
    const provider = findProvider(connection.providerId);
    const isReachable = provider ? await ports.hasHosts(provider.hosts.connection) : false;
    const isStopped = blockReasonOf(connection) !== undefined || connection.diagnosis?.action === 'fix_app_config';
    if (!connection.isPaused && (isStopped || !isReachable)) concerned.push(connection.id);
  }
  if (concerned.length === 0) return;
  const grantIds = new Set<string>();
  await changeConnections(ports.store, concerned, (connection) => {
    grantIds.add(connection.grantId);
    return { connection: { ...connection, ...dueNow(nowMs) } };
  });
  for (const grant of await listGrants(ports.vault)) {
    if (grantIds.has(grant.id) && grant.deadSinceMs === undefined)
      await updateGrant(ports.vault, grant.id, {
        nextRefreshAtMs: nowMs,
        refreshDue: { reason: 'routine', setAtMs: nowMs },
      });
  }
}

/** The device is online again: what failed for want of a network is due now (SEC-36). */
export async function recheckOffline(ports: MonitorPorts): Promise<void> {
  const offline = await listByStatus(ports.store, 'offline');
  const ids = offline.map((connection) => connection.id);
  await changeConnections(ports.store, ids, (connection) => ({
    connection: { ...connection, ...dueNow(ports.now()) },
  }));
}
