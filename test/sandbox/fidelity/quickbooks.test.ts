import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { developmentKeys } from '../quickbooks/seed.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { ask, type HttpAnswer, member } from './public-app.ts';
import { QuickbooksApp } from './quickbooks-app.ts';
import { decide, offered, reachConsent } from './quickbooks-person.ts';
import { reachSandbox } from './reach-sandbox.ts';

const company = 'Marigold Bakehouse';
const maya = 'maya@fernhill-books.example';
const dayMs = 24 * 60 * 60_000;

let sandbox: Sandbox;
let undo: () => void;
let app: QuickbooksApp;

beforeEach(async () => {
  sandbox = await startSandbox();
  undo = reachSandbox(sandbox);
  sandbox.control.quickbooks.rates.perSecondOfRealmAndApp = 1000;
  app = new QuickbooksApp(sandbox);
});

afterEach(async () => {
  undo();
  await sandbox.close();
});

const query = (entity: string): string => `query?query=${encodeURIComponent(`select count(*) from ${entity}`)}`;
const deadRefresh = {
  status: 400,
  body: '{"error_description":"Incorrect or invalid refresh token","error":"invalid_grant"}',
};

describe('the sign-in', () => {
  it('offers the companies the person is an admin of, of the kind the keys reach', async () => {
    const real = await reachConsent(sandbox, app.authorizeUrl(), maya);
    expect(offered(real.body)).toEqual(['Marigold Bakehouse', 'Northgate Plumbing', 'Tallow & Wick Candles']);
    const test = await reachConsent(sandbox, new QuickbooksApp(sandbox, developmentKeys).authorizeUrl(), maya);
    expect(offered(test.body)).toEqual(['Sandbox Company_US_1']);
    for (const name of offered(real.body)) sandbox.control.quickbooks.setRole(name, maya, 'standard');
    expect((await reachConsent(sandbox, app.authorizeUrl(), maya)).body).toContain("you don't have any companies");
  });

  it('comes back with code, state and company, or with access_denied and state', async () => {
    const allowed = new URL((await app.walk(company)).url).searchParams;
    expect(Object.fromEntries(allowed)).toMatchObject({
      state: 'state-of-the-test',
      realmId: sandbox.control.quickbooks.company(company).realmId,
    });
    const consent = await reachConsent(sandbox, app.authorizeUrl(), maya);
    const cancelled = new URL((await decide(consent, company, 'cancel')).url).searchParams;
    expect(Object.fromEntries(cancelled)).toEqual({ error: 'access_denied', state: 'state-of-the-test' });
  });

  it('tells no company when only the person was asked for', async () => {
    const consent = await reachConsent(sandbox, app.authorizeUrl({ scope: 'openid email' }), maya);
    const back = new URL((await decide(consent, '', 'connect')).url).searchParams;
    expect([...back.keys()]).toEqual(['code', 'state']);
  });

  it('ends on the same page for an unknown app and for an address that is not registered', async () => {
    const unknown = await reachConsent(sandbox, app.authorizeUrl({ client_id: 'ABnobody' }), maya);
    const elsewhere = await reachConsent(
      sandbox,
      app.authorizeUrl({ redirect_uri: 'https://elsewhere.example/' }),
      maya,
    );
    expect(unknown.body).toBe(elsewhere.body);
    expect(unknown.body).toContain('Sorry, but undefined didn');
  });

  it('asks before it takes a connection from another admin', async () => {
    await app.connect(company);
    const page = await reachConsent(sandbox, app.authorizeUrl(), 'olive@client-owners.example');
    const asked = await decide(page, company, 'connect');
    expect(asked.body).toContain('Switch Admin?');
    const switched = new URL((await decide({ person: page.person, body: asked.body }, company, 'switch')).url);
    expect(switched.searchParams.has('code')).toBe(true);
  });

  it.each(['payroll.compensation.read', 'com.intuit.quickbooks.accounting project-management.project'])(
    'refuses %s in the redirect to an app without it',
    async (scope) => {
      const { url } = await reachConsent(sandbox, app.authorizeUrl({ scope }), maya);
      expect(new URL(url).searchParams.get('error')).toBe('invalid_scope');
    },
  );
});

