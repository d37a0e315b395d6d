import type { Rule } from '../../model/rule';
import { everWorked, holdsScope, isOtherEnvironment } from '../conditions';

const catalogue = 'facts/quickbooks 4b';
const accounting = ['com.intuit.quickbooks.accounting'];

/** The gateway's own complaints about tokens, by code or by name where a client dropped the code. */
const gatewayRefused = ['3100', 'applicationauthorizationfailed', 'authorizationfailed'];

/** Tokens, people and companies (facts/quickbooks 4b and 5). */
export const quickbooksRefusalRules: readonly Rule[] = [
  {
    id: 'quickbooks-3200-expired',
    source: `${catalogue}: detail "Token expired: …"`,
    cause: 'access_token_expired',
    weight: 0.97,
    when: { phases: ['api'], codes: ['3200'], says: ['token expired'] },
    tests: ['refresh'],
  },
  {
    id: 'quickbooks-3200-malformed',
    source: `${catalogue}: "Malformed bearer token"`,
    cause: 'token_malformed',
    weight: 0.95,
    when: { says: ['Malformed bearer token', 'bearer token too short', 'too short or too long'] },
  },
  {
    id: 'quickbooks-3200',
    source: `${catalogue}: refresh once; again refused means the grant is gone`,
    cause: 'access_token_expired',
    weight: 0.62,
    when: { phases: ['api'], codes: ['3200', 'authenticationfailed', 'applicationauthenticationfailed'] },
    also: [
      { cause: 'grant_revoked', weight: 0.45 },
      { cause: 'token_malformed', weight: 0.3 },
    ],
    tests: ['refresh'],
  },
  {
    id: 'quickbooks-3200-named',
    source: `${catalogue}: the same, where the code was lost`,
    cause: 'access_token_expired',
    weight: 0.6,
    when: { phases: ['api'], says: ['message=AuthenticationFailed', 'AuthenticationFailed; errorCode'] },
    also: [{ cause: 'grant_revoked', weight: 0.45 }],
    tests: ['refresh'],
  },
  {
    id: 'quickbooks-refused-after-refresh',
    source: 'facts/quickbooks 5.5: refresh once, repeat the call; still 401 means disconnected',
    cause: 'grant_revoked',
    weight: 0.68,
    when: { phases: ['api'], status: [401], and: ({ evidence }) => evidence.history.refreshedJustNow === true },
    overturns: { causes: ['access_token_expired'], upTo: 0.97 },
    also: [{ cause: 'token_malformed', weight: 0.5 }],
  },
  {
    id: 'quickbooks-100-110',
    source: `${catalogue}: general authentication error; refresh once, then wrong company or environment`,
    cause: 'access_token_expired',
    weight: 0.56,
    when: {
      phases: ['api'],
      says: ['General Authentication Error', 'AuthenticationErrorGeneral', 'SRV-110', 'Authentication OAuth Error'],
    },
    also: [
      { cause: 'token_malformed', weight: 0.5 },
      { cause: 'grant_revoked', weight: 0.4 },
    ],
    tests: ['refresh', 'list_tenants'],
  },
  {
    id: 'quickbooks-120',
    source: `${catalogue}: whoever connected is no admin any more or was removed; another admin can reconnect`,
    cause: 'user_permission_insufficient',
    weight: 0.92,
    when: { status: [400, 401, 403], codes: ['120'] },
    also: [{ cause: 'user_inactive', weight: 0.5 }],
    reconnectHelps: 'maybe',
  },
  {
    id: 'quickbooks-120-text',
    source: `${catalogue}: -11014`,
    cause: 'user_permission_insufficient',
    weight: 0.92,
    when: { says: ['You do not have access to use QuickBooks', '-11014'] },
    also: [{ cause: 'user_inactive', weight: 0.5 }],
    reconnectHelps: 'maybe',
  },
  {
    id: 'quickbooks-120-outage',
    source: `${catalogue}: the same code with statusCode 500 comes with outages`,
    cause: 'provider_outage',
    weight: 0.94,
    when: { status: [500], codes: ['120'] },
  },
  {
    id: 'quickbooks-120-outage-text',
    source: catalogue,
    cause: 'provider_outage',
    weight: 0.94,
    when: { says: ['Unknown Error during Authentication'] },
  },
  {
    id: 'quickbooks-wrong-cluster',
    source: `${catalogue}: code 130, sandbox and production mixed`,
    cause: 'token_malformed',
    weight: 0.95,
    when: { says: ['Wrong Cluster', '-11017'] },
    also: [{ cause: 'request_invalid', weight: 0.4 }],
  },
  {
    id: 'quickbooks-other-environment',
    source: 'facts/quickbooks 5.6: compare key set, host and realm before anything else',
    cause: 'token_malformed',
    weight: 0.95,
    when: {
      and: (it) =>
        isOtherEnvironment(it) &&
        (it.signals.codes.some((code) => ['3100', '3200', '7001', '130', '100', '110'].includes(code)) ||
          /sufficientscope|invaliddestinationurl|authorizationfailed/.test(it.signals.folded)),
    },
    overturns: {
      causes: ['provider_outage', 'plan_restricted', 'scope_missing', 'grant_revoked', 'user_permission_insufficient'],
      upTo: 0.93,
    },
    also: [{ cause: 'request_invalid', weight: 0.5 }],
  },
  {
    id: 'quickbooks-3100',
    source: `${catalogue}: from the start: wrong host for the keys, or wrong realm for the token`,
    cause: 'token_malformed',
    weight: 0.6,
    when: { phases: ['api'], status: [401, 403], codes: gatewayRefused },
    also: [
      { cause: 'grant_revoked', weight: 0.5 },
      { cause: 'user_permission_insufficient', weight: 0.35 },
      { cause: 'scope_missing', weight: 0.3 },
    ],
    tests: ['refresh'],
  },
  {
    id: 'quickbooks-3100-named',
    source: `${catalogue}: the same, where the code was lost`,
    cause: 'token_malformed',
    weight: 0.58,
    when: { phases: ['api'], says: ['ApplicationAuthorizationFailed', 'message=AuthorizationFailed'] },
    also: [{ cause: 'grant_revoked', weight: 0.5 }],
    tests: ['refresh'],
  },
  {
    id: 'quickbooks-3100-after-success',
    source: `${catalogue}: after long success the access was withdrawn`,
    cause: 'grant_revoked',
    weight: 0.7,
    when: { phases: ['api'], status: [401, 403], codes: gatewayRefused, and: everWorked },
    overturns: { causes: ['token_malformed'], upTo: 0.6 },
    also: [
      { cause: 'user_permission_insufficient', weight: 0.45 },
      { cause: 'token_malformed', weight: 0.35 },
    ],
  },
  {
    id: 'quickbooks-3100-outage',
    source: `${catalogue}: with 500 and now and then it is an outage`,
    cause: 'provider_outage',
    weight: 0.8,
    when: { phases: ['api'], status: [500], codes: ['3100'] },
    also: [{ cause: 'token_malformed', weight: 0.6 }],
  },
  {
    id: 'quickbooks-3100-never-worked',
    source: `${catalogue}: with 500 on every call from the start it is the wrong host`,
    cause: 'token_malformed',
    weight: 0.86,
    when: {
      phases: ['api'],
      status: [500],
      codes: ['3100'],
      and: ({ evidence }) => evidence.history.everWorked === false,
    },
    overturns: { causes: ['provider_outage'], upTo: 0.8 },
  },
  {
    id: 'quickbooks-first-call',
    source:
      'facts/quickbooks 4b and 5.6: refused from the first call on: keys of one environment, a company of the other',
    cause: 'token_malformed',
    weight: 0.96,
    when: {
      phases: ['api'],
      codes: ['3100', '7001', '130'],
      and: ({ evidence }) => evidence.history.everWorked === false,
    },
    overturns: { causes: ['provider_outage', 'plan_restricted', 'scope_missing'], upTo: 0.95 },
    also: [{ cause: 'plan_restricted', weight: 0.4 }],
    action: 'fix_app_config',
    actor: 'app_owner',
    reconnectHelps: 'no',
  },
  {
    id: 'quickbooks-scope-but-granted',
    source: `${catalogue}: the accounting scope was granted, so it is again the wrong host`,
    cause: 'token_malformed',
    weight: 0.88,
    when: { says: ['sufficient scope'], and: (it) => holdsScope(it, accounting) },
    overturns: { causes: ['scope_missing'], upTo: 0.87 },
    also: [{ cause: 'request_invalid', weight: 0.4 }],
  },
  {
    id: 'quickbooks-graphql-scope',
    source: `${catalogue}: AHZ codes come with HTTP 200 too`,
    cause: 'scope_missing',
    weight: 0.92,
    when: { codes: ['ahz-*'] },
  },
  {
    id: 'quickbooks-not-in-realm',
    source: `${catalogue}: VAL-1002`,
    cause: 'tenant_unavailable',
    weight: 0.88,
    when: { says: ['not part of the realm', 'VAL-1002'] },
    also: [{ cause: 'user_permission_insufficient', weight: 0.5 }],
  },
  {
    id: 'quickbooks-company-locked',
    source: `${catalogue}: code 140 (unverified)`,
    cause: 'tenant_unavailable',
    weight: 0.9,
    when: { says: ['Company Locked'] },
    also: [{ cause: 'user_inactive', weight: 0.3 }],
  },
  {
    id: 'quickbooks-company-reset',
    source: `${catalogue}: code 10200`,
    cause: 'tenant_unavailable',
    weight: 0.6,
    when: { codes: ['10200'] },
    also: [{ cause: 'not_an_auth_problem', weight: 0.4 }],
  },
];
