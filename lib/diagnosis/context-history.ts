import { noRefreshToken, tokenNotPresented } from '../model/evidence';
import type { Rule } from '../model/rule';
import { dayMs, isLonger } from '../providers/conditions';
import { contextSource, grantCauses, isDeadGrantAnswer, isRefusal, saysRefusal } from './context-signs';

/** How long a connection may have lain still before a dead refresh token needs no other explanation; provider rules know better. */
const longUnusedMs = 180 * dayMs;

/** What the history of a connection adds to an answer. */
export const historyRules: readonly Rule[] = [
  {
    id: 'history-reconnect-did-not-help',
    source: `${contextSource} (the Amalgam rule): a reconnect that worked and did not help leaves permission, restricted data, a temporary fault`,
    cause: 'user_permission_insufficient',
    weight: 0.58,
    when: {
      phases: ['api', 'page'],
      and: (it) => it.evidence.history.reconnectedSinceFailure === true && (isRefusal(it) || saysRefusal(it)),
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
    id: 'history-token-not-presented',
    source:
      'security.md SEC-33: where reuse ends other sessions, a token whose answers were lost is not presented again',
    cause: 'refresh_token_expired',
    weight: 0.7,
    when: {
      phases: ['refresh'],
      and: ({ evidence }) => evidence.answer === null && evidence.failure === tokenNotPresented,
    },
  },
  {
    id: 'history-no-refresh-token',
    source: 'RFC 6749 §5.1: a refresh token is optional; without one, access ends with the access token',
    cause: 'refresh_token_expired',
    weight: 0.9,
    when: {
      phases: ['refresh'],
      and: ({ evidence }) => evidence.answer === null && evidence.failure === noRefreshToken,
    },
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
    id: 'history-one-person-many-companies',
    source: `${contextSource}: many companies of one person at once are one cause, and it lies with the person's sign-in`,
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
