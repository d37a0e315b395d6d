import type { Connection, Tenant } from '../../model/connection';

/** What a finished sign-in means for the connection it was meant to repair (SEC-13). */
export type CompanyMatch =
  /** The same company is reachable again. */
  | { kind: 'same'; tenant: Tenant }
  /** Companies came back, but not this one: the person decides. */
  | { kind: 'other' }
  /** The sign-in reaches no company at all. */
  | { kind: 'none' };

/**
 * Compares what a sign-in reaches with the company that was to be reconnected, by the provider's tenant id and never by
 * name: a demo company that was reset comes back under its old name as another tenant.
 */
export function matchCompany(connection: Connection, reachable: readonly Tenant[]): CompanyMatch {
  const tenant = reachable.find((candidate) => candidate.tenantId === connection.tenantId);
  if (tenant) return { kind: 'same', tenant };
  return reachable.length > 0 ? { kind: 'other' } : { kind: 'none' };
}
