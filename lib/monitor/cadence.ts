import { appIdFor } from '../model/app-credentials';
import type { Connection } from '../model/connection';
import { neverMs } from '../model/due';
import { slowedBy, toReadBudget } from '../model/read-budget';
import { findProvider } from '../providers';
import { findReadCount } from '../store/read-counts';
import type { MonitorPorts } from './ports';

/**
 * How often connections like this one are checked by themselves (ms): as the provider's definition says, and more rarely
 * when the reads of the app's month run short.
 */
export async function cadenceOf(
  { store, now }: Pick<MonitorPorts, 'store' | 'now'>,
  connection: Pick<Connection, 'providerId' | 'environment'> | undefined,
): Promise<number> {
  const provider = findProvider(connection?.providerId ?? null);
  if (!connection || !provider) return neverMs;
  const { metered, check } = provider;
  if (!metered) return check.everyMs;
  const count = await findReadCount(store, appIdFor(connection.providerId, connection.environment));
  return check.everyMs * slowedBy(toReadBudget(count, metered.monthlyReads, now()));
}
