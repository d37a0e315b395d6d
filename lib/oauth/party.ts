import * as oauth from 'oauth4webapi';
import type { AppCredentials } from '../model/app-credentials';
import type { Provider } from '../providers/provider';

/** The two parties of every token call, as oauth4webapi wants them. */
export interface Party {
  server: oauth.AuthorizationServer;
  client: oauth.Client;
  auth: oauth.ClientAuth;
}

function clientAuth(provider: Provider, app: AppCredentials): oauth.ClientAuth {
  const secret = app.clientSecret ?? '';
  const { clientAuth: kind } = provider.oauth(app);
  if (kind === 'basic') return oauth.ClientSecretBasic(secret);
  if (kind === 'post') return oauth.ClientSecretPost(secret);
  return oauth.None();
}

/**
 * Who talks to whom.
 *
 * @param clockOffsetMs device time minus server time; times inside an id token are compared in server time (SEC-36)
 */
export function partyOf(provider: Provider, app: AppCredentials, clockOffsetMs: number): Party {
  const { issuer, authorizeUrl, tokenUrl, revocation, sendsIssuer, idTokenAlgorithms } = provider.oauth(app);
  return {
    server: {
      issuer,
      authorization_endpoint: authorizeUrl,
      token_endpoint: tokenUrl,
      ...(revocation ? { revocation_endpoint: revocation.url } : {}),
      ...(sendsIssuer ? { authorization_response_iss_parameter_supported: true } : {}),
      ...(idTokenAlgorithms ? { id_token_signing_alg_values_supported: [...idTokenAlgorithms] } : {}),
    },
    client: {
      client_id: app.clientId,
      [oauth.clockSkew]: -Math.round(clockOffsetMs / 1000),
      [oauth.clockTolerance]: 300,
    },
    auth: clientAuth(provider, app),
  };
}
