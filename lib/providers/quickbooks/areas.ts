import type { Connection } from '../../model/connection';
import type { ApiRequest } from '../../model/ports';
import type { DataArea, ReportPreset } from '../provider';

/** The keys of each environment work at its own host alone (facts 2). */
const apiHosts = { production: 'quickbooks.api.intuit.com', sandbox: 'sandbox-quickbooks.api.intuit.com' } as const;

/** All versions before 75 are retired (facts 2). */
const version = 'minorversion=75';

/** The one scope of the accounting interface; there is none for reading alone, so we send nothing but GET (facts 0.9). */
export const accountingScope = 'com.intuit.quickbooks.accounting';

/** A read of one company's data; `path` is what stands behind the company id, `query` without the version. */
function companyRequest(connection: Connection, path: string, area: string, query?: string): ApiRequest {
  const base = `https://${apiHosts[connection.environment]}/v3/company/${encodeURIComponent(connection.tenantId)}`;
  return {
    method: 'GET',
    url: `${base}/${path}?${query === undefined ? '' : `${query}&`}${version}`,
    headers: { accept: 'application/json' },
    area,
  };
}

/** The cheapest read there is; it also tells name, plan and state of the subscription (facts 2, health checks). */
export function companyInfoRequest(connection: Connection): ApiRequest {
  return companyRequest(connection, `companyinfo/${encodeURIComponent(connection.tenantId)}`, 'organisation');
}

/** The smallest plans that have an area, in QuickBooks' own words; those of bills, budgets and aging are from general material (facts 3). */
type Plan = 'QuickBooks Online Essentials' | 'QuickBooks Online Plus';

function counted(id: string, entity: string, plan?: Plan): DataArea {
  const query = `query=${encodeURIComponent(`select count(*) from ${entity}`)}`;
  return {
    id,
    scope: accountingScope,
    ...(plan ? { subscription: plan } : {}),
    request: (connection) => companyRequest(connection, 'query', id, query),
  };
}

/** Any span is metered alike; one long past day is the quickest to compute. Report names are exact, case included. */
function report(id: string, name: string, plan?: Plan): DataArea {
  const day = '2020-01-01';
  return {
    id,
    scope: accountingScope,
    ...(plan ? { subscription: plan } : {}),
    request: (connection) => companyRequest(connection, `reports/${name}`, id, `start_date=${day}&end_date=${day}`),
  };
}

/**
 * What reporting tools read from QuickBooks Online, each with its cheapest call and the plan it needs (facts 3). Projects,
 * payroll and card payments need scopes that break the whole sign-in where a company lacks them; they are left out.
 */
export const quickbooksAreas: readonly DataArea[] = [
  { id: 'organisation', scope: accountingScope, request: companyInfoRequest },
  { id: 'preferences', scope: accountingScope, request: (it) => companyRequest(it, 'preferences', 'preferences') },
  counted('accounts', 'Account'),
  counted('customers', 'Customer'),
  counted('invoices', 'Invoice'),
  counted('payments', 'Payment'),
  counted('vendors', 'Vendor'),
  counted('bills', 'Bill', 'QuickBooks Online Essentials'),
  counted('bill_payments', 'BillPayment', 'QuickBooks Online Essentials'),
  counted('purchase_orders', 'PurchaseOrder', 'QuickBooks Online Plus'),
  counted('classes', 'Class', 'QuickBooks Online Plus'),
  counted('locations', 'Department', 'QuickBooks Online Plus'),
  counted('budgets', 'Budget', 'QuickBooks Online Plus'),
  counted('time_entries', 'TimeActivity', 'QuickBooks Online Essentials'),
  counted('employees', 'Employee'),
  report('profit_and_loss', 'ProfitAndLoss'),
  report('balance_sheet', 'BalanceSheet'),
  report('cash_flow', 'CashFlow'),
  report('trial_balance', 'TrialBalance'),
  report('general_ledger', 'GeneralLedger'),
  report('aged_receivables', 'AgedReceivables'),
  report('aged_payables', 'AgedPayables', 'QuickBooks Online Essentials'),
  report('vendor_expenses', 'VendorExpenses', 'QuickBooks Online Essentials'),
];

/** Reports by name, and what reporting tools read for each. */
export const quickbooksReports: readonly ReportPreset[] = [
  { id: 'profit_and_loss', areaIds: ['organisation', 'accounts', 'profit_and_loss'] },
  { id: 'profit_and_loss_by_class', areaIds: ['organisation', 'accounts', 'profit_and_loss', 'classes'] },
  { id: 'balance_sheet', areaIds: ['organisation', 'accounts', 'balance_sheet'] },
  { id: 'trial_balance', areaIds: ['organisation', 'accounts', 'trial_balance'] },
  { id: 'general_ledger', areaIds: ['organisation', 'accounts', 'general_ledger'] },
  { id: 'receivables', areaIds: ['organisation', 'customers', 'invoices', 'payments', 'aged_receivables'] },
  { id: 'payables', areaIds: ['organisation', 'vendors', 'bills', 'bill_payments', 'aged_payables'] },
  { id: 'cash', areaIds: ['organisation', 'accounts', 'cash_flow'] },
  { id: 'budget_comparison', areaIds: ['organisation', 'accounts', 'profit_and_loss', 'budgets'] },
];
