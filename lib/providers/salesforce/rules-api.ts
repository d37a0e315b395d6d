import type { Rule } from '../../model/rule';
import { holdsScope, lacksScope } from '../conditions';

const catalogue = 'facts/salesforce 3';

/** Scopes of which any one lets a client use the data interface. */
const dataScopes = ['api', 'full', 'web'];

/** Standard objects every edition has: when one of these is "not supported", the person may not read it. */
const standardObject =
  /sobjecttype(?:account|contact|opportunity|lead|case|order|orderitem|product2|pricebook2|pricebookentry|user|task|event|campaign|contract|asset|quote|quotelineitem|report|dashboard|profile|invoice|contenthubrepository)isnotsupported/;

/** Salesforce's data interface: `errorCode` decides, not the status. */
export const salesforceApiRules: readonly Rule[] = [
  {
    id: 'salesforce-session',
    source: `${catalogue}: INVALID_SESSION_ID`,
    cause: 'access_token_expired',
    weight: 0.93,
    when: { phases: ['api', 'page'], codes: ['invalid_session_id'] },
    also: [{ cause: 'grant_revoked', weight: 0.35 }],
    tests: ['refresh'],
  },
  {
    id: 'salesforce-session-text',
    source: `${catalogue}; 403 Bad_OAuth_Token of userinfo`,
    cause: 'access_token_expired',
    weight: 0.92,
    when: {
      phases: ['api', 'page'],
      says: ['Session expired or invalid', 'Bad_OAuth_Token', 'INVALID_SESSION_ID', 'Invalid Session ID found'],
    },
    tests: ['refresh'],
  },
  {
    id: 'salesforce-session-not-for-rest',
    source: `${catalogue}: refreshing loops; IP lock, high assurance level, or no api scope`,
    cause: 'app_not_authorized',
    weight: 0.76,
    when: { says: ['session is not valid for use with'] },
    overturns: { causes: ['access_token_expired'], upTo: 0.95 },
    also: [
      { cause: 'scope_missing', weight: 0.6 },
      { cause: 'access_policy_blocked', weight: 0.5 },
    ],
  },
  {
    id: 'salesforce-session-policy',
    source: `${catalogue}: the api scope is there, so it is the address lock or the level of the session`,
    cause: 'access_policy_blocked',
    weight: 0.86,
    when: {
      phases: ['api'],
      says: ['session is not valid for use with'],
      and: (it) => holdsScope(it, dataScopes),
    },
    overturns: { causes: ['access_token_expired', 'app_not_authorized'], upTo: 0.95 },
    also: [{ cause: 'app_not_authorized', weight: 0.6 }],
  },
  {
    id: 'salesforce-scope-lacking',
    source: `${catalogue}: the api scope is absent`,
    cause: 'scope_missing',
    weight: 0.95,
    when: { phases: ['api'], status: [401, 403], and: (it) => lacksScope(it, dataScopes) },
    overturns: { causes: ['access_token_expired', 'app_not_authorized', 'user_permission_insufficient'], upTo: 0.93 },
    facts: () => ({ missingScope: 'api' }),
  },
  {
    id: 'salesforce-identity-org',
    source: 'help.salesforce.com, Identity URLs: Wrong_Org, Bad_Id in plain text',
    cause: 'token_malformed',
    weight: 0.84,
    when: { says: ['Wrong_Org', 'Bad_Id'] },
  },
  {
    id: 'salesforce-identity-missing-token',
    source: 'help.salesforce.com, Identity URLs: Missing_OAuth_Token',
    cause: 'request_invalid',
    weight: 0.84,
    when: { says: ['Missing_OAuth_Token'] },
  },
  {
    id: 'salesforce-limit',
    source: `${catalogue}: comes with 403`,
    cause: 'rate_limited',
    weight: 0.97,
    when: {
      says: [
        'REQUEST_LIMIT_EXCEEDED',
        'requests limit exceeded',
        'txn limit exceeded',
        'EXCEEDED_QUOTA',
        'CONCURRENT_REQUESTS',
        'TXN_SECURITY_METERING',
      ],
    },
  },
  {
    id: 'salesforce-api-disabled',
    source: `${catalogue}: the edition; or API Enabled is missing; or the app is minutes old`,
    cause: 'plan_restricted',
    weight: 0.78,
    when: { says: ['API_DISABLED_FOR_ORG', 'API is not enabled', 'API_CURRENTLY_DISABLED', 'API is disabled'] },
    also: [
      { cause: 'user_permission_insufficient', weight: 0.6 },
      { cause: 'app_not_authorized', weight: 0.35 },
    ],
  },
  {
    id: 'salesforce-api-right',
    source: `${catalogue}: the edition has the interface, so the person lacks API Enabled; check permission first, then plan`,
    cause: 'user_permission_insufficient',
    weight: 0.82,
    when: {
      says: ['API_DISABLED_FOR_ORG', 'API is not enabled'],
      and: ({ evidence }) =>
        /enterprise|unlimited|performance|developer/i.test(evidence.grant.subscription?.plan ?? ''),
    },
    overturns: { causes: ['plan_restricted'], upTo: 0.8 },
    also: [
      { cause: 'plan_restricted', weight: 0.5 },
      { cause: 'app_not_authorized', weight: 0.35 },
    ],
  },
  {
    id: 'salesforce-feature',
    source: 'SOAP API developer guide, exception codes: the feature is not part of this org',
    cause: 'plan_restricted',
    weight: 0.8,
    when: { says: ['FUNCTIONALITY_NOT_ENABLED', 'INVALID_LICENSE', 'LICENSE_LIMIT'] },
  },
  {
    id: 'salesforce-access',
    source: `${catalogue}: INSUFFICIENT_ACCESS…`,
    cause: 'user_permission_insufficient',
    weight: 0.95,
    when: {
      says: ['INSUFFICIENT_ACCESS', 'insufficient access rights', 'API_DISABLED_FOR_USER', 'INSUFFICIENT_PRIVILEGES'],
    },
  },
  {
    id: 'salesforce-type',
    source: `${catalogue}: INVALID_TYPE: misspelt, or the person has no access`,
    cause: 'not_an_auth_problem',
    weight: 0.7,
    when: { says: ['INVALID_TYPE', ['sObject type', 'is not supported']] },
    also: [
      { cause: 'user_permission_insufficient', weight: 0.55 },
      { cause: 'request_invalid', weight: 0.4 },
    ],
  },
  {
    id: 'salesforce-type-known',
    source: `${catalogue}: a known object: the person has no access to it`,
    cause: 'user_permission_insufficient',
    weight: 0.8,
    when: { and: ({ signals }) => standardObject.test(signals.folded) },
    also: [{ cause: 'not_an_auth_problem', weight: 0.4 }],
  },
  {
    id: 'salesforce-field',
    source: `${catalogue}: INVALID_FIELD: misspelt, or field-level security`,
    cause: 'not_an_auth_problem',
    weight: 0.78,
    when: { says: ['INVALID_FIELD', 'No such column'] },
    also: [{ cause: 'user_permission_insufficient', weight: 0.45 }],
  },
  {
    id: 'salesforce-data',
    source: `${catalogue}: data and queries`,
    cause: 'not_an_auth_problem',
    weight: 0.88,
    when: {
      phases: ['api'],
      codes: [
        'not_found',
        'required_field_missing',
        'malformed_query',
        'malformed_search',
        'malformed_id',
        'invalid_field_for_insert_update',
        'invalid_cross_reference_key',
        'invalid_query_locator',
        'invalid_query_filter_operator',
        'field_custom_validation_exception',
        'field_integrity_exception',
        'duplicate*',
        'string_too_long',
        'entity_is_deleted',
        'entity_is_locked',
        'unable_to_lock_row',
        'delete_failed',
        'invalid_email_address',
        'number_outside_valid_range',
        'cannot_insert_update_activate_entity',
        'query_timeout',
        'storage_limit_exceeded',
      ],
    },
    also: [{ cause: 'request_invalid', weight: 0.4 }],
  },
  {
    id: 'salesforce-request',
    source: 'REST API developer guide, error codes: what was sent could not be read',
    cause: 'request_invalid',
    weight: 0.84,
    when: {
      codes: [
        'json_parser_error',
        'xml_parser_error',
        'method_not_allowed',
        'unsupported_api_version',
        'invalid_api_version',
        'missing_argument',
        'invalid_auth_header',
      ],
    },
    also: [{ cause: 'not_an_auth_problem', weight: 0.4 }],
  },
  {
    id: 'salesforce-outage',
    source: 'SOAP API developer guide, exception codes of the platform itself',
    cause: 'provider_outage',
    weight: 0.88,
    when: {
      codes: [
        'server_unavailable',
        'unknown_exception',
        'unable_to_connect',
        'org_in_maintenance',
        'server_error',
        'request_running_too_long',
      ],
    },
  },
];
