import { jsonReply, type Reply, type SandboxRequest } from '../core/http.ts';
import { refusals } from './api-errors.ts';
import { findCaller } from './bearer.ts';
import { identityOf } from './data-api.ts';
import type { SalesforceState } from './state.ts';

/** Bodies in plain words and always with 403, never 401 (facts: 3). */
export function answerIdentity(state: SalesforceState, request: SandboxRequest): Reply {
  if (!request.headers.authorization && !request.query.get('oauth_token')) return refusals.missingOAuthToken();
  const caller = findCaller(state, request);
  if (!caller) return refusals.badOAuthToken();
  const { session } = caller;
  const mayAsk = ['id', 'openid', 'full'].some((scope) => session.scopes.includes(scope));
  if (state.manners.identityWantsScope && !mayAsk) return refusals.badOAuthToken();
  const identity = identityOf(caller);
  if (request.path !== '/services/oauth2/userinfo') return jsonReply(200, identity);
  const { user_id, organization_id, display_name: name, email, username } = identity;
  return jsonReply(200, { sub: identity.id, user_id, organization_id, name, email, preferred_username: username });
}

/** Discovery and keys, on every host of a sign-in. */
export async function answerMetadata(state: SalesforceState, request: SandboxRequest): Promise<Reply> {
  const { origin } = request.url;
  if (request.path === '/id/keys') return jsonReply(200, { keys: [await state.signer.publicJwk()] });
  return jsonReply(200, {
    issuer: origin,
    authorization_endpoint: `${origin}/services/oauth2/authorize`,
    token_endpoint: `${origin}/services/oauth2/token`,
    revocation_endpoint: `${origin}/services/oauth2/revoke`,
    userinfo_endpoint: `${origin}/services/oauth2/userinfo`,
    introspection_endpoint: `${origin}/services/oauth2/introspect`,
    jwks_uri: `${origin}/id/keys`,
    scopes_supported: ['api', 'refresh_token', 'openid', 'id', 'full', 'web', 'offline_access'],
    response_types_supported: ['code', 'token', 'token id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'private_key_jwt'],
    code_challenge_methods_supported: ['S256'],
  });
}
