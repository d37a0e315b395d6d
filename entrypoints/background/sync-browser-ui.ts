import { setAlarm } from '../../lib/browser/alarm';
import { showBadge } from '../../lib/browser/badge';
import { registerPageWatch } from '../../lib/browser/page-scripts';
import { hasHosts } from '../../lib/browser/permissions';
import { registerReportWatch } from '../../lib/browser/report-scripts';
import { readFlow } from '../../lib/browser/session';
import { t } from '../../lib/browser/translate';
import { apart } from '../../lib/engines/local/apart';
import { type PlacePorts, signInEndsAtMs } from '../../lib/engines/local/sign-in-place';
import { sitePatterns } from '../../lib/model/report-site';
import { text } from '../../lib/model/text';
import { nextWakeUpMs } from '../../lib/monitor/next-wake-up';
import type { MonitorPorts } from '../../lib/monitor/ports';
import { providers } from '../../lib/providers';
import { type WatchPlace, watchPlaces } from '../../lib/providers/screen';
import { countNeedingYou, isProviderConnected } from '../../lib/store/connections';
import type { Store } from '../../lib/store/database';
import { countFixes } from '../../lib/store/incidents';
import { listReportSites } from '../../lib/store/report-sites';
import { settleNotices } from './notices';

/** Soon enough to try again what could not even be planned. */
const unplannedMs = 10 * 60_000;

/** `fixes`: how many things there are to mend; one of them may stop many connections. */
function badgeTitle(fixes: number, connections: number): string {
  if (fixes === 0) return t(text('badge_title_fine'));
  if (fixes === connections) return t({ key: 'badge_title_need', count: fixes, values: [String(fixes)] });
  return t({ key: 'badge_title_fix', count: fixes, values: [String(fixes), String(connections)] });
}

async function syncBadge(store: Store): Promise<void> {
  const [fixes, connections] = await Promise.all([countFixes(store), countNeedingYou(store)]);
  await showBadge(fixes, badgeTitle(fixes, connections));
}

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
  await apart(ports, () => syncBadge(store));
  await apart(ports, async () => registerPageWatch(await placesToWatch(store)));
  await apart(ports, async () => registerReportWatch(await reportPatterns(store)));
  await apart(ports, async () => {
    noticeMs = await settleNotices(store, ports.now());
  });
  await apart(ports, async () => {
    dueMs = await nextWakeUpMs(ports);
  });
  const signInMs = await signInEndsAtMs(ports).catch(() => undefined);
  await setAlarm(Math.min(dueMs, noticeMs ?? dueMs, signInMs ?? dueMs));
}
