import { setAlarm } from '../../lib/browser/alarm';
import { isDiskFull } from '../../lib/browser/disk-state';
import { registerPageWatch } from '../../lib/browser/page-scripts';
import { hasHosts } from '../../lib/browser/permissions';
import { registerReportWatch } from '../../lib/browser/report-scripts';
import { readFlow } from '../../lib/browser/session';
import { isolated } from '../../lib/engines/local/isolated';
import { type PlacePorts, signInEndsAtMs } from '../../lib/engines/local/sign-in-place';
import { sitePatterns } from '../../lib/model/report-site';
import { nextWakeUpMs } from '../../lib/monitor/next-wake-up';
import type { MonitorPorts } from '../../lib/monitor/ports';
import { providers } from '../../lib/providers';
import { type WatchPlace, watchPlaces } from '../../lib/providers/screen';
import { isProviderConnected } from '../../lib/store/connections';
import type { Store } from '../../lib/store/database';
import { listReportSites } from '../../lib/store/report-sites';
import { syncBadge } from './badge';
import { syncNotification } from './notices';

/** Soon enough to try again what could not even be planned. */
const unplannedMs = 10 * 60_000;

/** While the disk takes nothing, what is due stays due; looking more often would only use the battery. */
const fullDiskMs = 2 * 60_000;

async function placesToWatch(store: Store): Promise<WatchPlace[]> {
  const screens = [];
  for (const provider of providers) {
    const isConnected =
      (await isProviderConnected(store, provider.id)) || (await readFlow())?.providerId === provider.id;
    if (!isConnected) continue;
    const wantsHints = await hasHosts(provider.hosts.guidance);
    for (const screen of provider.screens) {
      // An error page of the sign-in is read without hints too, where the connection's own hosts show it: nothing else tells.
      if (wantsHints || (screen.kind === 'oauth_error' && (await hasHosts(screen.matches)))) screens.push(screen);
    }
  }
  return watchPlaces(screens);
}

/** Where the watcher of report tools has to be: on the sites that are switched on and still allowed. */
async function reportPatterns(store: Store): Promise<string[]> {
  const sites = (await listReportSites(store)).filter(({ isOn }) => isOn);
  const patterns = [...new Set(sites.flatMap(({ definition }) => sitePatterns(definition)))].sort();
  const allowed = await Promise.all(patterns.map((pattern) => hasHosts([pattern])));
  return patterns.filter((_pattern, index) => allowed[index]);
}

/**
 * Brings badge, page scripts, notification and alarm in line with the committed state. Each is done apart from the others,
 * and the alarm is set whatever happens before it: without one nothing would ever be tried again (SEC-37).
 */
export async function syncBrowserUi(ports: MonitorPorts & PlacePorts): Promise<void> {
  const { store } = ports;
  let noticeMs: number | undefined;
  let dueMs = ports.now() + unplannedMs;
  await isolated(ports, () => syncBadge(ports));
  await isolated(ports, async () => registerPageWatch(await placesToWatch(store)));
  await isolated(ports, async () => registerReportWatch(await reportPatterns(store)));
  await isolated(ports, async () => {
    noticeMs = await syncNotification(store, ports.now());
  });
  await isolated(ports, async () => {
    const atMs = await nextWakeUpMs(ports);
    dueMs = (await isDiskFull()) ? Math.max(atMs, ports.now() + fullDiskMs) : atMs;
  });
  const signInMs = await signInEndsAtMs(ports).catch(() => undefined);
  await setAlarm(Math.min(dueMs, noticeMs ?? dueMs, signInMs ?? dueMs));
}
