import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { member, PublicApp } from './public-app.ts';
import { reachSandbox } from './reach-sandbox.ts';

const company = 'Harbour Lane Bakery';
const organisationPath = '/api.xro/2.0/Organisation';
const reportPath = '/api.xro/2.0/Reports/ProfitAndLoss';
const minuteMs = 60_000;

let sandbox: Sandbox;
let undo: () => void;
let app: PublicApp;
let access: string;
let tenantId: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  undo = reachSandbox(sandbox);
  app = new PublicApp(sandbox);
  access = (await app.connect(company)).access;
  tenantId = sandbox.control.xero.organisation(company).tenantId;
});

afterEach(async () => {
  undo();
  await sandbox.close();
});

const email = (): string => sandbox.control.xero.bookkeeperOf(company).email;
const read = (path = organisationPath) => app.read(path, access, tenantId);

describe('a bearer', () => {
  it('that is missing gets the legacy answer', async () => {
    const answer = await app.read('/connections', undefined);
    expect(answer).toMatchObject({
      status: 401,
      body: 'oauth_problem=consumer_key_unknown&oauth_problem_advice=Consumer%20key%20was%20not%20recognised',
    });
    expect(answer.headers['www-authenticate']).toBe('OAuth Realm="api.xero.com"');
  });

  it('that is past its 30 minutes is named with its end', async () => {
    sandbox.control.clock.advance(31 * minuteMs);
    const answer = await read();
    expect(answer.status).toBe(401);
    expect(member(answer.json, 'Detail')).toMatch(/^TokenExpired: token expired at \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/);
    expect(member(answer.json, 'Instance')).toBe(answer.headers['xero-correlation-id']);
  });

  it.each([
    ['an id token', (tokens: { id: string }) => tokens.id, 'AuthenticationUnsuccessful'],
    ['half a token', (tokens: { access: string }) => tokens.access.slice(0, 200), 'AuthenticationUnsuccessful'],
    [
      'a token somebody else signed',
      (tokens: { access: string }) => `${tokens.access.split('.').slice(0, 2).join('.')}.AAAA`,
      'TokenInvalidSignature',
    ],
  ])('that is %s is refused', async (_what, pick, detail) => {
    const tokens = await app.connect(company);
    const answer = await app.read('/connections', pick(tokens));
    expect([answer.status, member(answer.json, 'Detail')]).toEqual([401, detail]);
  });

  it('without the scope is refused as unauthorised, not as unauthenticated', async () => {
    const answer = await read('/api.xro/2.0/Contacts');
    expect([answer.status, member(answer.json, 'Detail')]).toEqual([401, 'AuthorizationUnsuccessful']);
    expect(answer.headers['www-authenticate']).toBe('insufficient_scope');
  });
});

