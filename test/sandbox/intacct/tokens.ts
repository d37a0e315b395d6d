import { newHandle } from '../core/random.ts';
import { type AccessToken, type IntacctState, isSameOwner, type Owner } from './state.ts';
import { findCompany, findUser } from './world.ts';

export interface Issue extends Owner {
  clientId: string;
  wantsRefresh: boolean;
}

/** A token answer: `token_type`, `access_token`, `expires_in`, and a refresh token where it was asked for (facts: 2). */
export async function issueTokens(state: IntacctState, issue: Issue): Promise<Record<string, unknown>> {
  const { companyId, userId, clientId } = issue;
  const company = findCompany(state.world, companyId);
  const user = company && findUser(company, userId);
  const issuedSec = Math.floor(state.clock.nowMs() / 1000);
  const lifeSec = Math.round(state.lifetimes.accessMs / 1000);
  const sessionId = newHandle(24);
  const accessToken = await state.signer.sign(
    {
      iss: 'https://api.intacct.com',
      aud: clientId,
      sub: `${userId}@${companyId}`,
      iat: issuedSec,
      exp: issuedSec + lifeSec,
      agentId: '',
      clientId,
      cnyId: companyId,
      cnyKey: company?.key ?? '',
      userId,
      userKey: user?.key ?? '',
      entityId: user?.entityId ?? '',
      sessionId,
      oid: newHandle(9),
      aiEnabled: false,
    },
    'JWT',
  );
  const endsMs = state.clock.nowMs() + state.lifetimes.accessMs;
  state.access.set(accessToken, { companyId, userId, clientId, entityId: user?.entityId, sessionId, endsMs });
  state.secrets.add(accessToken);
  const answer: Record<string, unknown> = { token_type: 'Bearer', access_token: accessToken, expires_in: lifeSec };
  if (issue.wantsRefresh) answer.refresh_token = newRefreshToken(state, issue, user?.entityId);
  return answer;
}

function newRefreshToken(
  state: IntacctState,
  { companyId, userId, clientId }: Issue,
  entityId: string | undefined,
): string {
  const value = newHandle(48);
  state.refresh.set(value, { companyId, userId, clientId, entityId });
  state.secrets.add(value);
  return value;
}

/**
 * A new authorisation of the same user in the same company ends the refresh tokens of all earlier ones, whichever app
 * holds them; their access tokens live on until they end (facts: 1.1).
 */
export function replaceEarlier(state: IntacctState, owner: Owner): void {
  for (const [value, token] of state.refresh) if (isSameOwner(token, owner)) state.refresh.delete(value);
}

/** Uses a refresh token. What it says when nothing is left: `undefined`. */
export async function refresh(
  state: IntacctState,
  clientId: string,
  value: string,
): Promise<Record<string, unknown> | undefined> {
  const token = state.refresh.get(value);
  if (token?.clientId !== clientId || !isAwake(state, token)) return undefined;
  const answer = await issueTokens(state, { ...token, wantsRefresh: state.unpublished.rotates });
  if (state.unpublished.rotates) state.refresh.delete(value);
  else answer.refresh_token = value;
  return answer;
}

/** A user who is switched off or locked gets nothing new. */
export function isAwake(state: IntacctState, { companyId, userId }: Owner): boolean {
  const company = findCompany(state.world, companyId);
  const user = company && findUser(company, userId);
  return user?.status === 'active' && !user.isLocked;
}

/** Ends every token of a user in a company: what revoking any one of them does (facts: 1.1). */
export function endPool(state: IntacctState, owner: Owner): void {
  replaceEarlier(state, owner);
  for (const [value, token] of state.access) if (isSameOwner(token, owner)) state.access.delete(value);
}

/** Ends the access tokens of a user at once; what refreshes them stays. */
export function endAccess(state: IntacctState, owner: Owner): void {
  const nowMs = state.clock.nowMs();
  for (const token of state.access.values()) {
    if (isSameOwner(token, owner)) token.endsMs = Math.min(token.endsMs, nowMs - 1000);
  }
}

export function ownerOf(state: IntacctState, token: string): Owner | undefined {
  return state.refresh.get(token) ?? state.access.get(token);
}

export function isAlive(state: IntacctState, token: AccessToken): boolean {
  return state.clock.nowMs() < token.endsMs && isAwake(state, token);
}
