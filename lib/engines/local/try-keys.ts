import { appIdFor } from '../../model/app-credentials';
import type { Evidence } from '../../model/evidence';
import type { Flow } from '../../model/flow';
import { proveKeys } from '../../oauth/prove-keys';
import { findProvider } from '../../providers';
import { openAppAt } from './grant-app';
import type { LocalPorts } from './ports';
import { tokenContextFor } from './token-context';

/**
 * Adds to the evidence of a closed sign-in window whether the app credentials are good, where the provider tells without a
 * sign-in. Its own page shows the same for a wrong app and for an address that is not registered, and never comes back.
 */
export async function withKeysTried(ports: LocalPorts, flow: Flow, evidence: Evidence): Promise<Evidence> {
  const provider = findProvider(flow.providerId);
  const app = provider && (await openAppAt(ports.vault, provider, appIdFor(flow.providerId, flow.environment)));
  const { redirectUri } = evidence.request;
  if (!provider || !app || redirectUri === undefined || !provider.oauth(app).provesKeys) return evidence;
  const appAccepted = await proveKeys(await tokenContextFor(ports, provider, app), redirectUri);
  return appAccepted === undefined ? evidence : { ...evidence, request: { ...evidence.request, appAccepted } };
}
