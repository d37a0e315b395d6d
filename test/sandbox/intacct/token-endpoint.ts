import { createHash } from 'node:crypto';
import { emptyReply, jsonReply, type Reply, type SandboxRequest } from '../core/http.ts';
import { refusals } from './errors.ts';
import type { IntacctState, Owner } from './state.ts';
import { endPool, isAwake, issueTokens, ownerOf, refresh, replaceEarlier } from './tokens.ts';
import { type ClientApp, findCompany, findUser, isLetIn } from './world.ts';

const secretNames = ['code', 'code_verifier', 'refresh_token', 'token', 'client_secret', 'password'];

/** Parameters of a form, or of a JSON body: both are taken (facts: 2). */
function parametersOf(request: SandboxRequest): Map<string, string> | undefined {
  const contentType = request.headers['content-type'] ?? '';
  if (contentType.startsWith('application/x-www-form-urlencoded')) return new Map(request.form);
  if (!contentType.startsWith('application/json')) return undefined;
  try {
    const body: unknown = JSON.parse(request.body);
    if (typeof body !== 'object' || body === null) return undefined;
    return new Map(Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  } catch {
    return undefined;
  }
}

/** POST https://api.intacct.com/ia/api/v1/oauth2/token */
export async function answerToken(state: IntacctState, request: SandboxRequest): Promise<Reply> {
  const parameters = parametersOf(request);
  if (!parameters) return refusals.contentType();
  for (const name of secretNames) {
    const value = parameters.get(name);
    if (value) state.secrets.add(value);
  }
  const clientId = parameters.get('client_id');
  if (!clientId || request.form.getAll('client_id').length > 1) return refusals.clientIdMissing();
  const app = state.world.apps.find((candidate) => candidate.clientId === clientId);
  if (!app || app.secret !== parameters.get('client_secret')) return counted(state, 'refused', refusals.client());
  if (!app.isActive) return counted(state, 'refused', refusals.invalidRequest());
  switch (parameters.get('grant_type')) {
    case 'authorization_code':
      return exchange(state, app, parameters);
    case 'refresh_token':
      return renew(state, app, parameters.get('refresh_token') ?? '');
    case 'client_credentials':
      return forUserName(state, app, parameters.get('username') ?? '');
    default:
      return refusals.tokenPayload();
  }
}

function counted(state: IntacctState, what: 'refused' | 'refreshRefused', reply: Reply): Reply {
  if (what === 'refused') state.counters.exchangeRefused += 1;
  else state.counters.refreshRefused += 1;
  return reply;
}

/** Production keys are for live companies, Non-production keys for sandboxes (facts: 2, "Developer side"). */
function fits(state: IntacctState, app: ClientApp, { companyId }: Owner): boolean {
  const company = findCompany(state.world, companyId);
  return company?.isSandbox === (app.scope === 'non_production');
}

const isClosed = (state: IntacctState, { companyId }: Owner): boolean =>
  findCompany(state.world, companyId)?.isClosed !== false;

async function exchange(state: IntacctState, app: ClientApp, parameters: Map<string, string>): Promise<Reply> {
  const value = parameters.get('code') ?? '';
  const code = state.codes.get(value);
  state.codes.delete(value);
  if (!code || !isGoodExchange(state, app, code, parameters)) return counted(state, 'refused', refusals.invalidGrant());
  const { owner, authorization } = code;
  if (isClosed(state, owner)) return counted(state, 'refused', refusals.invalidRequest());
  if (!fits(state, app, owner)) return counted(state, 'refused', refusals.client());
  replaceEarlier(state, owner);
  state.counters.exchanged += 1;
  const { wantsRefresh } = authorization;
  return jsonReply(200, await issueTokens(state, { ...owner, clientId: app.clientId, wantsRefresh }));
}

function isGoodExchange(
  state: IntacctState,
  app: ClientApp,
  {
    authorization,
    issuedMs,
  }: { authorization: { clientId: string; redirectUri: string; challenge: string | undefined }; issuedMs: number },
  parameters: Map<string, string>,
): boolean {
  const { clientId, redirectUri, challenge } = authorization;
  if (clientId !== app.clientId || redirectUri !== parameters.get('redirect_uri')) return false;
  if (state.clock.nowMs() - issuedMs > state.lifetimes.codeMs) return false;
  const verifier = parameters.get('code_verifier') ?? '';
  return challenge === undefined || createHash('sha256').update(verifier).digest('base64url') === challenge;
}

async function renew(state: IntacctState, app: ClientApp, value: string): Promise<Reply> {
  const owner = state.refresh.get(value);
  if (owner && isClosed(state, owner)) return counted(state, 'refreshRefused', refusals.invalidRequest());
  const answer = await refresh(state, app.clientId, value);
  if (!answer) return counted(state, 'refreshRefused', refusals.invalidGrant());
  state.counters.refreshed += 1;
  return jsonReply(200, answer);
}

/** `user@company`, or `user@company|entity`; needs the app on the company's list (facts: 2). */
async function forUserName(state: IntacctState, app: ClientApp, userName: string): Promise<Reply> {
  const [, userId = '', companyId = ''] = /^(.+)@([^|]+)(?:\|.*)?$/.exec(userName) ?? [];
  const company = findCompany(state.world, companyId);
  if (!company) return userName.includes('@') ? refusals.invalidRequest() : refusals.userName();
  if (!findUser(company, userId) || !isAwake(state, { companyId, userId })) return refusals.invalidGrant();
  if (!isLetIn(company, app.clientId)) return refusals.client();
  return jsonReply(200, await issueTokens(state, { companyId, userId, clientId: app.clientId, wantsRefresh: false }));
}

/** POST https://api.intacct.com/ia/api/v1/oauth2/revoke: one token, and the whole pool is gone (facts: 1.1). */
export function answerRevocation(state: IntacctState, request: SandboxRequest): Reply {
  const parameters = parametersOf(request);
  if (!parameters) return refusals.contentType();
  const app = state.world.apps.find((candidate) => candidate.clientId === parameters.get('client_id'));
  if (!app || app.secret !== parameters.get('client_secret')) return refusals.client();
  const owner = ownerOf(state, parameters.get('token') ?? '');
  if (owner) endPool(state, owner);
  state.counters.revoked += 1;
  return emptyReply(200);
}

/** Discovery names another authorize address than the documentation, and no refresh tokens (facts: 2). */
export async function answerMetadata(state: IntacctState, request: SandboxRequest): Promise<Reply> {
  if (request.path.endsWith('/jwks.json')) return jsonReply(200, { keys: [await state.signer.publicJwk()] });
  return jsonReply(200, {
    issuer: 'https://api.intacct.com',
    authorization_endpoint: 'https://api.intacct.com/ia/authorize',
    token_endpoint: 'https://api.intacct.com/ia/api/v1/oauth2/token',
    revocation_endpoint: 'https://api.intacct.com/ia/api/v1/oauth2/revoke',
    jwks_uri: 'https://api.intacct.com/.well-known/jwks.json',
    response_types_supported: ['code'],
    grant_types_supported: [
      'authorization_code',
      'client_credentials',
      'urn:ietf:params:oauth:grant-type:token-exchange',
    ],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['offline_access', 'openid', 'sage/ai-agents', 'token-exchange'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    code_challenge_methods_supported: ['S256'],
    claims_supported: [
      'aud',
      'exp',
      'iat',
      'iss',
      'sub',
      'agentId',
      'clientId',
      'cnyId',
      'cnyKey',
      'userId',
      'userKey',
      'entityId',
      'sessionId',
      'oid',
      'aiEnabled',
    ],
  });
}
