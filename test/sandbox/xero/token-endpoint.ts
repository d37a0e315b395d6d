import { createHash } from 'node:crypto';
import { emptyReply, jsonReply, type Reply, type SandboxRequest } from '../core/http.ts';
import type { XeroState } from './state.ts';
import { issueTokens, openGrant, revokeRefreshToken, useRefreshToken } from './tokens.ts';
import { type ClientApp, dropLinks } from './world.ts';

const fresh = {
  'cache-control': 'no-store, no-cache, max-age=0',
  pragma: 'no-cache',
  'xero-origin-id': 'IdentityServer.Web',
};

const refuse = (error: string, description?: string): Reply =>
  jsonReply(400, description === undefined ? { error } : { error, error_description: description }, fresh);

/** Which app asks; undefined when it did not prove itself the way its type must (facts: 1.2). */
function authenticate(state: XeroState, request: SandboxRequest): ClientApp | undefined {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  let clientId = request.form.get('client_id') ?? undefined;
  let secret = request.form.get('client_secret') ?? undefined;
  if (basic !== undefined) {
    const pair = Buffer.from(basic, 'base64').toString('utf8');
    const at = pair.indexOf(':');
    clientId = decodeURIComponent(pair.slice(0, at));
    secret = decodeURIComponent(pair.slice(at + 1));
  }
  const app = state.world.apps.find((candidate) => candidate.clientId === clientId);
  return app?.isEnabled && app.secret === secret ? app : undefined;
}

/** POST https://identity.xero.com/connect/token */
export async function answerToken(state: XeroState, request: SandboxRequest): Promise<Reply> {
  for (const name of ['code', 'code_verifier', 'refresh_token']) {
    const value = request.form.get(name);
    if (value) state.secrets.add(value);
  }
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  if (!isForm) return refuse('invalid_request');
  const grantType = request.form.get('grant_type');
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') return refuse('unsupported_grant_type');
  const app = authenticate(state, request);
  const isRefresh = grantType === 'refresh_token';
  if (!app) {
    state.counters[isRefresh ? 'refreshRefused' : 'exchangeRefused'] += 1;
    return refuse('invalid_client');
  }
  return isRefresh ? refresh(state, app, request) : exchange(state, app, request);
}

async function exchange(state: XeroState, app: ClientApp, request: SandboxRequest): Promise<Reply> {
  const code = state.codes.get(request.form.get('code') ?? '');
  const verifier = request.form.get('code_verifier');
  const isGood =
    code !== undefined &&
    !code.isUsed &&
    state.clock.nowMs() - code.issuedMs <= state.lifetimes.codeMs &&
    code.authorization.clientId === app.clientId &&
    code.authorization.redirectUri === request.form.get('redirect_uri') &&
    provesChallenge(code.authorization.challenge, verifier);
  if (code) code.isUsed = true;
  const user = state.world.users.find((candidate) => candidate.id === code?.authorization.userId);
  if (!isGood || !user) {
    state.counters.exchangeRefused += 1;
    return refuse('invalid_grant');
  }
  state.counters.exchanged += 1;
  const grant = openGrant(state, code.authorization);
  return jsonReply(200, await issueTokens(state, grant, user, code.authorization.nonce), fresh);
}

/** RFC 7636 §4.6, S256 only; a challenge without a verifier, or the other way round, proves nothing. */
function provesChallenge(challenge: string | undefined, verifier: string | null): boolean {
  if (challenge === undefined) return verifier === null;
  if (verifier === null || !/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier)) return false;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}

async function refresh(state: XeroState, app: ClientApp, request: SandboxRequest): Promise<Reply> {
  const used = useRefreshToken(state, app.clientId, request.form.get('refresh_token') ?? '');
  if (typeof used === 'string') {
    state.counters.refreshRefused += 1;
    if (used !== 'consumed') return refuse('invalid_grant');
    state.counters.consumedPresented += 1;
    return refuse('invalid_grant', 'Refresh token has been consumed');
  }
  const user = state.world.users.find((candidate) => candidate.id === used.grant.userId);
  if (!user) return refuse('invalid_grant');
  state.counters.refreshed += 1;
  if (used.isGrace) state.counters.refreshedInGrace += 1;
  return jsonReply(200, await issueTokens(state, used.grant, user, undefined), fresh);
}

/** POST https://identity.xero.com/connect/revocation: ends the grant and every organisation's link (facts: 1.8). */
export function answerRevocation(state: XeroState, request: SandboxRequest): Reply {
  const app = authenticate(state, request);
  if (!app) return refuse('invalid_client');
  const token = request.form.get('token');
  if (!token) return refuse('invalid_request');
  const grant = revokeRefreshToken(state, app.clientId, token);
  if (grant) {
    state.counters.revoked += 1;
    dropLinks(state.world, (link) => link.clientId === grant.clientId && link.userId === grant.userId);
  }
  return emptyReply(200, fresh);
}

/** Discovery and keys. */
export async function answerMetadata(state: XeroState, request: SandboxRequest): Promise<Reply> {
  if (request.path.endsWith('/jwks')) return jsonReply(200, { keys: [await state.signer.publicJwk()] });
  return jsonReply(200, {
    issuer: 'https://identity.xero.com',
    jwks_uri: 'https://identity.xero.com/.well-known/openid-configuration/jwks',
    authorization_endpoint: 'https://login.xero.com/identity/connect/authorize',
    token_endpoint: 'https://identity.xero.com/connect/token',
    userinfo_endpoint: 'https://identity.xero.com/connect/userinfo',
    end_session_endpoint: 'https://identity.xero.com/connect/endsession',
    check_session_iframe: 'https://identity.xero.com/connect/checksession',
    revocation_endpoint: 'https://identity.xero.com/connect/revocation',
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    claims_supported: ['sub', 'name', 'family_name', 'given_name', 'preferred_username', 'email', 'xero_userid'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    response_types_supported: ['code', 'token', 'id_token', 'id_token token', 'code id_token', 'code token'],
    response_modes_supported: ['form_post', 'query', 'fragment'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
    code_challenge_methods_supported: ['plain', 'S256'],
  });
}
