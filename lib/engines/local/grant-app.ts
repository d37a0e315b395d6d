import { type AppCredentials, appIdFor } from '../../model/app-credentials';
import type { Grant } from '../../model/grant';
import { keyOrigin, takesAppKey } from '../../providers/key-home';
import type { Provider, SignInTarget } from '../../providers/provider';
import { openApp } from '../../vault/apps';
import type { Vault } from '../../vault/database';

/**
 * The stored app credentials of a provider, as far as they are for its token address (SEC-46).
 *
 * @returns undefined when none are stored for that address: a key of the same id that was entered for another one stays
 * closed, and the person is asked for the key of this one
 */
export async function openAppAt(vault: Vault, provider: Provider, appId: string): Promise<AppCredentials | undefined> {
  const environment = provider.environments.find((each) => appIdFor(provider.id, each) === appId);
  if (environment === undefined) return undefined;
  const app = await openApp(vault, appId, keyOrigin(provider, environment));
  return app && takesAppKey(provider, environment, provider.oauth(app).tokenUrl) ? app : undefined;
}

/** The same, if they can be used: a provider that wants a secret cannot be asked without one. */
export async function openUsableApp(
  vault: Vault,
  provider: Provider,
  appId: string,
): Promise<AppCredentials | undefined> {
  const app = await openAppAt(vault, provider, appId);
  if (!app) return undefined;
  return provider.oauth(app).clientAuth === 'none' || app.clientSecret ? app : undefined;
}

/** The app credentials as one grant uses them: at the customer's own host, once the provider's answers have named it. */
export function appAtGrant<Target extends SignInTarget>(app: Target, grant: Pick<Grant, 'apiBase'>): Target {
  return grant.apiBase === undefined ? app : { ...app, domain: new URL(grant.apiBase).hostname };
}
