import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SalesforceControl } from '../salesforce/control.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { ask, type HttpAnswer, member } from './public-app.ts';
import { reachSandbox } from './reach-sandbox.ts';
import { SalesforcePerson } from './salesforce-person.ts';

const domain = 'northwind-orchards';
const own = `https://${domain}.my.salesforce.com`;
const redirectUri = 'https://app.ledgerline.example/salesforce';
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const dayMs = 86_400_000;

let sandbox: Sandbox;
let undo: () => void;
let salesforce: SalesforceControl;

beforeEach(async () => {
  sandbox = await startSandbox();
  undo = reachSandbox(sandbox);
  salesforce = sandbox.control.salesforce;
  salesforce.app.redirectUris.add(redirectUri);
});
afterEach(async () => {
  undo();
  await sandbox.close();
});

function authorizeUrl(changes: Record<string, string> = {}, host = 'login.salesforce.com'): string {
  const url = new URL(`https://${host}/services/oauth2/authorize`);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: salesforce.app.clientId,
    redirect_uri: redirectUri,
    scope: 'api refresh_token',
    state: 'state-of-the-test',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  }).toString();
  return url.href;
}

function token(values: Record<string, string>, host = 'login.salesforce.com'): Promise<HttpAnswer> {
  const body = new URLSearchParams({ client_id: salesforce.app.clientId, ...values }).toString();
  return ask('POST', `https://${host}/services/oauth2/token`, form, body);
}

function exchange(code: string, changes: Record<string, string> = {}, host?: string): Promise<HttpAnswer> {
  const values = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  return token({ ...values, ...changes }, host);
}

const refresh = (refreshToken: string, host?: string): Promise<HttpAnswer> =>
  token({ grant_type: 'refresh_token', refresh_token: refreshToken }, host);

const codeOf = async (changes: Record<string, string> = {}): Promise<string> =>
  (await new SalesforcePerson().allow(authorizeUrl(changes), salesforce.userOf(domain))).searchParams.get('code') ?? '';

async function connect(): Promise<{ access: string; refresh: string }> {
  const { json } = await exchange(await codeOf());
  return { access: member(json, 'access_token'), refresh: member(json, 'refresh_token') };
}

const read = (path: string, access: string): Promise<HttpAnswer> =>
  ask('GET', `${own}${path}`, { authorization: `Bearer ${access}` });

const refused = (error: string, description: string): object => ({
  status: 400,
  json: { error, error_description: description },
});
const dead = refused('invalid_grant', 'expired access/refresh token');

describe('a good token answer (facts 1)', () => {
  it('has host, identity and scopes, and no end', async () => {
    const { json } = await exchange(await codeOf());
    const { id: userId } = salesforce.userOf(domain);
    expect(json).toMatchObject({
      instance_url: own,
      id: `https://login.salesforce.com/id/${salesforce.org(domain).id}/${userId}`,
      token_type: 'Bearer',
      scope: 'api refresh_token',
      issued_at: expect.stringMatching(/^\d{13}$/),
    });
    expect(json).not.toHaveProperty('expires_in');
    expect(json).not.toHaveProperty('id_token');
  });

  it('leaves the refresh token out unless it is new', async () => {
    const { refresh: value } = await connect();
    expect((await refresh(value)).json).not.toHaveProperty('refresh_token');
    salesforce.policy(domain).isRotating = true;
    const next = member((await refresh(value)).json, 'refresh_token');
    expect(next).not.toBe(value);
    expect(await refresh(value)).toMatchObject(dead);
    expect((await refresh(next)).status).toBe(200);
  });
});

