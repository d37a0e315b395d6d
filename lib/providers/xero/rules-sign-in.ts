import type { Rule } from '../../model/rule';
import { dayMs, isLonger } from '../conditions';

const page = 'facts/xero 4 and 6.2 (error page of login.xero.com, read as visible text)';
const token = 'facts/xero 4, token endpoint (FLOW troubleshooting; XeroAPI issue threads 2019–2026)';

/** Xero's sign-in pages, callback and token endpoint. */
export const xeroSignInRules: readonly Rule[] = [
  {
    id: 'xero-page-redirect-uri',
    source: page,
    cause: 'redirect_uri_mismatch',
    weight: 0.97,
    when: { says: ['unauthorized_client : Invalid redirect_uri', 'Invalid redirect_uri'] },
  },
  {
    id: 'xero-redirect-loopback-address',
    source: 'facts/xero 1.3: plain http is taken for localhost alone; 127.0.0.1 is refused by authorize with 403',
    cause: 'redirect_uri_mismatch',
    weight: 0.88,
    when: {
      phases: ['authorize', 'callback'],
      and: ({ evidence }) => /^http:\/\/(?!localhost(?:[:/]|$))/i.test(evidence.request.redirectUri ?? ''),
    },
  },
  {
    id: 'xero-page-unknown-client',
    source: page,
    cause: 'client_credentials_invalid',
    weight: 0.96,
    when: { says: ['Unknown client or client not enabled', 'unknown client', 'client not enabled'] },
  },
  {
    id: 'xero-page-restricted-scope',
    source: `${page}: a scope only Xero itself can give to an app`,
    cause: 'app_not_authorized',
    weight: 0.88,
    when: { says: ['Invalid scope for client'] },
    also: [{ cause: 'request_invalid', weight: 0.5 }],
    action: 'fix_app_config',
    actor: 'app_owner',
  },
  {
    id: 'xero-page-scope',
    source: `${page}; facts/xero 1.13: broad scopes are refused for apps made since 2026-03-02`,
    cause: 'request_invalid',
    weight: 0.82,
    when: { says: ['invalid_scope', 'Invalid scope', 'scope validation failed'] },
    also: [{ cause: 'app_not_authorized', weight: 0.45 }],
    action: 'fix_app_config',
    actor: 'app_owner',
  },
  {
    id: 'xero-connection-limit',
    source: 'facts/xero 1.12 and 6.2: the tier of the app, or two uncertified apps in one organisation',
    cause: 'app_not_authorized',
    weight: 0.96,
    when: {
      says: [
        'connectionLimit',
        'connection limit',
        'needs to complete certification',
        'Maximum number of tenants',
        'uncertified app',
        ['limit', 'connected', 'organisations'],
      ],
    },
    actor: 'app_owner',
  },
  {
    id: 'xero-consent-denied',
    source: 'facts/xero 1.5: the callback after Cancel',
    cause: 'user_cancelled',
    weight: 0.95,
    when: {
      phases: ['authorize', 'callback', 'token'],
      says: ['TenantConsent status DENIED', 'consent status denied'],
    },
  },
  {
    id: 'xero-callback-without-code',
    source: 'facts/xero 1.5: success carries `code`, refusal `error`; without either nothing can be told',
    cause: 'unknown',
    weight: 0.72,
    when: {
      phases: ['callback'],
      says: [
        ['parameter is required', 'code'],
        ['missing', 'code'],
        ['no', 'authorization code'],
      ],
    },
    also: [
      { cause: 'user_cancelled', weight: 0.4 },
      { cause: 'request_invalid', weight: 0.35 },
    ],
  },
  {
    id: 'xero-refresh-consumed',
    source: 'facts/xero 1.7.5: a race or a lost write; the store may hold the newer token',
    cause: 'refresh_token_expired',
    weight: 0.94,
    when: { says: ['token has been consumed', 'token consumed', 'already been consumed'] },
    reconnectHelps: 'maybe',
    tests: ['reread_store'],
  },
  {
    id: 'xero-refresh-idle-60-days',
    source: 'facts/xero 1.6: a refresh token not used for 60 days is dead (FAQ)',
    cause: 'refresh_token_expired',
    weight: 0.93,
    when: {
      phases: ['refresh'],
      oauth: ['invalid_grant'],
      and: ({ evidence: { history } }) =>
        isLonger(history.refreshTokenAge, 60 * dayMs) || isLonger(history.lastSuccessAgo, 60 * dayMs),
    },
    overturns: { causes: ['grant_invalid'], upTo: 0.9 },
  },
  {
    id: 'xero-token-client',
    source: token,
    cause: 'client_credentials_invalid',
    weight: 0.95,
    when: { phases: ['token', 'refresh', 'revoke'], oauth: ['invalid_client'] },
  },
  {
    id: 'xero-token-app-type',
    source: `${token}: a grant type this type of app may not use`,
    cause: 'client_credentials_invalid',
    weight: 0.6,
    when: { phases: ['token', 'refresh'], oauth: ['unauthorized_client'] },
    also: [{ cause: 'request_invalid', weight: 0.4 }],
  },
  {
    id: 'xero-clock',
    source: `${token}: xero-node checks nbf with the device's clock`,
    cause: 'clock_skew',
    weight: 0.93,
    when: { says: ['JWT not active yet', ['not active yet', 'nbf'], ['jwt', 'nbf', 'now']] },
  },
  {
    id: 'xero-token-timeout',
    source: 'facts/xero 1.7.2 and 1.7.3: the server may have rotated; the previous token still works for 30 minutes',
    cause: 'provider_outage',
    weight: 0.6,
    when: { phases: ['token', 'refresh'], transport: ['timeout'] },
    also: [{ cause: 'network_unreachable', weight: 0.45 }],
    tests: ['reach_other_site'],
  },
  {
    id: 'xero-no-refresh-token',
    source: 'facts/xero 1.6: a refresh token comes only with offline_access',
    cause: 'scope_missing',
    weight: 0.85,
    when: {
      says: [
        'offline_access',
        ['no refresh token', 'returned'],
        ['refresh_token', 'missing'],
        ['refresh_token', 'not present'],
      ],
    },
    facts: () => ({ missingScope: 'offline_access' }),
  },
  {
    id: 'xero-legacy-verifier',
    source: 'facts/xero 2.5 shape 3: the three-legged sign-in of OAuth 1.0a, gone since 2021',
    cause: 'token_malformed',
    weight: 0.7,
    when: {
      phases: ['token', 'callback'],
      says: [
        ['token_rejected', 'request token'],
        ['token', 'does not match', 'request token'],
      ],
    },
    also: [
      { cause: 'grant_invalid', weight: 0.4 },
      { cause: 'request_invalid', weight: 0.35 },
    ],
  },
];
