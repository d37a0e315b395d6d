import * as oauth from 'oauth4webapi';
import type { AppCredentials } from '../model/app-credentials';
import type { Provider } from '../providers/provider';

/** The two parties of every token call, as oauth4webapi wants them. */
export interface OAuthClient {
  server: oauth.AuthorizationServer;
  client: oauth.Client;
  auth: oauth.ClientAuth;
}

/**
 * Basic credentials of an app (RFC 6749 §2.3.1), each part percent-encoded. `-`, `_`, `.` and `~` stay as they are: they mean
 * the same either way to a server that decodes, and the encoded ones are wrong to the many that do not. Throws on an
 * id or a secret with half a surrogate pair.
 */
export function basicCredentials({ clientId, clientSecret = '' }: AppCredentials): string {
  return `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)}`;
}

function clientAuth(provider: Provider, app: AppCredentials): oauth.ClientAuth {
  const secret = app.clientSecret ?? '';
  const { clientAuth: kind } = provider.oauth(app);
  if (kind === 'basic')
    return (_server, _client, _body, headers) => headers.set('authorization', basicCredentials(app));
  if (kind === 'post') return oauth.ClientSecretPost(secret);
  return oauth.None();
}

/**
 * Who talks to whom.
 *
 * @param clockOffsetMs device time minus server time; times inside an id token are compared in server time (SEC-36)
 */
export function toOAuthClient(provider: Provider, app: AppCredentials, clockOffsetMs: number): OAuthClient {
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
