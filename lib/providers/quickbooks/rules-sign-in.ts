import type { Rule } from '../../model/rule';
import { dayMs, isLonger, isWithin } from '../conditions';

const page = 'facts/quickbooks 4a (authorize pages of appcenter.intuit.com, read as visible text)';
const token = 'facts/quickbooks 4a (token endpoint; Intuit kits and issue threads)';

/** Five years from the grant, not extended by refreshing (facts/quickbooks 1, lifetimes). */
const absoluteLifeMs = 5 * 365 * dayMs;
const idleLifeMs = 100 * dayMs;

/** Intuit's sign-in pages, callback and token endpoint. */
export const quickbooksSignInRules: readonly Rule[] = [
  {
    id: 'quickbooks-page-undefined-app',
    source: `${page}: unknown client id and unregistered redirect URI look the same`,
    cause: 'unknown',
    weight: 0.6,
    when: { phases: ['authorize', 'callback'], says: ['but undefined didn', '/oauth2/error'] },
    also: [
      { cause: 'client_credentials_invalid', weight: 0.55 },
      { cause: 'redirect_uri_mismatch', weight: 0.55 },
    ],
    overturns: { causes: ['user_cancelled'], upTo: 0.75 },
    action: 'fix_app_config',
    actor: 'app_owner',
    reconnectHelps: 'no',
  },
  {
    id: 'quickbooks-keys-refused',
    source: 'facts/quickbooks 4a: a made-up code gets 401 invalid_client when the keys are wrong',
    cause: 'client_credentials_invalid',
    weight: 0.93,
    when: { phases: ['authorize'], and: ({ evidence }) => evidence.request.appAccepted === false },
    overturns: { causes: ['unknown', 'user_cancelled'], upTo: 0.9 },
  },
  {
    id: 'quickbooks-page-keys-good',
    source:
      'facts/quickbooks 4a: the page of a wrong app or return address, and the keys were accepted: so the address',
    cause: 'redirect_uri_mismatch',
    weight: 0.86,
    when: {
      phases: ['authorize'],
      says: ['didn t connect', 'there s a connection problem', '/oauth2/error'],
      and: ({ evidence }) => evidence.request.appAccepted === true,
    },
    overturns: { causes: ['unknown', 'user_cancelled'], upTo: 0.85 },
    also: [{ cause: 'request_invalid', weight: 0.3 }],
  },
  {
    id: 'quickbooks-page-problem',
    source: `${page}: the page names the reason only under "View error details"`,
    cause: 'unknown',
    weight: 0.4,
    when: {
      phases: ['authorize', 'callback'],
      says: ['there s a connection problem', ['connection problem', 'didn', 'connect']],
    },
    overturns: { causes: ['user_cancelled'], upTo: 0.75 },
    also: [{ cause: 'redirect_uri_mismatch', weight: 0.35 }],
  },
  {
    id: 'quickbooks-page-some-problems',
    source: `${page}: text of 2017 for a redirect URI that is not registered`,
    cause: 'redirect_uri_mismatch',
    weight: 0.8,
    when: { phases: ['authorize'], says: ['experiencing some problems'] },
    also: [{ cause: 'provider_outage', weight: 0.5 }],
  },
  {
    id: 'quickbooks-page-no-company',
    source: `${page}: the person is no admin of a company with that scope, or its subscription ended`,
    cause: 'user_permission_insufficient',
    weight: 0.72,
    when: {
      phases: ['authorize', 'callback'],
      says: ['company selector', 'create a company', 'no companies', ['don t have', 'compan'], ['not an admin']],
    },
    also: [{ cause: 'plan_restricted', weight: 0.5 }],
  },
  {
    id: 'quickbooks-taken-by-another',
    source: 'facts/quickbooks 1, "who may connect": another admin of the company owns the connection of this app',
    cause: 'app_not_authorized',
    weight: 0.84,
    when: { says: ['already been subscribed to by another', 'App_Already_Purchased', 'already connected by another'] },
    also: [{ cause: 'user_permission_insufficient', weight: 0.5 }],
  },
  {
    id: 'quickbooks-callback-without-company',
    source: 'facts/quickbooks 1: with sign-in scopes alone no realmId comes',
    cause: 'request_invalid',
    weight: 0.82,
    when: {
      phases: ['callback', 'token'],
      says: [
        ['realmid', 'missing'],
        ['realmid', 'undefined'],
        ['realmid', 'null'],
        ['realmid', 'not found'],
        ['no realmid'],
        ['realm id', 'required'],
      ],
    },
    also: [{ cause: 'scope_missing', weight: 0.35 }],
  },
  {
    id: 'quickbooks-callback-code-alone',
    source: 'facts/quickbooks 1: success carries code, state and realmId',
    cause: 'request_invalid',
    weight: 0.7,
    when: {
      phases: ['callback'],
      body: ['form'],
      and: ({ evidence }) =>
        /(?:^|[?&])code=/.test(evidence.answer?.body ?? '') && !/realmid=/i.test(evidence.answer?.body ?? ''),
    },
  },
  {
    id: 'quickbooks-code',
    source: `${token}: wrong, used or too old; nothing in the answer tells which`,
    cause: 'grant_invalid',
    weight: 0.84,
    when: {
      says: [
        'Invalid authorization code',
        'authorization code is invalid',
        'authorization code expired',
        'authorization code has expired',
      ],
    },
  },
  {
    id: 'quickbooks-token-of-another-app',
    source: `${token}: an access token in its place, or the token of another app or key set; the grant itself is not harmed`,
    cause: 'token_malformed',
    weight: 0.9,
    when: { says: ['Incorrect Token type or clientID', 'incorrect token type'] },
    also: [{ cause: 'client_credentials_invalid', weight: 0.6 }],
  },
  {
    id: 'quickbooks-refresh-token',
    source: `${token}: rotated away, idle, disconnected, raced or malformed read the same`,
    cause: 'grant_invalid',
    weight: 0.66,
    when: {
      phases: ['refresh', 'token'],
      oauth: ['invalid_grant'],
      says: ['invalid refresh token', 'Token invalid', 'refresh token is invalid', 'refresh token not found'],
    },
    also: [
      { cause: 'refresh_token_expired', weight: 0.5 },
      { cause: 'token_malformed', weight: 0.35 },
    ],
    tests: ['reread_store'],
  },
  {
    id: 'quickbooks-refresh-idle-100-days',
    source: 'facts/quickbooks 1, lifetimes: 100 days without a refresh',
    cause: 'refresh_token_expired',
    weight: 0.93,
    when: {
      phases: ['refresh'],
      oauth: ['invalid_grant'],
      and: ({ evidence: { history } }) =>
        isLonger(history.refreshTokenAge, idleLifeMs) || isLonger(history.lastSuccessAgo, idleLifeMs),
    },
    overturns: { causes: ['grant_invalid', 'grant_revoked'], upTo: 0.9 },
  },
  {
    id: 'quickbooks-refresh-five-years',
    source: 'facts/quickbooks 1, lifetimes: five years from the grant (Intuit blog, 2025-11-12)',
    cause: 'refresh_token_expired',
    weight: 0.92,
    when: {
      phases: ['refresh'],
      oauth: ['invalid_grant'],
      and: ({ evidence: { history } }) => isLonger(history.connectedAgo, absoluteLifeMs),
    },
    overturns: { causes: ['grant_invalid', 'grant_revoked'], upTo: 0.9 },
  },
  {
    id: 'quickbooks-refresh-worked-until-now',
    source: 'facts/quickbooks 5.4: healthy history and a recent refresh, so somebody disconnected',
    cause: 'grant_revoked',
    weight: 0.68,
    when: {
      phases: ['refresh'],
      oauth: ['invalid_grant'],
      and: ({ evidence: { history } }) => isWithin(history.lastSuccessAgo, 7 * dayMs),
    },
    overturns: { causes: ['grant_invalid'], upTo: 0.66 },
    also: [
      { cause: 'grant_invalid', weight: 0.5 },
      { cause: 'refresh_token_expired', weight: 0.4 },
    ],
    tests: ['reread_store'],
  },
  {
    id: 'quickbooks-client-type',
    source: `${token}: listed in Intuit's .NET kit, no live body known`,
    cause: 'request_invalid',
    weight: 0.6,
    when: { phases: ['token', 'refresh'], oauth: ['unauthorized_client'] },
    also: [{ cause: 'client_credentials_invalid', weight: 0.55 }],
  },
  {
    id: 'quickbooks-revoke-dead',
    source: `${token}: revoking what is already dead is answered with 400, often without a body`,
    cause: 'grant_revoked',
    weight: 0.66,
    when: { phases: ['revoke'], status: [400] },
    reconnectHelps: 'maybe',
  },
  {
    id: 'quickbooks-retired-endpoint',
    source: 'facts/quickbooks 7 and 4b: the OAuth 1 platform answers in PlatformResponse and knows no OAuth 2 token',
    cause: 'request_invalid',
    weight: 0.7,
    when: {
      and: ({ evidence, signals }) =>
        /PlatformResponse|<ErrorCode>(?:22|24|212|270)</i.test((evidence.answer?.body ?? '').slice(0, 2_000)) ||
        signals.folded.includes('signaturebasestring'),
    },
    also: [{ cause: 'token_malformed', weight: 0.5 }],
  },
];
