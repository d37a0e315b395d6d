import type { Flow } from '../../model/flow';
import { findProvider } from '../../providers';
import { listByGrant } from '../../store/connections';
import type { Store } from '../../store/database';
import { forgetGrant, listGrants } from '../../vault/grants';
import { endGrant } from './disconnect';
import type { LocalPorts } from './ports';

/** A sign-in nobody finished is left alone this long: the person may still be choosing companies. */
const patienceMs = 60 * 60_000;

/**
 * Ends grants that no connection uses: the person signed in and then chose nothing. What is not needed is not kept.
 *
 * @param flow the pending sign-in; its grant stays
 * @param isLeft the pending sign-in has just been left, so its grant need not wait
 */
export async function endAbandonedGrants(
  ports: LocalPorts & { store: Store },
  flow: Flow | undefined,
  isLeft: boolean,
): Promise<void> {
  const serverNowMs = ports.now() - (await ports.clock.offsetMs());
  for (const grant of await listGrants(ports.vault)) {
    const isOfFlow = grant.id === flow?.grantId;
    if (isOfFlow ? !isLeft : serverNowMs - grant.connectedAtMs < patienceMs) continue;
    const users = await listByGrant(ports.store, grant.id);
    if (users.length > 0) continue;
    const provider = findProvider(grant.providerId);
    const endsOthers = provider?.oauth({ environment: grant.environment }).revocation?.endsOthers;
    // Revoking would take away other tools' access, or the one this person has just renewed: only a person may decide that.
    await (endsOthers ? forgetGrant(ports.vault, grant.id) : endGrant(ports, grant.id));
  }
}
