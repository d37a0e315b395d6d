import type { RuleBook } from '../model/rule';
import { xeroMarks, xeroRules } from './xero/rules';

/** What the diagnosis knows about each provider, by provider id. */
export const ruleBooks: ReadonlyMap<string, RuleBook> = new Map([['xero', { rules: xeroRules, marks: xeroMarks }]]);