describe('tokens', () => {
  it('end both when a code comes a second time', async () => {
    const { code, access, refresh } = await app.connect(company);
    expect(await app.exchange(code)).toMatchObject({
      status: 400,
      body: '{"error_description":"Invalid authorization code","error":"invalid_grant"}',
    });
    expect((await app.companyInfo(company, access)).status).toBe(401);
    expect(await app.refresh(refresh)).toMatchObject(deadRefresh);
  });

  it.each([
    ['an access token in place of a refresh token', (tokens: { access: string }) => tokens.access],
    ['a refresh token of other keys', (tokens: { refresh: string }) => tokens.refresh],
  ])('tell %s apart, and harm nothing', async (_what, pick) => {
    const tokens = await app.connect(company);
    const asker = pick(tokens) === tokens.refresh ? new QuickbooksApp(sandbox, developmentKeys) : app;
    const answer = await asker.refresh(pick(tokens));
    expect([answer.status, member(answer.json, 'error_description')]).toEqual([
      400,
      'Incorrect Token type or clientID',
    ]);
    expect((await app.refresh(tokens.refresh)).status).toBe(200);
  });

  it('live as long as they are used, for 101 days at a time and five years in all', async () => {
    const { refresh } = await app.connect(company);
    sandbox.control.clock.advance(100 * dayMs);
    const next = await app.refresh(refresh, { 'x-include-refresh-token-hard-expires-in': 'true' });
    const hardEndSec = /"x_refresh_token_hard_expires_in":(\d+)/.exec(next.body)?.[1];
    expect(Math.abs(Number(hardEndSec) - (5 * 365 - 100) * 86_400)).toBeLessThan(5);
    sandbox.control.clock.advance(102 * dayMs);
    expect(await app.refresh(member(next.json, 'refresh_token'))).toMatchObject(deadRefresh);
  });

  it('die after five years however often they are used', async () => {
    let { refresh } = await app.connect(company);
    for (let days = 0; days < 5 * 365 - 50; days += 90) {
      sandbox.control.clock.advance(90 * dayMs);
      refresh = member((await app.refresh(refresh)).json, 'refresh_token');
    }
    sandbox.control.clock.advance(60 * dayMs);
    expect(await app.refresh(refresh)).toMatchObject(deadRefresh);
  });

  it('are told by a made-up code: keys first, then the code', async () => {
    expect(await app.exchange('made-up')).toMatchObject({ status: 400 });
    sandbox.control.quickbooks.replaceSecret();
    expect(await app.exchange('made-up')).toMatchObject({ status: 401, body: '{"error":"invalid_client"}' });
  });
});

