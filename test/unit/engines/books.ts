import { reachableCompanies } from '../../../lib/engines/local/reachable-companies';
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
import { createClock } from '../../sandbox/core/clock';
import { createFaults, type Faults } from '../../sandbox/core/faults';
import type { Reply, SandboxRequest } from '../../sandbox/core/http';
import type { BooksControl } from '../../sandbox/own/control';
import { createOwn } from '../../sandbox/own/own';
import type { World } from './world';

export const redirectUri = 'https://abcdefghijklmnop.chromiumapp.org/own-books';

/** The certified server and its small API, reached without a network. */
export interface Books {
  control: BooksControl;
  faults: Faults;
  send(request: HttpRequest): Promise<HttpOutcome>;
  /** A person's browser, from an address to the redirect: signs in, then allows or cancels. */
  browse(url: string, email: string, decision?: 'consent' | 'abort'): Promise<string>;
}

function requestOf(method: string, address: string, headers: Record<string, string>, body: string): SandboxRequest {
  const url = new URL(address);
  const cookies = {};
  const form = new URLSearchParams(body);
  const all = { ...headers, host: url.host, 'content-length': String(Buffer.byteLength(body)) };
  return {
    method,
    host: url.host,
    path: url.pathname,
    url,
    query: url.searchParams,
    headers: all,
    cookies,
    body,
    form,
  };
}

function flat(headers: Reply['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** Starts the service anew. */
export function createBooks(): Books {
  const faults = createFaults();
  const { provider, control } = createOwn({ clock: createClock(), faults });
  control.publicApp.redirectUris.add(redirectUri);
  control.firmApp.redirectUris.add(redirectUri);
  const ask = async (request: SandboxRequest): Promise<Reply> => {
    const effect = faults.take('books', provider.endpointOf(request), request);
    if (effect?.kind === 'answer') return effect.reply;
    const reply = await provider.answer(request);
    return effect?.kind === 'change' ? effect.change(reply) : reply;
  };
  const person = (): ((url: string, form: Record<string, string> | undefined) => Promise<Reply & { url: string }>) => {
    const cookies = new Map<string, string>();
    return async function go(url, form): Promise<Reply & { url: string }> {
      const headers: Record<string, string> = {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      };
      if (form) headers['content-type'] = 'application/x-www-form-urlencoded';
      const reply = await ask(requestOf(form ? 'POST' : 'GET', url, headers, new URLSearchParams(form).toString()));
      for (const line of [reply.headers['set-cookie'] ?? []].flat()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
        cookies.set(name, value);
      }
      const { location } = reply.headers;
      if (typeof location !== 'string') return { ...reply, url };
      const next = new URL(location, url);
      return next.host === new URL(control.issuer).host ? go(next.href, undefined) : { ...reply, url: next.href };
    };
  };
  return {
    control,
    faults,
    async send(request) {
      const reply = await ask(requestOf(request.method, request.url, { ...request.headers }, request.body ?? ''));
      return { answer: { status: reply.status, headers: flat(reply.headers), body: reply.body }, failure: null };
    },
    async browse(url, email, decision = 'consent') {
      const go = person();
      const login = await go(url, undefined);
      const { password } = control.person(email);
      const consent = await go(`${login.url}/login`, { email, password });
      return (await go(`${consent.url}/${decision}`, {})).url;
    },
  };
}

/** The definition a firm would write for the service, after its discovery address was read. */
export const booksDefinition: ProviderDefinition = {
  id: 'own-books',
  name: 'Books',
  discovery: 'https://id.books.example/.well-known/openid-configuration',
  issuer: 'https://id.books.example',
  endpoints: {
    authorize: 'https://id.books.example/auth',
    token: 'https://id.books.example/token',
    revocation: 'https://id.books.example/token/revocation',
  },
  sendsIssuer: true,
  clientAuth: 'none',
  scopes: ['openid', 'profile', 'offline_access', 'books:read'],
  parameters: { prompt: 'consent' },
  rotation: { rotates: true, graceSec: 0 },
  company: { from: 'id_token', id: 'company_id', name: 'company_name' },
  check: { url: 'https://api.books.example/v1/company', companyId: 'company.id', companyName: 'company.name' },
};

/** The registered own provider; a test that has not registered one is wrong. */
export function ownProvider(): Provider {
  const provider = findProvider('own-books');
  if (!provider) throw new Error('own-books is not registered');
  return provider;
}

/** Signs in as a person would. Evidence when the redirect was not believed. */
export async function signIn(
  world: World,
  books: Books,
  app: AppCredentials,
  email: string,
  change: (redirect: string) => string = (redirect) => redirect,
): Promise<Result<TokenAnswer, TokenFailure | Evidence>> {
  const provider = ownProvider();
  const { url, state, codeVerifier } = await prepareAuthorization(provider, app, redirectUri);
  const redirect = change(await books.browse(url, email));
  const expected = { state, redirectUri, expiresAtMs: world.nowMs + 600_000 };
  const callback = readCallback(redirect, expected, {
    provider,
    oauthClient: toOAuthClient(provider, app, 0),
    nowMs: world.nowMs,
  });
  if (!callback.ok) return callback;
  const believeOffset = async (offsetMs: number) => offsetMs;
  const context = { provider, app, clockOffsetMs: 0, believeOffset, send: world.ports.send, now: world.ports.now };
  return exchangeCode(context, { parameters: callback.value, redirectUri, codeVerifier });
}

/** Signs in and keeps the grant; throws when that fails. */
export async function storedGrant(world: World, books: Books, app: AppCredentials, email: string): Promise<Grant> {
  const answer = await signIn(world, books, app, email);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  const { tokens, scopes, accessExpiresAtMs, issuedAtMs, told } = answer.value;
  const draft: Grant = {
    id: crypto.randomUUID(),
    providerId: 'own-books',
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
    nextRefreshAtMs: issuedAtMs,
    refreshFailures: 0,
  };
  return storeTokens(world.ports.vault, draft, tokens);
}

/** The companies a grant reaches; throws when the service does not tell. */
export async function companiesOf(world: World, grant: Grant, accessToken: string): Promise<Tenant[]> {
  const found = await reachableCompanies(world.ports, { provider: ownProvider(), grant, accessToken });
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  return found.value;
}
