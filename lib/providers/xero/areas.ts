import type { Connection } from '../../model/connection';
import type { ApiRequest } from '../../model/ports';
import type { DataArea, ReportPreset } from '../provider';

const accounting = 'https://api.xero.com/api.xro/2.0';

/** A read of one organisation's data; everything but `/connections` wants the tenant header (facts: 1.10). */
export function organisationRequest(connection: Connection, path: string, area: string): ApiRequest {
  return {
    method: 'GET',
    url: `${accounting}${path}`,
    headers: { accept: 'application/json', 'xero-tenant-id': connection.tenantId },
    area,
  };
}

function area(id: string, path: string, scope: string): DataArea {
  return { id, scope, request: (connection) => organisationRequest(connection, path, id) };
}

/** What reporting tools read from Xero, each with its cheapest call and the scope it needs (OpenAPI 16.1.0; scopes page, 2026). */
export const xeroAreas: readonly DataArea[] = [
  area('organisation', '/Organisation', 'accounting.settings.read'),
  area('accounts', '/Accounts?where=Type%3D%3D%22BANK%22', 'accounting.settings.read'),
  area('contacts', '/Contacts?page=1&pageSize=1&summaryOnly=true', 'accounting.contacts.read'),
  area(
    'invoices',
    '/Invoices?where=Type%3D%3D%22ACCREC%22&page=1&pageSize=1&summaryOnly=true',
    'accounting.invoices.read',
  ),
  area(
    'bills',
    '/Invoices?where=Type%3D%3D%22ACCPAY%22&page=1&pageSize=1&summaryOnly=true',
    'accounting.invoices.read',
  ),
  area('payments', '/Payments?page=1&pageSize=1', 'accounting.payments.read'),
  area('bank_transactions', '/BankTransactions?page=1&pageSize=1', 'accounting.banktransactions.read'),
  area('profit_and_loss', '/Reports/ProfitAndLoss', 'accounting.reports.profitandloss.read'),
  area('balance_sheet', '/Reports/BalanceSheet', 'accounting.reports.balancesheet.read'),
  area('trial_balance', '/Reports/TrialBalance', 'accounting.reports.trialbalance.read'),
  area('manual_journals', '/ManualJournals?page=1', 'accounting.manualjournals.read'),
  area('budgets', '/Budgets', 'accounting.budgets.read'),
];

/** Reports by name, and what reporting tools read for each. */
export const xeroReports: readonly ReportPreset[] = [
  { id: 'profit_and_loss', areaIds: ['organisation', 'accounts', 'profit_and_loss'] },
  { id: 'balance_sheet', areaIds: ['organisation', 'accounts', 'balance_sheet'] },
  { id: 'trial_balance', areaIds: ['organisation', 'accounts', 'trial_balance'] },
  { id: 'receivables', areaIds: ['organisation', 'contacts', 'invoices', 'payments'] },
  { id: 'payables', areaIds: ['organisation', 'contacts', 'bills', 'payments'] },
  { id: 'cash', areaIds: ['organisation', 'accounts', 'bank_transactions'] },
  { id: 'budget_comparison', areaIds: ['organisation', 'accounts', 'profit_and_loss', 'budgets'] },
  {
    id: 'general_ledger',
    areaIds: ['organisation', 'accounts', 'manual_journals', 'bank_transactions', 'invoices', 'bills'],
  },
];