describe('what the token endpoint refuses (facts 3)', () => {
  it.each([
    ['a person who was deactivated', () => salesforce.setActive(domain, false), 'invalid_grant', 'inactive user'],
    ['an address', () => salesforce.restrictAddresses(domain), 'invalid_grant', 'ip restricted'],
    ['a blocked app', () => salesforce.blockApp(domain), 'OAUTH_APP_BLOCKED', 'this app is blocked by admin'],
    [
      'an app that is not installed',
      () => salesforce.uninstallApp(domain),
      'invalid_client',
      'External client app is not installed in this org',
    ],
    [
      'a profile',
      () => salesforce.approveOnly(domain, []),
      'invalid_app_access',
      'user is not admin approved to access this app',
    ],
    [
      'a missing secret',
      () => Object.assign(salesforce.app, { requiresSecret: true }),
      'invalid_client',
      'invalid client credentials',
    ],
    [
      'a key',
      () => Object.assign(salesforce.app, { isPropagating: true }),
      'invalid_client_id',
      'client identifier invalid',
    ],
  ])('%s', async (_what, cause, error, description) => {
    const { refresh: value } = await connect();
    cause();
    expect(await refresh(value)).toMatchObject(refused(error, description));
  });

  it('reads the same for a revoked, an old, an unused and a misplaced token', async () => {
    const { refresh: value } = await connect();
    expect(await refresh(value, 'test.salesforce.com')).toMatchObject(dead);
    expect(await refresh(value, 'calder-rail.my.salesforce.com')).toMatchObject(dead);
    expect((await refresh(value, `${domain}.my.salesforce.com`)).status).toBe(200);
    salesforce.setRefreshRule(domain, { idleMs: 30 * dayMs });
    sandbox.control.clock.advance(29 * dayMs);
    expect((await refresh(value)).status).toBe(200);
    sandbox.control.clock.advance(29 * dayMs);
    expect((await refresh(value)).status).toBe(200);
    salesforce.setRefreshRule(domain, { afterMs: 30 * dayMs });
    expect(await refresh(value)).toMatchObject(dead);
    salesforce.setRefreshRule(domain, 'at_once');
    expect(await refresh(value)).toMatchObject(dead);
    salesforce.setRefreshRule(domain, 'until_revoked');
    salesforce.revoke(domain);
    expect(await refresh(value)).toMatchObject(dead);
  });

  it('ends the oldest of six sign-ins without a word', async () => {
    const all: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) all.push((await connect()).refresh);
    expect(await refresh(all[0] ?? '')).toMatchObject(dead);
    expect((await refresh(all[1] ?? '')).status).toBe(200);
  });

  it('a code used twice, too old, with another verifier, or elsewhere', async () => {
    const used = await codeOf();
    await exchange(used);
    expect(await exchange(used)).toMatchObject(refused('invalid_grant', 'invalid authorization code'));
    expect(await exchange(await codeOf(), { code_verifier: 'x'.repeat(43) })).toMatchObject(
      refused('invalid_grant', 'invalid code verifier'),
    );
    expect(await exchange(await codeOf(), {}, 'test.salesforce.com')).toMatchObject(
      refused('invalid_grant', 'invalid authorization code'),
    );
    const old = await codeOf();
    sandbox.control.clock.advance(16 * 60_000);
    expect(await exchange(old)).toMatchObject(refused('invalid_grant', 'expired authorization code'));
  });
});

