import type { Connection, Tenant } from '../model/connection';
import { neverMs } from '../model/due';
import type { Grant } from '../model/grant';
import { needRankFor } from '../model/need';

/** To be checked as soon as possible. */
export function dueNow(nowMs: number): Pick<Connection, 'nextDueAtMs' | 'due'> {
  return { nextDueAtMs: nowMs, due: { reason: 'routine', setAtMs: nowMs } };
}

/** A connection that has just been made: nothing is known of it but that the sign-in reached it, so it is due at once (UX-06). */
export function newConnection(id: string, tenant: Tenant, grant: Grant, nowMs: number): Connection {
  return {
    id,
    providerId: grant.providerId,
    environment: grant.environment,
    grantId: grant.id,
    tenantId: tenant.tenantId,
    tenantLinkId: tenant.linkId,
    apiBase: grant.apiBase,
    companyName: tenant.name,
    userName: grant.userName,
    company: {},
    status: 'unknown',
    isPaused: false,
    connectedAtMs: nowMs,
    failuresInRow: 0,
    ...dueNow(nowMs),
    needRank: needRankFor('unknown', false),
    sortName: tenant.name.toLocaleLowerCase(),
  };
}

/** The same connection on the grant of a new sign-in: identity, name, history and settings stay (UX-07); a check decides the state. */
export function repairedConnection(
  connection: Connection,
  tenant: Tenant | undefined,
  grant: Grant,
  nowMs: number,
): Connection {
  return {
    ...connection,
    grantId: grant.id,
    tenantLinkId: tenant?.linkId ?? connection.tenantLinkId,
    apiBase: grant.apiBase,
    userName: grant.userName ?? connection.userName,
    hold: undefined,
    block: undefined,
    hasGrantFailed: undefined,
    signInEnd: undefined,
    reconnectedAtMs: nowMs,
    ...dueNow(nowMs),
  };
}

/** The connection as its grant knows it now: a customer's API may have moved to another address since it was connected. */
export function atGrant(
  connection: Connection,
  { apiBase, environment }: Pick<Grant, 'apiBase' | 'environment'>,
): Connection {
  return { ...connection, environment, apiBase: apiBase ?? connection.apiBase };
}

/** The same connection under the name a person gave it; an empty name goes back to the company's own. */
export function renamedConnection(connection: Connection, nickname: string): Connection {
  const trimmed = nickname.trim();
  const shown = trimmed || connection.companyName;
  return { ...connection, nickname: trimmed || undefined, sortName: shown.toLocaleLowerCase() };
}

/** Paused: no checks, no badge, last in the list; resumed: checked at once. The grant is kept alive all the same. */
export function pausedConnection(connection: Connection, isPaused: boolean, nowMs: number): Connection {
  return {
    ...connection,
    isPaused,
    needRank: needRankFor(connection.status, isPaused),
    ...(isPaused ? { nextDueAtMs: neverMs, due: undefined } : dueNow(nowMs)),
  };
}
