import type { Tenant } from '../../model/connection';
import type { Evidence } from '../../model/evidence';
import { failure, type Result, success } from '../../model/result';
import type { Provider } from '../../providers/provider';
import { callApi } from './api-call';
import type { LocalPorts } from './ports';

/**
 * The companies an access token reaches.
 *
 * @param signInId narrows the answer to what was picked in one sign-in, where the provider can tell
 * @returns evidence when the provider did not answer with a list
 */
export async function reachableCompanies(
  ports: LocalPorts,
  access: {
    provider: Provider;
    environment: 'production' | 'sandbox';
    accessToken: string;
    signInId?: string | undefined;
  },
): Promise<Result<Tenant[], Evidence>> {
  const { provider, environment, accessToken, signInId } = access;
  const { outcome, evidence } = await callApi(
    ports,
    provider,
    provider.tenants.request(environment, { signInId }),
    accessToken,
  );
  const tenants = outcome.answer?.status === 200 ? provider.tenants.read(outcome.answer.body) : undefined;
  return tenants ? success(tenants) : failure(evidence);
}
