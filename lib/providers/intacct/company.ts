import type { Connection } from '../../model/connection';

/** A company, or one entity of it. Ids are people's own words for them, as on the sign-in page. */
export interface IntacctCompany {
  companyId: string;
  entityId?: string;
}

/** The tenant id of a company or of one of its entities: `company` or `company|entity`, as in Intacct's own user names (facts 2). */
export function toTenantId({ companyId, entityId }: IntacctCompany): string {
  return entityId === undefined ? companyId : `${companyId}|${entityId}`;
}

/** The company and entity a connection stands for. */
export function companyOf({ tenantId }: Pick<Connection, 'tenantId'>): IntacctCompany {
  const at = tenantId.indexOf('|');
  if (at === -1) return { companyId: tenantId };
  return { companyId: tenantId.slice(0, at), entityId: tenantId.slice(at + 1) };
}
