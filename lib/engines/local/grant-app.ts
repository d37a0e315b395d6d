import type { AppCredentials } from '../../model/app-credentials';
import type { Grant } from '../../model/grant';

/** The app credentials as one grant uses them: at the customer's own host, once the provider's answers have named it. */
export function appAtGrant(app: AppCredentials, grant: Pick<Grant, 'apiBase'>): AppCredentials {
  return grant.apiBase === undefined ? app : { ...app, domain: new URL(grant.apiBase).hostname };
}
