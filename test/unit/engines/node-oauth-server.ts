import OAuth2Server from '@node-oauth/oauth2-server';
import type { HttpOutcome, HttpRequest } from '../../../lib/model/ports';
import {
  accessLifeSec,
  apiUrl,
  commonDefinition,
  company,
  companyBody,
  issuer,
  redirectUri,
  stolenRequest,
  type ThirdPartyServer,
} from './third-party-server';

const { Request, Response, OAuthError } = OAuth2Server;

type Model = OAuth2Server.AuthorizationCodeModel & OAuth2Server.RefreshTokenModel;

interface Issued {
  token: OAuth2Server.Token;
  isUsedUp: boolean;
}

const user = { id: 'usr-1' };

/** What the operator of the server keeps, and what happens to it. */
interface Tables {
  client: OAuth2Server.Client & { secret: string };
  isRegistered: boolean;
  codes: Map<string, OAuth2Server.AuthorizationCode>;
  /** Oldest first. */
  tokens: Issued[];
  failing: 'before_rotation' | 'after_rotation' | undefined;
}

/** Thrown where the database of the operator cannot be reached: the library makes its own answer of it. */
function failIf(tables: Tables, when: NonNullable<Tables['failing']>): void {
  if (tables.failing !== when) return;
  tables.failing = undefined;
  throw new Error('connect ECONNREFUSED 10.0.0.5:5432');
}

/**
 * The storage that the library asks its operator for. The library reads the clock of this machine; `aheadMs` is how far
 * the time of the test is ahead of it.
 */
function createModel(tables: Tables, aheadMs: () => number): Model {
  const shifted = (date: Date | undefined, ms: number): Date => new Date((date?.getTime() ?? 0) + ms);
  const find = (matches: (issued: Issued) => boolean): Issued | undefined => tables.tokens.find(matches);
  return {
    async getClient(id, secret) {
      const isKnown = tables.isRegistered && id === tables.client.id;
      return isKnown && (secret === null || secret === tables.client.secret) ? tables.client : undefined;
    },
    async saveAuthorizationCode(code, client) {
      const kept = { ...code, client, user };
      tables.codes.set(code.authorizationCode, kept);
      return kept;
    },
    getAuthorizationCode: async (code) => tables.codes.get(code),
    revokeAuthorizationCode: async ({ authorizationCode }) => tables.codes.delete(authorizationCode),
    async saveToken(token, client) {
      failIf(tables, 'after_rotation');
      const kept = { ...token, client, user, company_id: company.id, company_name: company.name };
      const accessTokenExpiresAt = shifted(token.accessTokenExpiresAt, aheadMs());
      const refreshTokenExpiresAt = shifted(token.refreshTokenExpiresAt, aheadMs());
      tables.tokens.push({ token: { ...kept, accessTokenExpiresAt, refreshTokenExpiresAt }, isUsedUp: false });
      return kept;
    },
    async getAccessToken(accessToken) {
      const found = find(({ token }) => token.accessToken === accessToken)?.token;
      return found && { ...found, accessTokenExpiresAt: shifted(found.accessTokenExpiresAt, -aheadMs()) };
    },
    async getRefreshToken(refreshToken) {
      failIf(tables, 'before_rotation');
      const found = find(({ token }) => token.refreshToken === refreshToken);
      // Reuse ends the whole grant (RFC 9700 §4.14.2).
      if (found?.isUsedUp) tables.tokens = [];
      if (!found || found.isUsedUp) return undefined;
      const { token } = found;
      return { ...token, refreshToken, refreshTokenExpiresAt: shifted(token.refreshTokenExpiresAt, -aheadMs()) };
    },
    async revokeToken({ refreshToken }) {
      const found = find(({ token }) => token.refreshToken === refreshToken);
      if (found) found.isUsedUp = true;
      return found !== undefined;
    },
  };
}

