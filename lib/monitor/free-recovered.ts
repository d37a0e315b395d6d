import { dueNow } from '../engines/connection-record';
import { tokenHostOf } from '../engines/local/token-context';
import { isAmong } from '../model/hosts';
import { providers } from '../providers';
import type { Provider } from '../providers/provider';
import { changeConnections, listByStatus } from '../store/connections';
import { listGrants, updateGrant } from '../vault/grants';
import type { MonitorPorts } from './ports';

function talksTo(provider: Provider, hosts: readonly string[]): boolean {
  const tokenHosts = provider.environments.map((environment) => tokenHostOf(provider, { environment }));
  return hosts.some((host) => tokenHosts.includes(host) || isAmong(host, provider.apiHosts));
}

/**
 * A host that was down answers again: everything that only waited for it is due now (SEC-35). What the provider asked to
 * wait for longer keeps waiting.
 */
export async function freeRecovered(ports: MonitorPorts): Promise<void> {
  const hosts = ports.hosts.takeRecovered();
  if (hosts.length === 0) return;
  const concerned = new Set(providers.filter((provider) => talksTo(provider, hosts)).map(({ id }) => id));
  const nowMs = ports.now();
  for (const status of ['waiting', 'offline', 'unknown'] as const) {
    const waiting = (await listByStatus(ports.store, status)).filter(({ providerId }) => concerned.has(providerId));
    const ids = waiting.filter(({ due }) => due?.reason === 'back_off').map(({ id }) => id);
    await changeConnections(ports.store, ids, (connection) => ({ connection: { ...connection, ...dueNow(nowMs) } }));
  }
  for (const grant of await listGrants(ports.vault)) {
    const isWaiting = grant.refreshDue?.reason === 'back_off' && grant.nextRefreshAtMs > nowMs;
    if (isWaiting && grant.deadSinceMs === undefined && concerned.has(grant.providerId))
      await updateGrant(ports.vault, grant.id, {
        nextRefreshAtMs: nowMs,
        refreshDue: { reason: 'routine', setAtMs: nowMs },
      });
  }
}
