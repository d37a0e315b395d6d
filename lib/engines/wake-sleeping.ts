import { neverMs } from '../model/due';
import type { Now } from '../model/ports';
import { changeConnections, listByGrant } from '../store/connections';
import type { Store } from '../store/database';
import { dueNow } from './connection-record';

/**
 * Connections of a grant that was over sleep until somebody signs in again. Once the grant works, they are due at once; nobody
 * else would ask for them before the next sweep. Paused ones sleep on.
 */
export async function wakeSleeping({ store, now }: { store: Store; now: Now }, grantId: string): Promise<void> {
  const sleeping = (await listByGrant(store, grantId)).filter(
    ({ isPaused, nextDueAtMs }) => !isPaused && nextDueAtMs >= neverMs,
  );
  await changeConnections(
    store,
    sleeping.map(({ id }) => id),
    (connection) =>
      connection.isPaused || connection.nextDueAtMs < neverMs
        ? undefined
        : { connection: { ...connection, ...dueNow(now()) } },
  );
}