describe('an organisation', () => {
  it('answers with its details and the counters', async () => {
    const answer = await read();
    expect(answer.json).toMatchObject({ Organisations: [{ Name: company, ShortCode: '!hLb42', Class: 'GROW' }] });
    expect(answer.headers).toMatchObject({
      'x-daylimit-remaining': '4999',
      'x-minlimit-remaining': '59',
      'x-appminlimit-remaining': '9999',
    });
  });

  it('answers in XML to those who do not ask for JSON', async () => {
    const answer = await app.read(organisationPath, access, tenantId, '*/*');
    expect(answer.headers['content-type']).toMatch(/^text\/xml/);
    expect(answer.body).toContain(`<Name>${company}</Name>`);
  });

  it.each([
    ['its tenant id is not sent', () => '', () => undefined],
    ['the id is made up', () => '00000000-0000-4000-8000-000000000000', () => undefined],
    ['it was disconnected', () => tenantId, () => sandbox.control.xero.disconnect(company)],
    ['its bookkeeper was removed', () => tenantId, () => sandbox.control.xero.removeMember(company, email())],
    [
      'its bookkeeper may only read',
      () => tenantId,
      () => sandbox.control.xero.setMembership(company, email(), { role: 'READONLY' }),
    ],
    ['its trial ended', () => tenantId, () => sandbox.control.xero.endTrial(company)],
  ])('is refused with the same body when %s', async (_what, tenant, happen) => {
    happen();
    const answer = await app.read(organisationPath, access, tenant());
    expect([answer.status, member(answer.json, 'Title'), member(answer.json, 'Detail')]).toEqual([
      403,
      'Forbidden',
      'AuthenticationUnsuccessful',
    ]);
  });

  it('stays listed when its trial ended, and is not when its bookkeeper was removed', async () => {
    sandbox.control.xero.endTrial(company);
    expect((await app.read('/connections', access)).json).toMatchObject([{ tenantId, tenantName: company }]);
    sandbox.control.xero.removeMember(company, email());
    expect((await app.read('/connections', access)).json).toEqual([]);
  });

  it('is filtered by the sign-in it was picked in', async () => {
    const claims: unknown = JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString());
    const event = member(claims, 'authentication_event_id');
    expect((await app.read(`/connections?authEventId=${event}`, access)).json).toHaveLength(1);
    expect((await app.read('/connections?authEventId=another', access)).json).toEqual([]);
  });

  it('wants the reporting role for reports', async () => {
    expect((await read(reportPath)).status).toBe(200);
    sandbox.control.xero.setMembership(company, email(), { canSeeReports: false });
    expect(await read(reportPath)).toMatchObject({
      status: 401,
      body: 'You are not permitted to access this resource without the reporting role or higher privileges.',
    });
    expect((await read()).status).toBe(200);
  });

  it('can be offline alone', async () => {
    sandbox.control.xero.setOffline(company, true);
    expect(await read()).toMatchObject({ status: 503, body: 'The Organisation is offline' });
  });

  it('comes back from a demo reset with another tenant id', async () => {
    const demo = 'Demo Company (AU)';
    const before = sandbox.control.xero.organisation(demo).tenantId;
    const tokens = await app.connect(demo);
    sandbox.control.xero.resetDemoCompany(demo);
    expect((await app.read(organisationPath, tokens.access, before)).status).toBe(403);
    expect(sandbox.control.xero.organisation(demo).tenantId).not.toBe(before);
  });
});

describe('limits', () => {
  it('stop the 61st call of a minute with an empty 429', async () => {
    for (let call = 0; call < 60; call += 1) expect((await read()).status).toBe(200);
    const answer = await read();
    expect(answer).toMatchObject({ status: 429, body: '' });
    expect(answer.headers).toMatchObject({ 'x-rate-limit-problem': 'minute', 'x-minlimit-remaining': '0' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(50);
    sandbox.control.clock.advance(minuteMs);
    expect((await read()).status).toBe(200);
  });

  it('of a day can be used up by the control', async () => {
    sandbox.control.xero.limit(company, 'day', 7200);
    const answer = await read();
    expect(answer.headers).toMatchObject({ 'x-rate-limit-problem': 'day', 'retry-after': '7200' });
  });
});

describe('the API as a whole', () => {
  it('has outages in the provider’s own words', async () => {
    sandbox.control.xero.startOutage('maintenance', 600);
    const answer = await read();
    expect(answer).toMatchObject({ status: 503, body: 'The Xero API is currently offline for maintenance' });
    expect(answer.headers['retry-after']).toBe('600');
    sandbox.control.xero.heal();
    expect((await read()).status).toBe(200);
  });

  it('has the time of the sandbox clock in its Date header', async () => {
    sandbox.control.clock.advance(24 * 60 * minuteMs);
    const answer = await app.read('/connections', access);
    expect(Date.parse(answer.headers.date ?? '') - Date.now()).toBeGreaterThan(23 * 60 * minuteMs);
  });

  it('knows no other paths', async () => {
    expect(await read('/api.xro/2.0/Nonsense')).toMatchObject({
      status: 404,
      body: "The resource you're looking for cannot be found",
    });
  });
});
