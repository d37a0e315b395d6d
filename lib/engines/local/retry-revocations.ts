import { appIdFor } from '../../model/app-credentials';
import type { Grant } from '../../model/grant';
import { isOwnProvider } from '../../model/provider-definition';
import { revokeGrant } from '../../oauth/revoke';
import { findProvider } from '../../providers';
import { keyOrigin } from '../../providers/key-home';
import type { Provider } from '../../providers/provider';
import { readRetryAfterMs } from '../../providers/retry-after';
import { listGrants } from '../../vault/grants';
import {
  forgetRevocation,
  isStillOwed,
  listOwedRevocations,
  type OwedEntry,
  type OwedRevocation,
  putOffRevocation,
  voidRevocations,
} from '../../vault/revocations';
import { type BackOff, backOff } from '../back-off';
import { isolated } from './isolated';
import type { LocalPorts } from './ports';
import { tokenContextFor } from './token-context';

/** After this many attempts a revocation is given up: the provider ends unused grants by itself. */
const maxAttempts = 20;

/** A token is sent only to the origin that issued it, even if the definition has changed since (SEC-46). */
function isStillThere({ tokenOrigin, environment }: OwedRevocation, provider: Provider): boolean {
  const isUnbound = tokenOrigin === undefined && !isOwnProvider(provider.id);
  return isUnbound || tokenOrigin === keyOrigin(provider, environment);
}

/** Sign-ins and the delivery of revocations exclude each other: none is under way while a sign-in brings new tokens. */
export const revocationsLock = 'revocations';

/** Whether somebody has signed in again with the grant whose end is owed: what was meant is gone with its disconnect. */
async function isReplaced(ports: LocalPorts, { providerId, owed }: OwedEntry): Promise<boolean> {
  if (owed.grantKey === undefined) return false;
  const waiting = (await ports.unsaved.list()).map(({ grant }) => grant);
  return [...waiting, ...(await listGrants(ports.vault))].some(
    ({ key, environment, providerId: id }) =>
      key === owed.grantKey && environment === owed.environment && id === providerId,
  );
}

async function deliver(ports: LocalPorts, owedEntry: OwedEntry): Promise<void> {
  const { id, providerId, owed, attempts } = owedEntry;
  const owe = (pause: BackOff): Promise<void> => {
    const notBeforeMs = ports.now() + backOff(pause).ms;
    return putOffRevocation(ports.vault, id, { notBeforeMs, attempts: attempts + 1 });
  };
  if (attempts >= maxAttempts) return forgetRevocation(ports.vault, id);
  const provider = findProvider(providerId);
  // Its definition cannot be read right now, or leads elsewhere: what is owed to it is still owed.
  if (!provider || !isStillThere(owed, provider)) return owe({ failuresInRow: attempts, random: ports.random });
  const { clientId, clientSecret, environment, domain } = owed;
  const app = { id: appIdFor(providerId, environment), providerId, environment, clientId, clientSecret, domain };
  if (!provider.oauth(app).revocation) return owe({ failuresInRow: attempts, random: ports.random });
  const context = await tokenContextFor(ports, provider, app);
  return ports.withLock(revocationsLock, async () => {
    // A sign-in that came in between has made it void: to deliver it could end what that one brought.
    if (!(await isStillOwed(ports.vault, id))) return;
    if (await isReplaced(ports, owedEntry)) return forgetRevocation(ports.vault, id);
    const revoked = await revokeGrant(context, owed.token);
    if (revoked.ok) return forgetRevocation(ports.vault, id);
    const retryAfterMs = readRetryAfterMs(revoked.problem.answer?.headers ?? {}, ports.now());
    return owe({ failuresInRow: attempts, retryAfterMs, random: ports.random });
  });
}

/** Delivers the revocations that are still owed and may be tried by now (SEC-14). One that fails stops no other. */
export async function retryRevocations(ports: LocalPorts): Promise<void> {
  for (const owed of await listOwedRevocations(ports.vault, ports.now()))
    await isolated(ports, () => deliver(ports, owed));
}

/** Makes void what is still owed for the grants that a sign-in has replaced (SEC-14). One that cannot be read stops nothing. */
export async function voidReplaced(ports: LocalPorts, grant: Grant): Promise<void> {
  const provider = findProvider(grant.providerId);
  const endsOthers = provider?.oauth({ environment: grant.environment }).revocation?.endsOthers === true;
  await isolated(ports, () => voidRevocations(ports.vault, grant, endsOthers));
}
