import type { PageSign } from '../../model/page-sign';
import type { Rule, RuleCase } from '../../model/rule';

const pageSource = "what QuickBooks' own page showed to the person, read on the device";

function shows(sign: PageSign): (ruleCase: RuleCase) => boolean {
  return ({ evidence }) => evidence.page?.signs.includes(sign) === true;
}

/** What QuickBooks' pages add to an answer that may mean two things (facts/quickbooks 4b and 5.4). */
export const quickbooksPageRules: readonly Rule[] = [
  {
    id: 'quickbooks-120-person-missing',
    source: `facts/quickbooks 4b: code 120 means no admin any more, or removed; ${pageSource}`,
    cause: 'user_inactive',
    weight: 0.94,
    when: { status: [400, 401, 403], codes: ['120'], and: shows('person_missing') },
    overturns: { causes: ['user_permission_insufficient'], upTo: 0.93 },
    also: [{ cause: 'user_permission_insufficient', weight: 0.5 }],
    reconnectHelps: 'maybe',
  },
  {
    id: 'quickbooks-app-missing',
    source: `facts/quickbooks 5.4: a dead grant whose app is gone from the list was disconnected there; ${pageSource}`,
    cause: 'grant_revoked',
    weight: 0.94,
    when: { oauth: ['invalid_grant'], and: shows('app_missing') },
    overturns: { causes: ['grant_invalid', 'refresh_token_expired', 'tenant_unavailable'], upTo: 0.93 },
  },
];
