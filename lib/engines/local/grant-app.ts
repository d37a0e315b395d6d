import type { AppCredentials } from '../../model/app-credentials';
import type { Grant } from '../../model/grant';
import type { Provider, SignInTarget } from '../../providers/provider';
import { openApp } from '../../vault/apps';
import type { Vault } from '../../vault/database';

/** The stored app credentials, if they can be used: a provider that wants a secret cannot be asked without one. */
export async function openUsableApp(
  vault: Vault,
  provider: Provider,
  appId: string,
): Promise<AppCredentials | undefined> {
  const app = await openApp(vault, appId);
  if (!app) return undefined;
  return provider.oauth(app).clientAuth === 'none' || app.clientSecret ? app : undefined;
}

/** The app credentials as one grant uses them: at the customer's own host, once the provider's answers have named it. */
export function appAtGrant<Target extends SignInTarget>(app: Target, grant: Pick<Grant, 'apiBase'>): Target {
  return grant.apiBase === undefined ? app : { ...app, domain: new URL(grant.apiBase).hostname };
}
