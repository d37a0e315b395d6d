import { readManaged } from '../../lib/browser/managed';
import { takeOverManagedApps } from '../../lib/engines/local/managed-apps';
import type { MonitorPorts } from '../../lib/monitor/ports';
import { recheckBlocked } from '../../lib/monitor/recheck-blocked';
import { announceStoreChange } from '../../lib/store/changes';

/**
 * Takes over what the organisation that manages this browser has set, and looks again at what waited for an app key. The
 * browser may take seconds to say what is set: nobody who waits for the app waits for this (SEC-48).
 *
 * @param isAnnounced the browser has just said that it changed
 * @returns whether anything changed, so that there may be something to do
 */
export function followPolicy(ports: MonitorPorts, isAnnounced: boolean): Promise<boolean> {
  return ports.withLock('policy', async () => {
    const policy = await readManaged();
    if (!policy.ok || !(await takeOverManagedApps(ports, policy.value, isAnnounced))) return false;
    announceStoreChange();
    await recheckBlocked(ports);
    return true;
  });
}
