import { emptyReply, jsonReply, type Reply, type SandboxRequest } from '../core/http.ts';
import { newTid, type QuickbooksState } from './state.ts';
import { endGrant, findByRefreshToken, issueIdToken, issueTokens, openGrant } from './tokens.ts';
import type { ClientApp } from './world.ts';

const headers = (): Reply['headers'] => ({
  'cache-control': 'no-cache, no-store',
  pragma: 'no-cache',
  intuit_tid: newTid(),
});

function refuse(status: number, error: string, description?: string): Reply {
  const body = description === undefined ? { error } : { error_description: description, error };
  return jsonReply(status, body, headers());
}

/** Which app asks: Basic of id and secret, or both in the body as one public connector does (facts: 1, "Token call"). */
function authenticate(state: QuickbooksState, request: SandboxRequest): ClientApp | undefined {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const pair = basic === undefined ? undefined : Buffer.from(basic, 'base64').toString('utf8');
  const at = pair?.indexOf(':') ?? -1;
  const clientId = pair === undefined ? request.form.get('client_id') : pair.slice(0, at);
  const secret = pair === undefined ? request.form.get('client_secret') : pair.slice(at + 1);
  if (secret) state.secrets.add(secret);
  return state.world.apps.find((app) => app.clientId === clientId && app.secret === secret);
}

const wantsHardEnd = (request: SandboxRequest): boolean =>
  request.headers['x-include-refresh-token-hard-expires-in'] === 'true';

/** POST https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer */
export async function answerToken(state: QuickbooksState, request: SandboxRequest): Promise<Reply> {
  for (const name of ['code', 'code_verifier', 'refresh_token']) {
    const value = request.form.get(name);
    if (value) state.secrets.add(value);
  }
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  if (!isForm) return refuse(400, 'invalid_request');
  const grantType = request.form.get('grant_type');
  const isRefresh = grantType === 'refresh_token';
  const app = authenticate(state, request);
  if (!app) {
    state.counters[isRefresh ? 'refreshRefused' : 'exchangeRefused'] += 1;
    return refuse(401, 'invalid_client');
  }
  if (isRefresh) return refresh(state, app, request);
  return grantType === 'authorization_code' ? exchange(state, app, request) : refuse(400, 'unsupported_grant_type');
}

async function exchange(state: QuickbooksState, app: ClientApp, request: SandboxRequest): Promise<Reply> {
  const code = state.codes.get(request.form.get('code') ?? '');
  // A code that comes a second time ends what the first exchange brought (facts: 1, "Lifetimes").
  if (code?.grant) endGrant(state, code.grant);
  const isGood =
    code !== undefined &&
    code.grant === undefined &&
    state.clock.nowMs() - code.issuedMs <= state.lifetimes.codeMs &&
    code.authorization.clientId === app.clientId &&
    code.authorization.redirectUri === request.form.get('redirect_uri');
  if (!isGood) {
    state.counters.exchangeRefused += 1;
    return refuse(400, 'invalid_grant', 'Invalid authorization code');
  }
  state.counters.exchanged += 1;
  const grant = openGrant(state, code.authorization);
  code.grant = grant;
  const answer = await issueTokens(state, grant, wantsHardEnd(request));
  const idToken = grant.scopes.has('openid') ? { id_token: await issueIdToken(state, grant) } : {};
  return jsonReply(200, { ...answer, ...idToken }, headers());
}

async function refresh(state: QuickbooksState, app: ClientApp, request: SandboxRequest): Promise<Reply> {
  const found = findByRefreshToken(state, app.clientId, request.form.get('refresh_token') ?? '');
  if (typeof found === 'string') {
    state.counters.refreshRefused += 1;
    if (found === 'former') state.counters.formerPresented += 1;
    if (found === 'foreign') return refuse(400, 'invalid_grant', 'Incorrect Token type or clientID');
    const isBare = state.manners.deadRefresh === 'bare';
    return refuse(400, 'invalid_grant', isBare ? undefined : 'Incorrect or invalid refresh token');
  }
  state.counters.refreshed += 1;
  return jsonReply(200, await issueTokens(state, found, wantsHardEnd(request)), headers());
}

/** POST https://developer.api.intuit.com/v2/oauth2/tokens/revoke: either token, as JSON, or as the form one kit sends (facts: 1). */
export function answerRevocation(state: QuickbooksState, request: SandboxRequest): Reply {
  const app = authenticate(state, request);
  if (!app) return refuse(401, 'invalid_client');
  const token = request.form.get('token') ?? tokenIn(request.body);
  const grant =
    state.grants.find((candidate) => candidate.refresh !== undefined && candidate.refresh.value === token) ??
    state.accessTokens.get(token)?.grant;
  if (!grant || grant.clientId !== app.clientId) return emptyReply(400, headers());
  state.counters.revoked += 1;
  endGrant(state, grant);
  return emptyReply(200, headers());
}

function tokenIn(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    const token: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'token') : undefined;
    return typeof token === 'string' ? token : '';
  } catch {
    return '';
  }
}
