import { causeRecords } from '../causes/cause-records';
import { hasErrorCode, isDefiniteRefusal } from '../model/definite-answer';
import type { Diagnosis } from '../model/diagnosis';
import { neverMs } from '../model/due';
import type { Evidence } from '../model/evidence';
import type { Grant } from '../model/grant';
import { updateGrantVersion } from '../vault/grants';
import type { MonitorPorts } from './ports';

/** Whether a grant that the provider does not serve any more is over for good, so that asking again by itself would be pointless. */
export function isOverForGood({ cause }: Pick<Diagnosis, 'cause'>): boolean {
  return causeRecords[cause].endsGrant !== 'until_lifted';
}

/** From this confidence on, an answer without an OAuth error code is taken for what a provider says in its own way. */
const sureFrom = 0.6;

/**
 * Whether the provider serves the grant no longer: then every connection of it fails alike. Only a definite answer of the
 * token endpoint says so (SEC-33): an error code of RFC 6749 §5.2, or what a provider is known to answer instead. A bare 400
 * may come from whatever stands in between.
 */
export function isGrantDead({ phase, answer }: Evidence, { cause, confidence }: Diagnosis): boolean {
  if (phase !== 'refresh' || causeRecords[cause].endsGrant === undefined || !isDefiniteRefusal(answer)) return false;
  return hasErrorCode(answer) || confidence >= sureFrom;
}

/**
 * Nobody asks for a grant that is over before the next sign-in; one that is only suspended is asked again with the next
 * check. What was found out about one version says nothing about a later one, which somebody else stored meanwhile (SEC-34).
 *
 * @returns false when there is a later version, so that nothing is over
 */
export async function markDead(
  ports: Pick<MonitorPorts, 'vault' | 'now'>,
  grant: Pick<Grant, 'id' | 'version'>,
  diagnosis: Diagnosis,
): Promise<boolean> {
  if (!isOverForGood(diagnosis)) return true;
  const change = { deadSinceMs: ports.now(), nextRefreshAtMs: neverMs, refreshDue: undefined };
  return updateGrantVersion(ports.vault, grant, change);
}
