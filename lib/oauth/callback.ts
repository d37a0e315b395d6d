import * as oauth from 'oauth4webapi';
import { blankEvidence, type Evidence } from '../model/evidence';
import { failure, type Result, success } from '../model/result';
import type { Provider } from '../providers/provider';
import type { OAuthClient } from './oauth-client';

/** What the pending flow remembers of its request. */
export interface ExpectedCallback {
  state: string;
  redirectUri: string;
  expiresAtMs: number;
}

/** Parameters of which a second copy means that somebody tampered with the redirect (SEC-06). */
const onceOnly = ['code', 'state', 'iss', 'error'];

/** Parameters that only exist in flows we never start (SEC-01). */
const neverAsked = ['access_token', 'id_token', 'token_type'];

function refusal(provider: Provider, redirect: URL, why: string): Evidence {
  const { error, error_description } = Object.fromEntries(redirect.searchParams);
  const told = new URLSearchParams({
    ...(error ? { error } : {}),
    ...(error_description ? { error_description } : {}),
  });
  return {
    ...blankEvidence(provider.id, 'callback'),
    answer: error ? { status: null, headers: {}, body: told.toString() } : null,
    failure: why === '' ? null : why,
    request: { host: redirect.host, path: redirect.pathname },
  };
}

function tamperedBy(redirect: URL, expected: ExpectedCallback, nowMs: number): string | undefined {
  const home = new URL(expected.redirectUri);
  if (redirect.origin !== home.origin || redirect.pathname !== home.pathname) return 'redirect to another path';
  if (nowMs > expected.expiresAtMs) return 'the sign-in took too long';
  const fragment = new URLSearchParams(redirect.hash.slice(1));
  // The second look is at the text itself: another `#` or `?` in the fragment makes part of a longer name of it.
  const isInFragment = (name: string): boolean => fragment.has(name) || redirect.hash.includes(`${name}=`);
  if (neverAsked.some((name) => redirect.searchParams.has(name) || isInFragment(name))) return 'token in the redirect';
  if (onceOnly.some((name) => redirect.searchParams.getAll(name).length > 1))
    return 'duplicated parameter in the redirect';
  // The library takes an empty value for none. An issuer that is there has to be the right one (SEC-04, RFC 9207 §2.4), and
  // an error beside a code belongs to no answer of RFC 6749 §4.1.2.
  const empty = ['iss', 'error'].find((name) => redirect.searchParams.get(name) === '');
  if (empty) return `empty ${empty} in the redirect`;
  return undefined;
}

/** What the provider's redirect has to carry and does not, or not in the expected shape, or more than once (SEC-06). */
function lackingIn(parameters: URLSearchParams, { redirectCarries = {} }: Provider): string | undefined {
  const lacking = Object.entries(redirectCarries).find(([name, shape]) => {
    const [first, ...more] = parameters.getAll(name);
    return first === undefined || more.length > 0 || !shape.test(first);
  });
  return lacking && `${lacking[0]} is missing in the redirect`;
}

/**
 * Checks the redirect that ends a sign-in (SEC-01, SEC-03, SEC-04, SEC-06; RFC 6749 §4.1.2, RFC 9207 for `iss`).
 * Returns the parameters of the exchange, or evidence in phase `callback`; on evidence no token request may leave.
 */
export function readCallback(
  redirectUrl: string,
  expected: ExpectedCallback,
  context: { provider: Provider; oauthClient: OAuthClient; nowMs: number },
): Result<URLSearchParams, Evidence> {
  const { provider, oauthClient, nowMs } = context;
  if (!URL.canParse(redirectUrl))
    return failure({ ...blankEvidence(provider.id, 'callback'), failure: 'the redirect is no address' });
  const redirect = new URL(redirectUrl);
  const tampered = tamperedBy(redirect, expected, nowMs);
  if (tampered) return failure(refusal(provider, redirect, tampered));
  try {
    const parameters = oauth.validateAuthResponse(oauthClient.server, oauthClient.client, redirect, expected.state);
    const why = parameters.get('code') ? lackingIn(parameters, provider) : 'no code in the redirect';
    return why === undefined ? success(parameters) : failure(refusal(provider, redirect, why));
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) return failure(refusal(provider, redirect, ''));
    const why = error instanceof Error ? error.message : 'unreadable redirect';
    return failure(refusal(provider, redirect, why));
  }
}
