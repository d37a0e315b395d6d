import type { Grant } from '../../model/grant';
import { updateGrant } from '../../vault/grants';
import { callApi } from './api-call';
import type { LocalPorts } from './ports';
import type { Access } from './reachable-companies';

/**
 * The grant with the name of who signed in, asked of the provider where the tokens do not tell it. The name is for people
 * only, so a provider that will not tell it stops nothing.
 */
export async function withPersonName(ports: LocalPorts, { provider, grant, accessToken }: Access): Promise<Grant> {
  if (!provider.person || grant.userName !== undefined) return grant;
  const { outcome } = await callApi(ports, provider, provider.person.request(grant), accessToken);
  const userName = outcome.answer?.status === 200 ? provider.person.read(outcome.answer.body) : undefined;
  if (userName === undefined) return grant;
  await updateGrant(ports.vault, grant.id, { userName });
  return { ...grant, userName };
}
