import { appIdFor } from '../../model/app-credentials';
import { revokeGrant } from '../../oauth/revoke';
import { findProvider } from '../../providers';
import { listOwedRevocations, oweRevocation, settleRevocation } from '../../vault/revocations';
import { backOffMs } from '../back-off';
import type { LocalPorts } from './ports';

/** After this many attempts a revocation is given up: the provider ends unused grants by itself. */
const maxAttempts = 20;

/** Delivers the revocations that are still owed and may be tried by now (SEC-14). */
export async function settleRevocations(ports: LocalPorts): Promise<void> {
  for (const { id, providerId, owed, attempts } of await listOwedRevocations(ports.vault, ports.now())) {
    const provider = findProvider(providerId);
    if (attempts >= maxAttempts) {
      await settleRevocation(ports.vault, id);
      continue;
    }
    if (!provider) {
      // Its definition cannot be read right now: what is owed to it is still owed.
      const notBeforeMs = ports.now() + backOffMs(attempts, undefined, ports.random);
      await oweRevocation(ports.vault, { id, providerId, owed, notBeforeMs, attempts: attempts + 1 });
      continue;
    }
    const { clientId, clientSecret, environment, domain } = owed;
    const app = { id: appIdFor(providerId, environment), providerId, environment, clientId, clientSecret, domain };
    const clockOffsetMs = await ports.clock.offsetMs();
    const context = { provider, app, clockOffsetMs, send: ports.send, now: ports.now };
    const revoked = await revokeGrant(context, owed.token);
    if (revoked.ok) {
      await settleRevocation(ports.vault, id);
    } else {
      const notBeforeMs = ports.now() + backOffMs(attempts, undefined, ports.random);
      await oweRevocation(ports.vault, { id, providerId, owed, notBeforeMs, attempts: attempts + 1 });
    }
  }
}
