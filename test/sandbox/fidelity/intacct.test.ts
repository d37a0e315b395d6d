import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { base, claimsOf, IntacctApp, membersOf, redirectUri } from './intacct-app.ts';
import { Person } from './person.ts';
import { ask, member } from './public-app.ts';
import { reachSandbox } from './reach-sandbox.ts';

// No SDK on npm speaks the REST interface with its OAuth, so the played Sage Intacct is held against
// lib/providers/intacct/facts.md, field by field. The numbers in the titles are its sections.

const company = 'FernhillGroup';
const userId = 'ledgerline';
const owner = { companyId: company, userId };
const hourMs = 3_600_000;

let sandbox: Sandbox;
let undo: () => void;
let app: IntacctApp;

beforeEach(async () => {
  sandbox = await startSandbox();
  undo = reachSandbox(sandbox);
  app = new IntacctApp(sandbox);
});

afterEach(async () => {
  expect(sandbox.log.unknownHosts()).toEqual([]);
  undo();
  await sandbox.close();
});

const control = () => sandbox.control.intacct;

/** The error of an answer, wherever its shape holds it. */
function errorOf(json: unknown): Record<string, unknown> {
  const top = membersOf(json);
  return membersOf(membersOf(top['ia::result'])['ia::error'] ?? top['ia::error'] ?? top.error);
}

const entities = { object: 'company-config/entity', fields: ['id', 'name'], start: 1, size: 1 };

describe('2 · discovery', () => {
  it('names what the captured document names, and not the authorize address of the guide', async () => {
    const { json } = await ask('GET', 'https://api.intacct.com/.well-known/openid-configuration');
    expect(json).toMatchObject({
      issuer: 'https://api.intacct.com',
      authorization_endpoint: 'https://api.intacct.com/ia/authorize',
      token_endpoint: `${base}/oauth2/token`,
      revocation_endpoint: `${base}/oauth2/revoke`,
      jwks_uri: 'https://api.intacct.com/.well-known/jwks.json',
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      scopes_supported: ['offline_access', 'openid', 'sage/ai-agents', 'token-exchange'],
    });
    expect(membersOf(json).grant_types_supported).not.toContain('refresh_token');
    expect(membersOf(json).userinfo_endpoint).toBeUndefined();
    expect(membersOf(json).introspection_endpoint).toBeUndefined();
  });

  it('has its keys, RS256, and no OAuth metadata of the other name', async () => {
    const keys = await ask('GET', 'https://api.intacct.com/.well-known/jwks.json');
    expect(keys.json).toMatchObject({ keys: [{ kty: 'RSA', alg: 'RS256' }] });
    const other = await ask('GET', 'https://api.intacct.com/.well-known/oauth-authorization-server');
    expect(other.status).toBe(404);
  });
});

describe('2 · authorize', () => {
  it('asks for company id, user id and password, then for Accept, and returns code and state unchanged', async () => {
    const person = new Person('.intacct.com');
    const login = await person.browse(app.authorizeUrl());
    for (const id of ['company', 'login', 'passwd', 'retbutton']) expect(login.body).toContain(`id="${id}"`);
    const callback = await app.callback(company, userId);
    expect(`${callback.origin}${callback.pathname}`).toBe(redirectUri);
    expect([...callback.searchParams.keys()]).toEqual(['code', 'state']);
    expect(callback.searchParams.get('state')).toBe('state-of-the-test');
  });

  it.each([
    ['an unknown client', { client_id: 'nobody.app.sage.com' }, 'GW-0011'],
    ['a redirect URI that is not registered', { redirect_uri: 'https://elsewhere.example/' }, 'invalidRequest'],
    ['a redirect URI without TLS', { redirect_uri: 'http://127.0.0.1/' }, 'invalidRequest'],
  ])('5 · shows %s a page of its own and never redirects', async (_what, changes, code) => {
    const answer = await ask('GET', app.authorizeUrl(changes));
    expect(answer.status).toBe(400);
    expect(answer.headers.location).toBeUndefined();
    expect(errorOf(answer.json).code).toBe(code);
  });

  it.each([
    ['another case of the user id', 'Ledgerline'],
    ['an unknown user', 'nobody'],
  ])('lets nobody in with %s: user ids are case-sensitive', async (_what, login) => {
    const person = new Person('.intacct.com');
    const page = await person.browse(app.authorizeUrl());
    const request = new URL(page.url).searchParams.get('request') ?? '';
    const { password } = control().user(company, userId);
    const answer = await person.browse('https://api.intacct.com/ia/authorize', {
      request,
      company,
      login,
      passwd: password,
    });
    expect(answer.body).toContain('Sign-in information is incorrect');
  });
});

