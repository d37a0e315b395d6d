import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../lib/model/connection';
import type { Grant } from '../../../lib/model/grant';
import { salesforce } from '../../../lib/providers/salesforce/definition';
import { orgKeyOf, readInstance, readMyDomain } from '../../../lib/providers/salesforce/hosts';

const orgId = '00D8d0000012AbC';
const apiBase = 'https://acme.my.salesforce.com';

const grant: Grant = {
  id: 'g',
  providerId: 'salesforce',
  environment: 'production',
  appId: 'salesforce:production',
  key: `${orgId}/0058d000003XyZa`,
  scopes: [],
  apiBase,
  version: 1,
  connectedAtMs: 0,
  nextRefreshAtMs: 0,
  refreshFailures: 0,
};

const connection: Connection = {
  id: 'c',
  providerId: 'salesforce',
  environment: 'production',
  grantId: 'g',
  tenantId: orgId,
  apiBase,
  companyName: '',
  company: {},
  status: 'unknown',
  isPaused: false,
  connectedAtMs: 0,
  failuresInRow: 0,
  nextDueAtMs: 0,
  needRank: 1,
  sortName: '',
};

function told(answer: Record<string, unknown>): ReturnType<typeof salesforce.read> {
  return salesforce.read({ tokens: { accessToken: 'a' }, answer });
}

const goodAnswer = {
  instance_url: apiBase,
  id: 'https://login.salesforce.com/id/00D8d0000012AbCEAU/0058d000003XyZaAAK',
};

describe('readMyDomain', () => {
  it.each([
    ['acme.my.salesforce.com', 'acme.my.salesforce.com'],
    ['  https://Acme.my.salesforce.com/lightning/page/home?x=1 ', 'acme.my.salesforce.com'],
    ['acme', 'acme.my.salesforce.com'],
    ['acme--uat.sandbox.my.salesforce.com', 'acme--uat.sandbox.my.salesforce.com'],
    ['https://acme--uat.sandbox.lightning.force.com/lightning/page/home', 'acme--uat.sandbox.my.salesforce.com'],
    ['acme.my.salesforce-setup.com', 'acme.my.salesforce.com'],
    ['my.salesforce.com', undefined],
    ['login.salesforce.com', undefined],
    ['acme.salesforce.com', undefined],
    ['acme.my.salesforce.com.evil.example', undefined],
    ['evil.example/acme.my.salesforce.com', undefined],
    ['https://evil.example#.my.salesforce.com', undefined],
    ['evilmy.salesforce.com', undefined],
    ['two words', undefined],
    ['', undefined],
  ])('takes %j for %j', (typed, host) => {
    expect(readMyDomain(typed)).toBe(host);
  });
});

describe('readInstance (SEC-11)', () => {
  it.each([
    ['https://acme.my.salesforce.com', apiBase],
    ['https://acme.my.salesforce.com/', apiBase],
    ['https://acme--uat.sandbox.my.salesforce.com', 'https://acme--uat.sandbox.my.salesforce.com'],
    ['http://acme.my.salesforce.com', undefined],
    ['https://acme.my.salesforce.com:8443', undefined],
    ['https://user@acme.my.salesforce.com', undefined],
    ['https://acme.my.salesforce.com.evil.example', undefined],
    ['https://evil.example/.my.salesforce.com', undefined],
    ['https://acme.lightning.force.com', undefined],
    ['acme.my.salesforce.com', undefined],
    [undefined, undefined],
    [[apiBase], undefined],
  ])('takes %j for %j', (instanceUrl, base) => {
    expect(readInstance(instanceUrl)).toBe(base);
  });
});

describe('the hosts to sign in at', () => {
  it.each([
    [{ environment: 'production' }, 'https://login.salesforce.com'],
    [{ environment: 'sandbox' }, 'https://test.salesforce.com'],
    [{ environment: 'production', domain: 'acme.my.salesforce.com' }, apiBase],
    [{ environment: 'production', domain: 'evil.example' }, 'https://login.salesforce.com'],
  ] as const)('%j: %s', (target, origin) => {
    const { authorizeUrl, tokenUrl, revocation } = salesforce.oauth(target);
    expect([authorizeUrl, tokenUrl, revocation?.url]).toEqual([
      `${origin}/services/oauth2/authorize`,
      `${origin}/services/oauth2/token`,
      `${origin}/services/oauth2/revoke`,
    ]);
  });

  it('asks for no more than reading needs (SEC-15)', () => {
    expect(salesforce.oauth({ environment: 'production' }).scopes).toEqual(['api', 'refresh_token']);
  });
});

