import { readManaged } from '../../lib/browser/managed';
import { takeOverManagedApps } from '../../lib/engines/local/managed-apps';
import { reconsiderHolds } from '../../lib/monitor/holds';
import type { MonitorPorts } from '../../lib/monitor/ports';
import { announceStoreChange } from '../../lib/store/changes';

/** Takes over what the organisation that manages this browser has set, and looks again at what waited for an app key. */
export async function followPolicy(ports: MonitorPorts): Promise<void> {
  if (!(await takeOverManagedApps(ports, await readManaged()))) return;
  announceStoreChange();
  await reconsiderHolds(ports);
}