describe('2 · tokens', () => {
  it('come with token_type, access_token, refresh_token and expires_in', async () => {
    const code = (await app.callback(company, userId)).searchParams.get('code') ?? '';
    const { status, json } = await app.exchange(code);
    expect(status).toBe(200);
    expect(Object.keys(membersOf(json)).sort()).toEqual(['access_token', 'expires_in', 'refresh_token', 'token_type']);
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 43_200 });
  });

  it('carry the claims of the discovery document', async () => {
    const { access } = await app.connect(company);
    const claims = claimsOf(access);
    expect(Object.keys(claims).sort()).toEqual(
      'agentId aiEnabled aud clientId cnyId cnyKey entityId exp iat iss oid sessionId sub userId userKey'.split(' '),
    );
    expect(claims).toMatchObject({
      iss: 'https://api.intacct.com',
      cnyId: company,
      userId,
      entityId: '',
      clientId: control().app.clientId,
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(43_200);
  });

  it('name the entity of a user who is held to one', async () => {
    expect(claimsOf((await app.connect(company, 'Priya')).access).entityId).toBe('E200');
  });

  it('leave the refresh token out without offline_access', async () => {
    const callback = await app.callback(company, userId, { scope: 'openid' });
    const answer = await app.exchange(callback.searchParams.get('code') ?? '');
    expect(member(answer.json, 'access_token')).not.toBe('');
    expect(member(answer.json, 'refresh_token')).toBe('');
  });

  it('can be asked for with a JSON body too', async () => {
    const { refresh } = await app.connect(company);
    expect((await app.tokenAsJson({ grant_type: 'refresh_token', refresh_token: refresh })).status).toBe(200);
  });

  it.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['another redirect URI', { redirect_uri: 'https://elsewhere.example/' }],
    ['another code', { code: 'made-up' }],
  ])('are refused with %s', async (_what, changes) => {
    const code = (await app.callback(company, userId)).searchParams.get('code') ?? '';
    expect(await app.exchange(code, changes)).toMatchObject({ status: 400, body: '{"error":"invalid_grant"}' });
  });

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }],
    ['no secret', { client_secret: undefined }],
    ['an unknown client', { client_id: 'nobody.app.sage.com' }],
  ])('5 · are refused with REST-1216 to %s', async (_what, changes) => {
    const code = (await app.callback(company, userId)).searchParams.get('code') ?? '';
    const { status, json } = await app.exchange(code, changes);
    expect(status).toBe(400);
    expect(errorOf(json)).toMatchObject({
      errorId: 'REST-1216',
      message: 'The Client ID, Client Secret, and/or 3rd Party Application are incorrect',
    });
  });

  it.each([
    ['a Non-production key on a live company', 'nonProductionApp', 'FernhillGroup'],
    ['a Production key on a sandbox', 'app', 'FernhillGroup-UAT'],
  ] as const)('2 · are refused to %s', async (_what, which, companyId) => {
    const other = new IntacctApp(sandbox, control()[which]);
    const code = (await other.callback(companyId, userId)).searchParams.get('code') ?? '';
    expect(errorOf((await other.exchange(code)).json).errorId).toBe('REST-1216');
  });

  it('2 · fit a sandbox with the Non-production key; its company id is the live one with a name behind it', async () => {
    const other = new IntacctApp(sandbox, control().nonProductionApp);
    expect(claimsOf((await other.connect('FernhillGroup-UAT')).access).cnyId).toBe('FernhillGroup-UAT');
  });

  it.each([
    ['another grant type', { grant_type: 'password' }, 'GW-0032'],
    ['no client id', { grant_type: 'refresh_token', client_id: undefined }, 'GW-0039'],
  ])('5 · are refused with a gateway code to %s', async (_what, values, code) => {
    expect(errorOf((await app.token(values)).json).code).toBe(code);
  });

  it('2 · are minted for a user name of the form user@company, and not for a bare company', async () => {
    control().letIn(company);
    const good = await app.token({ grant_type: 'client_credentials', username: `${userId}@${company}` });
    expect(claimsOf(member(good.json, 'access_token'))).toMatchObject({ cnyId: company, userId });
    expect(member(good.json, 'refresh_token')).toBe('');
    const bad = await app.token({ grant_type: 'client_credentials', username: company });
    expect(errorOf(bad.json)).toMatchObject({ code: 'GW-0012', message: 'Missing Tenant Data' });
  });
});

