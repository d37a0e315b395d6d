import { describe, expect, it } from 'vitest';
import { diagnose, recogniseProvider } from '../../../lib/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../../lib/model/diagnosis.ts';
import { blankEvidence, type Evidence, type Phase } from '../../../lib/model/evidence.ts';

const dayMs = 86_400_000;

function answered(
  provider: string | null,
  phase: Phase,
  status: number,
  body: string,
  more: Partial<Evidence> = {},
): Evidence {
  return { ...blankEvidence(provider, phase), answer: { status, headers: {}, body }, ...more };
}

const ambiguous = answered(
  'xero',
  'api',
  403,
  '{"Title":"Forbidden","Status":403,"Detail":"AuthenticationUnsuccessful"}',
);
const deadGrant = answered('quickbooks', 'refresh', 400, '{"error":"invalid_grant"}');
const denied = answered('another', 'api', 403, '{"message":"Forbidden"}');

describe('differential tests: one ambiguous 403 of Xero', () => {
  const steps: { asked: Diagnosis['nextTest']; learn: (from: Evidence) => Evidence }[] = [
    { asked: 'refresh', learn: (from) => ({ ...from, history: { ...from.history, refreshedJustNow: true } }) },
    { asked: 'list_tenants', learn: (from) => ({ ...from, grant: { ...from.grant, tenantStillListed: true } }) },
    { asked: 'other_area', learn: (from) => ({ ...from, siblings: { ...from.siblings, otherAreasOk: ['contacts'] } }) },
    {
      asked: 'read_subscription',
      learn: (from) => ({ ...from, grant: { ...from.grant, subscription: { status: 'ACTIVE', plan: 'STANDARD' } } }),
    },
  ];

  it('asks the cheapest question first, never one that is answered, and stops when all are', () => {
    let evidence = ambiguous;
    for (const { asked, learn } of steps) {
      expect(diagnose(evidence).nextTest).toBe(asked);
      evidence = learn(evidence);
    }
    const last = diagnose(evidence);
    expect(last.nextTest).toBeUndefined();
    expect(last.cause).toBe('user_permission_insufficient');
    expect(last.reconnectHelps).toBe('no');
  });

  it.each([
    ['the company is listed no more', { grant: { tenantStillListed: false } }, 'tenant_unavailable', 'yes'],
    [
      'the subscription lapsed',
      { grant: { tenantStillListed: true, subscription: { status: 'expired' } } },
      'plan_restricted',
      'no',
    ],
    [
      'other areas answer',
      { grant: { tenantStillListed: true }, siblings: { otherAreasOk: ['contacts'] } },
      'user_permission_insufficient',
      'no',
    ],
    [
      'other areas answer, and this one is a product of its own',
      { request: { area: 'projects' }, grant: { tenantStillListed: true }, siblings: { otherAreasOk: ['contacts'] } },
      'plan_restricted',
      'no',
    ],
    [
      'nothing answers, and it was a trial',
      {
        grant: { tenantStillListed: true, subscription: { plan: 'TRIAL' } },
        siblings: { otherAreasOk: [], otherAreasDenied: ['contacts'] },
      },
      'plan_restricted',
      'no',
    ],
    [
      'nothing answers',
      { grant: { tenantStillListed: true }, siblings: { otherAreasOk: [], otherAreasDenied: ['contacts'] } },
      'unknown',
      'maybe',
    ],
  ] satisfies [string, Partial<Evidence>, string, string][])('decides when %s', (_title, more, cause, helps) => {
    const diagnosis = diagnose({ ...ambiguous, ...more, history: { refreshedJustNow: true } });
    expect(diagnosis.cause).toBe(cause);
    expect(diagnosis.reconnectHelps).toBe(helps);
  });

  it('asks nothing when the answer is clear', () => {
    expect(diagnose(answered('xero', 'api', 429, '')).nextTest).toBeUndefined();
  });
});

