import type { RuleCase } from '../../model/rule';
import { askedFor } from '../conditions';

/** Products an organisation has or has not, apart from the person's role (facts/xero 3). */
export function isProductArea(ruleCase: RuleCase): boolean {
  return /payroll|projects|assets|expenses|bankfeeds|finance/.test(askedFor(ruleCase));
}
