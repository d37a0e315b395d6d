import type { Rule } from '../model/rule';
import { isClockOff } from '../providers/conditions';
import { contextSource, isUnanswered } from './context-signs';

/** What the device adds to an answer. */
export const deviceRules: readonly Rule[] = [
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
    source: `${contextSource}: nothing else answers either`,
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
    source: `${contextSource}: other sites answer, so the way is open and it is this provider`,
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
