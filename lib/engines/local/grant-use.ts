import { readGrantUse } from '../../store/connections';
import type { Store } from '../../store/database';
import { findKeptFlow } from '../../store/pending-flow';
import type { LocalPorts } from './ports';

/**
 * Whether a connection other than this one may live on a grant. Raw records are asked, so that one that cannot be read
 * counts too: for the grant it names, and for every grant where it names none, or one that does not exist (SEC-14). So does
 * a sign-in that is under way: its companies are still to be chosen.
 */
export async function mayBeShared(
  ports: Pick<LocalPorts, 'vault'> & { store: Store },
  grantId: string,
  exceptId: string | undefined,
): Promise<boolean> {
  if ((await findKeptFlow(ports.store))?.grantId === grantId) return true;
  const { userIds, grantIds, hasNameless } = await readGrantUse(ports.store, grantId);
  if (hasNameless || userIds.some((id) => id !== exceptId)) return true;
  const known = new Set(await ports.vault.getAllKeys('grants'));
  return grantIds.some((id) => !known.has(id));
}