describe('1.1 · one user and company is one pool', () => {
  it('a second sign-in ends the refresh token of the first, whichever app holds it', async () => {
    const other = new IntacctApp(sandbox, control().otherApp);
    const first = await app.connect(company);
    const second = await other.connect(company);
    expect(await app.refresh(first.refresh)).toMatchObject({ status: 400, body: '{"error":"invalid_grant"}' });
    expect((await other.refresh(second.refresh)).status).toBe(200);
  });

  it('leaves other users and other companies alone', async () => {
    const mine = await app.connect(company);
    await app.connect(company, 'Maya');
    await app.connect('Saltworks');
    expect((await app.refresh(mine.refresh)).status).toBe(200);
  });

  it('revoking one token ends them all, other tools’ too', async () => {
    const other = new IntacctApp(sandbox, control().otherApp);
    const theirs = await other.connect(company);
    const { access } = theirs;
    expect((await other.revoke(access)).status).toBe(200);
    expect((await other.refresh(theirs.refresh)).status).toBe(400);
    expect((await other.query(access, entities)).status).toBe(401);
    expect(control().counters().revoked).toBe(1);
  });

  it('a refresh gives a new refresh token, or the same one: Sage says neither', async () => {
    const { refresh } = await app.connect(company);
    const next = member((await app.refresh(refresh)).json, 'refresh_token');
    expect(next).not.toBe(refresh);
    expect((await app.refresh(refresh)).status).toBe(400);
    control().unpublished.rotates = false;
    expect(member((await app.refresh(next)).json, 'refresh_token')).toBe(next);
  });

  it('does not bring back a user who is switched off or locked', async () => {
    const { refresh } = await app.connect(company);
    control().setUser(company, userId, { status: 'inactive' });
    expect((await app.refresh(refresh)).status).toBe(400);
  });
});

describe('1.2, 1.3 · access tokens that are no good', () => {
  it.each([
    ['REST-2102', 401],
    ['REST-1206', 400],
    ['GW-0040', 401],
  ] as const)('are refused as %s with %i', async (refusal, status) => {
    const { access } = await app.connect(company);
    control().unpublished.refusal = refusal;
    sandbox.control.clock.advance(12 * hourMs + 1000);
    const answer = await app.query(access, entities);
    expect(answer.status).toBe(status);
    const { errorId, code, supportId, details } = errorOf(answer.json);
    expect([errorId, code]).toContain(refusal);
    expect(typeof (supportId ?? membersOf(details).requestId)).toBe('string');
  });

  it('live for twelve hours', async () => {
    const { access } = await app.connect(company);
    sandbox.control.clock.advance(12 * hourMs - 60_000);
    expect((await app.query(access, entities)).status).toBe(200);
  });

  it('end when the same user signs in to the product; the refresh token outlives that', async () => {
    const { access, refresh } = await app.connect(company, 'Maya');
    await new Person('.intacct.com').browse('https://www.intacct.com/ia/acct/login.phtml', {
      company,
      login: 'Maya',
      passwd: control().user(company, 'Maya').password,
    });
    expect(errorOf((await app.query(access, entities)).json).errorId).toBe('REST-2102');
    expect((await app.refresh(refresh)).status).toBe(200);
  });

  it.each([
    ['no header', {}, 'GW-0034'],
    ['another scheme', { authorization: 'Basic abc' }, 'GW-0034'],
    ['something that is no JWT', { authorization: 'Bearer nonsense' }, 'GW-0031'],
  ])('5 · %s is the gateway’s own matter', async (_what, headers, code) => {
    const answer = await ask(
      'POST',
      `${base}/services/core/query`,
      { 'content-type': 'application/json', ...headers },
      '{}',
    );
    expect(errorOf(answer.json).code).toBe(code);
  });
});

