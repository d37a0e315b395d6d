import type { Tenant } from '../../model/connection';
import type { Evidence } from '../../model/evidence';
import type { Grant } from '../../model/grant';
import { failure, type Result, success } from '../../model/result';
import type { Provider, TenantFacts } from '../../providers/provider';
import { newConnection } from '../connection-record';
import { callApi } from './api-call';
import type { LocalPorts } from './ports';

/** Working access to a provider. */
export interface Access {
  provider: Provider;
  grant: Grant;
  accessToken: string;
}

async function listed(
  ports: LocalPorts,
  { provider, grant, accessToken }: Access,
  tenants: TenantFacts,
  signInId: string | undefined,
): Promise<Result<Tenant[], Evidence>> {
  const { outcome, evidence } = await callApi(
    ports,
    provider,
    tenants.request(grant.environment, signInId),
    accessToken,
  );
  const found = outcome.answer?.status === 200 ? tenants.read(outcome.answer.body) : undefined;
  return found ? success(found) : failure(evidence);
}

/**
 * The one company of a grant is believed only after a call has shown it under that id; where the answer of the call names
 * the company, that name counts (SEC-13).
 */
async function confirmed(
  ports: LocalPorts,
  { provider, grant, accessToken }: Access,
): Promise<Result<Tenant[], Evidence>> {
  if (!grant.tenant && !provider.check.namesCompany) return success([]);
  const told = grant.tenant ?? { tenantId: '', name: '' };
  const probe = newConnection('', told, grant, ports.now());
  const { outcome, evidence } = await callApi(ports, provider, provider.check.request(probe), accessToken);
  const facts = outcome.answer?.status === 200 ? provider.check.read(outcome.answer.body, probe) : undefined;
  if (!facts) return failure(evidence);
  const tenantId = facts.tenantId ?? told.tenantId;
  return success([{ ...told, tenantId, name: facts.companyName || told.name || tenantId }]);
}

/**
 * The companies an access token reaches.
 *
 * @param signInId narrows the answer to what was picked in one sign-in, where the provider can tell
 * @returns evidence when the provider did not answer as expected
 */
export function reachableCompanies(
  ports: LocalPorts,
  access: Access,
  signInId?: string,
): Promise<Result<Tenant[], Evidence>> {
  const { tenants } = access.provider;
  return tenants ? listed(ports, access, tenants, signInId) : confirmed(ports, access);
}
