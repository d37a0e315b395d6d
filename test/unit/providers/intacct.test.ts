import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/diagnosis/diagnose';
import type { Connection } from '../../../lib/model/connection';
import { blankEvidence, type Evidence } from '../../../lib/model/evidence';
import { isAmong } from '../../../lib/model/hosts';
import { screensAt } from '../../../lib/page/screen-watch';
import { companyOf, toTenantId } from '../../../lib/providers/intacct/company';
import { intacct } from '../../../lib/providers/intacct/definition';
import { intacctScreens } from '../../../lib/providers/intacct/screens';
import { watchPlaces } from '../../../lib/providers/screen';

const hourMs = 3_600_000;

function jwt(claims: Record<string, unknown>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.signature`;
}

const claims = {
  aud: 'a',
  exp: 1_800_000_000,
  cnyId: 'Harbour-Books',
  cnyKey: '4711',
  userId: 'ledgerline',
  userKey: '12',
  entityId: '',
  sessionId: 'session-of-the-test',
};

function read(more: Record<string, unknown> = {}) {
  return intacct.read({ tokens: { accessToken: jwt({ ...claims, ...more }) }, answer: {} });
}

function connectionTo(tenantId: string): Connection {
  return {
    id: 'c-1',
    providerId: 'intacct',
    environment: 'production',
    grantId: 'g-1',
    tenantId,
    companyName: tenantId,
    company: {},
    status: 'connected',
    isPaused: false,
    connectedAtMs: 0,
    failuresInRow: 0,
    nextDueAtMs: 0,
    needRank: 4,
    sortName: tenantId.toLowerCase(),
  };
}

describe('oauth', () => {
  it('SEC-15 asks for nothing but to stay signed in: rights come from the user', () => {
    expect(intacct.oauth({ environment: 'production' }).scopes).toEqual(['offline_access']);
  });

  it('proves itself in the body, with the documented addresses, production and sandbox alike', () => {
    const facts = intacct.oauth({ environment: 'production' });
    expect(facts).toMatchObject({
      issuer: 'https://api.intacct.com',
      authorizeUrl: 'https://api.intacct.com/ia/api/v1/oauth2/authorize',
      tokenUrl: 'https://api.intacct.com/ia/api/v1/oauth2/token',
      clientAuth: 'post',
      revocation: { url: 'https://api.intacct.com/ia/api/v1/oauth2/revoke', body: 'form', endsOthers: true },
    });
    expect(intacct.oauth({ environment: 'sandbox' })).toEqual(facts);
  });
});

describe('read', () => {
  it('takes one user of one company for one grant, and the company for the tenant', () => {
    expect(read()).toEqual({
      grantKey: 'ledgerline@Harbour-Books',
      personName: 'ledgerline',
      tenant: { tenantId: 'Harbour-Books', name: 'Harbour-Books' },
      accessEndsAtMs: 1_800_000_000_000,
    });
  });

  it('keeps user ids as they are: they are case-sensitive', () => {
    expect(read({ userId: 'LedgerLine' }).grantKey).toBe('LedgerLine@Harbour-Books');
  });

  it.each([
    ['text', 'E200', 'Harbour-Books|E200'],
    ['a number', 200, 'Harbour-Books|200'],
  ])('tells an entity from the company, when the claim is %s', (_kind, entityId, tenantId) => {
    expect(read({ entityId }).tenant?.tenantId).toBe(tenantId);
    expect(read({ entityId }).grantKey).toBe('ledgerline@Harbour-Books');
  });

  it.each([[null], [undefined], ['']])('takes the entity claim %s for the top level', (entityId) => {
    expect(read({ entityId }).tenant?.tenantId).toBe('Harbour-Books');
  });

  it.each([
    ['no JWT', 'opaque-token'],
    ['a JWT of somebody else', jwt({ sub: 'x' })],
    ['a company that is no text', jwt({ ...claims, cnyId: { $gt: '' } })],
    ['an empty company', jwt({ ...claims, cnyId: '' })],
  ])('knows nothing of %s', (_what, accessToken) => {
    expect(intacct.read({ tokens: { accessToken }, answer: {} })).toEqual({});
  });
});

describe('companyOf', () => {
  it.each([
    ['Harbour-Books', { companyId: 'Harbour-Books' }],
    ['Harbour-Books|E200', { companyId: 'Harbour-Books', entityId: 'E200' }],
    ['Harbour-Books|A|B', { companyId: 'Harbour-Books', entityId: 'A|B' }],
  ])('reads %s, and writes it back', (tenantId, company) => {
    expect(companyOf({ tenantId })).toEqual(company);
    expect(toTenantId(company)).toBe(tenantId);
  });
});

describe('check', () => {
  it('asks one row of the list of entities, without choosing an entity', () => {
    const request = intacct.check.request(connectionTo('Harbour-Books|E200'));
    expect(request).toEqual({
      method: 'POST',
      url: 'https://api.intacct.com/ia/api/v1/services/core/query',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: '{"object":"company-config/entity","fields":["id","name"],"start":1,"size":1}',
      area: 'entities',
    });
  });

  it('takes no more than one in a hundred calls of the smallest tier', () => {
    const callsPerMonth = (30 * 24 * hourMs) / intacct.check.everyMs;
    expect(callsPerMonth).toBe(720);
    expect(callsPerMonth / 100_000).toBeLessThan(0.01);
  });

  it.each([
    ['a company with entities', '{"ia::result":[{"id":"E1","name":"North"}],"ia::meta":{"totalCount":7,"start":1}}'],
    ['a company with a single entity', '{"ia::result":[],"ia::meta":{"totalCount":0,"start":1,"pageSize":1}}'],
  ])('reads the answer of %s', (_what, body) => {
    expect(intacct.check.read(body, connectionTo('Harbour-Books|E200'))).toEqual({
      company: { screenKey: 'Harbour-Books' },
    });
  });

  it.each([
    ['an error that came with a good status', '{"ia::result":{"ia::error":{"code":"x"}},"ia::meta":{"totalCount":1}}'],
    ['XML', '<response><control><status>failure</status></control></response>'],
    ['nothing', ''],
  ])('does not take %s for an answer', (_what, body) => {
    expect(intacct.check.read(body, connectionTo('A'))).toBeUndefined();
  });
});

describe('areas', () => {
  it.each(intacct.areas.map((area) => [area.id, area] as const))('%s is one row by the query service', (id, area) => {
    const request = area.request(connectionTo('Harbour-Books'));
    expect(isAmong(new URL(request.url).hostname, intacct.apiHosts)).toBe(true);
    expect(request).toMatchObject({ method: 'POST', area: id });
    expect(JSON.parse(request.body ?? '')).toMatchObject({ start: 1, size: 1, fields: ['key'] });
    expect(area.permission).toMatch(/ > /);
    expect(area.scope).toBeUndefined();
  });

  it('chooses the entity by the header that works', () => {
    const accounts = intacct.areas.find(({ id }) => id === 'accounts');
    const header = (tenantId: string): string | undefined =>
      accounts?.request(connectionTo(tenantId)).headers?.['x-ia-api-param-entity'];
    expect(header('Harbour-Books|E200')).toBe('E200');
    expect(header('Harbour-Books')).toBeUndefined();
    expect(header('Harbour-Books|Zürich\u2028')).toBeUndefined();
  });
});

describe('reports', () => {
  it('are made of areas that exist', () => {
    const known = intacct.areas.map(({ id }) => id);
    for (const { id, areaIds } of intacct.reports ?? []) {
      expect(
        areaIds.filter((areaId) => !known.includes(areaId)),
        id,
      ).toEqual([]);
    }
    expect(intacct.reports?.length).toBeGreaterThan(5);
  });
});

describe('isGood', () => {
  it.each([
    [true, '{"ia::result":[],"ia::meta":{"totalCount":0}}'],
    [false, '{"ia::result":{"ia::error":{"code":"GW-0010"}},"ia::meta":{"totalCount":1}}'],
    [false, '<response><control><status>failure</status></control></response>'],
    [false, '<html>The Service is Temporarily Off-line</html>'],
  ])('is %s of %s', (expected, body) => {
    expect(intacct.isGood?.(body)).toBe(expected);
  });
});

describe('links', () => {
  it('tell our own scripts on the page which company was meant, and nobody else', () => {
    const { home } = intacct.links({ company: { screenKey: 'Harbour & Sons' } });
    expect(home).toBe('https://www.intacct.com/ia/acct/login.phtml#company=Harbour%20%26%20Sons');
  });
});

describe('screens', () => {
  it.each([
    ['https://www.intacct.com/ia/acct/frameset.phtml?.sess=abc&.cc=def', true],
    ['https://www-p02.intacct.com/ia/acct/editor.phtml?.sess=abc', true],
    ['https://www.intacct.com/ia/acct/login.phtml', false],
    ['https://www.intacct.com/ia/acct/sso_response.phtml', false],
    ['https://www.intacct.com/ia/docs/en_US/help_action/Default.htm', false],
    ['https://api.intacct.com/ia/xml/xmlgw.phtml', false],
    ['https://www.intacct.com.evil.example/ia/acct/frameset.phtml', false],
  ])('knows whether %s is inside the product: %s', (url, isInside) => {
    expect(screensAt(intacctScreens, new URL(url)).some(({ facts }) => facts.inFrames)).toBe(isInside);
  });

  it.each([
    ['https://api.intacct.com/ia/api/v1/oauth2/authorize?client_id=x', ['intacct.consent', 'intacct.oauth_error']],
    ['https://api.intacct.com/ia/authorize/consent?x=1', ['intacct.consent', 'intacct.oauth_error']],
    ['https://api.intacct.com/ia/api/v1/oauth2/token', []],
    ['https://api.intacct.com/ia/authorizedapps', []],
  ])('of the sign-in, takes %s for %j', (url, ids) => {
    expect(screensAt(intacctScreens, new URL(url)).map(({ facts }) => facts.id)).toEqual(ids);
  });

  it('SEC-16 stays away from the pages that ask for a password', () => {
    const places = watchPlaces(intacctScreens);
    expect(places.find(({ inFrames }) => inFrames)?.excludes).toEqual([
      'https://*.intacct.com/ia/acct/login.phtml*',
      'https://*.intacct.com/ia/acct/sso_response.phtml*',
    ]);
    expect(places.find(({ inFrames }) => !inFrames)?.matches).toEqual([
      'https://*.intacct.com/ia/api/v1/oauth2/authorize*',
      'https://*.intacct.com/ia/authorize*',
    ]);
  });

  it('finds the company behind the # alone: the rest of the address holds the session', () => {
    const address = new URL('https://www.intacct.com/ia/acct/frameset.phtml?.sess=company=x#company=Harbour-Books');
    const [first] = screensAt(intacctScreens, address);
    expect(first?.shown.companyKey).toBe('Harbour-Books');
  });

  it.each([['Harbour & Sons'], ['Zürich 100%'], ['A#B']])('finds the company %s in our own link', (screenKey) => {
    const link = new URL(intacct.links({ company: { screenKey } }).home ?? '');
    const [first] = screensAt(intacctScreens, new URL(`https://www.intacct.com/ia/acct/x.phtml${link.hash}`));
    expect(first?.shown.companyKey).toBe(screenKey);
  });

  it('takes a part of an address that is written badly as it is', () => {
    const [first] = screensAt(intacctScreens, new URL('https://www.intacct.com/ia/acct/x.phtml#company=100%'));
    expect(first?.shown.companyKey).toBe('100%');
  });
});

