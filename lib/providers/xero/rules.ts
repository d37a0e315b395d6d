import type { ProviderMark, Rule } from '../../model/rule';
import { xeroRefusalRules } from './rules-api';
import { xeroForbiddenRules } from './rules-forbidden';
import { xeroOtherRules } from './rules-other';
import { xeroPageRules } from './rules-page';
import { xeroSignInRules } from './rules-sign-in';

/** What Xero's answers mean; every rule names its place on the facts page. */
export const xeroRules: readonly Rule[] = [
  ...xeroSignInRules,
  ...xeroForbiddenRules,
  ...xeroRefusalRules,
  ...xeroOtherRules,
  ...xeroPageRules,
];

/** By what an answer shows that it is Xero's (facts/xero 2.3, 2.5, 6.2). */
export const xeroMarks: readonly ProviderMark[] = [
  { weight: 1, hosts: ['xero.com'], headers: ['xero-correlation-id', 'xero-origin-id', 'x-appminlimit-remaining'] },
  {
    weight: 0.8,
    says: [
      'AuthenticationUnsuccessful',
      'AuthorizationUnsuccessful',
      'oauth_problem',
      'TenantConsent',
      'accounting.reports.',
      'accounting.settings',
    ],
  },
  { weight: 0.8, says: [['TokenExpired', 'token expired at']] },
  { weight: 0.6, says: ['xero'], headers: ['x-minlimit-remaining', 'x-daylimit-remaining', 'x-rate-limit-problem'] },
  { weight: 0.5, codes: ['validationexception', 'postdatainvalidexception', 'apimethodnotimplementedexception'] },
];
