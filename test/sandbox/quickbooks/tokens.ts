import { newHandle } from '../core/random.ts';
import type { Authorization, Grant, QuickbooksState } from './state.ts';

export const issuer = 'https://oauth.platform.intuit.com/op/v1';

/** The grant of a person, a company and an app after a consent; the token set before it is replaced. */
export function openGrant(
  state: QuickbooksState,
  authorization: Pick<Authorization, 'clientId' | 'userId' | 'realmId' | 'scopes'>,
): Grant {
  const { clientId, userId, realmId } = authorization;
  const isSameLink = (grant: Grant): boolean => grant.clientId === clientId && grant.realmId === realmId;
  for (const grant of state.grants.filter(isSameLink)) {
    if (grant.userId === userId || state.manners.secondGrantEndsFirst) endGrant(state, grant);
  }
  const grant: Grant = {
    clientId,
    userId,
    realmId,
    scopes: new Set(authorization.scopes),
    startedMs: state.clock.nowMs(),
    refresh: undefined,
  };
  state.grants.push(grant);
  return grant;
}

/** `RT1-<n>-H<digit>-<unix seconds of its end><random>` (facts: 1, "Token look"). */
function newRefreshToken(endsMs: number): string {
  return `RT1-${Math.floor(Math.random() * 200)}-H0-${Math.floor(endsMs / 1000)}${newHandle(15).replace(/[-_]/g, 'x').toLowerCase()}`;
}

/** Opaque to clients: looks like an encrypted JWT and is long. */
function newAccessToken(): string {
  const head = Buffer.from('{"enc":"A128CBC-HS256","alg":"dir"}').toString('base64url');
  return `${head}..${newHandle(16)}.${newHandle(480)}.${newHandle(16)}`;
}

const endOfGrantMs = (state: QuickbooksState, grant: Grant): number => grant.startedMs + state.lifetimes.refreshHardMs;

/** A new access token and the refresh token that goes with it: the body of a good token answer. */
export async function issueTokens(
  state: QuickbooksState,
  grant: Grant,
  wantsHardEnd: boolean,
): Promise<Record<string, unknown>> {
  const { lifetimes, clock } = state;
  const nowMs = clock.nowMs();
  const hardEndMs = endOfGrantMs(state, grant);
  const idleEndMs = Math.min(nowMs + lifetimes.refreshIdleMs, hardEndMs);
  if (!grant.refresh || nowMs - grant.refresh.issuedMs >= lifetimes.rotationMs) {
    if (grant.refresh) {
      state.formerValues.add(grant.refresh.value);
      state.counters.rotated += 1;
    }
    grant.refresh = { value: newRefreshToken(idleEndMs), issuedMs: nowMs, usedMs: nowMs };
  }
  grant.refresh.usedMs = nowMs;
  const accessToken = newAccessToken();
  state.accessTokens.set(accessToken, { grant, endsMs: nowMs + lifetimes.accessMs });
  state.secrets.add(accessToken).add(grant.refresh.value);
  const seconds = (ms: number): number => Math.floor(ms / 1000);
  return {
    token_type: 'bearer',
    access_token: accessToken,
    expires_in: seconds(lifetimes.accessMs),
    refresh_token: grant.refresh.value,
    x_refresh_token_expires_in: seconds(idleEndMs - nowMs),
    ...(wantsHardEnd ? { x_refresh_token_hard_expires_in: seconds(hardEndMs - nowMs) } : {}),
  };
}

/** The id token of a sign-in with `openid`: who, for which app, and the company; no name in it. */
export async function issueIdToken(state: QuickbooksState, grant: Grant): Promise<string> {
  const nowSec = Math.floor(state.clock.nowMs() / 1000);
  const token = await state.signer.sign(
    {
      sub: grant.userId,
      aud: [grant.clientId],
      ...(grant.realmId === undefined ? {} : { realmid: grant.realmId }),
      auth_time: nowSec,
      iss: issuer,
      exp: nowSec + 3600,
      iat: nowSec,
    },
    'JWT',
  );
  state.secrets.add(token);
  return token;
}

/** Why a refresh token is not taken; every reason reads the same to a client. */
export type DeadRefresh = 'foreign' | 'former' | 'over';

/** Finds the grant a refresh token keeps alive. The value of the day stays good; an older one is dead at once. */
export function findByRefreshToken(state: QuickbooksState, clientId: string, value: string): Grant | DeadRefresh {
  const grant = state.grants.find((candidate) => candidate.refresh?.value === value);
  if (grant && grant.clientId !== clientId) return 'foreign';
  if (!grant?.refresh) {
    if (state.accessTokens.has(value)) return 'foreign';
    return state.formerValues.has(value) ? 'former' : 'over';
  }
  const nowMs = state.clock.nowMs();
  const isOver = nowMs - grant.refresh.usedMs > state.lifetimes.refreshIdleMs || nowMs > endOfGrantMs(state, grant);
  return isOver ? 'over' : grant;
}

/** Ends a grant with everything issued on it. */
export function endGrant(state: QuickbooksState, grant: Grant): void {
  grant.refresh = undefined;
  for (const [value, access] of state.accessTokens) if (access.grant === grant) state.accessTokens.delete(value);
}
