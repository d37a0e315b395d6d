import { causeRecords } from '../causes/cause-records';
import { type Cause, causes } from '../model/cause';
import type { RuleCase } from '../model/rule';
import { saysAny } from './match';

/** Where the context rules come from. */
export const contextSource = 'design.md, "How it decides", layer 4';

/** Causes that a good grant rules out. */
export const grantCauses: readonly Cause[] = causes.filter((cause) => causeRecords[cause].liesWith === 'sign_in');

const refusalWords = [
  'authorization error',
  'authorisation error',
  'authorization failed',
  'authorisation failed',
  'authentication error',
  'authentication failed',
  'not authorized',
  'not authorised',
  'unauthorized',
  'unauthorised',
  'access denied',
  'connection error',
  'connection expired',
  'connection has expired',
  'refresh connection',
  'refresh your connection',
  'reconnect',
];

/** The answer refuses, as far as its status tells. */
export function isRefusal({ signals }: RuleCase): boolean {
  return signals.statuses.some((status) => status === 401 || status === 403);
}

/** A page says so in words: tools that read from a provider have their own for a refusal. */
export function saysRefusal({ evidence, signals }: RuleCase): boolean {
  return evidence.phase === 'page' && saysAny(signals.folded, refusalWords);
}

/** The token endpoint says that the grant or code is no good (RFC 6749 §5.2). */
export function isDeadGrantAnswer({ signals }: RuleCase): boolean {
  return signals.oauthError === 'invalid_grant';
}

/** The transport or the browser complained: nobody answered, as far as that tells. */
export function isUnanswered({ evidence, signals }: RuleCase): boolean {
  return evidence.failure !== null || signals.transport !== undefined;
}