describe('sign-ins that stop on a page, and those that come back (facts 2)', () => {
  it.each([
    [
      'an uninstalled app',
      () => salesforce.uninstallApp(domain),
      {},
      'error=invalid_client&error_description=app+must+be+installed+into+org',
    ],
    [
      'a scope the app does not list',
      () => undefined,
      { scope: 'api refresh_token full' },
      'error=invalid_scope&error_description=the+requested+scope+is+not+allowed',
    ],
    [
      'an unknown key',
      () => undefined,
      { client_id: 'nobody' },
      'error=invalid_client_id&error_description=client+identifier+invalid',
    ],
    [
      'another callback',
      () => undefined,
      { redirect_uri: `${redirectUri}/x` },
      'error=redirect_uri_mismatch&error_description=redirect_uri+must+match+configuration',
    ],
  ])('%s stops on the error page, whose address says why', async (_what, cause, changes, query) => {
    cause();
    const shown = await new SalesforcePerson().authorize(authorizeUrl(changes), salesforce.userOf(domain));
    expect(shown.url).toContain(`/setup/secur/RemoteAccessErrorPage.apexp?${query}`);
    expect(shown.body).toContain('We can’t authorize you because of an OAuth error.');
  });

  it('says a wrong callback in bare words where that is the manner', async () => {
    salesforce.manners.refusal = 'bare';
    const shown = await ask('GET', authorizeUrl({ redirect_uri: 'https://elsewhere.example/' }));
    expect(shown.body).toBe(
      'error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration',
    );
  });

  it.each([
    ['a blocked app', () => salesforce.blockApp(domain), 'OAUTH_APP_BLOCKED', 'this app is blocked by admin'],
    [
      'a profile that is not approved',
      () => salesforce.approveOnly(domain, []),
      'OAUTH_APP_ACCESS_DENIED',
      'user is not admin approved to access this app',
    ],
  ])('%s comes back with its code', async (_what, cause, error, description) => {
    cause();
    const back = await new SalesforcePerson().allow(authorizeUrl(), salesforce.userOf(domain));
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error,
      error_description: description,
      state: 'state-of-the-test',
    });
  });

  it('comes back with access_denied after Deny', async () => {
    const person = new SalesforcePerson();
    const shown = await person.authorize(authorizeUrl(), salesforce.userOf(domain));
    const back = new URL(await person.decide(shown, 'deny'));
    expect(back.searchParams.get('error_description')).toBe('end-user denied authorization');
  });

  it('lists the app for the admin only after one attempt', async () => {
    salesforce.org(domain).policies.clear();
    const admin = new SalesforcePerson();
    const setup = `https://${domain}.lightning.force.com/lightning/setup/ConnectedAppsUsage/home`;
    const login = await admin.browse(setup);
    const before = await admin.logIn(login, salesforce.adminOf(domain));
    expect(before.url).toBe(setup);
    expect(before.body).not.toContain('Ledgerline');
    await new SalesforcePerson().authorize(authorizeUrl(), salesforce.userOf(domain));
    expect((await admin.browse(setup)).body).toContain('Ledgerline');
  });

  it('lets production people in at the production host alone', async () => {
    const shown = await new SalesforcePerson().authorize(
      authorizeUrl({}, 'test.salesforce.com'),
      salesforce.userOf(domain),
    );
    expect(shown.body).toContain('Please check your username and password');
  });
});

describe('the data interface (facts 3)', () => {
  it('says how much of the day is used up, on every answer', async () => {
    const { access } = await connect();
    const answer = await read('/services/data/v62.0/limits', access);
    expect(answer.headers['sforce-limit-info']).toBe('api-usage=1/15000');
    expect(answer.json).toMatchObject({ DailyApiRequests: { Max: 15_000, Remaining: 14_999 } });
  });

  it('answers a dead token with 401, and on the identity addresses with 403 in plain words', async () => {
    const { access } = await connect();
    salesforce.expireSessions(domain);
    expect(await read('/services/data/v62.0/limits', access)).toMatchObject({
      status: 401,
      body: '[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]',
    });
    for (const path of ['/services/oauth2/userinfo', `/id/${salesforce.org(domain).id}/005`]) {
      expect(await read(path, access)).toMatchObject({ status: 403, body: 'Bad_OAuth_Token' });
    }
  });

  it('takes a token at its own org alone', async () => {
    const { access } = await connect();
    const elsewhere = 'https://calder-rail.my.salesforce.com/services/data/v62.0/limits';
    expect((await ask('GET', elsewhere, { authorization: `Bearer ${access}` })).status).toBe(401);
  });

  it('ends a session that nobody used for two hours', async () => {
    const { access } = await connect();
    sandbox.control.clock.advance(119 * 60_000);
    expect((await read('/services/data/v62.0/limits', access)).status).toBe(200);
    sandbox.control.clock.advance(121 * 60_000);
    expect((await read('/services/data/v62.0/limits', access)).status).toBe(401);
  });
});
