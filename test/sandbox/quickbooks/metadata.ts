import { jsonReply, type Reply, type SandboxRequest, textReply } from '../core/http.ts';
import { newTid, type QuickbooksState } from './state.ts';
import { issuer } from './tokens.ts';

const tid = (): Reply['headers'] => ({ intuit_tid: newTid() });

/** Discovery; the scopes it lists are those of the sign-in alone (facts: 1). */
export function answerDiscovery(_state: QuickbooksState, request: SandboxRequest): Reply {
  const accounts = request.path.includes('sandbox') ? 'sandbox-accounts' : 'accounts';
  return jsonReply(
    200,
    {
      issuer,
      authorization_endpoint: 'https://appcenter.intuit.com/connect/oauth2',
      token_endpoint: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
      userinfo_endpoint: `https://${accounts}.platform.intuit.com/v1/openid_connect/userinfo`,
      revocation_endpoint: 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke',
      jwks_uri: 'https://oauth.platform.intuit.com/op/v1/jwks',
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid', 'email', 'profile', 'address', 'phone'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
      claims_supported: ['aud', 'exp', 'iat', 'iss', 'realmid', 'sub'],
    },
    tid(),
  );
}

export async function answerKeys(state: QuickbooksState): Promise<Reply> {
  return jsonReply(200, { keys: [await state.signer.publicJwk()] }, tid());
}

/** Who signed in; each environment has its own host (facts: 1). Members as the scopes allow. */
export function answerUserInfo(state: QuickbooksState, request: SandboxRequest): Reply {
  const token = /^Bearer (.*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const access = state.accessTokens.get(token);
  const app = state.world.apps.find((candidate) => candidate.clientId === access?.grant.clientId);
  const user = state.world.users.find((candidate) => candidate.id === access?.grant.userId);
  const isRightHost = request.host.startsWith('sandbox-') === (app?.keySet === 'development');
  if (!access || !user || !isRightHost || state.clock.nowMs() >= access.endsMs) {
    return textReply(401, '', { ...tid(), 'www-authenticate': 'Bearer error="invalid_token"' });
  }
  const { scopes } = access.grant;
  return jsonReply(
    200,
    {
      sub: user.id,
      ...(scopes.has('profile') ? { givenName: user.givenName, familyName: user.familyName } : {}),
      ...(scopes.has('email') ? { email: user.email, emailVerified: true } : {}),
    },
    tid(),
  );
}

/** status.developer.intuit.com, a Statuspage (facts: 2, "Status page"). */
export function answerStatus(state: QuickbooksState, request: SandboxRequest): Reply {
  const page = {
    id: 'intuit-sandbox',
    name: 'Intuit Developer',
    url: 'https://status.developer.intuit.com',
    updated_at: new Date(state.clock.nowMs()).toISOString(),
  };
  const status = { indicator: 'none', description: 'All Systems Operational' };
  if (request.path === '/') return textReply(200, 'All Systems Operational');
  return jsonReply(200, { page, status, components: [], incidents: [], scheduled_maintenances: [] });
}
