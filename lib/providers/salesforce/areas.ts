import type { Connection } from '../../model/connection';
import type { ApiRequest } from '../../model/ports';
import type { DataArea } from '../provider';

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

function objectArea(id: string, objectName: string): DataArea {
  return area(id, queryPath(`SELECT Id FROM ${objectName} LIMIT 1`));
}

/**
 * What reporting tools read from Salesforce, each with its cheapest call (facts 3). One request of the org's daily budget
 * each; an empty list means that nothing is shared with the person, not that the area is denied.
 */
export const salesforceAreas: readonly DataArea[] = [
  area('organisation', queryPath('SELECT Id FROM Organization LIMIT 1')),
  area('limits', '/limits'),
  objectArea('accounts', 'Account'),
  objectArea('contacts', 'Contact'),
  objectArea('opportunities', 'Opportunity'),
  objectArea('orders', 'Order'),
  objectArea('products', 'Product2'),
  objectArea('users', 'User'),
];
