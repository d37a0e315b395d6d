import type { Rule } from '../../model/rule';

const catalogue = 'facts/salesforce 3 (answers of the token endpoint) and 2 (the block on uninstalled apps)';

/** Salesforce's sign-in pages, callback and token endpoint. */
export const salesforceSignInRules: readonly Rule[] = [
  {
    id: 'salesforce-refresh-expired',
    source: `${catalogue}: revoked, expired by policy, idle, sixth approval, wrong host all read the same`,
    cause: 'grant_invalid',
    weight: 0.74,
    when: { phases: ['token', 'refresh', 'api'], says: ['expired access/refresh token', 'expired refresh token'] },
    overturns: { causes: ['refresh_token_expired'], upTo: 0.87 },
    also: [
      { cause: 'refresh_token_expired', weight: 0.6 },
      { cause: 'grant_revoked', weight: 0.5 },
    ],
  },
  {
    id: 'salesforce-code',
    source: `${catalogue}: the code was used or is older than 15 minutes`,
    cause: 'grant_invalid',
    weight: 0.84,
    when: {
      says: ['invalid authorization code', 'expired authorization code', 'invalid code verifier', 'code verifier'],
    },
  },
  {
    id: 'salesforce-credentials',
    source: `${catalogue}: invalid_grant "authentication failure", SOAP INVALID_LOGIN`,
    cause: 'grant_invalid',
    weight: 0.72,
    when: { says: ['authentication failure', 'INVALID_LOGIN', 'invalid username, password'] },
    also: [
      { cause: 'user_inactive', weight: 0.4 },
      { cause: 'access_policy_blocked', weight: 0.35 },
    ],
    reconnectHelps: 'maybe',
  },
  {
    id: 'salesforce-wrong-host',
    source: 'facts/salesforce 1: production, sandbox and My Domain each have a login host',
    cause: 'request_invalid',
    weight: 0.8,
    when: { says: ['request not supported on this domain'] },
    also: [{ cause: 'token_malformed', weight: 0.5 }],
  },
  {
    id: 'salesforce-inactive-org',
    source: 'help.salesforce.com remoteaccess_oauth_flow_errors: the org itself is closed or locked',
    cause: 'tenant_unavailable',
    weight: 0.84,
    when: { says: ['inactive organization', 'inactive org', 'ORG_LOCKED', 'organization is locked'] },
    also: [{ cause: 'plan_restricted', weight: 0.45 }],
    reconnectHelps: 'no',
  },
  {
    id: 'salesforce-trial',
    source: 'SOAP API developer guide, exception codes: the trial ended',
    cause: 'plan_restricted',
    weight: 0.88,
    when: { says: ['TRIAL_EXPIRED', 'organization has expired', 'org has expired'] },
  },
  {
    id: 'salesforce-app-blocked',
    source: catalogue,
    cause: 'app_not_authorized',
    weight: 0.95,
    when: {
      says: [
        'OAUTH_APP_BLOCKED',
        'blocked by admin',
        'OAUTH_APP_ACCESS_DENIED',
        'invalid_app_access',
        'not admin approved',
        'hasn t approved this consumer',
        'hasn’t approved this consumer',
        'not approved this consumer',
        'CLIENT_NOT_ACCESSIBLE_FOR_USER',
        'OAUTH_AUTHORIZATION_BLOCKED',
        'Cross-org OAuth',
      ],
    },
    also: [{ cause: 'user_permission_insufficient', weight: 0.4 }],
  },
  {
    id: 'salesforce-app-not-installed',
    source: catalogue,
    cause: 'app_not_authorized',
    weight: 0.95,
    when: {
      says: [
        'must be installed',
        'OAUTH_EC_APP_NOT_FOUND',
        'not installed in this org',
        'AppInstallErrorPage',
        'EC_APP_NOT_FOUND',
        'not attached to Agent',
      ],
    },
  },
  {
    id: 'salesforce-error-page-client',
    source: 'facts/salesforce 2: the sign-in window stops on RemoteAccessErrorPage with invalid_client',
    cause: 'app_not_authorized',
    weight: 0.9,
    when: {
      phases: ['authorize', 'callback'],
      says: [['RemoteAccessErrorPage', 'invalid_client'], 'AppInstallErrorPage'],
    },
    overturns: { causes: ['client_credentials_invalid', 'user_cancelled'], upTo: 0.89 },
    also: [{ cause: 'client_credentials_invalid', weight: 0.5 }],
  },
  {
    id: 'salesforce-error-page-no-client-id',
    source: `${catalogue}: invalid_client_id, still propagating, or signed in to another org`,
    cause: 'client_credentials_invalid',
    weight: 0.92,
    when: { says: ['invalid_client_id', 'client identifier invalid'] },
    // The page of uninstalled apps is the same; only its reason begins with the same letters.
    overturns: { causes: ['app_not_authorized'], upTo: 0.9 },
  },
  {
    id: 'salesforce-client-id-text',
    source: catalogue,
    cause: 'client_credentials_invalid',
    weight: 0.88,
    when: {
      says: ['client identifier invalid', 'invalid client credentials', 'invalid_client_id', 'invalid client id'],
    },
  },
  {
    id: 'salesforce-approval-generic',
    source: `${catalogue}: app, licence or scope, in this order`,
    cause: 'app_not_authorized',
    weight: 0.72,
    when: {
      says: [
        'OAUTH_APPROVAL_ERROR_GENERIC',
        'error occurred while authorizing',
        'authorize you because of an oauth error',
        'oauth approval error generic',
        'unexpected error has occured during authentication',
      ],
    },
    also: [
      { cause: 'user_permission_insufficient', weight: 0.55 },
      { cause: 'scope_missing', weight: 0.45 },
    ],
  },
  {
    id: 'salesforce-retry',
    source: 'help.salesforce.com remoteaccess_oauth_flow_errors: unknown_error, "retry your request"',
    cause: 'provider_outage',
    weight: 0.84,
    when: { says: ['retry your request', 'unknown_error'] },
  },
  {
    id: 'salesforce-login-rate',
    source: 'help.salesforce.com remoteaccess_oauth_flow_errors: too many sign-ins of one user',
    cause: 'rate_limited',
    weight: 0.9,
    when: { says: ['login rate exceeded', 'rate limit exceeded'] },
  },
  {
    id: 'salesforce-user-locked',
    source: 'facts/salesforce 3 (inactive user); SOAP API developer guide, login faults',
    cause: 'user_inactive',
    weight: 0.9,
    when: {
      says: [
        'PASSWORD_LOCKOUT',
        'INVALID_OPERATION_WITH_EXPIRED_PASSWORD',
        'inactive user',
        'Inactive_User',
        'user is frozen',
      ],
    },
  },
  {
    id: 'salesforce-login-policy',
    source: 'facts/salesforce 3 (ip restricted); SOAP API developer guide, login faults',
    cause: 'access_policy_blocked',
    weight: 0.9,
    when: {
      says: [
        'ip restricted',
        'LOGIN_MUST_USE_SECURITY_TOKEN',
        'LOGIN_DURING_RESTRICTED',
        'RESTRICTED_DOMAIN',
        'RESTRICTED_TIME',
        'TWO_FACTOR',
        'INVALID_SSO',
        'must use single sign-on',
        'LOGIN_CHALLENGE',
      ],
    },
  },
];