describe('1.4, 1.5 · a token proves nothing', () => {
  it('the company has to let the app in before any call works', async () => {
    const callback = await app.callback(company, userId);
    const access = member((await app.exchange(callback.searchParams.get('code') ?? '')).json, 'access_token');
    const refused = await app.query(access, entities);
    expect(refused.status).toBe(400);
    expect(errorOf(refused.json)).toMatchObject({ code: 'GW-0011', message: 'Invalid Request' });
    control().letIn(company);
    expect((await app.query(access, entities)).status).toBe(200);
  });

  it('a full admin who accepts lets it in, anybody else does not', async () => {
    await app.callback(company, userId);
    expect(control().company(company).clients).toHaveLength(1);
    await app.callback(company, 'Olive');
    expect(
      control()
        .company(company)
        .clients.map(({ clientId }) => clientId),
    ).toContain(control().app.clientId);
  });

  it('a user without rights gets a token, and the first read is denied', async () => {
    control().emptyRole(company, 'Reporting');
    const { access } = await app.connect(company);
    const denied = await app.query(access, entities);
    expect(denied.status).toBe(403);
    expect(errorOf(denied.json).errorId).toBe('REST-3007');
  });
});

describe('3 · calls', () => {
  it('the session: cheapest, and a live session of the other interface in the body', async () => {
    const { access } = await app.connect(company);
    const { json } = await app.get('/services/core/session/id', access);
    expect(membersOf(membersOf(json)['ia::result'])).toMatchObject({ expiresIn: 21_600 });
  });

  it('a query counts from 1 and tells total, start, page size and next', async () => {
    const { access } = await app.connect(company);
    const first = await app.query(access, { ...entities, size: 2 });
    expect(first.json).toMatchObject({
      'ia::result': [
        { id: 'E100', name: 'Fernhill North' },
        { id: 'E200', name: 'Fernhill South' },
      ],
      'ia::meta': { totalCount: 3, start: 1, pageSize: 2, next: 3 },
    });
    const second = await app.query(access, { ...entities, start: 3, size: 2 });
    expect(membersOf(membersOf(second.json)['ia::meta']).next).toBeNull();
    expect(control().counters().transactions).toBe(2);
  });

  it('gives a hundred rows unless told, four thousand at most', async () => {
    const { access } = await app.connect(company);
    const pageSize = async (size?: number): Promise<unknown> =>
      membersOf(membersOf((await app.query(access, { object: 'general-ledger/account', size })).json)['ia::meta'])
        .pageSize;
    expect([await pageSize(), await pageSize(9999)]).toEqual([100, 4000]);
  });

  it('a company with a single entity answers with an empty list', async () => {
    const { access } = await app.connect('Saltworks');
    expect((await app.query(access, entities)).json).toMatchObject({ 'ia::result': [], 'ia::meta': { totalCount: 0 } });
  });

  it('the entity header narrows, any other spelling is ignored without a word', async () => {
    const { access } = await app.connect(company);
    const accounts = { object: 'general-ledger/account', fields: ['key'] };
    const count = async (headers: Record<string, string>): Promise<unknown> =>
      membersOf(membersOf((await app.query(access, accounts, headers)).json)['ia::meta']).totalCount;
    const all = await count({});
    expect(await count({ 'X-IA-API-ParamEntity': 'E200' })).toBe(all);
    expect(await count({ 'X-IA-API-Param-Entity': 'E200' })).toBeLessThan(Number(all));
  });

  it('lists hold key, id and href alone; one object by its key is whole', async () => {
    const { access } = await app.connect(company);
    const list = membersOf((await app.get('/objects/company-config/user', access)).json)['ia::result'];
    const [first] = Array.isArray(list) ? list : [];
    expect(Object.keys(membersOf(first))).toEqual(['key', 'id', 'href']);
    const { key } = control().user(company, userId);
    const one = membersOf((await app.get(`/objects/company-config/user/${key}`, access)).json)['ia::result'];
    expect(one).toMatchObject({
      id: userId,
      status: 'active',
      adminPrivileges: 'off',
      webServices: { isRestricted: false },
      entityAccess: { allowTopLevelAccess: true },
      roles: [{ id: 'Reporting' }],
    });
  });

  it('the model of an object can be read without the right to its rows; an unknown one is empty, not an error', async () => {
    control().emptyRole(company, 'Reporting');
    const { access } = await app.connect(company);
    const known = await app.get('/services/core/model?name=accounts-payable/vendor', access);
    expect(known.json).toMatchObject({ 'ia::result': { fields: { id: {} } } });
    const unknown = await app.get('/services/core/model?name=accounts-payable/nothing', access);
    expect(unknown).toMatchObject({ status: 200, json: { 'ia::result': { fields: {} } } });
    expect((await app.query(access, { object: 'accounts-payable/vendor' })).status).toBe(403);
  });

  it('tells an unknown object (REST-1033) and a field that cannot be asked for (REST-1106)', async () => {
    const { access } = await app.connect(company);
    const unknown = await app.query(access, { object: 'general-ledger/account-balance' });
    expect(errorOf(unknown.json).errorId).toBe('REST-1033');
    const field = await app.query(access, { object: 'general-ledger/account', fields: ['action'] });
    expect(errorOf(field.json).errorId).toBe('REST-1106');
  });

  it('reports are started, not answered', async () => {
    const { access } = await app.connect(company);
    const answer = await ask(
      'POST',
      `${base}/services/reports/general-ledger/trial-balance`,
      { 'content-type': 'application/json', authorization: `Bearer ${access}` },
      '{}',
    );
    expect(answer).toMatchObject({ status: 202, headers: { 'retry-after': '30' } });
  });

  it('the rate limit is 429 GW-0010 with headers of its own', async () => {
    const { access } = await app.connect(company);
    control().limit(company, 45);
    const answer = await app.query(access, entities);
    expect(answer).toMatchObject({ status: 429, headers: { 'x-ia-throttle-limit-retryafter': '45' } });
    expect(answer.headers['retry-after']).toBeUndefined();
    expect(errorOf(answer.json)).toMatchObject({ code: 'GW-0010', message: 'API rate limit exceeded' });
  });
});