describe('the API', () => {
  const codeOf = ({ body }: HttpAnswer): string | undefined =>
    /"code":"(\d+)"|code="(\d+)"/.exec(body)?.slice(1).find(Boolean);

  it('answers in XML to those who do not ask for JSON, and in XML refusals when it likes', async () => {
    const { access } = await app.connect(company);
    const good = await app.companyInfo(company, access, { accept: '*/*' });
    expect(good.headers['content-type']).toMatch(/xml/);
    expect(good.body).toContain(`<CompanyName>${company}</CompanyName>`);
    sandbox.control.quickbooks.manners.gateway = 'xml';
    sandbox.control.quickbooks.expireAccessTokens(company);
    const refused = await app.companyInfo(company, access);
    expect(refused.status).toBe(401);
    expect(refused.body).toContain(
      '<Error code="3200"><Message>message=AuthenticationFailed; errorCode=003200; statusCode=401',
    );
    expect(refused.headers['www-authenticate']).toBe('Bearer realm="Intuit", error="invalid_token"');
  });

  it.each<[string, () => void, number, string | undefined]>([
    ['expired', () => sandbox.control.quickbooks.expireAccessTokens(company), 401, '3200'],
    ['disconnected', () => sandbox.control.quickbooks.disconnect(company), 401, '3200'],
    ['no admin any more', () => sandbox.control.quickbooks.setRole(company, maya, 'reports_only'), 401, '120'],
    ['removed', () => sandbox.control.quickbooks.removeMember(company, maya), 401, '120'],
    ['lapsed', () => sandbox.control.quickbooks.setCondition(company, 'lapsed'), 400, '7001'],
    ['locked', () => sandbox.control.quickbooks.setCondition(company, 'locked'), 401, '140'],
    ['under maintenance', () => sandbox.control.quickbooks.setCondition(company, 'maintenance'), 500, '150'],
    ['deleted', () => sandbox.control.quickbooks.setCondition(company, 'deleted'), 404, undefined],
    ['throttled', () => sandbox.control.quickbooks.limit(company, 60_000), 429, '3001'],
    ['out of reads', () => sandbox.control.quickbooks.useUpMonth(), 429, '3001'],
  ])('refuses a company that is %s', async (_what, happen, status, code) => {
    const { access } = await app.connect(company);
    expect((await app.companyInfo(company, access)).status).toBe(200);
    happen();
    const answer = await app.companyInfo(company, access);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(answer.headers.intuit_tid).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  it('reads a company whose subscription has ended, and refuses to write', async () => {
    const { access } = await app.connect(company);
    sandbox.control.quickbooks.setSubscription(company, 'EXPIRED');
    const read = await app.companyInfo(company, access);
    expect([read.status, read.body.includes('"SubscriptionStatus","Value":"EXPIRED"')]).toEqual([200, true]);
    expect(codeOf(await app.read(company, 'invoice', access, { method: 'POST' }))).toBe('6190');
  });

  it.each<['3100' | '130' | '7001' | '3100-500', number, string]>([
    ['3100', 403, '3100'],
    ['3100-500', 500, '3100'],
    ['130', 401, '130'],
    ['7001', 400, '7001'],
  ])('refuses keys of the other environment with %s', async (manner, status, code) => {
    const { access } = await app.connect(company);
    sandbox.control.quickbooks.manners.otherEnvironment = manner;
    const answer = await app.companyInfo(company, access, { host: 'development' });
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  it('knows reports by their exact names, and what a plan does not include', async () => {
    const { access } = await app.connect('Northgate Plumbing');
    const read = (path: string): Promise<HttpAnswer> => app.read('Northgate Plumbing', path, access);
    expect((await read('reports/CashFlow')).status).toBe(200);
    const wrongCase = await read('reports/Cashflow');
    expect([wrongCase.status, codeOf(wrongCase), wrongCase.body.includes('"element":"ReportName"')]).toEqual([
      400,
      '5020',
      true,
    ]);
    expect(codeOf(await read(query('Bill')))).toBe('5020');
    expect((await read(query('Invoice'))).json).toMatchObject({ QueryResponse: { totalCount: 18 } });
    expect(codeOf(await read('query?query=delete%20everything'))).toBe('4000');
  });

  it('refuses the 11th call of a second', async () => {
    const { access } = await app.connect(company);
    sandbox.control.quickbooks.heal();
    const answers = await Promise.all(Array.from({ length: 11 }, () => app.companyInfo(company, access)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  });

  it('meters reads of real companies per app, and none of test companies', async () => {
    const { access } = await app.connect(company);
    await app.companyInfo(company, access);
    await app.companyInfo(company, access);
    expect(sandbox.control.quickbooks.app.monthlyReads).toBe(2);
    const test = new QuickbooksApp(sandbox, developmentKeys);
    const tokens = await test.connect('Sandbox Company_US_1');
    expect((await test.companyInfo('Sandbox Company_US_1', tokens.access, { host: 'development' })).status).toBe(200);
    expect(sandbox.control.quickbooks.developmentApp.monthlyReads).toBe(0);
  });

  it('keeps no secret in the log', async () => {
    const { access, refresh } = await app.connect(company);
    await app.refresh(refresh);
    await app.companyInfo(company, access);
    await ask(
      'POST',
      'https://developer.api.intuit.com/v2/oauth2/tokens/revoke',
      { 'content-type': 'application/json' },
      JSON.stringify({ token: refresh }),
    );
    const kept = JSON.stringify(sandbox.log.requests);
    const secrets = sandbox.control.quickbooks.secrets();
    expect(secrets.length).toBeGreaterThan(6);
    expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
  });
});