describe('the Amalgam rule', () => {
  it('takes a reconnect that worked and did not help as proof of the grant', () => {
    const before = diagnose(denied);
    const after = diagnose({ ...denied, history: { reconnectedSinceFailure: true } });
    expect(after.cause).toBe('user_permission_insufficient');
    expect(after.alternatives.map((other) => other.cause)).toEqual(
      expect.arrayContaining(['plan_restricted', 'provider_outage']),
    );
    expect(after.reconnectHelps).toBe('no');
    expect(after.confidence).toBeGreaterThanOrEqual(before.confidence);
  });

  it('overturns the commonest reading of a 401', () => {
    const plain = answered('another', 'api', 401, '');
    expect(diagnose(plain).cause).toBe('access_token_expired');
    expect(diagnose({ ...plain, history: { reconnectedSinceFailure: true } }).cause).toBe(
      'user_permission_insufficient',
    );
  });

  it('never promises that the same sign-in helps a second time', () => {
    expect(diagnose(deadGrant).reconnectHelps).toBe('yes');
    expect(diagnose({ ...deadGrant, history: { reconnectedSinceFailure: true } }).reconnectHelps).toBe('maybe');
  });
});

describe('what surrounds an answer', () => {
  it.each([
    ['an answer that was lost', { history: { answerLost: true } }, 'refresh_token_expired'],
    ['another refresh at the same time', { history: { concurrentRefresh: true } }, 'refresh_token_expired'],
    ['a refresh token past its idle life', { history: { refreshTokenAge: 120 * dayMs } }, 'refresh_token_expired'],
    ['a code that was used twice', { history: { codeUsedTwice: true } }, 'grant_revoked'],
    ['a success an hour ago', { history: { lastSuccessAgo: 3_600_000 } }, 'grant_revoked'],
    ['other companies of the same person failing too', { siblings: { sameUserFailing: 11 } }, 'grant_revoked'],
    [
      'keys of the other environment',
      { request: { environment: 'production' }, grant: { environment: 'sandbox' } },
      'token_malformed',
    ],
    ['nothing', {}, 'grant_invalid'],
  ] satisfies [string, Partial<Evidence>, string][])('reads invalid_grant with %s', (_title, more, cause) => {
    expect(diagnose({ ...deadGrant, ...more }).cause).toBe(cause);
  });

  it('looks into the store before it asks for a sign-in', () => {
    expect(diagnose({ ...deadGrant, history: {} }).nextTest).toBe('reread_store');
  });

  it.each([
    ['offline', { device: { online: false } }, 'network_unreachable'],
    ['nothing else reachable', { device: { otherSitesReachable: false } }, 'network_unreachable'],
    ['everything else reachable', { device: { otherSitesReachable: true } }, 'provider_outage'],
    ['nothing known', {}, 'network_unreachable'],
  ] satisfies [string, Partial<Evidence>, string][])('reads a fetch that failed: %s', (_title, more, cause) => {
    const silent: Evidence = { ...blankEvidence('xero', 'api'), failure: 'TypeError: Failed to fetch', ...more };
    expect(diagnose(silent).cause).toBe(cause);
  });

  it('takes one provider failing everywhere as an outage', () => {
    const failing = answered('salesforce', 'api', 500, '', {
      siblings: { sameProviderFailing: 6, sameProviderHealthy: 0 },
    });
    expect(diagnose(failing)).toMatchObject({ cause: 'provider_outage', actor: 'provider', reconnectHelps: 'no' });
    expect(diagnose(failing).confidence).toBeGreaterThan(0.9);
  });

  it('sees a captive portal behind a page that came instead of data', () => {
    const portal = answered(
      'xero',
      'api',
      200,
      '<html><head><title>Guest Wi-Fi</title></head><body>Accept the terms to use this hotspot</body></html>',
    );
    expect(diagnose(portal).cause).toBe('network_unreachable');
  });

  it('blames the clock only where a clock can be to blame', () => {
    const expired = answered('xero', 'api', 401, '{"Detail":"TokenExpired: token expired at 01/23/2020 18:21:16"}');
    expect(diagnose({ ...expired, device: { clockOffset: 7_200_000 } }).cause).toBe('access_token_expired');
    expect(
      diagnose({ ...expired, device: { clockOffset: 7_200_000 }, history: { refreshedJustNow: true } }).cause,
    ).toBe('clock_skew');
  });

  it('finds the missing scope by comparing what was asked for with what was granted', () => {
    const lacking = answered('xero', 'api', 401, '', {
      request: { path: '/api.xro/2.0/Reports/TrialBalance' },
      grant: { scopes: ['openid', 'accounting.settings.read'] },
    });
    expect(diagnose(lacking)).toMatchObject({
      cause: 'scope_missing',
      reconnectHelps: 'yes',
      facts: { missingScope: 'accounting.reports.trialbalance.read' },
    });
    const broad = { ...lacking, grant: { scopes: ['accounting.reports.read'] } };
    expect(diagnose(broad).cause).not.toBe('scope_missing');
  });
});

