import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../lib/model/connection';
import type { Grant } from '../../../lib/model/grant';
import { quickbooks } from '../../../lib/providers/quickbooks/definition';

const realmId = '9341453050298464';

const connection: Connection = {
  id: 'c',
  providerId: 'quickbooks',
  environment: 'production',
  grantId: 'g',
  tenantId: realmId,
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
const inSandbox: Connection = { ...connection, environment: 'sandbox' };

function companyInfo(subscription: string, more: Record<string, unknown> = {}): string {
  const NameValue = [
    { Name: 'SubscriptionStatus', Value: subscription },
    { Name: 'OfferingSku', Value: 'QuickBooks Online Plus' },
    { Name: 'Empty' },
  ];
  return JSON.stringify({ CompanyInfo: { CompanyName: 'Acme', Country: 'US', NameValue, ...more }, time: 'x' });
}

describe('the sign-in', () => {
  const facts = quickbooks.oauth({ environment: 'production' });

  it('asks for the one accounting scope and who signs in, and nothing that a company may lack (SEC-15)', () => {
    expect(facts.scopes).toEqual(['com.intuit.quickbooks.accounting', 'openid', 'profile', 'email']);
  });

  it('is the same in both environments: only keys, person and data have hosts of their own', () => {
    expect(quickbooks.oauth({ environment: 'sandbox' })).toEqual(facts);
  });

  it('wants to hear of the hard end with every token answer', () => {
    expect(facts.tokenHeaders).toEqual({ 'x-include-refresh-token-hard-expires-in': 'true' });
  });

  it('finds the company in the redirect alone', () => {
    const callback = new URLSearchParams({ code: 'c', state: 's', realmId });
    expect(quickbooks.read({ tokens: { accessToken: 'a' }, answer: {}, callback })).toMatchObject({
      grantKey: realmId,
      tenant: { tenantId: realmId, name: '' },
    });
    expect(quickbooks.read({ tokens: { accessToken: 'a' }, answer: {} }).tenant).toBeUndefined();
  });

  it.each([
    [157_680_000, 157_680_000_000],
    ['8640000', 8_640_000_000],
    [undefined, undefined],
    ['soon', undefined],
    [-1, undefined],
  ])('reads a hard end of %j seconds as %j ms', (told, endsInMs) => {
    const answer = { x_refresh_token_hard_expires_in: told };
    expect(quickbooks.read({ tokens: { accessToken: 'a' }, answer }).endsInMs).toBe(endsInMs);
  });
});

describe('the check', () => {
  it.each([
    [connection, `https://quickbooks.api.intuit.com/v3/company/${realmId}/companyinfo/${realmId}?minorversion=75`],
    [
      inSandbox,
      `https://sandbox-quickbooks.api.intuit.com/v3/company/${realmId}/companyinfo/${realmId}?minorversion=75`,
    ],
  ])('asks at the host of the environment', (about, url) => {
    expect(quickbooks.check.request(about)).toMatchObject({ method: 'GET', url });
  });

  it('tells name, plan, subscription and the key of the screens', () => {
    expect(quickbooks.check.read(companyInfo('SUBSCRIBED'), connection)).toEqual({
      companyName: 'Acme',
      company: {
        plan: 'QuickBooks Online Plus',
        subscriptionStatus: 'SUBSCRIBED',
        notice: undefined,
        screenKey: realmId,
        isDemo: false,
      },
    });
    expect(quickbooks.check.read(companyInfo('TRIAL'), inSandbox)?.company.isDemo).toBe(true);
  });

  it.each([
    ['TRIAL', undefined],
    ['TRIALOPTIN', undefined],
    ['SUBSCRIBED', undefined],
    ['', undefined],
    ['EXPIRED', 'subscription_ended'],
    ['RESTRICTED', 'subscription_ended'],
    ['SUSPENDED', 'subscription_ended'],
    ['CANCELLED', 'subscription_ended'],
  ])('warns of a subscription that is %j: %j, and still works', (state, notice) => {
    expect(quickbooks.check.read(companyInfo(state), connection)?.company.notice).toBe(notice);
  });

  it.each<[string, string]>([
    [
      'a fault of the service',
      '{"Fault":{"Error":[{"Message":"m","Detail":"d","code":"120","element":""}],"type":"AuthorizationFault"},"time":"x"}',
    ],
    [
      'a fault of the gateway',
      '{"warnings":null,"fault":{"error":[{"message":"m","code":"3200"}],"type":"AUTHENTICATION"},"time":1}',
    ],
    ['a fault beside the company', companyInfo('SUBSCRIBED').replace('"time"', '"Fault":{"Error":[]},"time"')],
    [
      'a fault in a part',
      '{"BatchItemResponse":[{"bId":"1","Fault":{"Error":[]}}],"CompanyInfo":{"CompanyName":"Acme"}}',
    ],
    ['errors of GraphQL', '{"errors":[{"message":"Access denied"}],"CompanyInfo":{"CompanyName":"Acme"}}'],
    ['XML', '<IntuitResponse><CompanyInfo><CompanyName>Acme</CompanyName></CompanyInfo></IntuitResponse>'],
    ['a page', "<!DOCTYPE html><html><h1>We'll be back soon</h1></html>"],
    ['half an answer', '<?xml version="1.0"?>'],
    ['nothing', ''],
    ['another shape', '{"QueryResponse":{}}'],
    ['a list', '[]'],
    ['polluted members', '{"__proto__":{"CompanyInfo":{"CompanyName":"Acme"}}}'],
  ])('does not take %s with status 200 for a good answer', (_what, body) => {
    expect(quickbooks.check.read(body, connection)).toBeUndefined();
  });

  it('reads an empty gateway shape around good data as good: only a fault refuses', () => {
    expect(
      quickbooks.check.read(companyInfo('SUBSCRIBED').replace('"time"', '"fault":null,"time"'), connection),
    ).toBeDefined();
  });
});

describe('metered reads', () => {
  it('stay far below the budget of an app for a firm of a thousand companies', () => {
    const readsAMonth = (1000 * 30 * 24 * 60 * 60_000) / quickbooks.check.everyMs;
    expect(readsAMonth / (quickbooks.metered?.monthlyReads ?? 0)).toBeLessThan(0.1);
  });

  it('are those of real companies', () => {
    expect(new URL(quickbooks.check.request(connection).url).host).toBe(quickbooks.metered?.host);
    expect(new URL(quickbooks.check.request(inSandbox).url).host).not.toBe(quickbooks.metered?.host);
  });
});

describe('data areas', () => {
  it('only read, below this company, at a pinned host', () => {
    for (const area of quickbooks.areas) {
      const { method, url } = area.request(connection);
      expect([area.id, method]).toEqual([area.id, 'GET']);
      expect(url.startsWith(`https://quickbooks.api.intuit.com/v3/company/${realmId}/`)).toBe(true);
      expect(new URL(url).searchParams.get('minorversion')).toBe('75');
    }
  });

  it('count instead of listing, and ask for reports by their exact names', () => {
    const urlOf = (id: string): URL | undefined => {
      const area = quickbooks.areas.find((candidate) => candidate.id === id);
      return area && new URL(area.request(connection).url);
    };
    expect(urlOf('bills')?.searchParams.get('query')).toBe('select count(*) from Bill');
    expect(urlOf('cash_flow')?.pathname.endsWith('/reports/CashFlow')).toBe(true);
  });
});

describe('the person', () => {
  const grant = { environment: 'production' } as const;

  it.each([
    ['production', 'https://accounts.platform.intuit.com/v1/openid_connect/userinfo'],
    ['sandbox', 'https://sandbox-accounts.platform.intuit.com/v1/openid_connect/userinfo'],
  ] as const)('is asked for at the host of %s', (environment, url) => {
    const full: Grant = {
      ...grant,
      environment,
      id: 'g',
      providerId: 'quickbooks',
      appId: 'a',
      scopes: [],
      version: 1,
      connectedAtMs: 0,
      nextRefreshAtMs: 0,
      refreshFailures: 0,
    };
    expect(quickbooks.person?.request(full).url).toBe(url);
  });

  it.each([
    ['{"sub":"1","givenName":"Maya","familyName":"Lindqvist","email":"m@f.example"}', 'Maya Lindqvist (m@f.example)'],
    ['{"sub":"1","given_name":"Maya","family_name":"Lindqvist"}', 'Maya Lindqvist'],
    ['{"sub":"1","email":"m@f.example"}', 'm@f.example'],
    ['{"sub":"1"}', undefined],
    ['{"givenName":7}', undefined],
    ['<html>', undefined],
  ])('%s is shown as %j', (body, name) => {
    expect(quickbooks.person?.read(body)).toBe(name);
  });
});

describe('links', () => {
  const door = `pagereq=settings%2Fusers&deeplinkcompanyid=${realmId}#company=${realmId}`;

  it('lead through the door that opens this company first', () => {
    expect(quickbooks.links({ company: { screenKey: realmId } }).users).toBe(
      `https://qbo.intuit.com/app/login?${door}`,
    );
    expect(quickbooks.links({ company: { screenKey: realmId, isDemo: true } }).users).toBe(
      `https://sandbox.qbo.intuit.com/app/login?${door}`,
    );
  });

  it('lead to the page alone while the company is not known', () => {
    expect(quickbooks.links({ company: {} }).apps).toBe('https://qbo.intuit.com/app/apps');
  });
});