describe('3 · shapes of errors', () => {
  it('1: inside the result, with errorId, messageId and an escaped support id', async () => {
    control().emptyRole(company, 'Reporting');
    const { access } = await app.connect(company);
    const { json } = await app.query(access, entities);
    const error = membersOf(membersOf(membersOf(json)['ia::result'])['ia::error']);
    expect(Object.keys(error)).toEqual(['code', 'message', 'errorId', 'additionalInfo', 'supportId']);
    expect(member(error, 'supportId')).toContain('%7E');
    expect(membersOf(json)['ia::meta']).toEqual({ totalCount: 1, totalSuccess: 0, totalError: 1 });
  });

  it('2: on top; the gateway has a request id in its details', async () => {
    const answer = await ask('GET', `${base}/services/core/session/id`);
    const error = membersOf(membersOf(answer.json)['ia::error']);
    expect(error.code).toBe('GW-0034');
    expect(Object.keys(membersOf(error.details))).toEqual(['requestId']);
  });

  it('3: REST-2102 as a customer logged it', async () => {
    const { access } = await app.connect(company);
    control().expireAccessTokens(owner);
    expect(membersOf((await app.query(access, entities)).json).error).toMatchObject({
      code: 'tokenInvalid',
      message: 'Token is not valid',
      errorId: 'REST-2102',
      additionalInfo: { messageId: 'IA.TOKEN_IS_INVALID', placeholders: {}, propertySet: {} },
    });
  });
});