function requestOf({ method, url, headers, body = '' }: HttpRequest): OAuth2Server.Request {
  return new Request({
    method,
    headers: { ...headers, 'content-length': String(body.length) },
    query: Object.fromEntries(new URL(url).searchParams),
    body: Object.fromEntries(new URLSearchParams(body)),
  });
}

/** What the web frameworks around the library send for an error it throws. */
function errorBody(error: OAuth2Server.OAuthError): { status: number; body: string } {
  return { status: error.code, body: JSON.stringify({ error: error.name, error_description: error.message }) };
}

function answerOf(status: number, response: OAuth2Server.Response, body: string): HttpOutcome {
  const headers = Object.fromEntries(Object.entries(response.headers ?? {}).map(([name, value]) => [name, `${value}`]));
  return { answer: { status, headers: { ...headers, 'content-type': 'application/json' }, body }, failure: null };
}

/** Runs one handler of the library; what it refuses goes out as it words it. */
async function run(
  request: HttpRequest,
  handle: (request: OAuth2Server.Request, response: OAuth2Server.Response) => Promise<unknown>,
  goodBody: (response: OAuth2Server.Response) => string,
): Promise<HttpOutcome> {
  const response = new Response();
  try {
    await handle(requestOf(request), response);
    return answerOf(200, response, goodBody(response));
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const { status, body } = errorBody(error);
    return answerOf(status, response, body);
  }
}

/**
 * `@node-oauth/oauth2-server`, set up as its manual says: an app with a secret, access tokens of five minutes unless said
 * otherwise, rotation. It has no revocation endpoint.
 */
export function createNodeOAuthServer(now: () => number, lifeSec = accessLifeSec): ThirdPartyServer {
  const secret = crypto.randomUUID();
  const tables: Tables = {
    client: { id: 'ledger-app', secret, redirectUris: [redirectUri], grants: ['authorization_code', 'refresh_token'] },
    isRegistered: true,
    codes: new Map(),
    tokens: [],
    failing: undefined,
  };
  const issued: string[] = [];
  const server = new OAuth2Server({
    model: createModel(tables, () => now() - Date.now()),
    accessTokenLifetime: lifeSec,
    refreshTokenLifetime: 14 * 86_400,
    allowExtendedTokenAttributes: true,
  });
  const send = async (request: HttpRequest): Promise<HttpOutcome> => {
    if (request.url === apiUrl)
      return run(
        request,
        (asked, response) => server.authenticate(asked, response),
        () => companyBody,
      );
    const outcome = await run(
      request,
      (asked, response) => server.token(asked, response),
      (response) => JSON.stringify(response.body),
    );
    const refreshToken = tables.tokens.at(-1)?.token.refreshToken;
    if (outcome.answer?.status === 200 && refreshToken !== undefined) issued.push(refreshToken);
    return outcome;
  };
  return {
    definition: {
      ...commonDefinition,
      endpoints: { authorize: `${issuer}/authorize`, token: `${issuer}/token` },
      clientAuth: 'basic',
      scopes: ['ledger.read'],
      company: { from: 'token', id: 'company_id', name: 'company_name' },
    },
    app: { clientId: tables.client.id, clientSecret: secret },
    send,
    async authorize(url) {
      const response = new Response();
      const request = requestOf({ method: 'GET', url, headers: {}, deadlineMs: 0, maxBodyBytes: 0 });
      const options = { authenticateHandler: { handle: () => user } };
      // A refusal is in the redirect, too.
      await server.authorize(request, response, options).catch(() => undefined);
      return `${response.get('location')}`;
    },
    issued: () => issued,
    presentStolen: (refreshToken) =>
      send(stolenRequest({ refresh_token: refreshToken, client_id: tables.client.id, client_secret: secret })),
    expireAccessTokens() {
      for (const { token } of tables.tokens) token.accessTokenExpiresAt = new Date(0);
    },
    revokeGrants() {
      tables.tokens = [];
    },
    setRegistered(isRegistered) {
      tables.isRegistered = isRegistered;
    },
    failOnce(when) {
      tables.failing = when;
    },
  };
}
