import { beforeEach, describe, expect, it } from 'vitest';
import { type DryRunPorts, dryRun } from '../../../lib/engines/local/dry-run';
import { freshAccessToken } from '../../../lib/engines/local/fresh-token';
import { tokenContextFor } from '../../../lib/engines/local/token-context';
import { watchCompanies } from '../../../lib/engines/local/watch-companies';
import type { AppCredentials } from '../../../lib/model/app-credentials';
import type { Connection } from '../../../lib/model/connection';
import type { ProviderDefinition, ProviderDraft } from '../../../lib/model/provider-definition';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { checkConnections } from '../../../lib/monitor/run-due';
import { revokeGrant } from '../../../lib/oauth/revoke';
import { registerOwn } from '../../../lib/providers/custom/register';
import { findConnection } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { openApp, saveApp } from '../../../lib/vault/apps';
import { openGrant, updateGrant } from '../../../lib/vault/grants';
import { outage } from '../../sandbox/core/oauth-faults';
import { type Books, booksDefinition, companiesOf, createBooks, ownProvider, signIn, storedGrant } from './books';
import { createWorld, presented, type World } from './world';

const anna = 'anna@harbour.example';
let world: World;
let books: Books;
let ports: MonitorPorts & DryRunPorts;
let app: AppCredentials;

async function appFor(clientId: string, clientSecret?: string): Promise<AppCredentials> {
  const credentials = { providerId: 'own-books', environment: 'production', clientId, clientSecret } as const;
  const id = await saveApp(world.ports.vault, credentials, 0);
  const saved = await openApp(world.ports.vault, id, 'https://id.books.example');
  if (!saved) throw new Error('the app key is gone');
  return saved;
}

function define(change: Partial<ProviderDefinition> = {}): void {
  registerOwn([{ ...booksDefinition, ...change }]);
}

function without(name: 'company'): Partial<ProviderDefinition> {
  const { [name]: _left, ...rest } = booksDefinition;
  registerOwn([rest]);
  return rest;
}

/** A connection of Anna's company, checked once. */
async function connected(): Promise<Connection> {
  const grant = await storedGrant(world, books, app, anna);
  const fresh = await freshAccessToken(ports, grant.id);
  if (fresh.kind !== 'fresh') throw new Error(fresh.kind);
  const tenants = await companiesOf(world, grant, fresh.accessToken);
  const [id = ''] = await watchCompanies({ ...ports, newId: () => crypto.randomUUID() }, grant, tenants);
  return checked(id);
}

async function checked(id: string): Promise<Connection> {
  const before = await findConnection(ports.store, id);
  if (!before) throw new Error('the connection is gone');
  await checkConnections(ports, [before], { isAskedFor: true });
  return (await findConnection(ports.store, id)) ?? before;
}

async function expire(grantId: string): Promise<void> {
  books.control.expireAccessTokens();
  await updateGrant(ports.vault, grantId, { accessExpiresAtMs: world.nowMs - 1 });
}

beforeEach(async () => {
  world = await createWorld();
  world.nowMs = Date.now();
  books = createBooks();
  world.answer = books.send;
  define();
  app = await appFor(books.control.publicApp.clientId);
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  ports = {
    ...world.ports,
    store: store.value,
    hasHosts: () => Promise.resolve(true),
    isOnline: () => true,
    wait: () => Promise.resolve(),
    whileChecking: (_ids, work) => work(),
    pageSigns: async () => [],
    origin: 'chrome-extension://test',
  };
});

