import type { PageSign } from '../../model/page-sign';
import type { Rule, RuleCase } from '../../model/rule';

const pageSource =
  "facts/xero 1.11 and 4: only Standard and Adviser may connect, and a company is listed no more once its person was removed or lowered; what Xero's own page showed, read on the device";

/** The company is not listed any more, and Xero's own list of users shows why. */
function explains(sign: PageSign): (ruleCase: RuleCase) => boolean {
  return ({ evidence }) => evidence.grant.tenantStillListed === false && evidence.page?.signs.includes(sign) === true;
}

/** What Xero's list of users adds where a company is not listed any more. */
export const xeroPageRules: readonly Rule[] = [
  {
    id: 'xero-not-listed-person-missing',
    source: pageSource,
    cause: 'user_inactive',
    weight: 0.95,
    when: { and: explains('person_missing') },
    overturns: { causes: ['tenant_unavailable'], upTo: 0.93 },
    reconnectHelps: 'no',
  },
  {
    id: 'xero-not-listed-role-limited',
    source: pageSource,
    cause: 'user_permission_insufficient',
    weight: 0.95,
    when: { and: explains('role_limited') },
    overturns: { causes: ['tenant_unavailable'], upTo: 0.93 },
    reconnectHelps: 'no',
  },
];
