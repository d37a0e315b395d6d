import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { XeroClient } from 'xero-node';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { webClientId, webClientSecret, webRedirectUri } from '../xero/seed.ts';
import { Person } from './person.ts';
import { reachSandbox } from './reach-sandbox.ts';

const company = 'Harbour Lane Bakery';
const scopes = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'accounting.settings.read',
  'accounting.contacts.read',
  'accounting.invoices.read',
  'accounting.payments.read',
  'accounting.banktransactions.read',
  'accounting.manualjournals.read',
  'accounting.reports.profitandloss.read',
  'accounting.budgets.read',
];

describe('the provider’s own SDK, unmodified, against the sandbox', () => {
  let sandbox: Sandbox;
  let undo: () => void;
  let client: XeroClient;
  let tenantId: string;

  beforeAll(async () => {
    sandbox = await startSandbox();
    undo = reachSandbox(sandbox);
    tenantId = sandbox.control.xero.organisation(company).tenantId;
    client = new XeroClient({
      clientId: webClientId,
      clientSecret: webClientSecret,
      redirectUris: [webRedirectUri],
      scopes,
      state: 'state-of-the-sdk-test',
    });
  });

  afterAll(async () => {
    undo();
    await sandbox.close();
  });

  it('connects: discovery, consent, code exchange, id token', async () => {
    const person = new Person();
    const user = sandbox.control.xero.bookkeeperOf(company);
    const consent = await person.reachConsent(await client.buildConsentUrl(), user);
    const callback = await person.decide(consent, tenantId);
    expect(callback.startsWith(webRedirectUri)).toBe(true);
    const tokens = await client.apiCallback(callback);
    expect(tokens.expires_in).toBeGreaterThan(1790);
    expect(tokens.scope?.split(' ').sort()).toEqual([...scopes].sort());
    expect(tokens.claims().email).toBe(user.email);
  });

  it('lists the organisation that was picked, with its details', async () => {
    const tenants = await client.updateTenants();
    expect(tenants.map((tenant) => [tenant.tenantId, tenant.tenantName, tenant.orgData.shortCode])).toEqual([
      [tenantId, company, '!hLb42'],
    ]);
  });

  it('reads organisation, users, accounts, contacts, invoices, payments, bank transactions, journals and budgets', async () => {
    const api = client.accountingApi;
    const organisation = (await api.getOrganisations(tenantId)).body.organisations?.[0];
    expect([organisation?.name, String(organisation?._class), organisation?.baseCurrency]).toEqual([
      company,
      'GROW',
      'AUD',
    ]);
    expect((await api.getOrganisationActions(tenantId)).body.actions?.[0]?.name).toBe('CreateApprovedInvoice');
    expect((await api.getUsers(tenantId)).body.users?.map((user) => user.emailAddress)).toContain(
      'olive@client-owners.example',
    );
    const banks = (await api.getAccounts(tenantId, undefined, 'Type=="BANK"')).body.accounts;
    expect(banks?.map((account) => account.name)).toEqual(['Business Account', 'Savings Account']);
    expect((await api.getContacts(tenantId)).body.contacts?.[0]?.name).toBe('Aster Floristry');
    const invoices = (await api.getInvoices(tenantId)).body.invoices;
    expect(invoices).toHaveLength(24);
    expect(new Date(invoices?.[0]?.dueDate ?? '').getTime()).toBeGreaterThan(Date.now());
    expect((await api.getPayments(tenantId)).body.payments?.[0]?.amount).toBe(440);
    expect((await api.getBankTransactions(tenantId)).body.bankTransactions).toHaveLength(8);
    expect((await api.getManualJournals(tenantId)).body.manualJournals?.[0]?.narration).toBe('Accrual 1');
    expect((await api.getBudgets(tenantId)).body.budgets?.[0]?.description).toBe('Overall Budget');
  });

  it('reads a report with its nested rows', async () => {
    const report = (await client.accountingApi.getReportProfitAndLoss(tenantId)).body.reports?.[0];
    expect(report?.reportName).toBe('Profit and Loss');
    expect(report?.rows?.[1]?.rows?.[0]?.cells?.map((cell) => cell.value)).toEqual(['Sales', '48200.00']);
  });

  it('refreshes, each time with a new refresh token', async () => {
    const first = client.readTokenSet().refresh_token;
    const second = (await client.refreshToken()).refresh_token;
    const third = (await client.refreshWithRefreshToken(webClientId, webClientSecret, second)).refresh_token;
    expect(new Set([first, second, third]).size).toBe(3);
    expect((await client.updateTenants(false)).length).toBe(1);
  });

  it('reports what the provider refuses in the way its users know', async () => {
    await expect(client.accountingApi.getOrganisations('not-a-tenant')).rejects.toMatch(/AuthenticationUnsuccessful/);
    await expect(client.accountingApi.getReportBalanceSheet(tenantId)).rejects.toMatch(/AuthorizationUnsuccessful/);
  });

  it('disconnects one organisation and revokes the grant', async () => {
    const linkId = (await client.updateTenants(false))[0].id;
    await client.disconnect(linkId);
    expect(await client.updateTenants(false)).toEqual([]);
    await client.revokeToken();
    expect(sandbox.control.xero.counters()).toMatchObject({ exchanged: 1, refreshed: 2, revoked: 1 });
  });

  it('asked no host that nobody plays, and nothing went wrong inside the sandbox', () => {
    expect(sandbox.log.unknownHosts()).toEqual([]);
    expect(sandbox.log.requests.filter((request) => request.status === undefined || request.status >= 500)).toEqual([]);
  });
});