describe('signing in to a certified server nobody here wrote', () => {
  it('brings tokens, the person and the company', async () => {
    const answer = await signIn(world, books, app, anna);
    expect(answer).toMatchObject({
      ok: true,
      value: { told: { personName: 'Anna Berg', tenant: { tenantId: 'cmp-101', name: 'Harbour Bakery' } } },
    });
  });

  it('SEC-02 is refused by the server when somebody else uses the code without the verifier', async () => {
    await signIn(world, books, app, anna, (redirect) => {
      const code = new URL(redirect).searchParams.get('code') ?? '';
      return redirect.replace(code, `${code.slice(0, -1)}${code.endsWith('a') ? 'b' : 'a'}`);
    });
    const exchange = world.sent.find(({ url }) => url.endsWith('/token'));
    expect(new URLSearchParams(exchange?.body).get('code_verifier')).toMatch(/^[\w-]{43,128}$/);
    const stolen = new URLSearchParams(exchange?.body);
    stolen.set('code_verifier', 'x'.repeat(43));
    const refused = await books.send({
      method: 'POST',
      url: 'https://id.books.example/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: stolen.toString(),
      deadlineMs: 1,
      maxBodyBytes: 1,
    });
    expect(refused.answer?.status).toBe(400);
  });

  it.each([
    ['of another server', (redirect: string) => redirect.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fid.evil.example')],
    [
      'that does not say who sends it, although the server promised it',
      (redirect: string) => redirect.replace(/&?iss=[^&]*/, ''),
    ],
    ['with two senders', (redirect: string) => `${redirect}&iss=https%3A%2F%2Fid.evil.example`],
  ])('SEC-04 believes no answer %s (RFC 9207), and sends no token request', async (_what, change) => {
    expect(await signIn(world, books, app, anna, change)).toMatchObject({ ok: false, problem: { phase: 'callback' } });
    expect(world.sent.filter(({ url }) => url.endsWith('/token'))).toEqual([]);
  });

  it('SEC-13 takes the company from the call where the sign-in does not tell it', async () => {
    without('company');
    const grant = await storedGrant(world, books, app, anna);
    expect(grant.tenant).toBeUndefined();
    const fresh = await freshAccessToken(ports, grant.id);
    expect(fresh.kind === 'fresh' && (await companiesOf(world, grant, fresh.accessToken))).toEqual([
      { tenantId: 'cmp-101', name: 'Harbour Bakery' },
    ]);
  });

  it('SEC-13 believes the call where it names another company than the sign-in', async () => {
    const grant = await storedGrant(world, books, app, anna);
    const fresh = await freshAccessToken(ports, grant.id);
    books.control.person(anna).companyId = 'cmp-202';
    expect(fresh.kind === 'fresh' && (await companiesOf(world, grant, fresh.accessToken))).toEqual([
      { tenantId: 'cmp-202', name: 'Tallgrass Farm' },
    ]);
  });

  it('proves itself with a secret where the app has one', async () => {
    define({ clientAuth: 'basic' });
    const { clientId, secret } = books.control.firmApp;
    expect((await signIn(world, books, await appFor(clientId, secret), anna)).ok).toBe(true);
    expect(await signIn(world, books, await appFor(clientId, 'wrong'), anna)).toMatchObject({
      ok: false,
      problem: { evidence: { answer: { status: 401 } } },
    });
  });
});

describe('keeping a grant of a server that rotates and detects reuse', () => {
  it('SEC-30 sends one token request for a hundred triggers at once', async () => {
    const { grantId } = await connected();
    await expire(grantId);
    const all = await Promise.all(Array.from({ length: 100 }, () => freshAccessToken(ports, grantId)));
    expect(presented(world)).toHaveLength(1);
    expect(new Set(all.map((fresh) => (fresh.kind === 'fresh' ? fresh.accessToken : fresh.kind))).size).toBe(1);
    expect(books.control.handedOut()).toHaveLength(2);
  });

  it('presents each refresh token once, over many refreshes', async () => {
    const { id, grantId } = await connected();
    for (let round = 0; round < 5; round += 1) {
      await expire(grantId);
      expect(await checked(id)).toMatchObject({ status: 'connected' });
    }
    expect(presented(world)).toHaveLength(5);
    expect(new Set(presented(world)).size).toBe(5);
  });

  it('refreshes once when the access token is refused before its time', async () => {
    const { id } = await connected();
    books.control.expireAccessTokens();
    expect(await checked(id)).toMatchObject({ status: 'connected' });
    expect(presented(world)).toHaveLength(1);
  });

  it('names the cause when a thief used an old token and the server ended the grant', async () => {
    const { id, grantId } = await connected();
    await expire(grantId);
    await checked(id);
    const [stolen = ''] = books.control.handedOut();
    expect((await books.control.presentStolen(stolen)).status).toBe(400);
    await updateGrant(ports.vault, grantId, { accessExpiresAtMs: world.nowMs - 1 });
    const failed = await checked(id);
    expect(failed).toMatchObject({ status: 'needs_you', diagnosis: { cause: 'grant_invalid', action: 'reconnect' } });
    // SEC-34: the failure deletes nothing.
    expect(await openGrant(ports.vault, grantId)).toMatchObject({
      tokens: { refreshToken: books.control.handedOut()[1] },
    });
  });

  it('finds nothing alive after it has revoked a grant', async () => {
    const grant = await storedGrant(world, books, app, anna);
    const opened = await openGrant(ports.vault, grant.id);
    if (typeof opened === 'string') throw new Error(opened);
    const context = await tokenContextFor(ports, ownProvider(), app);
    expect(await revokeGrant(context, opened.tokens.refreshToken ?? '')).toEqual({ ok: true, value: null });
    await updateGrant(ports.vault, grant.id, { accessExpiresAtMs: world.nowMs - 1 });
    expect(await freshAccessToken(ports, grant.id)).toMatchObject({
      kind: 'failed',
      evidence: { answer: { status: 400 } },
    });
  });

  it.each([
    ['an admin ends the grants of the person', () => books.control.revokeGrants(anna), 'grant_invalid', true],
    [
      'the app is no longer registered',
      () => Object.assign(books.control.publicApp, { isRegistered: false }),
      'client_credentials_invalid',
      true,
    ],
    [
      'the person may not read any more',
      () => Object.assign(books.control.person(anna), { mayRead: false }),
      'user_permission_insufficient',
      false,
    ],
    [
      'the plan has ended',
      () => Object.assign(books.control.company('Harbour Bakery'), { plan: 'ended' }),
      'plan_restricted',
      false,
    ],
    [
      'the company was closed',
      () => Object.assign(books.control.company('Harbour Bakery'), { isOpen: false }),
      'tenant_unavailable',
      false,
    ],
    [
      'the person works for another company now',
      () => Object.assign(books.control.person(anna), { companyId: 'cmp-202' }),
      'tenant_unavailable',
      false,
    ],
    [
      'the service is down',
      () => books.faults.always('books', 'api', outage(503, 'Down for maintenance')),
      'provider_outage',
      false,
    ],
    [
      'the service asks to slow down',
      () => books.faults.always('books', 'api', outage(429, 'Too many requests', 60)),
      'rate_limited',
      false,
    ],
  ])('names the cause when %s', async (_what, happen, cause, isAtRefresh) => {
    const { id, grantId } = await connected();
    happen();
    if (isAtRefresh) await expire(grantId);
    expect((await checked(id)).diagnosis?.cause).toBe(cause);
  });

  it('shows no code where the type of a problem says nothing (RFC 9457 §4.2.1)', async () => {
    const { id } = await connected();
    books.control.person(anna).mayRead = false;
    expect((await checked(id)).diagnosis?.facts).toMatchObject({ status: 403, code: undefined });
  });
});

describe('trying a definition', () => {
  const { issuer: _issuer, endpoints: _endpoints, sendsIssuer: _sends, ...typed } = booksDefinition;

  async function outcomes(draft: ProviderDraft): Promise<string[]> {
    const { steps } = await dryRun(ports, draft);
    return steps.map(({ outcome, words }) => `${outcome} ${words.key.replace('definition_step_', '')}`);
  }

  it('reads the discovery address and asks every other one', async () => {
    const run = await dryRun(ports, typed);
    expect(run.steps.map(({ outcome, words }) => `${outcome} ${words.key.replace('definition_step_', '')}`)).toEqual([
      'good access',
      'good discovery',
      'good pkce',
      'good issuer_sent',
      'good token',
      'good app_key',
      'good revocation',
      'good check',
    ]);
    expect(JSON.parse(run.definition)).toEqual({ ...booksDefinition, idTokenAlgorithms: ['RS256'], provesKeys: true });
    expect(run.missingHosts).toEqual([]);
  });

  it('asks nobody the browser does not allow', async () => {
    ports = { ...ports, hasHosts: ([pattern]) => Promise.resolve(pattern !== 'https://api.books.example/*') };
    expect(await dryRun(ports, typed)).toMatchObject({
      steps: [{ outcome: 'wrong' }],
      missingHosts: ['https://api.books.example/*'],
    });
    expect(world.sent).toEqual([]);
  });

  it('stops at a host the discovery document names and the browser does not allow yet', async () => {
    ports = { ...ports, hasHosts: ([pattern]) => Promise.resolve(pattern !== 'https://tokens.books.example/*') };
    books.faults.once('books', 'metadata', {
      kind: 'change',
      change: (reply) => ({
        ...reply,
        body: reply.body.replace('https://id.books.example/token"', 'https://tokens.books.example/token"'),
      }),
    });
    expect((await dryRun(ports, typed)).missingHosts).toEqual(['https://tokens.books.example/*']);
  });

  it.each<[string, Partial<ProviderDraft>, string]>([
    [
      'an address without a document',
      { discovery: 'https://id.books.example/.well-known/nothing' },
      'wrong discovery_status',
    ],
    [
      'a document of another issuer',
      { discovery: 'https://id.books.example/.well-known/openid-configuration?x' },
      'wrong discovery_elsewhere',
    ],
    ['a scope the server does not list', { scopes: ['openid', 'ledger'] }, 'note scopes_unsaid'],
    [
      'a check address anybody may read',
      { check: { url: 'https://id.books.example/jwks', companyId: 'id' } },
      'wrong check_open',
    ],
    [
      'a check address where nothing is',
      { check: { url: 'https://id.books.example/nothing', companyId: 'id' } },
      'wrong check_not_found',
    ],
  ])('tells about %s', async (_what, change, expected) => {
    expect(await outcomes({ ...typed, ...change })).toContain(expected);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['takes no public app', { token_endpoint_auth_methods_supported: ['client_secret_basic'] }, 'wrong auth_not'],
    ['checks PKCE the weak way only', { code_challenge_methods_supported: ['plain'] }, 'wrong pkce_not'],
    ['says nothing about PKCE', { code_challenge_methods_supported: undefined }, 'note pkce_unsaid'],
    ['gives out no refresh tokens', { grant_types_supported: ['authorization_code'] }, 'wrong no_refresh'],
    ['signs with a shared secret', { id_token_signing_alg_values_supported: ['HS256'] }, 'wrong signature_not'],
    ['does not say who it is', { authorization_response_iss_parameter_supported: undefined }, 'note issuer_not_sent'],
    ['has plain addresses', { token_endpoint: 'http://id.books.example/token' }, 'wrong discovery_addresses'],
    ['has no token address', { token_endpoint: undefined }, 'wrong discovery_not'],
  ])('tells about a server that %s', async (_what, change, expected) => {
    books.faults.once('books', 'metadata', {
      kind: 'change',
      change: (reply) => ({ ...reply, body: JSON.stringify({ ...JSON.parse(reply.body), ...change }) }),
    });
    expect(await outcomes(typed)).toContain(expected);
  });

  it('tells about a server that refuses calls of browsers', async () => {
    books.control.setBrowsersAllowed(false);
    world.answer = (request) => books.send({ ...request, headers: { ...request.headers, origin: ports.origin } });
    const { steps } = await dryRun(ports, typed);
    expect(steps.find(({ id }) => id === 'app_key')).toMatchObject({
      outcome: 'wrong',
      words: { key: 'definition_step_app_key_origin', values: ['chrome-extension://test'] },
    });
  });

  it('tells about a token address that is none', async () => {
    const { discovery: _left, ...rest } = booksDefinition;
    const draft = { ...rest, endpoints: { ...rest.endpoints, token: 'https://api.books.example/v1/company' } };
    expect(await outcomes(draft)).toContain('wrong token_not');
  });

  it('tells an app key the server does not know', async () => {
    await appFor('never-registered');
    expect(await outcomes(typed)).toContain('wrong app_key_not');
  });
});
