import type { Cause } from '../model/cause';
import type { RuleCase } from '../model/rule';

/** Where the context rules come from. */
export const contextSource = 'design.md, "How it decides", layer 4';

/** Causes a good grant rules out. */
export const grantCauses: readonly Cause[] = [
  'access_token_expired',
  'refresh_token_expired',
  'grant_revoked',
  'grant_invalid',
  'token_malformed',
];

/** The answer refuses, as far as its status tells. */
export function isRefusal({ signals }: RuleCase): boolean {
  return signals.statuses.some((status) => status === 401 || status === 403);
}

/** The token endpoint says that the grant or code is no good (RFC 6749 §5.2). */
export function isDeadGrantAnswer({ signals }: RuleCase): boolean {
  return signals.oauthError === 'invalid_grant';
}

/** The transport or the browser complained: nobody answered, as far as that tells. */
export function isUnanswered({ evidence, signals }: RuleCase): boolean {
  return evidence.failure !== null || signals.transport !== undefined;
}
