import { generateKeyPairSync, sign } from 'node:crypto';
import type { ProviderDefinition } from '../../../lib/model/provider-definition';

/*
 * What the servers of the OpenID conformance suite do wrong, module by module, as oauth4webapi 3.8 runs them
 * (github.com/panva/oauth4webapi, folder conformance/modules, August 2026). Names are those of the modules without the
 * name of the plan.
 */

export const issuer = 'https://id.conformance.example';
export const redirectUri = 'https://abcdefghijklmnop.chromiumapp.org/own-conformance';
export const clientId = 'client-1';
export const state = 'state-of-this-flow';
/** The library compares the times inside id tokens with the clock of this machine. */
export const nowMs = Math.floor(Date.now() / 1000) * 1000;

const nowSec = nowMs / 1000;
const weekSec = 7 * 86_400;

export const definition: ProviderDefinition = {
  id: 'own-conformance',
  name: 'Conformance',
  issuer,
  endpoints: { authorize: `${issuer}/authorize`, token: `${issuer}/token` },
  sendsIssuer: true,
  clientAuth: 'none',
  scopes: ['openid', 'offline_access'],
  rotation: { rotates: true, graceSec: 0 },
  check: { url: 'https://api.conformance.example/company', companyId: 'id' },
};

type Claims = Record<string, unknown>;

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT that is right but for these changes; a member that is `undefined` is left out. */
function jwt(claims: Claims = {}, header: Claims = {}): string {
  const good = { iss: issuer, aud: clientId, sub: 'usr-1', iat: nowSec, exp: nowSec + 300 };
  const signed = `${part({ alg: 'RS256', kid: 'key-1', ...header })}.${part({ ...good, ...claims })}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

/** The redirect that ends a good sign-in, with these parameters changed; `undefined` leaves one out. */
export function redirect(change: Record<string, string | undefined> = {}, at = redirectUri): string {
  const all = Object.entries({ code: 'code-1', state, iss: issuer, ...change });
  const kept = all.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
  return `${at}?${new URLSearchParams(kept)}`;
}

/** A signed authorisation response (JARM), which is never asked for. */
function signedRedirect(claims: Claims = {}, header: Claims = {}): string {
  return `${redirectUri}?response=${jwt({ code: 'code-1', state, ...claims }, header)}`;
}

/** The redirect of the hybrid flow, which is never started: an id token in the fragment. */
function hybridRedirect(claims: Claims): string {
  const hashes = { c_hash: 'LDktKdoQak3Pk0cnXxCltA', s_hash: 'LDktKdoQak3Pk0cnXxCltA', nonce: 'nonce-1' };
  return `${redirectUri}#code=code-1&state=${state}&iss=${issuer}&id_token=${jwt({ ...hashes, ...claims })}`;
}

export type Case<Change> = readonly [module: string, what: string, change: Change];

/** Redirects that have to be refused before any token request. */
export const wrongRedirects: readonly Case<string>[] = [
  ['ensure-authorization-response-with-invalid-missing-state-fails', 'no state', redirect({ state: undefined })],
  ['ensure-authorization-response-with-invalid-state-fails', 'another state', redirect({ state: 'other' })],
  ['invalid-authorization-response-iss', 'another issuer', redirect({ iss: `${issuer}/other` })],
  ['remove-authorization-response-iss', 'no issuer where one was promised', redirect({ iss: undefined })],
  ['ensure-jarm-signature-is-not-none', 'a response without a signature', signedRedirect({}, { alg: 'none' })],
  ['ensure-jarm-with-expired-exp-fails', 'a response that has expired', signedRedirect({ exp: nowSec - 3600 })],
  ['ensure-jarm-with-invalid-aud-fails', 'a response for another app', signedRedirect({ aud: 'other' })],
  ['ensure-jarm-with-invalid-iss-fails', 'a response of another issuer', signedRedirect({ iss: `${issuer}/other` })],
  ['ensure-jarm-with-invalid-sig-fails', 'a response with a damaged signature', `${signedRedirect()}x`],
  ['ensure-jarm-without-aud-fails', 'a response for nobody', signedRedirect({ aud: undefined })],
  ['ensure-jarm-without-exp-fails', 'a response that never expires', signedRedirect({ exp: undefined })],
  ['ensure-jarm-without-iss-fails', 'a response of nobody', signedRedirect({ iss: undefined })],
  ['invalid-chash', 'an id token beside the code, with a wrong c_hash', hybridRedirect({ c_hash: 'AAAA' })],
  ['missing-chash', 'an id token beside the code, without c_hash', hybridRedirect({ c_hash: undefined })],
  ['invalid-shash', 'an id token beside the code, with a wrong s_hash', hybridRedirect({ s_hash: 'AAAA' })],
  ['invalid-missing-shash', 'an id token beside the code, without s_hash', hybridRedirect({ s_hash: undefined })],
];

