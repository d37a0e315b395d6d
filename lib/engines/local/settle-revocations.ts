import { appIdFor } from '../../model/app-credentials';
import { isOwnProvider } from '../../model/provider-definition';
import { revokeGrant } from '../../oauth/revoke';
import { findProvider } from '../../providers';
import { keyOrigin } from '../../providers/key-home';
import type { Provider } from '../../providers/provider';
import { listOwedRevocations, type OwedRevocation, oweRevocation, settleRevocation } from '../../vault/revocations';
import { backOffMs } from '../back-off';
import type { LocalPorts } from './ports';

/** After this many attempts a revocation is given up: the provider ends unused grants by itself. */
const maxAttempts = 20;

/** A token goes to the provider it was owed to, never to what its definition has become since (SEC-46). */
function isStillThere({ tokenOrigin, environment }: OwedRevocation, provider: Provider): boolean {
  const isUnbound = tokenOrigin === undefined && !isOwnProvider(provider.id);
  return isUnbound || tokenOrigin === keyOrigin(provider, environment);
}

async function deliver(ports: LocalPorts, provider: Provider, owed: OwedRevocation): Promise<boolean> {
  if (!isStillThere(owed, provider)) return false;
  const { clientId, clientSecret, environment, domain } = owed;
  const id = appIdFor(provider.id, environment);
  const app = { id, providerId: provider.id, environment, clientId, clientSecret, domain };
  if (!provider.oauth(app).revocation) return false;
  const clockOffsetMs = await ports.clock.offsetMs();
  const context = { provider, app, clockOffsetMs, send: ports.send, now: ports.now };
  return (await revokeGrant(context, owed.token)).ok;
}

/** Delivers the revocations that are still owed and may be tried by now (SEC-14). */
export async function settleRevocations(ports: LocalPorts): Promise<void> {
  for (const { id, providerId, owed, attempts } of await listOwedRevocations(ports.vault, ports.now())) {
    const provider = findProvider(providerId);
    if (!provider || attempts >= maxAttempts) {
      await settleRevocation(ports.vault, id);
      continue;
    }
    if (await deliver(ports, provider, owed)) {
      await settleRevocation(ports.vault, id);
    } else {
      const notBeforeMs = ports.now() + backOffMs(attempts, undefined, ports.random);
      await oweRevocation(ports.vault, { id, providerId, owed, notBeforeMs, attempts: attempts + 1 });
    }
  }
}