describe('facts', () => {
  it('are taken from known places, capped and cleaned', () => {
    const told = answered(
      'quickbooks',
      'api',
      429,
      JSON.stringify({ fault: { error: [{ message: `Slow\u202E down\u0007 ${'x '.repeat(400)}`, code: '003001' }] } }),
      {
        request: { area: 'profit_and_loss' },
        grant: { subscription: { status: 'SUBSCRIBED', plan: 'Plus' } },
        device: { clockOffset: 1_200 },
      },
    );
    const { facts } = diagnose({
      ...told,
      answer: { status: 429, headers: { 'Retry-After': '17', intuit_tid: '1-5f-0a' }, body: told.answer?.body ?? '' },
    });
    expect(facts).toMatchObject({
      code: '3001',
      status: 429,
      requestId: '1-5f-0a',
      retryAfterMs: 17_000,
      area: 'profit_and_loss',
      plan: 'Plus',
      subscriptionStatus: 'SUBSCRIBED',
      clockOffsetMs: 1_200,
    });
    expect(facts.description).toMatch(/^Slow down x x/);
    expect(facts.description?.length).toBeLessThanOrEqual(240);
  });

  it("read a Retry-After that is a date by the server's own clock, and keep it within a day", () => {
    const headers = { date: 'Sun, 22 Nov 2026 08:00:00 GMT', 'retry-after': 'Sun, 22 Nov 2026 08:02:00 GMT' };
    const dated = { ...blankEvidence('xero', 'api'), answer: { status: 429, headers, body: '' } };
    expect(diagnose(dated).facts.retryAfterMs).toBe(120_000);
    const far = { ...dated, answer: { status: 429, headers: { 'retry-after': '9999999' }, body: '' } };
    expect(diagnose(far).facts.retryAfterMs).toBe(86_400_000);
  });
});

describe('recogniseProvider', () => {
  it.each([
    [
      'quickbooks',
      '<IntuitResponse time="x"><Fault type="SERVICE"><Error code="3100"></Error></Fault></IntuitResponse>',
    ],
    ['xero', 'Detail: AuthenticationUnsuccessful'],
    ['xero', 'POST https://api.xero.com/api.xro/2.0/Invoices 500'],
    ['intacct', 'Invalid Token (GW-0031)'],
    ['intacct', '{"ia::error":{"code":"x"}}'],
    ['salesforce', '[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]'],
    [null, '{"error":"invalid_grant"}'],
    [null, 'Internal Server Error'],
  ])('says %s of %s', (provider, body) => {
    expect(recogniseProvider({ ...blankEvidence(null, 'api'), answer: { status: null, headers: {}, body } })).toBe(
      provider,
    );
  });

  it('believes the evidence where it names one', () => {
    expect(recogniseProvider(answered('xero', 'api', 500, 'intuit_tid QuickBooks'))).toBe('xero');
  });
});
