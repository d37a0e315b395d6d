import * as oauth from 'oauth4webapi';
import type { AppCredentials } from '../model/app-credentials';
import type { Provider } from '../providers/provider';

/** An authorisation request and the secrets that belong to it. */
export interface Authorization {
  url: string;
  state: string;
  codeVerifier: string;
}

/**
 * Builds the address of the provider's sign-in page: authorisation code with PKCE S256 (RFC 6749 §4.1, RFC 7636) and a
 * fresh state (SEC-01, SEC-02, SEC-03). Verifier and state carry 256 random bits each.
 */
export async function prepareAuthorization(
  provider: Provider,
  app: AppCredentials,
  redirectUri: string,
): Promise<Authorization> {
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const { authorizeUrl, scopes, authorizeParameters } = provider.oauth(app);
  const url = new URL(authorizeUrl);
  url.search = new URLSearchParams({
    ...Object.fromEntries(url.searchParams),
    ...authorizeParameters,
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  }).toString();
  return { url: url.href, state, codeVerifier };
}
