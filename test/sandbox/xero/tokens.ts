import { createHash } from 'node:crypto';
import { newGuid, newHandle } from '../core/random.ts';
import type { Authorization, Grant, XeroState } from './state.ts';
import type { User } from './world.ts';

const issuer = 'https://identity.xero.com';

/** The grant of a person and an app after a sign-in: scopes add up, the token set before it is replaced. */
export function openGrant(
  state: XeroState,
  authorization: Pick<Authorization, 'clientId' | 'userId' | 'scopes' | 'authEventId'>,
): Grant {
  const { clientId, userId } = authorization;
  let grant = state.grants.find((known) => known.clientId === clientId && known.userId === userId);
  if (!grant) {
    grant = {
      clientId,
      userId,
      scopes: new Set(),
      authEventId: '',
      signedInMs: 0,
      current: undefined,
      previous: undefined,
      consumed: new Set(),
    };
    state.grants.push(grant);
  }
  for (const scope of authorization.scopes) grant.scopes.add(scope);
  grant.authEventId = authorization.authEventId;
  grant.signedInMs = state.clock.nowMs();
  grant.previous = undefined;
  return grant;
}

/** A new access token and, with `offline_access`, a new refresh token: the body of a good token answer. */
export async function issueTokens(
  state: XeroState,
  grant: Grant,
  user: User,
  nonce: string | undefined,
): Promise<Record<string, unknown>> {
  const { lifetimes } = state;
  const nowMs = state.clock.nowMs();
  const nowSec = Math.floor(nowMs / 1000);
  const common = {
    nbf: nowSec,
    iat: nowSec,
    iss: issuer,
    sub: createHash('md5').update(user.id).digest('hex'),
    auth_time: Math.floor(grant.signedInMs / 1000),
    xero_userid: user.id,
    global_session_id: grant.authEventId.replace(/-/g, ''),
  };
  const jti = newHandle(16).toUpperCase();
  const endsMs = nowMs + lifetimes.accessMs;
  const accessToken = await state.signer.sign(
    {
      ...common,
      exp: Math.floor(endsMs / 1000),
      aud: `${issuer}/resources`,
      client_id: grant.clientId,
      idp: 'local',
      jti,
      authentication_event_id: grant.authEventId,
      scope: [...grant.scopes],
      amr: ['pwd'],
    },
    'JWT',
  );
  state.accessEnds.set(jti, { clientId: grant.clientId, userId: grant.userId, endsMs });

  const answer: Record<string, unknown> = {};
  if (grant.scopes.has('openid')) {
    answer.id_token = await state.signer.sign(
      {
        ...common,
        exp: nowSec + Math.floor(lifetimes.idTokenMs / 1000),
        aud: grant.clientId,
        at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
        sid: newGuid().replace(/-/g, ''),
        ...(nonce === undefined ? {} : { nonce }),
        ...(grant.scopes.has('email') ? { email: user.email } : {}),
        ...(grant.scopes.has('profile')
          ? {
              preferred_username: user.email,
              given_name: user.givenName,
              family_name: user.familyName,
              name: `${user.givenName} ${user.familyName}`,
            }
          : {}),
        amr: ['pwd'],
      },
      'JWT',
    );
  }
  answer.access_token = accessToken;
  answer.expires_in = Math.floor(lifetimes.accessMs / 1000);
  answer.token_type = 'Bearer';
  if (grant.scopes.has('offline_access')) {
    if (grant.current) grant.consumed.add(grant.current.value);
    grant.current = { value: newHandle(), issuedMs: nowMs };
    answer.refresh_token = grant.current.value;
  } else {
    grant.current = undefined;
  }
  answer.scope = [...grant.scopes].join(' ');
  for (const name of ['access_token', 'refresh_token', 'id_token']) {
    const value = answer[name];
    if (typeof value === 'string') state.secrets.add(value);
  }
  return answer;
}

export type Rotation = { grant: Grant; isGrace: boolean } | 'unknown' | 'consumed' | 'too_old';

/**
 * Uses a refresh token up (facts: 1.7): the current one always; the previous one again within the grace, as long as
 * the one that replaced it was never used; each other one is refused.
 */
export function useRefreshToken(state: XeroState, clientId: string, value: string): Rotation {
  const nowMs = state.clock.nowMs();
  for (const grant of state.grants.filter((candidate) => candidate.clientId === clientId)) {
    if (grant.current?.value === value) {
      if (nowMs - grant.current.issuedMs > state.lifetimes.refreshIdleMs) return 'too_old';
      if (grant.previous) grant.consumed.add(grant.previous.value);
      grant.previous = { value, usedMs: nowMs };
      grant.current = undefined;
      return { grant, isGrace: false };
    }
    if (grant.previous?.value === value) {
      return nowMs - grant.previous.usedMs <= state.lifetimes.graceMs ? { grant, isGrace: true } : 'consumed';
    }
    if (grant.consumed.has(value)) return 'consumed';
  }
  return 'unknown';
}

/** Ends the grant that holds this refresh token; returns it. */
export function revokeRefreshToken(state: XeroState, clientId: string, value: string): Grant | undefined {
  const grant = state.grants.find(
    (candidate) =>
      candidate.clientId === clientId && (candidate.current?.value === value || candidate.previous?.value === value),
  );
  if (grant) endGrant(grant);
  return grant;
}

export function endGrant(grant: Grant): void {
  grant.current = undefined;
  grant.previous = undefined;
  grant.scopes.clear();
}
