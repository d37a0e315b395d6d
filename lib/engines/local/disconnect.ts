import type { Connection } from '../../model/connection';
import { revokeGrant } from '../../oauth/revoke';
import { findProvider } from '../../providers';
import { keyOrigin } from '../../providers/key-home';
import { readRetryAfterMs } from '../../providers/retry-after';
import { findConnection, removeConnection } from '../../store/connections';
import type { Store } from '../../store/database';
import { type Ending, forgetEndings, listEndings, recordEnding } from '../../store/endings';
import { findGrant, forgetGrant } from '../../vault/grants';
import { oweRevocation } from '../../vault/revocations';
import { callApi } from './api-call';
import { freshAccessToken } from './fresh-token';
import { appAtGrant, openUsableApp } from './grant-app';
import { mayBeShared } from './grant-use';
import { isolated } from './isolated';
import { openLatest } from './keep-tokens';
import type { LocalPorts } from './ports';
import { tokenContextFor } from './token-context';

/**
 * How far the end of a connection reached: its link at the provider, the whole grant, the grant later (owed and retried),
 * or only this device, because the provider could not be told.
 */
export type Ended = 'company' | 'grant' | 'later' | 'only_here';

/** First retry of a revocation that could not be delivered. */
const firstRetryMs = 60_000;

async function endLink(ports: LocalPorts, connection: Connection): Promise<Ended> {
  const provider = findProvider(connection.providerId);
  const request = provider?.tenants?.unlink(connection);
  if (!provider || !request) return 'only_here';
  const fresh = await freshAccessToken(ports, connection.grantId);
  if (fresh.kind !== 'fresh') return 'only_here';
  const { outcome } = await callApi(ports, provider, request, fresh.accessToken);
  const status = outcome.answer?.status ?? 0;
  return (status >= 200 && status < 300) || status === 404 ? 'company' : 'only_here';
}

async function revokeOrOwe(ports: LocalPorts, grantId: string): Promise<Ended> {
  const opened = await openLatest(ports, grantId);
  if (opened === 'missing' || opened === 'unreadable') return 'only_here';
  const { grant, tokens } = opened;
  const provider = findProvider(grant.providerId);
  const stored = provider && (await openUsableApp(ports.vault, provider, grant.appId));
  const app = stored && appAtGrant(stored, grant);
  const token = tokens.refreshToken ?? tokens.accessToken;
  if (!app || !provider?.oauth(app).revocation) return 'only_here';
  const revoked = await revokeGrant(await tokenContextFor(ports, provider, app), token);
  if (revoked.ok) return 'grant';
  const nowMs = ports.now();
  const retryAfterMs = readRetryAfterMs(revoked.problem.answer?.headers ?? {}, nowMs);
  await oweRevocation(ports.vault, {
    id: grantId,
    providerId: provider.id,
    owed: {
      token,
      clientId: app.clientId,
      clientSecret: app.clientSecret,
      environment: app.environment,
      domain: app.domain,
      grantKey: grant.key,
      tokenOrigin: keyOrigin(provider, app.environment),
    },
    notBeforeMs: nowMs + Math.max(firstRetryMs, retryAfterMs ?? 0),
    attempts: 1,
  });
  return 'later';
}

/** Whether somebody has signed in again for a grant since its end was decided; nobody knows where no sign-in was recorded. */
async function isSignedInAnew(ports: LocalPorts, grantId: string, connectedAtMs: number | undefined): Promise<boolean> {
  if (connectedAtMs === undefined) return false;
  const opened = await openLatest(ports, grantId);
  return typeof opened !== 'string' && opened.grant.connectedAtMs !== connectedAtMs;
}

/**
 * Revokes a grant at the provider (or owes it) and forgets it here. Runs under the grant's lock: no refresh may cross it.
 *
 * @param connectedAtMs the sign-in that may go, where one is meant: a later one of the same grant stays (SEC-14)
 */
export function endGrant(ports: LocalPorts, grantId: string, connectedAtMs?: number): Promise<Ended> {
  return ports.withLock(`grant:${grantId}`, async () => {
    if (await isSignedInAnew(ports, grantId, connectedAtMs)) return 'only_here';
    const ended = await revokeOrOwe(ports, grantId);
    await forgetGrant(ports.vault, grantId);
    await ports.unsaved.drop(grantId);
    return ended;
  });
}

/**
 * Ends a connection at the provider: the company's link alone while other connections share its grant, the grant itself
 * with the last one (SEC-14, RFC 7009).
 */
export function endConnection(
  ports: LocalPorts,
  connection: Connection,
  sharesGrant: boolean,
  connectedAtMs?: number,
): Promise<Ended> {
  return sharesGrant ? endLink(ports, connection) : endGrant(ports, connection.grantId, connectedAtMs);
}

type Ports = LocalPorts & { store: Store };

async function finishEnding(ports: Ports, connection: Connection, { connectedAtMs }: Ending): Promise<Ended> {
  const sharesGrant = await mayBeShared(ports, connection.grantId, connection.id);
  const ended = await endConnection(ports, connection, sharesGrant, connectedAtMs);
  await removeConnection(ports.store, connection.id);
  return ended;
}

/**
 * Ends a connection at the provider and on this device. The intent is stored first, so that a new worker can finish what an
 * old one began. Every step is idempotent.
 */
export async function disconnect(ports: Ports, connection: Connection): Promise<Ended> {
  const grant = await findGrant(ports.vault, connection.grantId);
  const ending = { id: connection.id, connectedAtMs: grant?.connectedAtMs };
  await recordEnding(ports.store, ending);
  return finishEnding(ports, connection, ending);
}

async function resumeEnding(ports: Ports, ending: Ending): Promise<void> {
  const connection = await findConnection(ports.store, ending.id);
  if (!connection) return removeConnection(ports.store, ending.id);
  // Whoever has signed in since wants the company after all, or can disconnect it again (SEC-14).
  if (await isSignedInAnew(ports, connection.grantId, ending.connectedAtMs))
    return forgetEndings(ports.store, [ending.id]);
  await finishEnding(ports, connection, ending);
}

/** Goes on with the ends that an earlier worker began. One that fails stops no other (SEC-39). */
export async function resumeDisconnects(ports: Ports): Promise<void> {
  for (const ending of await listEndings(ports.store)) await isolated(ports, () => resumeEnding(ports, ending));
}
