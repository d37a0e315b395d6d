import type { RuleBook } from '../model/rule';
import { intacctMarks, intacctRules } from './intacct/rules';
import { quickbooksMarks, quickbooksRules } from './quickbooks/rules';
import { salesforceMarks, salesforceRules } from './salesforce/rules';
import { xeroMarks, xeroRules } from './xero/rules';

/** What the diagnosis knows about each provider, by provider id. */
export const ruleBooks: ReadonlyMap<string, RuleBook> = new Map([
  ['xero', { rules: xeroRules, marks: xeroMarks }],
  ['quickbooks', { rules: quickbooksRules, marks: quickbooksMarks }],
  ['intacct', { rules: intacctRules, marks: intacctMarks }],
  ['salesforce', { rules: salesforceRules, marks: salesforceMarks }],
]);