/** Mixed-up endpoints: the answer of one server where that of another is awaited (RFC 9700 §4.4). Not modules of the suite. */
export const mixedUpRedirects: readonly (readonly [what: string, redirect: string])[] = [
  ['at the path of another provider', redirect({}, 'https://abcdefghijklmnop.chromiumapp.org/xero')],
  ['at a path below ours', redirect({}, `${redirectUri}/own-conformance`)],
  ['at the host of another extension', redirect({}, redirectUri.replace('abcdefghijklmnop', 'ponmlkjihgfedcba'))],
  ['over plain http', redirect({}, redirectUri.replace('https:', 'http:'))],
  ['with the issuer of a provider we know, too', redirect({ iss: 'https://identity.xero.com' })],
  ['with an issuer that only differs by a slash', redirect({ iss: `${issuer}/` })],
  ['with an issuer in other letters', redirect({ iss: issuer.toUpperCase() })],
  ['with a second issuer', `${redirect()}&iss=https%3A%2F%2Fidentity.xero.com`],
  ['with the code of another answer behind it', `${redirect()}&code=code-2`],
];

/** Id tokens that make a sign-in fail, whatever comes along with them; the last word is in the reason. */
export const wrongIdTokens: readonly (readonly [module: string, what: string, idToken: string, reason: string])[] = [
  ['invalid-iss', 'another issuer', jwt({ iss: `${issuer}/other` }), 'iss'],
  ['invalid-missing-iss', 'no issuer', jwt({ iss: undefined }), 'iss'],
  ['invalid-aud', 'another app', jwt({ aud: 'other' }), 'aud'],
  ['invalid-missing-aud', 'no app', jwt({ aud: undefined }), 'aud'],
  ['missing-aud', 'no app', jwt({ aud: undefined }), 'aud'],
  ['invalid-secondary-aud', 'a second app that is not ours', jwt({ aud: [clientId, 'other'] }), 'aud'],
  ['invalid-expired-exp', 'an end in the past', jwt({ iat: nowSec - 7200, exp: nowSec - 3600 }), 'exp'],
  ['invalid-missing-exp', 'no end', jwt({ exp: undefined }), 'exp'],
  ['missing-iat', 'no time of issue', jwt({ iat: undefined }), 'iat'],
  ['missing-sub', 'no person', jwt({ sub: undefined }), 'sub'],
  ['invalid-nonce', 'a nonce that nobody sent', jwt({ nonce: 'nonce-of-another-flow' }), 'nonce'],
  ['nonce-invalid', 'a nonce that nobody sent', jwt({ nonce: 'nonce-of-another-flow' }), 'nonce'],
  ['invalid-alternate-alg', 'an algorithm the server did not announce', jwt({}, { alg: 'PS256' }), 'alg'],
  ['invalid-null-alg', 'no algorithm', jwt({}, { alg: 'none' }), 'alg'],
  // Their own runs accept this one, where the client has registered for it.
  ['idtoken-sig-none', 'no signature', `${part({ alg: 'none' })}.${jwt().split('.')[1]}.`, 'alg'],
  ['invalid-sig-es256', 'an algorithm the server did not announce', jwt({}, { alg: 'ES256' }), 'alg'],
  ['invalid-sig-hs256', 'an algorithm made with a shared secret', jwt({}, { alg: 'HS256' }), 'alg'],
  ['encrypted-idtoken', 'an encryption nobody asked for', `${part({ alg: 'RSA-OAEP' })}.a.b.c.d`, 'JWE'],
  ['encrypted-idtoken-usingrsa15', 'an encryption nobody asked for', `${part({ alg: 'RSA1_5' })}.a.b.c.d`, 'JWE'],
];

