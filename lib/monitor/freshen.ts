import { type FreshToken, freshAccessToken } from '../engines/local/fresh-token';
import { appAtGrant } from '../engines/local/grant-app';
import { isAccessFresh } from '../engines/local/plan-refresh';
import { reachableCompanies } from '../engines/local/reachable-companies';
import { tokenHostOf } from '../engines/local/token-context';
import { blockedEveryMs, type DueReason, neverMs } from '../model/due';
import type { Grant } from '../model/grant';
import { findProvider } from '../providers';
import type { Provider } from '../providers/provider';
import { listByGrant } from '../store/connections';
import { updateGrant, updateGrantVersion } from '../vault/grants';
import { checkGroup } from './check-group';
import { isGrantDead, markDead } from './dead-grant';
import type { KnownAccess } from './find-outcomes';
import type { MonitorPorts } from './ports';

async function putOff(ports: MonitorPorts, grantId: string, atMs: number, reason: DueReason): Promise<void> {
  await updateGrant(ports.vault, grantId, {
    nextRefreshAtMs: Math.min(neverMs, atMs),
    refreshDue: { reason, setAtMs: ports.now() },
  });
}

async function isStillFresh(ports: MonitorPorts, provider: Provider, grant: Grant): Promise<boolean> {
  const host = tokenHostOf(provider, appAtGrant({ environment: grant.environment }, grant));
  return isAccessFresh(grant, ports.now() - (await ports.clock.offsetMs(host)));
}

/** A refresh that will come right by itself disturbs nobody while the access token still works. */
async function isHarmless(ports: MonitorPorts, provider: Provider, grant: Grant, fresh: FreshToken): Promise<boolean> {
  if (fresh.kind === 'backing_off') return isStillFresh(ports, provider, grant);
  if (fresh.kind !== 'failed') return false;
  const { action } = ports.diagnose(fresh.evidence);
  return (action === 'wait' || action === 'check_network') && isStillFresh(ports, provider, grant);
}

/** Where no connection uses a grant, nobody else finds out that it is over. */
async function markIfDead(
  ports: MonitorPorts,
  { evidence, grant }: Extract<FreshToken, { kind: 'failed' }>,
): Promise<void> {
  const diagnosis = ports.diagnose(evidence);
  if (isGrantDead(evidence, diagnosis)) await markDead(ports, grant, diagnosis);
}

/** What is left to do after a grant was freshened. */
export interface Freshened {
  /** All the connections of the grant were checked on the way. */
  isChecked: boolean;
  /** What a check need not ask again. */
  known?: KnownAccess;
}

/**
 * Keeps one grant alive: refreshes it, then looks with one free call whether its companies are still there. Companies
 * that are gone, and all of them when the refresh failed, are checked at once, so that the cause is found and shown.
 */
export async function freshen(ports: MonitorPorts, grant: Grant): Promise<Freshened> {
  const provider = findProvider(grant.providerId);
  const watched = (await listByGrant(ports.store, grant.id)).filter((connection) => !connection.isPaused);
  if (!provider || !(await ports.hasHosts(provider.hosts.connection))) {
    await putOff(ports, grant.id, ports.now() + blockedEveryMs, 'blocked');
    await checkGroup(ports, watched, {});
    return { isChecked: true };
  }
  const fresh = await freshAccessToken(ports, grant.id, { newerThan: grant.version, isRoutine: true });
  if (fresh.kind === 'held') await putOff(ports, grant.id, ports.now() + blockedEveryMs, 'blocked');
  // A new sign-in may have stored a later version by now.
  if (fresh.kind === 'dead')
    await updateGrantVersion(ports.vault, fresh.grant, { nextRefreshAtMs: neverMs, refreshDue: undefined });
  if (fresh.kind === 'backing_off') await putOff(ports, grant.id, fresh.untilMs, 'back_off');
  if (fresh.kind === 'failed' && watched.length === 0) await markIfDead(ports, fresh);
  if (watched.length === 0 || (await isHarmless(ports, provider, grant, fresh))) return { isChecked: false };
  if (fresh.kind !== 'fresh') {
    await checkGroup(ports, watched, {}, { token: fresh });
    return { isChecked: true };
  }
  if (!provider.tenants) return { isChecked: false, known: { token: fresh } };
  const listed = await reachableCompanies(ports, { provider, grant: fresh.grant, accessToken: fresh.accessToken });
  if (!listed.ok) return { isChecked: false, known: { token: fresh } };
  const known: KnownAccess = { token: fresh, tenants: listed.value };
  const tenantIds = new Set(listed.value.map((tenant) => tenant.tenantId));
  const gone = watched.filter((connection) => connection.status === 'connected' && !tenantIds.has(connection.tenantId));
  await checkGroup(ports, gone, {}, known);
  return { isChecked: false, known };
}
