import type { Rule } from '../model/rule';
import { isOtherEnvironment, isSubscriptionLapsed, otherAreasWork } from '../providers/conditions';
import { contextSource, grantCauses, isDeadGrantAnswer, isRefusal } from './context-signs';

/** What the company, its siblings and its plan add to an answer. */
export const companyRules: readonly Rule[] = [
  {
    id: 'company-not-listed',
    source:
      'facts/xero 1.9, 4: the list of companies is what tells whether a company is still connected; SEC-13: so does a good answer about another company',
    cause: 'tenant_unavailable',
    weight: 0.92,
    when: {
      phases: ['api', 'page'],
      status: [200, 400, 401, 403, 404],
      and: ({ evidence }) => evidence.grant.tenantStillListed === false,
    },
    overturns: {
      causes: [...grantCauses, 'user_permission_insufficient', 'plan_restricted', 'not_an_auth_problem'],
      upTo: 0.85,
    },
    reconnectHelps: 'yes',
  },
  {
    id: 'company-of-another',
    source: 'SEC-13: data came, and it is that of a company we did not ask for',
    cause: 'tenant_unavailable',
    weight: 0.92,
    when: { phases: ['api'], status: ['2xx'], and: ({ evidence }) => evidence.grant.tenantStillListed === false },
    overturns: { causes: ['not_an_auth_problem'], upTo: 0.97 },
    reconnectHelps: 'yes',
  },
  {
    id: 'company-listed',
    source: 'facts/xero 4: listed and refused, so it is the role, the plan or the product',
    cause: 'user_permission_insufficient',
    weight: 0.5,
    when: { phases: ['api'], status: [401, 403], and: ({ evidence }) => evidence.grant.tenantStillListed === true },
    overturns: { causes: ['tenant_unavailable'], upTo: 0.8 },
    also: [{ cause: 'plan_restricted', weight: 0.45 }],
    tests: ['other_area', 'read_subscription'],
  },
  {
    id: 'company-other-areas-work',
    source: `${contextSource}: other areas answer, so sign-in, grant and company are good`,
    cause: 'user_permission_insufficient',
    weight: 0.6,
    when: { phases: ['api'], status: [401, 403], and: otherAreasWork },
    overturns: { causes: [...grantCauses, 'tenant_unavailable'], upTo: 0.8 },
    also: [
      { cause: 'plan_restricted', weight: 0.5 },
      { cause: 'scope_missing', weight: 0.35 },
    ],
    tests: ['read_subscription'],
  },
  {
    id: 'company-subscription-lapsed',
    source: `${contextSource}: the plan is known to have ended`,
    cause: 'plan_restricted',
    weight: 0.82,
    when: { phases: ['api'], status: [400, 401, 403], and: isSubscriptionLapsed },
    overturns: {
      causes: [...grantCauses, 'user_permission_insufficient', 'tenant_unavailable', 'request_invalid', 'unknown'],
      upTo: 0.7,
    },
    also: [{ cause: 'tenant_unavailable', weight: 0.3 }],
  },
  {
    id: 'company-other-environment',
    source: 'facts/quickbooks 5.6, facts/salesforce 1: keys or host of one environment, token or company of the other',
    cause: 'token_malformed',
    weight: 0.9,
    when: {
      and: (it) =>
        isOtherEnvironment(it) &&
        (isDeadGrantAnswer(it) ||
          isRefusal(it) ||
          it.signals.oauthError === 'invalid_client' ||
          it.signals.statuses.includes(404)),
    },
    overturns: {
      causes: [
        'access_token_expired',
        'grant_invalid',
        'grant_revoked',
        'scope_missing',
        'user_permission_insufficient',
        'client_credentials_invalid',
        'tenant_unavailable',
      ],
      upTo: 0.88,
    },
  },
  {
    id: 'company-whole-provider-fails',
    source: `${contextSource}: everything of one provider failing with 5xx is an outage`,
    cause: 'provider_outage',
    weight: 0.95,
    when: { status: ['5xx'], and: ({ evidence }) => (evidence.siblings.sameProviderFailing ?? 0) >= 2 },
    overturns: { causes: ['not_an_auth_problem', 'unknown'], upTo: 0.8 },
  },
  {
    id: 'company-whole-provider-silent',
    source: `${contextSource}: one provider everywhere, while other sites answer`,
    cause: 'provider_outage',
    weight: 0.8,
    when: {
      transport: ['unreachable', 'timeout', 'tls', 'page_not_loaded'],
      and: ({ evidence }) =>
        (evidence.siblings.sameProviderFailing ?? 0) >= 2 && evidence.device.otherSitesReachable === true,
    },
    overturns: { causes: ['network_unreachable'], upTo: 0.75 },
  },
];