describe('read', () => {
  it('finds org, person and host in a token answer', () => {
    expect(told(goodAnswer)).toEqual({
      grantKey: `${orgId}/0058d000003XyZa`,
      tenant: { tenantId: orgId, name: 'acme' },
      apiBase,
    });
  });

  it('knows the same org by its short and its long id', () => {
    const short = told({ ...goodAnswer, id: `https://test.salesforce.com/id/${orgId}/0058d000003XyZa` });
    expect(short.tenant?.tenantId).toBe(told(goodAnswer).tenant?.tenantId);
  });

  it.each([
    ['a foreign host', { ...goodAnswer, instance_url: 'https://acme.my.salesforce.com.evil.example' }],
    ['no host', { id: goodAnswer.id }],
    ['an id of something else', { ...goodAnswer, id: 'https://login.salesforce.com/id/001/005' }],
    ['no id', { instance_url: apiBase }],
  ])('believes nothing of an answer with %s (SEC-11, SEC-13)', (_what, answer) => {
    expect(told(answer)).toEqual({});
  });
});

describe('the check', () => {
  const org = { Id: '00D8d0000012AbCEAU', Name: 'Acme', OrganizationType: 'Enterprise Edition' };
  const body = (record: Record<string, unknown>): string =>
    JSON.stringify({ totalSize: 1, done: true, records: [record] });

  it('asks at the org’s own host', () => {
    const { url } = salesforce.check.request(connection);
    expect(url.startsWith(`${apiBase}/services/data/v`)).toBe(true);
    expect(new URL(url).searchParams.get('q')).toContain('FROM Organization');
  });

  it('tells name, edition and the name in the addresses of screens', () => {
    expect(salesforce.check.read(body({ ...org, TrialExpirationDate: null }), connection)).toEqual({
      tenantId: orgId,
      companyName: 'Acme',
      company: { screenKey: 'acme', plan: 'Enterprise Edition', subscriptionStatus: undefined },
    });
  });

  it('tells a sandbox from the org it is a copy of', () => {
    const copy = { ...connection, apiBase: 'https://acme--uat.sandbox.my.salesforce.com' };
    expect(salesforce.check.read(body(org), copy)?.companyName).toBe('Acme (uat)');
  });

  it('tells when a trial ends', () => {
    const trial = body({ ...org, TrialExpirationDate: '2026-12-24T00:00:00.000+0000' });
    expect(salesforce.check.read(trial, connection)?.company.subscriptionStatus).toBe('trial ends 2026-12-24');
  });

  it('says which org answered, so that another one is not taken for this (SEC-13)', () => {
    const other = body({ ...org, Id: '00D8d0000099ZzZEAU' });
    expect(salesforce.check.read(other, connection)?.tenantId).toBe('00D8d0000099ZzZ');
  });

  it.each([
    ['no org', '{"totalSize":0,"done":true,"records":[]}'],
    ['a page', '<html></html>'],
  ])('takes nothing from %s', (_what, answer) => {
    expect(salesforce.check.read(answer, connection)).toBeUndefined();
  });
});

describe('the person', () => {
  it('is asked for by the id of the token answer', () => {
    const url = salesforce.person?.request(grant).url ?? '';
    expect(new URL(url).searchParams.get('q')).toBe("SELECT Name, Username FROM User WHERE Id = '0058d000003XyZa'");
  });

  it('is shown by name and user name: one person has one of these per org', () => {
    const body = '{"records":[{"Name":"Maya Lindqvist","Username":"maya@acme.example"}]}';
    expect(salesforce.person?.read(body)).toBe('Maya Lindqvist (maya@acme.example)');
    expect(salesforce.person?.read('Bad_OAuth_Token')).toBeUndefined();
  });
});

describe('links', () => {
  it('lead to the screens of this org', () => {
    const links = salesforce.links({ company: { screenKey: orgKeyOf(apiBase) } });
    expect(links.apps).toBe('https://acme.lightning.force.com/lightning/setup/ConnectedAppsUsage/home');
    expect(links.users).toBe('https://acme.lightning.force.com/lightning/setup/ManageUsers/home');
  });

  it('lead nowhere but to the status page while the org is not known', () => {
    expect(Object.keys(salesforce.links({ company: {} }))).toEqual(['status']);
  });
});
