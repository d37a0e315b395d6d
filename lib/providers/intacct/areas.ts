import type { Connection } from '../../model/connection';
import type { ApiRequest } from '../../model/ports';
import type { DataArea, ReportPreset } from '../provider';
import { companyOf } from './company';
import { intacctPlaces } from './places';

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

function area(id: string, object: string): DataArea {
  const place = intacctPlaces.find(({ areas }) => areas.test(id));
  return {
    id,
    ...(place ? { permission: `${place.application} > ${place.name}`, subscription: place.application } : {}),
    request: (connection) => queryRequest(connection, id, object),
  };
}

/**
 * What reporting tools read from Sage Intacct, each with the place of the tick boxes (List and View) and the subscription it
 * belongs to (facts 4). Balances are reports that run for a while and end in a file; no cheap read proves them.
 */
export const intacctAreas: readonly DataArea[] = [
  area('entities', 'company-config/entity'),
  area('locations', 'company-config/location'),
  area('departments', 'company-config/department'),
  area('classes', 'company-config/class'),
  area('accounts', 'general-ledger/account'),
  area('journal_entries', 'general-ledger/journal-entry'),
  area('journal_lines', 'general-ledger/journal-entry-line'),
  area('vendors', 'accounts-payable/vendor'),
  area('bills', 'accounts-payable/bill'),
  area('customers', 'accounts-receivable/customer'),
  area('invoices', 'accounts-receivable/invoice'),
  area('bank_accounts', 'cash-management/checking-account'),
  area('savings_accounts', 'cash-management/savings-account'),
  area('credit_cards', 'cash-management/credit-card-account'),
  area('bank_reconciliations', 'cash-management/bank-reconciliation'),
  area('sales_documents', 'order-entry/document'),
  area('purchase_documents', 'purchasing/document'),
  area('projects', 'projects/project'),
  area('tasks', 'projects/task'),
  area('users', 'company-config/user'),
  area('roles', 'company-config/role'),
  area('audit_history', 'company-config/audit-history'),
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
