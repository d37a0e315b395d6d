import type { PageSign } from '../../model/page-sign';
import type { Rule, RuleCase } from '../../model/rule';

const pageSource = "what Sage Intacct's own list of users showed to the person, read on the device";

function shows(...signs: PageSign[]): (ruleCase: RuleCase) => boolean {
  return ({ evidence }) => signs.some((sign) => evidence.page?.signs.includes(sign));
}

/** What the list of users adds to a sign-in that is dead: who is inactive is left out of it, who is locked out says so. */
export const intacctPageRules: readonly Rule[] = [
  {
    id: 'intacct-dead-person-off',
    source: `facts/sage-intacct 7, "User": Inactive, Locked out; ${pageSource}`,
    cause: 'user_inactive',
    weight: 0.94,
    when: { phases: ['refresh', 'api', 'token'], and: shows('person_missing', 'person_inactive') },
    overturns: {
      causes: ['grant_invalid', 'grant_revoked', 'refresh_token_expired', 'access_token_expired', 'tenant_unavailable'],
      upTo: 0.93,
    },
    also: [{ cause: 'grant_revoked', weight: 0.5 }],
  },
];
