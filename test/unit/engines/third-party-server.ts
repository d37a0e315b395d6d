import { planRefresh } from '../../../lib/engines/local/plan-refresh';
import { reachableCompanies } from '../../../lib/engines/local/reachable-companies';
import { tokenContextFor } from '../../../lib/engines/local/token-context';
import type { AppCredentials } from '../../../lib/model/app-credentials';
import type { Tenant } from '../../../lib/model/connection';
import type { Evidence } from '../../../lib/model/evidence';
import type { Grant } from '../../../lib/model/grant';
import type { HttpOutcome, HttpRequest } from '../../../lib/model/ports';
import type { ProviderDefinition } from '../../../lib/model/provider-definition';
import type { Result } from '../../../lib/model/result';
import { prepareAuthorization } from '../../../lib/oauth/authorize';
import { readCallback } from '../../../lib/oauth/callback';
import { toOAuthClient } from '../../../lib/oauth/oauth-client';
import { exchangeCode, type TokenAnswer, type TokenFailure } from '../../../lib/oauth/tokens';
import { findProvider } from '../../../lib/providers';
import type { Provider } from '../../../lib/providers/provider';
import { storeTokens } from '../../../lib/vault/grants';
import type { World } from './world';

export const redirectUri = 'https://abcdefghijklmnop.chromiumapp.org/own-ledger';
export const issuer = 'https://id.ledger.example';
export const apiUrl = 'https://api.ledger.example/v1/company';

/** The one company behind every server here, as its API names it. */
export const company = { id: 'cmp-7', name: 'Harbour Bakery' };

/** Life of the access tokens the servers issue: the default of Keycloak, and the shortest that is common. */
export const accessLifeSec = 300;

/** An OAuth server from npm and a small API behind it, reached without a network. */
export interface ThirdPartyServer {
  definition: ProviderDefinition;
  app: { clientId: string; clientSecret?: string };
  send(request: HttpRequest): Promise<HttpOutcome>;
  /** A person who allows the access: from the sign-in address to the redirect. */
  authorize(url: string): Promise<string>;
  /** Refresh tokens issued so far, oldest first. */
  issued(): readonly string[];
  /** Somebody else presents a refresh token that was issued before. */
  presentStolen(refreshToken: string): Promise<HttpOutcome>;
  /** Access tokens issued so far are refused; refresh tokens stay good. */
  expireAccessTokens(): void;
  /** Every grant is ended at the server. */
  revokeGrants(): void;
  /** Whether the app is registered. */
  setRegistered(isRegistered: boolean): void;
  /** What the server depends on fails at the next token request: before the refresh token is used up, or after. */
  failOnce(when: 'before_rotation' | 'after_rotation'): void;
}

/** The members of a definition that do not depend on the server. */
export const commonDefinition = {
  id: 'own-ledger',
  name: 'Ledger',
  issuer,
  rotation: { rotates: true, graceSec: 0 },
  check: { url: apiUrl, companyId: 'company.id', companyName: 'company.name' },
} as const satisfies Partial<ProviderDefinition>;

/** The body the API answers to a good token. */
export const companyBody = JSON.stringify({ company });

/** The form that presents a refresh token, as a thief who has it from a public client would send it. */
export function stolenRequest(form: Record<string, string>, headers: Record<string, string> = {}): HttpRequest {
  return {
    method: 'POST',
    url: `${issuer}/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ grant_type: 'refresh_token', ...form }).toString(),
    deadlineMs: 20_000,
    maxBodyBytes: 1_000_000,
  };
}

/** The registered provider; a test that has not registered one is wrong. */
function ledgerProvider(): Provider {
  const provider = findProvider(commonDefinition.id);
  if (!provider) throw new Error(`${commonDefinition.id} is not registered`);
  return provider;
}

/** Signs in as a person would. Evidence when the redirect was refused. */
export async function signInAt(
  world: World,
  server: ThirdPartyServer,
  app: AppCredentials,
): Promise<Result<TokenAnswer, TokenFailure | Evidence>> {
  const provider = ledgerProvider();
  const { url, state, codeVerifier } = await prepareAuthorization(provider, app, redirectUri);
  const redirect = await server.authorize(url);
  const expected = { state, redirectUri, expiresAtMs: world.nowMs + 600_000 };
  const callback = readCallback(redirect, expected, {
    provider,
    oauthClient: toOAuthClient(provider, app, 0),
    nowMs: world.nowMs,
  });
  if (!callback.ok) return callback;
  const context = await tokenContextFor(world.ports, provider, app);
  return exchangeCode(context, { parameters: callback.value, redirectUri, codeVerifier });
}

/** Stores the tokens of a sign-in as the product would; throws when the sign-in failed. */
export async function storedGrantOf(world: World, server: ThirdPartyServer, app: AppCredentials): Promise<Grant> {
  const answer = await signInAt(world, server, app);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  const { tokens, scopes, accessExpiresAtMs, issuedAtMs, told } = answer.value;
  const { keepAliveMs } = ledgerProvider().oauth(app);
  const draft: Grant = {
    id: crypto.randomUUID(),
    providerId: commonDefinition.id,
    environment: 'production',
    appId: app.id,
    key: told.grantKey,
    userName: told.personName,
    scopes,
    tenant: told.tenant,
    version: 0,
    connectedAtMs: issuedAtMs,
    accessExpiresAtMs,
    refreshIssuedAtMs: issuedAtMs,
    nextRefreshAtMs: planRefresh({ accessExpiresAtMs, keepAliveMs, nowMs: world.nowMs, clockOffsetMs: 0 }),
    refreshFailures: 0,
  };
  return storeTokens(world.ports.vault, draft, tokens);
}

/** The companies a grant reaches; throws when the API does not say. */
export async function companiesAt(world: World, grant: Grant, accessToken: string): Promise<Tenant[]> {
  const found = await reachableCompanies(world.ports, { provider: ledgerProvider(), grant, accessToken });
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  return found.value;
}
