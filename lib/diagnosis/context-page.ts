import type { PageSign } from '../model/page-sign';
import type { Rule } from '../model/rule';
import { grantCauses, isRefusal } from './context-signs';

const pageSource = "what the provider's own page showed to the person, read on the device (lib/model/page-sign)";

/** A page alone claims nothing: it weighs only beside an answer that refuses. */
function shown(sign: PageSign): NonNullable<Rule['when']['and']> {
  return (it) => it.evidence.page?.signs.includes(sign) === true && isRefusal(it);
}

/** What a page of the provider adds to an answer. */
export const pageRules: readonly Rule[] = [
  {
    id: 'page-subscription-ended',
    source: pageSource,
    cause: 'plan_restricted',
    weight: 0.85,
    when: { and: shown('subscription_ended') },
    overturns: { causes: [...grantCauses, 'user_permission_insufficient', 'tenant_unavailable'], upTo: 0.7 },
  },
  {
    id: 'page-role-limited',
    source: pageSource,
    cause: 'user_permission_insufficient',
    weight: 0.85,
    when: { and: shown('role_limited') },
    overturns: { causes: [...grantCauses, 'plan_restricted'], upTo: 0.7 },
  },
  {
    id: 'page-person-missing',
    source: pageSource,
    cause: 'user_inactive',
    weight: 0.8,
    when: { and: shown('person_missing') },
    overturns: { causes: ['user_permission_insufficient', 'plan_restricted'], upTo: 0.7 },
    also: [{ cause: 'tenant_unavailable', weight: 0.5 }],
  },
  {
    id: 'page-person-inactive',
    source: pageSource,
    cause: 'user_inactive',
    weight: 0.88,
    when: { and: shown('person_inactive') },
    overturns: { causes: ['user_permission_insufficient', 'plan_restricted'], upTo: 0.75 },
  },
  {
    id: 'page-app-missing',
    source: pageSource,
    cause: 'tenant_unavailable',
    weight: 0.8,
    when: { and: shown('app_missing') },
    overturns: { causes: ['user_permission_insufficient', 'plan_restricted'], upTo: 0.7 },
    also: [{ cause: 'grant_revoked', weight: 0.6 }],
    reconnectHelps: 'yes',
  },
];