describe('what support is told', () => {
  const refused = (body: string): Evidence => ({
    ...blankEvidence('intacct', 'api'),
    answer: { status: 400, headers: {}, body },
  });

  it('is the narrow code and the support id of a REST error', () => {
    const body =
      '{"ia::result":{"ia::error":{"code":"invalidRequest","message":"The token is not valid","errorId":"REST-1206","additionalInfo":{"messageId":"IA.X"},"supportId":"XfdSdWEB1773510525717%7Eabpa3P5w0"}}}';
    expect(diagnose(refused(body)).facts).toMatchObject({
      code: 'rest-1206',
      requestId: 'XfdSdWEB1773510525717%7Eabpa3P5w0',
    });
  });

  it('is the request id of a gateway error', () => {
    const body = '{"ia::error":{"code":"GW-0011","message":"Invalid Request","details":{"requestId":"r-77"}}}';
    expect(diagnose(refused(body)).facts).toMatchObject({ code: 'gw-0011', requestId: 'r-77' });
  });

  it('is never a row of data that has such a name', () => {
    const body = '{"ia::result":[{"supportId":"somebody","requestId":"something"}],"ia::meta":{"totalCount":1}}';
    expect(diagnose({ ...refused(body), answer: { status: 200, headers: {}, body } }).facts.requestId).toBeUndefined();
  });
});
