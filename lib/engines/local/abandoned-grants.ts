import type { Flow } from '../../model/flow';
import { findProvider } from '../../providers';
import type { Store } from '../../store/database';
import { forgetGrant } from '../../vault/grants';
import { endGrant } from './disconnect';
import { mayBeShared } from './grant-use';
import { openLatest } from './keep-tokens';
import type { LocalPorts } from './ports';

/**
 * Ends the grant of a sign-in that a person has just left without choosing a company: what is not needed is not kept. Only
 * the grant that this very sign-in created is ended, and only when no stored connection can be using it, also none whose
 * record cannot be read (SEC-14). Every other grant stays, used or not: nobody has said that it may go.
 *
 * @param flow the sign-in that was left
 */
export async function endAbandonedGrant(ports: LocalPorts & { store: Store }, flow: Flow): Promise<void> {
  const opened = flow.grantId === undefined ? 'missing' : await openLatest(ports, flow.grantId);
  // A grant that was there before this sign-in is at a later version by now.
  if (typeof opened === 'string') return;
  const { grant } = opened;
  if (grant.connectedAtMs !== flow.grantedAtMs || grant.version !== 1) return;
  if (await mayBeShared(ports, grant.id, undefined)) return;
  const provider = findProvider(grant.providerId);
  const endsOthers = provider?.oauth({ environment: grant.environment }).revocation?.endsOthers;
  // Revoking would take away other tools' access, or the one this person has just renewed: only a person may decide that.
  await (endsOthers ? forgetGrant(ports.vault, grant.id) : endGrant(ports, grant.id, grant.connectedAtMs));
}
