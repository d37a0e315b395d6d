import { appIdFor } from '../model/app-credentials';
import type { Connection } from '../model/connection';
import { neverMs } from '../model/due';
import { slowedBy, toReadBudget } from '../model/read-budget';
import { findProvider, providers } from '../providers';
import { isProviderConnected } from '../store/connections';
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

/** How often the connections of each connected provider are checked (ms), by provider id: one step in an index for each. */
export async function connectedCadences(ports: Pick<MonitorPorts, 'store' | 'now'>): Promise<Record<string, number>> {
  const found: [string, number][] = [];
  for (const { id: providerId, environments } of providers) {
    if (!(await isProviderConnected(ports.store, providerId))) continue;
    const each = await Promise.all(environments.map((environment) => cadenceOf(ports, { providerId, environment })));
    found.push([providerId, Math.max(...each)]);
  }
  return Object.fromEntries(found);
}
