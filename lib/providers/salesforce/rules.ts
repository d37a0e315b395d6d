import type { ProviderMark, Rule } from '../../model/rule';
import { salesforceApiRules } from './rules-api';
import { salesforceSignInRules } from './rules-sign-in';

/** What Salesforce's answers mean; every rule names its place on the facts page. */
export const salesforceRules: readonly Rule[] = [...salesforceSignInRules, ...salesforceApiRules];

/** By what an answer shows that it is Salesforce's (facts/salesforce 3). */
export const salesforceMarks: readonly ProviderMark[] = [
  {
    weight: 1,
    hosts: ['salesforce.com', 'force.com', 'salesforce-setup.com'],
    headers: ['sforce-limit-info', 'x-sfdc-request-id'],
  },
  {
    weight: 0.9,
    says: ['salesforce', 'Connected App', 'External Client App', 'REST API is not enabled'],
    spells: ['sobject'],
  },
  {
    weight: 0.9,
    codes: [
      'invalid_session_id',
      'request_limit_exceeded',
      'api_disabled_for_org',
      'insufficient_access*',
      'malformed_query',
      'malformed_search',
      'oauth_app_*',
      'oauth_ec_app_*',
      'oauth_approval_*',
      'invalid_app_access',
      'invalid_client_id',
    ],
  },
  {
    weight: 0.7,
    says: [
      'Bad_OAuth_Token',
      'RemoteAccessErrorPage',
      'approved this consumer',
      'expired access/refresh token',
      'client identifier invalid',
      'session is not valid for use with',
      'end-user denied',
    ],
  },
  { weight: 0.5, codes: ['invalid_field', 'invalid_type', 'required_field_missing', 'malformed_id'] },
];
