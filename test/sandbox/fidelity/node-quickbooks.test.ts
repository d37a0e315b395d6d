import QuickBooks from 'node-quickbooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { developmentKeys, sdkRedirectUri } from '../quickbooks/seed.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { ask, member } from './public-app.ts';
import { decide, offered, reachConsent } from './quickbooks-person.ts';
import { reachSandbox } from './reach-sandbox.ts';

const company = 'Sandbox Company_US_1';
const tokenUrl = 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer';

/** One call of the client, whose functions all end in a callback. */
function called<Value>(
  call: (done: (problem: unknown, value?: Value) => void) => void,
): Promise<{ problem: unknown; value: Value | undefined }> {
  return new Promise((answered) => call((problem, value) => answered({ problem, value })));
}

describe('the most used QuickBooks client, unmodified, against the played test company', () => {
  let sandbox: Sandbox;
  let undo: () => void;
  let client: QuickBooks;
  let realmId: string;

  beforeAll(async () => {
    sandbox = await startSandbox();
    undo = reachSandbox(sandbox);
    const { quickbooks } = sandbox.control;
    quickbooks.rates.perSecondOfRealmAndApp = 100;
    realmId = quickbooks.company(company).realmId;
    const url = new URL('https://appcenter.intuit.com/connect/oauth2');
    url.search = new URLSearchParams({
      client_id: developmentKeys.clientId,
      response_type: 'code',
      scope: 'com.intuit.quickbooks.accounting',
      redirect_uri: sdkRedirectUri,
      state: 'state-of-the-client-test',
    }).toString();
    const consent = await reachConsent(sandbox, url.href, 'maya@fernhill-books.example');
    expect(offered(consent.body)).toEqual([company]);
    const callback = new URL((await decide(consent, company, 'connect')).url);
    const basic = Buffer.from(`${developmentKeys.clientId}:${developmentKeys.secret}`).toString('base64');
    const answer = await ask(
      'POST',
      tokenUrl,
      { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      new URLSearchParams({
        grant_type: 'authorization_code',
        code: callback.searchParams.get('code') ?? '',
        redirect_uri: sdkRedirectUri,
      }).toString(),
    );
    expect(answer.json).not.toHaveProperty('x_refresh_token_hard_expires_in');
    client = new QuickBooks(
      developmentKeys.clientId,
      developmentKeys.secret,
      member(answer.json, 'access_token'),
      false,
      realmId,
      true,
      false,
      '75',
      '2.0',
      member(answer.json, 'refresh_token'),
    );
  });

  afterAll(async () => {
    undo();
    await sandbox.close();
  });

  it('reads company and preferences', async () => {
    const { value: info } = await called((done) => client.getCompanyInfo(realmId, done));
    expect(info).toMatchObject({ CompanyName: company, Country: 'US', Id: '1' });
    const { value: preferences } = await called((done) => client.getPreferences(done));
    expect(preferences).toMatchObject({ AccountingInfoPrefs: { ClassTrackingPerTxn: true } });
  });

  it('lists and counts by query', async () => {
    const { value: accounts } = await called((done) => client.findAccounts({ limit: 3 }, done));
    expect(accounts).toMatchObject({ QueryResponse: { Account: [{ Name: 'Checking' }, {}, {}], maxResults: 3 } });
    const { value: invoices } = await called((done) => client.findInvoices({ count: true }, done));
    expect(invoices).toMatchObject({ QueryResponse: { totalCount: 18 } });
  });

  it('runs reports', async () => {
    const { value: report } = await called((done) => client.reportProfitAndLoss({ start_date: '2026-01-01' }, done));
    expect(report).toMatchObject({ Header: { ReportName: 'ProfitAndLoss', StartPeriod: '2026-01-01' } });
    const { value: aged } = await called((done) => client.reportAgedReceivables({}, done));
    expect(aged).toMatchObject({ Header: { ReportName: 'AgedReceivables' } });
  });

  it('sees a refusal inside a good status as what it is', async () => {
    sandbox.control.quickbooks.manners.isRefusalInside200 = true;
    sandbox.control.quickbooks.setRole(company, 'maya@fernhill-books.example', 'standard');
    const { problem } = await called((done) => client.getCompanyInfo(realmId, done));
    expect(problem).toMatchObject({ Fault: { Error: [{ code: '120' }], type: 'AuthorizationFault' } });
    sandbox.control.quickbooks.heal();
  });

  it('refreshes and goes on', async () => {
    sandbox.control.quickbooks.expireAccessTokens(company);
    const { problem } = await called((done) => client.getCompanyInfo(realmId, done));
    expect(problem).toMatchObject({ response: { status: 401, data: { fault: { error: [{ code: '3200' }] } } } });
    expect((await called((done) => client.refreshAccessToken(done))).problem).toBeNull();
    expect((await called((done) => client.getCompanyInfo(realmId, done))).problem).toBeNull();
  });

  it('revokes', async () => {
    expect((await called((done) => client.revokeAccess(true, done))).problem).toBeNull();
    expect(sandbox.control.quickbooks.grantsOf(company)).toEqual([]);
  });

  it('asked no host that nobody plays', () => {
    expect(sandbox.log.unknownHosts()).toEqual([]);
  });
});
