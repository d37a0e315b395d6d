import { neverMs } from '../engines/local/plan-refresh';
import type { Cause } from '../model/cause';
import type { Diagnosis } from '../model/diagnosis';
import type { Evidence } from '../model/evidence';
import { updateGrant } from '../vault/grants';
import type { MonitorPorts } from './ports';

/** Causes that, told by the token endpoint itself, mean that only a new sign-in brings this grant back. */
const deadly: ReadonlySet<Cause> = new Set([
  'refresh_token_expired',
  'grant_revoked',
  'grant_invalid',
  'token_malformed',
  'user_inactive',
]);

/** Causes by which a grant stands still until somebody lifts them: the same refresh token is good again after that. */
const suspending: ReadonlySet<Cause> = new Set(['user_inactive']);

/** Whether a grant that the provider does not serve any more is over for good, so that asking again by itself would be pointless. */
export function isOverForGood({ cause }: Pick<Diagnosis, 'cause'>): boolean {
  return !suspending.has(cause);
}

/** Whether the provider serves the grant no longer: then every connection of it fails alike. */
export function isGrantDead(evidence: Evidence, diagnosis: Diagnosis): boolean {
  return evidence.phase === 'refresh' && evidence.answer !== null && deadly.has(diagnosis.cause);
}

/** Nobody asks for a grant that is over before the next sign-in; one that only stands still is asked again with the next check. */
export async function markDead(ports: MonitorPorts, grantId: string, diagnosis: Diagnosis): Promise<void> {
  if (!isOverForGood(diagnosis)) return;
  await updateGrant(ports.vault, grantId, { deadSinceMs: ports.now(), nextRefreshAtMs: neverMs });
}
