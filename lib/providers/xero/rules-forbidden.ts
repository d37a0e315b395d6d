import type { Rule, RuleCase } from '../../model/rule';
import { isSubscriptionLapsed, otherAreasWork } from '../conditions';
import { isProductArea } from './product-areas';

function isTrial({ evidence }: RuleCase): boolean {
  return /trial|demo/i.test(evidence.grant.subscription?.plan ?? '');
}

/** The company is still connected, and no area of it answers. */
function isListedAndShut({ evidence: { grant, siblings } }: RuleCase): boolean {
  const isShut = (siblings.otherAreasOk ?? []).length === 0 && (siblings.otherAreasDenied ?? []).length > 0;
  return grant.tenantStillListed === true && isShut;
}

/** One body, many causes: the 403 and the questions that split it, in the order of facts/xero 4. */
export const xeroForbiddenRules: readonly Rule[] = [
  {
    id: 'xero-403-authentication-unsuccessful',
    source: 'facts/xero 4, "one body, many causes"',
    cause: 'tenant_unavailable',
    weight: 0.5,
    when: { phases: ['api', 'page'], status: [403], says: ['AuthenticationUnsuccessful'] },
    also: [
      { cause: 'grant_revoked', weight: 0.3 },
      { cause: 'user_permission_insufficient', weight: 0.3 },
      { cause: 'plan_restricted', weight: 0.3 },
      { cause: 'request_invalid', weight: 0.2 },
    ],
    tests: ['refresh', 'list_tenants', 'other_area', 'read_subscription'],
  },
  {
    id: 'xero-403-lapsed',
    source: 'facts/xero 4, check 4: trial or subscription ended',
    cause: 'plan_restricted',
    weight: 0.84,
    when: { phases: ['api'], status: [403], says: ['AuthenticationUnsuccessful'], and: isSubscriptionLapsed },
    overturns: { causes: ['tenant_unavailable', 'user_permission_insufficient'], upTo: 0.7 },
    also: [{ cause: 'tenant_unavailable', weight: 0.5 }],
    reconnectHelps: 'no',
  },
  {
    id: 'xero-403-listed-product-area',
    source: 'facts/xero 4, check 3: listed, other areas answer, and this one is a product of its own',
    cause: 'plan_restricted',
    weight: 0.66,
    when: {
      phases: ['api'],
      status: [403],
      says: ['AuthenticationUnsuccessful'],
      and: (it) => otherAreasWork(it) && isProductArea(it),
    },
    overturns: { causes: ['tenant_unavailable', 'grant_revoked'], upTo: 0.8 },
    also: [{ cause: 'user_permission_insufficient', weight: 0.55 }],
    tests: ['read_subscription'],
  },
  {
    id: 'xero-403-listed-everything-fails-on-trial',
    source: 'facts/xero 4, check 4: listed and everything fails; plan_restricted if Class was TRIAL',
    cause: 'plan_restricted',
    weight: 0.6,
    when: {
      phases: ['api'],
      status: [403],
      says: ['AuthenticationUnsuccessful'],
      and: (it) => isListedAndShut(it) && isTrial(it),
    },
    overturns: { causes: ['tenant_unavailable', 'user_permission_insufficient'], upTo: 0.59 },
  },
  {
    id: 'xero-403-listed-everything-fails',
    source: 'facts/xero 4, check 4: listed, and no area answers: inactive, or unknown',
    cause: 'unknown',
    weight: 0.55,
    when: {
      phases: ['api'],
      status: [403],
      says: ['AuthenticationUnsuccessful'],
      and: isListedAndShut,
    },
    overturns: { causes: ['tenant_unavailable', 'user_permission_insufficient'], upTo: 0.54 },
    also: [
      { cause: 'plan_restricted', weight: 0.5 },
      { cause: 'user_permission_insufficient', weight: 0.4 },
    ],
    tests: ['read_subscription'],
  },
  {
    id: 'xero-connections-empty',
    source: 'facts/xero 1.9: a good token and an empty list: no organisation is connected any more',
    cause: 'tenant_unavailable',
    weight: 0.94,
    when: {
      phases: ['api'],
      status: [200],
      and: ({ evidence }) =>
        /(?:^|\/)connections(?:$|\?)/i.test(evidence.request.path ?? '') && evidence.answer?.body.trim() === '[]',
    },
    overturns: { causes: ['not_an_auth_problem'], upTo: 0.97 },
    reconnectHelps: 'yes',
  },
];
