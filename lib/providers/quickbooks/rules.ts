import type { ProviderMark, Rule } from '../../model/rule';
import { quickbooksRefusalRules } from './rules-api';
import { quickbooksOtherRules } from './rules-other';
import { quickbooksPageRules } from './rules-page';
import { quickbooksPlanRules } from './rules-plan';
import { quickbooksSignInRules } from './rules-sign-in';

/** What QuickBooks Online's answers mean; every rule names its place on the facts page. */
export const quickbooksRules: readonly Rule[] = [
  ...quickbooksSignInRules,
  ...quickbooksRefusalRules,
  ...quickbooksPlanRules,
  ...quickbooksOtherRules,
  ...quickbooksPageRules,
];

/** By what an answer shows that it is QuickBooks' (facts/quickbooks 2, fault shapes). */
export const quickbooksMarks: readonly ProviderMark[] = [
  { weight: 1, hosts: ['intuit.com'], headers: ['intuit_tid', 'qbo-version'] },
  { weight: 0.9, says: ['errorCode=00', 'IntuitResponse', 'QuickBooks', 'realmId', 'Intuit', 'com.intuit.'] },
  {
    weight: 0.6,
    codes: ['validationfault', 'systemfault', 'authenticationfault', 'authorizationfault', 'ahz-*', 'val-*'],
  },
  {
    weight: 0.6,
    says: [
      'Business Validation Error',
      'Stale Object Error',
      'System Failure Error',
      'Incorrect Token type or clientID',
    ],
  },
  { weight: 0.5, says: ['Invalid Company Status', 'ThrottleExceeded', 'part of the realm', 'Accessing Wrong Cluster'] },
];