describe('4, 5 · what a company can refuse', () => {
  it('an application it has not subscribed to', async () => {
    const { access } = await app.connect('Marrowbone');
    const answer = await app.query(access, { object: 'projects/project' });
    expect(answer.body).toContain('Projects module is not subscribed');
  });

  it('a demo that has ended, an address its filter leaves out', async () => {
    const { access } = await app.connect(company);
    control().setCompany(company, { hasDemoExpired: true });
    expect((await app.query(access, entities)).body).toContain('This company is a demo company and has expired.');
    control().setCompany(company, { ipFilter: ['198.51.100.7'] });
    expect((await app.query(access, entities)).body).toContain('IP Address Denied');
  });

  it('a company that is gone is unknown to the gateway, on refresh too', async () => {
    const { access, refresh } = await app.connect(company);
    control().setCompany(company, { isClosed: true });
    expect(errorOf((await app.query(access, entities)).json).code).toBe('GW-0011');
    expect(errorOf((await app.refresh(refresh)).json).code).toBe('GW-0011');
  });

  it('the user type caps whatever the role grants', async () => {
    const { access } = await app.connect(company);
    control().setUser(company, userId, { type: 'Employee' });
    expect(errorOf((await app.query(access, entities)).json).errorId).toBe('REST-3007');
  });

  it('restrictions to an entity filter rows silently', async () => {
    const { access } = await app.connect(company, 'Priya');
    const answer = await app.query(access, { ...entities, size: 100 });
    expect(answer.json).toMatchObject({ 'ia::result': [{ id: 'E200' }], 'ia::meta': { totalCount: 1 } });
  });
});

describe('7 · the product', () => {
  const login = { company, login: 'Olive' };

  async function signedIn(): Promise<{ person: Person; shell: { url: string; body: string } }> {
    const person = new Person('.intacct.com');
    const passwd = control().user(company, 'Olive').password;
    const shell = await person.browse('https://www.intacct.com/ia/acct/login.phtml', { ...login, passwd });
    return { person, shell };
  }

  it('has the session in the address of its shell, and its content in frames', async () => {
    const { person, shell } = await signedIn();
    expect(shell.url).toMatch(/^https:\/\/www\.intacct\.com\/ia\/acct\/frameset\.phtml\?\.sess=[\w-]+&\.cc=[\w-]+$/);
    const frames = [...shell.body.matchAll(/<frame src="([^"]+)"/g)].map(
      ([, src]) => src?.replaceAll('&amp;', '&') ?? '',
    );
    expect(frames).toHaveLength(2);
    const menu = await person.browse(new URL(frames[0] ?? '', shell.url).href);
    for (const path of ['Company &gt; Admin &gt; Users', 'Company &gt; Admin &gt; Roles', 'Company &gt; Setup'])
      expect(menu.body).toContain(path);
  });

  it('does not let a Web Services user in', async () => {
    const answer = await new Person('.intacct.com').browse('https://www.intacct.com/ia/acct/login.phtml', {
      company,
      login: 'xmlonly',
      passwd: control().user(company, 'xmlonly').password,
    });
    expect(answer.url).toContain('login.phtml');
    expect(answer.body).toContain('Web Services only');
  });

  it('an admin lets the app in on the Security tab', async () => {
    const { person, shell } = await signedIn();
    const session = new URL(shell.url).searchParams.get('.sess') ?? '';
    const { clientId } = control().app;
    const security = await person.browse('https://www.intacct.com/ia/acct/editor.phtml', {
      '.sess': session,
      '.do': 'client',
      clientId,
      status: 'active',
    });
    expect(security.body).toContain('Authorized client applications');
    expect(security.body).toContain(clientId);
    expect(control().company(company).clients).toContainEqual({ clientId, isActive: true });
  });

  it('an admin ticks List and View for a list in the permissions of a role', async () => {
    control().emptyRole(company, 'Reporting');
    const { person, shell } = await signedIn();
    const session = new URL(shell.url).searchParams.get('.sess') ?? '';
    await person.browse('https://www.intacct.com/ia/acct/editor.phtml', {
      '.sess': session,
      '.do': 'permissions',
      '.role': 'Reporting',
      '.app': 'Company',
      right: 'Company > Entities|List',
    });
    const { access } = await app.connect(company);
    expect((await app.query(access, entities)).status).toBe(200);
    expect((await app.query(access, { object: 'general-ledger/account' })).status).toBe(403);
  });

  it('people without admin privileges do not see the pages of an admin', async () => {
    const person = new Person('.intacct.com');
    const passwd = control().user(company, 'Maya').password;
    const shell = await person.browse('https://www.intacct.com/ia/acct/login.phtml', {
      company,
      login: 'Maya',
      passwd,
    });
    const session = new URL(shell.url).searchParams.get('.sess') ?? '';
    const users = await person.ask(`https://www.intacct.com/ia/acct/lister.phtml?.sess=${session}&.op=21`);
    expect(users.status).toBe(403);
  });
});
