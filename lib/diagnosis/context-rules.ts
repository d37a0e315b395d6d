import type { Cause } from '../model/cause';
import type { Rule, RuleCase } from '../model/rule';
import {
  dayMs,
  isClockOff,
  isLonger,
  isOtherEnvironment,
  isSubscriptionLapsed,
  isWithin,
  otherAreasWork,
} from '../providers/conditions';

const design = 'design.md, "How it decides", layer 4';

/** Causes a good grant rules out. */
const grantCauses: readonly Cause[] = [
  'access_token_expired',
  'refresh_token_expired',
  'grant_revoked',
  'grant_invalid',
  'token_malformed',
];

const refused = [401, 403] as const;

/** The answer refuses without saying why, or says so only by its status. */
function isRefusal({ signals }: RuleCase): boolean {
  return signals.statuses.some((status) => status === 401 || status === 403);
}

/** The transport or the browser complained: nobody answered, as far as that tells. */
function isUnanswered({ evidence, signals }: RuleCase): boolean {
  return evidence.failure !== null || signals.transport !== undefined;
}

function isDeadGrantAnswer({ signals }: RuleCase): boolean {
  return signals.oauthError === 'invalid_grant';
}

/** What the history of this connection adds to the answer. */
const historyRules: readonly Rule[] = [
  {
    id: 'history-reconnect-did-not-help',
    source: `${design} (the Amalgam rule): a reconnect that worked and did not help leaves permission, restricted data, a temporary fault`,
    cause: 'user_permission_insufficient',
    weight: 0.58,
    when: {
      phases: ['api', 'page'],
      and: (it) => it.evidence.history.reconnectedSinceFailure === true && isRefusal(it),
    },
    overturns: { causes: [...grantCauses, 'tenant_unavailable'], upTo: 0.8 },
    also: [
      { cause: 'plan_restricted', weight: 0.45 },
      { cause: 'provider_outage', weight: 0.25 },
    ],
    tests: ['other_area', 'read_subscription', 'provider_status'],
  },
  {
    id: 'history-refresh-did-not-help',
    source: 'facts/xero 5.5: a refusal right after a good refresh is never cured by another refresh',
    cause: 'token_malformed',
    weight: 0.56,
    when: { phases: ['api'], status: [401], and: ({ evidence }) => evidence.history.refreshedJustNow === true },
    overturns: { causes: ['access_token_expired'], upTo: 0.97 },
    also: [
      { cause: 'grant_revoked', weight: 0.4 },
      { cause: 'user_permission_insufficient', weight: 0.35 },
    ],
    tests: ['server_clock', 'list_tenants', 'other_area'],
  },
  {
    id: 'history-answer-lost',
    source: 'security.md SEC-33: the new refresh token was issued and never arrived or was not kept',
    cause: 'refresh_token_expired',
    weight: 0.92,
    when: { phases: ['refresh'], and: (it) => it.evidence.history.answerLost === true && isDeadGrantAnswer(it) },
    overturns: { causes: ['grant_invalid', 'grant_revoked'], upTo: 0.9 },
  },
  {
    id: 'history-concurrent-refresh',
    source: 'security.md SEC-30, SEC-34: another context refreshed the same grant; its token may be in the store',
    cause: 'refresh_token_expired',
    weight: 0.88,
    when: {
      phases: ['refresh', 'api'],
      and: (it) => it.evidence.history.concurrentRefresh === true && isDeadGrantAnswer(it),
    },
    overturns: { causes: ['grant_invalid', 'grant_revoked'], upTo: 0.87 },
    reconnectHelps: 'maybe',
    tests: ['reread_store'],
  },
  {
    id: 'history-code-used-twice',
    source: 'RFC 6749 §4.1.2 and §10.5: a code used twice is refused, and tokens issued on it should be revoked',
    cause: 'grant_invalid',
    weight: 0.8,
    when: { phases: ['token', 'callback'], and: ({ evidence }) => evidence.history.codeUsedTwice === true },
    also: [{ cause: 'grant_revoked', weight: 0.5 }],
  },
  {
    id: 'history-code-used-twice-later',
    source: 'RFC 6749 §4.1.2: the server should revoke all tokens issued on that code',
    cause: 'grant_revoked',
    weight: 0.84,
    when: {
      phases: ['refresh', 'api'],
      and: (it) => it.evidence.history.codeUsedTwice === true && (isDeadGrantAnswer(it) || isRefusal(it)),
    },
    overturns: { causes: ['grant_invalid', 'access_token_expired'], upTo: 0.8 },
  },
  {
    id: 'history-worked-until-now',
    source: 'facts/quickbooks 5.4: healthy history and a fresh refresh token, so somebody ended it',
    cause: 'grant_revoked',
    weight: 0.68,
    when: {
      phases: ['refresh'],
      and: (it) => isDeadGrantAnswer(it) && isWithin(it.evidence.history.lastSuccessAgo, 7 * dayMs),
    },
    overturns: { causes: ['grant_invalid'], upTo: 0.66 },
    also: [
      { cause: 'grant_invalid', weight: 0.5 },
      { cause: 'refresh_token_expired', weight: 0.4 },
    ],
  },
  {
    id: 'history-one-person-many-companies',
    source: `${design}: many companies of one person at once are one cause, and it lies with the person's sign-in`,
    cause: 'grant_revoked',
    weight: 0.66,
    when: {
      phases: ['refresh', 'api'],
      and: (it) => (it.evidence.siblings.sameUserFailing ?? 0) > 0 && isDeadGrantAnswer(it),
    },
    overturns: { causes: ['grant_invalid'], upTo: 0.65 },
    also: [
      { cause: 'grant_invalid', weight: 0.5 },
      { cause: 'user_inactive', weight: 0.3 },
    ],
  },
];