const goodAnswer = {
  access_token: 'access-1',
  token_type: 'Bearer',
  expires_in: 300,
  refresh_token: 'refresh-1',
  scope: 'openid offline_access',
  id_token: jwt(),
};

/** A token answer with these members changed; `undefined` leaves one out. */
export const answerWith = (change: Record<string, unknown>): string => JSON.stringify({ ...goodAnswer, ...change });

/** Answers that only look unusual: a sign-in goes on with them. */
export const goodAnswers: readonly Case<Record<string, unknown>>[] = [
  ['happy-path', 'nothing unusual', {}],
  ['oidcc-client-test', 'nothing unusual', {}],
  ['client-secret-basic', 'nothing unusual, to an app with a secret', {}],
  ['idtoken-sig-rs256', 'the usual algorithm', { id_token: jwt() }],
  ['kid-absent-single-jwks', 'an id token that names no key', { id_token: jwt({}, { kid: undefined }) }],
  ['kid-absent-multiple-jwks', 'an id token that names no key', { id_token: jwt({}, { kid: undefined }) }],
  ['missing-athash', 'an id token without at_hash', { id_token: jwt({ at_hash: undefined }) }],
  ['nonce-unless-code-flow', 'an id token without a nonce', { id_token: jwt({ nonce: undefined }) }],
  ['valid-aud-as-array', 'a list with one app', { id_token: jwt({ aud: [clientId] }) }],
  ['no-scope-in-token-endpoint-response', 'no scope', { scope: undefined }],
  ['token-endpoint-response-without-expires_in', 'no life', { expires_in: undefined }],
  ['token-type-case-insensitivity', 'another spelling of Bearer', { token_type: 'bEaReR' }],
];

const overTls =
  'the id token comes from the token endpoint over TLS, which stands for its signature (OpenID Connect Core §3.1.3.7, 6); what it says is shown and joined by, and the company is confirmed by a call (SEC-13)';
const noUserInfo = 'the UserInfo endpoint is never asked';
const noDPoP = 'bearer tokens only; a token of type DPoP is refused';

/** Modules that have no meaning here, and why. */
export const withoutMeaning: Readonly<Record<string, string>> = {
  'invalid-signature': overTls,
  'invalid-sig-rs256': overTls,
  'invalid-missing-nonce': 'no nonce is sent: the code is bound to this sign-in by PKCE and state',
  'iat-is-week-in-past':
    'about the id token of a hybrid redirect, which is refused as a whole; an old one from the token endpoint has expired or is good',
  'userinfo-bearer-header': noUserInfo,
  'userinfo-invalid-sub': noUserInfo,
  'userinfo-signed': noUserInfo,
  'scope-userinfo-claims': noUserInfo,
  'happy-path-no-dpop-nonce': noDPoP,
  'rs-dpop-auth-scheme-case-insensitivity': noDPoP,
  'fapi1-advanced-final-client-test': 'client certificates and signed request objects, which no provider here wants',
};

/** Tested with the discovery document instead of a sign-in. */
export const discoveryModules = ['discovery-issuer-mismatch'] as const;

/** An id token a week old that has not expired: not refused, see `iat-is-week-in-past`. */
export const oldIdToken = jwt({ iat: nowSec - weekSec });
