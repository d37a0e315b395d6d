import { createHmac } from 'node:crypto';
import { newGuid, newHandle } from '../core/random.ts';
import type { ApiSession, Approval, Code, SalesforceState } from './state.ts';
import { type ClientApp, type Org, type OrgUser, originOf, policyOf } from './world.ts';

const approvalCap = 5;

/** What a person allowed, after a sign-in: the sixth ends the oldest, and nobody is told (facts: 1). */
export function openApproval(
  state: SalesforceState,
  code: Pick<Code, 'orgId' | 'userId'> & { authorization: Pick<Code['authorization'], 'clientId' | 'scopes'> },
): Approval {
  const { authorization, orgId, userId } = code;
  const { clientId, scopes } = authorization;
  const mayRefresh = scopes.includes('refresh_token') || scopes.includes('offline_access');
  const nowMs = state.clock.nowMs();
  const approval: Approval = {
    id: newGuid(),
    clientId,
    orgId,
    userId,
    scopes,
    refreshToken: mayRefresh ? newRefreshToken(state) : undefined,
    consumed: new Set(),
    createdMs: nowMs,
    usedMs: nowMs,
  };
  state.approvals.push(approval);
  const mine = state.approvals.filter((other) => other.clientId === clientId && other.userId === userId);
  for (const old of mine.slice(0, Math.max(0, mine.length - approvalCap))) endApproval(state, old);
  return approval;
}

function newRefreshToken(state: SalesforceState): string {
  const value = `5Aep861${newHandle(48)}`;
  state.secrets.add(value);
  return value;
}

/** Ends what a person allowed, with every session that came of it. */
export function endApproval(state: SalesforceState, approval: Approval): void {
  state.approvals = state.approvals.filter((other) => other.id !== approval.id);
  for (const [token, session] of state.apiSessions)
    if (session.approvalId === approval.id) state.apiSessions.delete(token);
}

/** A session of the org for an app, as an access token. */
function openSession(state: SalesforceState, approval: Approval): string {
  const token = `${approval.orgId.slice(0, 15)}!AQ${newHandle(60)}`;
  state.secrets.add(token);
  const { id: approvalId, clientId, orgId, userId, scopes } = approval;
  state.apiSessions.set(token, { approvalId, clientId, orgId, userId, scopes, usedMs: state.clock.nowMs() });
  return token;
}

interface Issued {
  approval: Approval;
  app: ClientApp;
  org: Org;
  user: OrgUser;
  /** Goes into the answer: at a sign-in, and where the app's tokens rotate. */
  refreshToken?: string | undefined;
}

/** The body of a good token answer: no `expires_in` (facts: 1). */
export async function issueTokens(state: SalesforceState, issued: Issued): Promise<Record<string, unknown>> {
  const { approval, app, org, user, refreshToken } = issued;
  const nowMs = state.clock.nowMs();
  const id = `https://${org.isSandbox ? 'test' : 'login'}.salesforce.com/id/${org.id}/${user.id}`;
  const issuedAt = String(nowMs);
  return {
    access_token: openSession(state, approval),
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    signature: createHmac('sha256', app.secret ?? app.clientId)
      .update(id + issuedAt)
      .digest('base64'),
    scope: approval.scopes.join(' '),
    ...(approval.scopes.includes('openid') ? { id_token: await idToken(state, issued, id, nowMs) } : {}),
    instance_url: originOf(org),
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
}

/** Its issuer is the org's own host, wherever the sign-in began (facts: 6). */
function idToken(state: SalesforceState, { app, org }: Issued, id: string, nowMs: number): Promise<string> {
  const iat = Math.floor(nowMs / 1000);
  return state.signer.sign({ iss: originOf(org), sub: id, aud: app.clientId, iat, exp: iat + 120 }, 'JWT');
}

/** Replaces the refresh token where the org's admin wants that; returns the one to hand out. */
export function rotate(state: SalesforceState, org: Org, approval: Approval): string | undefined {
  approval.usedMs = state.clock.nowMs();
  if (!policyOf(org, approval.clientId).isRotating) return undefined;
  if (approval.refreshToken) approval.consumed.add(approval.refreshToken);
  approval.refreshToken = newRefreshToken(state);
  return approval.refreshToken;
}

/** Whether the org's rule for the app still lets this refresh token be used. */
export function isRefreshable(state: SalesforceState, org: Org, approval: Approval): boolean {
  const { refresh } = policyOf(org, approval.clientId);
  const nowMs = state.clock.nowMs();
  if (refresh === 'until_revoked') return true;
  if (refresh === 'at_once') return false;
  return 'idleMs' in refresh
    ? nowMs - approval.usedMs <= refresh.idleMs
    : nowMs - approval.createdMs <= refresh.afterMs;
}

/** The live session behind an access token; using it keeps it alive. */
export function useSession(state: SalesforceState, token: string): ApiSession | undefined {
  const session = state.apiSessions.get(token);
  if (!session) return undefined;
  if (state.clock.nowMs() - session.usedMs > state.lifetimes.sessionMs) {
    state.apiSessions.delete(token);
    return undefined;
  }
  session.usedMs = state.clock.nowMs();
  return session;
}