/** What the company, its siblings and its plan add to the answer. */
const companyRules: readonly Rule[] = [
  {
    id: 'company-not-listed',
    source: 'facts/xero 1.9, 4: the list of companies is what tells whether a company is still connected',
    cause: 'tenant_unavailable',
    weight: 0.92,
    when: {
      phases: ['api', 'page'],
      status: [400, ...refused, 404],
      and: ({ evidence }) => evidence.grant.tenantStillListed === false,
    },
    overturns: {
      causes: [...grantCauses, 'user_permission_insufficient', 'plan_restricted', 'not_an_auth_problem'],
      upTo: 0.85,
    },
    reconnectHelps: 'yes',
  },
  {
    id: 'company-listed',
    source: 'facts/xero 4: listed and refused, so it is the role, the plan or the product',
    cause: 'user_permission_insufficient',
    weight: 0.5,
    when: { phases: ['api'], status: refused, and: ({ evidence }) => evidence.grant.tenantStillListed === true },
    overturns: { causes: ['tenant_unavailable'], upTo: 0.8 },
    also: [{ cause: 'plan_restricted', weight: 0.45 }],
    tests: ['other_area', 'read_subscription'],
  },
  {
    id: 'company-other-areas-work',
    source: `${design}: other areas answer, so sign-in, grant and company are good`,
    cause: 'user_permission_insufficient',
    weight: 0.6,
    when: { phases: ['api'], status: refused, and: otherAreasWork },
    overturns: { causes: [...grantCauses, 'tenant_unavailable'], upTo: 0.8 },
    also: [
      { cause: 'plan_restricted', weight: 0.5 },
      { cause: 'scope_missing', weight: 0.35 },
    ],
    tests: ['read_subscription'],
  },
  {
    id: 'company-subscription-lapsed',
    source: `${design}: the plan is known to have ended`,
    cause: 'plan_restricted',
    weight: 0.82,
    when: { phases: ['api'], status: [400, ...refused], and: isSubscriptionLapsed },
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
    source: `${design}: everything of one provider failing with 5xx is an outage`,
    cause: 'provider_outage',
    weight: 0.95,
    when: { status: ['5xx'], and: ({ evidence }) => (evidence.siblings.sameProviderFailing ?? 0) >= 2 },
    overturns: { causes: ['not_an_auth_problem', 'unknown'], upTo: 0.8 },
  },
  {
    id: 'company-whole-provider-silent',
    source: `${design}: one provider everywhere, while other sites answer`,
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

/** What the device adds to the answer. */
const deviceRules: readonly Rule[] = [
  {
    id: 'device-offline',
    source: 'HTML standard, navigator.onLine: false is certain, true is not',
    cause: 'network_unreachable',
    weight: 0.96,
    when: { and: (it) => it.evidence.device.online === false && isUnanswered(it) },
    overturns: { causes: ['provider_outage', 'user_cancelled', 'unknown'], upTo: 0.8 },
  },
  {
    id: 'device-nothing-reachable',
    source: `${design}: nothing else answers either`,
    cause: 'network_unreachable',
    weight: 0.94,
    when: {
      and: (it) =>
        it.evidence.device.otherSitesReachable === false && (isUnanswered(it) || it.signals.bodyKind === 'html'),
    },
    overturns: { causes: ['provider_outage', 'user_cancelled', 'unknown'], upTo: 0.8 },
  },
  {
    id: 'device-others-reachable',
    source: `${design}: other sites answer, so the way is open and it is this provider`,
    cause: 'provider_outage',
    weight: 0.68,
    when: {
      transport: ['unreachable', 'timeout', 'page_not_loaded'],
      and: ({ evidence }) => evidence.device.otherSitesReachable === true,
    },
    overturns: { causes: ['network_unreachable'], upTo: 0.67 },
    tests: ['provider_status'],
  },
  {
    id: 'device-clock-off',
    source: 'RFC 7519 §4.1.4: a clock that is wrong makes good tokens look expired or not yet valid',
    cause: 'clock_skew',
    weight: 0.9,
    when: {
      and: (it) =>
        isClockOff(it) &&
        ((it.evidence.history.refreshedJustNow === true && it.signals.statuses.includes(401)) ||
          /notactiveyet|notyetvalid|nbf|future|timestamp|certificate|(?<!val)idtoken/.test(it.signals.folded)),
    },
    overturns: { causes: ['access_token_expired', 'token_malformed', 'network_unreachable'], upTo: 0.85 },
  },
];

/** How long a connection may have lain still before a dead refresh token needs no other explanation; provider rules know better. */
const longUnusedMs = 180 * dayMs;

const ageRules: readonly Rule[] = [
  {
    id: 'history-long-unused',
    source:
      'RFC 6819 §4.5.4: refresh tokens that lie unused expire; the longest idle life on the facts pages is 100 days',
    cause: 'refresh_token_expired',
    weight: 0.85,
    when: {
      phases: ['refresh'],
      and: (it) =>
        isDeadGrantAnswer(it) &&
        (isLonger(it.evidence.history.refreshTokenAge, longUnusedMs) ||
          isLonger(it.evidence.history.lastSuccessAgo, longUnusedMs)),
    },
    overturns: { causes: ['grant_invalid'], upTo: 0.8 },
  },
];

/** Layer 4: what is known around the answer. */
export const contextRules: readonly Rule[] = [...historyRules, ...ageRules, ...companyRules, ...deviceRules];
