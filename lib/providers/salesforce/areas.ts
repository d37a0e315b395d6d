import type { Connection } from '../../model/connection';
import type { ApiRequest } from '../../model/ports';
import type { DataArea, ReportPreset } from '../provider';

/** A version of the interface that every org has (versions are kept for years; the facts page asks for none in particular). */
const version = '/services/data/v62.0';

/** Whoever has no address of their own yet gets the login host's name, which no token is ever sent to (SEC-11). */
const nowhere = 'https://login.salesforce.com';

/** A read of one org's data at its own host. */
export function orgRequest(apiBase: string | undefined, path: string, area?: string): ApiRequest {
  return {
    method: 'GET',
    url: `${apiBase ?? nowhere}${version}${path}`,
    headers: { accept: 'application/json' },
    ...(area === undefined ? {} : { area }),
  };
}

/** Path of a query; the text is ours, ids in it have been checked. */
export function queryPath(query: string): string {
  return `/query?q=${encodeURIComponent(query)}`;
}

function area(id: string, path: string): DataArea {
  return { id, scope: 'api', request: (connection: Connection) => orgRequest(connection.apiBase, path, id) };
}

/** An object is readable when a profile or permission set says Read for it; the names are those of Object Settings. */
function objectArea(id: string, objectName: string, label: string): DataArea {
  const read = area(id, queryPath(`SELECT Id FROM ${objectName} LIMIT 1`));
  return { ...read, permission: `Object Settings > ${label} > Read` };
}

/**
 * What reporting tools read from Salesforce, each with its cheapest call (facts 3). One request of the org's daily budget
 * each; an empty list means that nothing is shared with the person, not that the area is denied.
 */
export const salesforceAreas: readonly DataArea[] = [
  area('organisation', queryPath('SELECT Id FROM Organization LIMIT 1')),
  area('limits', '/limits'),
  objectArea('customers', 'Account', 'Accounts'),
  objectArea('contacts', 'Contact', 'Contacts'),
  objectArea('opportunities', 'Opportunity', 'Opportunities'),
  objectArea('orders', 'Order', 'Orders'),
  objectArea('products', 'Product2', 'Products'),
  objectArea('users', 'User', 'Users'),
];

/** Reports by name, and what reporting tools read for each. */
export const salesforceReports: readonly ReportPreset[] = [
  { id: 'sales', areaIds: ['organisation', 'customers', 'orders', 'products'] },
  { id: 'pipeline', areaIds: ['organisation', 'customers', 'contacts', 'opportunities', 'users'] },
];
