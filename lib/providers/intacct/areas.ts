import type { Connection } from '../../model/connection';
import type { ApiRequest } from '../../model/ports';
import type { DataArea, ReportPreset } from '../provider';
import { companyOf } from './company';

const api = 'https://api.intacct.com/ia/api/v1';

/** What a header may hold (RFC 9110 §5.5); an entity id with anything else cannot be sent. */
const headerText = /^[\x20-\x7e]+$/;

/**
 * Chooses the entity. A misspelt name of this header is ignored without a word and top-level data comes back (facts 3).
 * The list of entities itself is asked without it, as Sage's partners do.
 */
function entityHeader(connection: Connection, object: string): Record<string, string> {
  const { entityId } = companyOf(connection);
  if (entityId === undefined || object === 'company-config/entity' || !headerText.test(entityId)) return {};
  return { 'x-ia-api-param-entity': entityId };
}

/** The cheapest read that proves a right: one row of one object. Each is one transaction of the company's allowance (facts 3). */
export function queryRequest(
  connection: Connection,
  area: string,
  object: string,
  fields: readonly string[] = ['key'],
): ApiRequest {
  return {
    method: 'POST',
    url: `${api}/services/core/query`,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...entityHeader(connection, object),
    },
    body: JSON.stringify({ object, fields, start: 1, size: 1 }),
    area,
  };
}

function area(id: string, object: string, permission: string, subscription: string): DataArea {
  return { id, permission, subscription, request: (connection) => queryRequest(connection, id, object) };
}

/**
 * What reporting tools read from Sage Intacct, with the place of the tick boxes (List and View) and the subscription it
 * belongs to (facts 4). Balances are reports that run for a while and end in a file; no cheap read proves them.
 */
export const intacctAreas: readonly DataArea[] = [
  area('entities', 'company-config/entity', 'Company > Entities', 'Company'),
  area('locations', 'company-config/location', 'Company > Locations', 'Company'),
  area('departments', 'company-config/department', 'Company > Departments', 'Company'),
  area('classes', 'company-config/class', 'Company > Classes', 'Company'),
  area('accounts', 'general-ledger/account', 'General Ledger > Accounts', 'General Ledger'),
  area('journal_entries', 'general-ledger/journal-entry', 'General Ledger > Journal entries', 'General Ledger'),
  area('journal_lines', 'general-ledger/journal-entry-line', 'General Ledger > Journal entries', 'General Ledger'),
  area('vendors', 'accounts-payable/vendor', 'Accounts Payable > Vendors', 'Accounts Payable'),
  area('bills', 'accounts-payable/bill', 'Accounts Payable > Bills', 'Accounts Payable'),
  area('customers', 'accounts-receivable/customer', 'Accounts Receivable > Customers', 'Accounts Receivable'),
  area('invoices', 'accounts-receivable/invoice', 'Accounts Receivable > Invoices', 'Accounts Receivable'),
  area('bank_accounts', 'cash-management/checking-account', 'Cash Management > Checking accounts', 'Cash Management'),
  area('savings_accounts', 'cash-management/savings-account', 'Cash Management > Savings accounts', 'Cash Management'),
  area(
    'credit_cards',
    'cash-management/credit-card-account',
    'Cash Management > Credit card accounts',
    'Cash Management',
  ),
  area(
    'bank_reconciliations',
    'cash-management/bank-reconciliation',
    'Cash Management > Bank reconciliation',
    'Cash Management',
  ),
  area('sales_documents', 'order-entry/document', 'Order Entry > Transactions', 'Order Entry'),
  area('purchase_documents', 'purchasing/document', 'Purchasing > Transactions', 'Purchasing'),
  area('projects', 'projects/project', 'Projects > Projects', 'Projects'),
  area('tasks', 'projects/task', 'Projects > Tasks', 'Projects'),
  area('users', 'company-config/user', 'Administration > Users', 'Administration'),
  area('roles', 'company-config/role', 'Administration > Roles', 'Administration'),
  area('audit_history', 'company-config/audit-history', 'Company > Audit trail', 'Company'),
];

/** Dimensions that reports of companies with several entities are broken down by. */
const dimensions = ['entities', 'locations', 'departments', 'classes'];

/** Reports by name, and what reporting tools read for each: statements are summed up from the lines of the journals. */
export const intacctReports: readonly ReportPreset[] = [
  { id: 'profit_and_loss', areaIds: ['entities', 'accounts', 'journal_lines'] },
  { id: 'profit_and_loss_by_class', areaIds: [...dimensions, 'accounts', 'journal_lines'] },
  { id: 'balance_sheet', areaIds: ['entities', 'accounts', 'journal_lines'] },
  { id: 'general_ledger', areaIds: ['entities', 'accounts', 'journal_entries', 'journal_lines'] },
  { id: 'receivables', areaIds: ['entities', 'customers', 'invoices'] },
  { id: 'payables', areaIds: ['entities', 'vendors', 'bills'] },
  { id: 'cash', areaIds: ['bank_accounts', 'savings_accounts', 'credit_cards', 'bank_reconciliations'] },
  { id: 'sales', areaIds: ['customers', 'sales_documents'] },
  { id: 'projects', areaIds: ['projects', 'tasks', 'customers', 'journal_lines'] },
];
