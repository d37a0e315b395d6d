import type { Cause } from '../model/cause';
import type { Diagnosis } from '../model/diagnosis';
import type { Evidence } from '../model/evidence';

/** Causes that, told by the token endpoint itself, mean that only a new sign-in brings this grant back. */
const deadly: ReadonlySet<Cause> = new Set([
  'refresh_token_expired',
  'grant_revoked',
  'grant_invalid',
  'token_malformed',
  'user_inactive',
]);

/** Whether the provider has ended the grant for good, so that asking again by itself would be pointless. */
export function isGrantDead(evidence: Evidence, diagnosis: Diagnosis): boolean {
  return evidence.phase === 'refresh' && evidence.answer !== null && deadly.has(diagnosis.cause);
}
