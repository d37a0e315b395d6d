import type { Connection } from '../../model/connection';
import { revokeGrant } from '../../oauth/revoke';
import { findProvider } from '../../providers';
import { openApp } from '../../vault/apps';
import { forgetGrant, openGrant } from '../../vault/grants';
import { oweRevocation } from '../../vault/revocations';
import { callApi } from './api-call';
import { freshAccessToken } from './fresh-token';
import type { LocalPorts } from './ports';

/**
 * How far the end of a connection reached: its link at the provider, the whole grant, the grant later (owed and retried),
 * or only this device, because the provider could not be told.
 */
export type Ended = 'company' | 'grant' | 'later' | 'only_here';

/** First retry of a revocation that could not be delivered. */
const firstRetryMs = 60_000;

async function endLink(ports: LocalPorts, connection: Connection): Promise<Ended> {
  const provider = findProvider(connection.providerId);
  const request = provider?.tenants.unlink?.(connection);
  if (!provider || !request) return 'only_here';
  const fresh = await freshAccessToken(ports, connection.grantId);
  if (fresh.kind !== 'fresh') return 'only_here';
  const { outcome } = await callApi(ports, provider, request, fresh.accessToken);
  const status = outcome.answer?.status ?? 0;
  return (status >= 200 && status < 300) || status === 404 ? 'company' : 'only_here';
}

async function endGrant(ports: LocalPorts, connection: Connection): Promise<Ended> {
  const provider = findProvider(connection.providerId);
  const opened = await openGrant(ports.vault, connection.grantId);
  if (!provider || opened === 'missing' || opened === 'unreadable') return 'only_here';
  const app = await openApp(ports.vault, opened.grant.appId);
  const token = opened.tokens.refreshToken ?? opened.tokens.accessToken;
  if (!app || !provider.oauth.revokeUrl) return 'only_here';
  const clockOffsetMs = await ports.clock.offsetMs();
  const context = {
    provider,
    app,
    environment: opened.grant.environment,
    clockOffsetMs,
    send: ports.send,
    now: ports.now,
  };
  const revoked = await revokeGrant(context, token);
  if (revoked.ok) return 'grant';
  const owed = { token, clientId: app.clientId, clientSecret: app.clientSecret };
  const retryAfterSec = Number(revoked.problem.answer?.headers['retry-after']);
  const waitMs = Number.isFinite(retryAfterSec) ? retryAfterSec * 1000 : firstRetryMs;
  await oweRevocation(ports.vault, {
    id: connection.grantId,
    providerId: provider.id,
    owed,
    notBeforeMs: ports.now() + waitMs,
    attempts: 1,
  });
  return 'later';
}

/**
 * Ends a connection at the provider: the company's link alone while other connections share its grant, the grant itself
 * with the last one (SEC-14, RFC 7009). The caller removes the connection afterwards, whatever comes back.
 */
export async function endConnection(ports: LocalPorts, connection: Connection, sharesGrant: boolean): Promise<Ended> {
  if (sharesGrant) return endLink(ports, connection);
  const ended = await endGrant(ports, connection);
  await forgetGrant(ports.vault, connection.grantId);
  return ended;
}
