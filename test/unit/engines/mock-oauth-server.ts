import { generateKeyPairSync } from 'node:crypto';
import { type MutableResponse, OAuth2Issuer, OAuth2Service } from 'oauth2-mock-server';
import type { HttpOutcome, HttpRequest } from '../../../lib/model/ports';
import type { SandboxRequest } from '../../sandbox/core/http';
import { runInProcess } from '../../sandbox/core/in-process';
import {
  accessLifeSec,
  apiUrl,
  commonDefinition,
  company,
  companyBody,
  issuer,
  stolenRequest,
  type ThirdPartyServer,
} from './third-party-server';

const clientId = 'ledger-desktop';

/** What the library leaves to its user: which tokens are good. */
interface Policy {
  isRegistered: boolean;
  /** Refresh tokens issued so far, oldest first. */
  issued: string[];
  goodRefreshTokens: Set<string>;
  goodAccessTokens: Set<string>;
  failing: 'before_rotation' | 'after_rotation' | undefined;
}

function refuse(response: MutableResponse, statusCode: number, body: Record<string, unknown>): void {
  response.statusCode = statusCode;
  response.body = body;
}

function endGrants(policy: Policy): void {
  policy.goodRefreshTokens.clear();
  policy.goodAccessTokens.clear();
}

/** Uses a refresh token up; one that was used before ends the grant. False when the token is not good. */
function useUp(policy: Policy, refreshToken: string): boolean {
  if (policy.goodRefreshTokens.delete(refreshToken)) return true;
  if (policy.issued.includes(refreshToken)) endGrants(policy);
  return false;
}

/** Judges a token answer before it leaves: five-minute tokens, rotation, and the refusals the library has no rules for. */
function judge(policy: Policy, response: MutableResponse, form: URLSearchParams): void {
  if (!policy.isRegistered || form.get('client_id') !== clientId) {
    refuse(response, 401, { error: 'invalid_client' });
    return;
  }
  const presented = form.get('refresh_token');
  if (presented !== null && !useUp(policy, presented)) {
    refuse(response, 400, { error: 'invalid_grant' });
    return;
  }
  if (policy.failing === 'after_rotation') {
    policy.failing = undefined;
    throw new Error('the signing service does not answer');
  }
  if (response.body === '') return;
  const { access_token, refresh_token } = response.body;
  policy.issued.push(`${refresh_token}`);
  policy.goodRefreshTokens.add(`${refresh_token}`);
  policy.goodAccessTokens.add(`${access_token}`);
  response.body.expires_in = accessLifeSec;
}

function requestOf({ method, url: address, headers, body = '' }: HttpRequest): SandboxRequest {
  const url = new URL(address);
  return {
    method,
    host: url.host,
    path: url.pathname,
    url,
    query: url.searchParams,
    headers: { ...headers, host: url.host, 'content-length': String(body.length) },
    cookies: {},
    body,
    form: new URLSearchParams(body),
  };
}

function answerOf(status: number, headers: Record<string, string | string[]>, body: string): HttpOutcome {
  const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return { answer: { status, headers: flat, body }, failure: null };
}

function answerApi(policy: Policy, { headers }: HttpRequest): HttpOutcome {
  const token = (headers.authorization ?? '').replace(/^Bearer /, '');
  if (policy.goodAccessTokens.has(token)) return answerOf(200, { 'content-type': 'application/json' }, companyBody);
  return answerOf(401, { 'www-authenticate': 'Bearer error="invalid_token"' }, '');
}

let sharedKey: object | undefined;

/** Made once: a new RSA key takes longer than all the rest of a test. */
function signingKey(): object {
  sharedKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  return sharedKey;
}

/** `oauth2-mock-server` without its socket: a public app with PKCE, id tokens, revocation. */
export async function createMockOAuthServer(): Promise<ThirdPartyServer> {
  const policy: Policy = {
    isRegistered: true,
    issued: [],
    goodRefreshTokens: new Set(),
    goodAccessTokens: new Set(),
    failing: undefined,
  };
  const signer = new OAuth2Issuer();
  signer.url = issuer;
  await signer.keys.add({ ...signingKey(), kid: 'ledger-1', alg: 'RS256' });
  const service = new OAuth2Service(signer);
  let form = new URLSearchParams();
  service.on('beforeTokenSigning', (token: { payload: Record<string, unknown> }) => {
    if (policy.failing === 'before_rotation') {
      policy.failing = undefined;
      throw new Error('the signing service does not answer');
    }
    Object.assign(token.payload, { company_id: company.id, company_name: company.name });
  });
  service.on('beforeResponse', (response: MutableResponse) => judge(policy, response, form));
  service.on('beforeRevoke', () => endGrants(policy));
  const send = async (request: HttpRequest): Promise<HttpOutcome> => {
    if (request.url === apiUrl) return answerApi(policy, request);
    form = new URLSearchParams(request.body);
    const reply = await runInProcess(requestOf(request), service.requestHandler);
    return answerOf(reply.status, reply.headers, reply.body);
  };
  return {
    definition: {
      ...commonDefinition,
      endpoints: { authorize: `${issuer}/authorize`, token: `${issuer}/token`, revocation: `${issuer}/revoke` },
      clientAuth: 'none',
      scopes: ['openid', 'ledger.read'],
      company: { from: 'id_token', id: 'company_id', name: 'company_name' },
    },
    app: { clientId },
    send,
    async authorize(url) {
      const { answer } = await send({ method: 'GET', url, headers: {}, deadlineMs: 0, maxBodyBytes: 0 });
      return answer?.headers.location ?? '';
    },
    issued: () => policy.issued,
    presentStolen: (refreshToken) => send(stolenRequest({ refresh_token: refreshToken, client_id: clientId })),
    expireAccessTokens: () => policy.goodAccessTokens.clear(),
    revokeGrants: () => endGrants(policy),
    setRegistered(isRegistered) {
      policy.isRegistered = isRegistered;
    },
    failOnce(when) {
      policy.failing = when;
    },
  };
}
