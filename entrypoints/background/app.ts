import { whileChecking } from '../../lib/browser/activity';
import { setAlarm } from '../../lib/browser/alarm';
import { closeAuthTab, openAuthTab } from '../../lib/browser/auth-tab';
import { closeAuthWindow, openAuthWindow, redirectUriFor } from '../../lib/browser/auth-window';
import { showBadge } from '../../lib/browser/badge';
import { diagnose } from '../../lib/browser/diagnosis-script';
import { sendHttp } from '../../lib/browser/http';
import { withLock } from '../../lib/browser/locks';
import { registerPageWatch, watchTab } from '../../lib/browser/page-scripts';
import { hasHosts } from '../../lib/browser/permissions';
import { registerReportWatch } from '../../lib/browser/report-scripts';
import {
  changeFlowSecret,
  readFlow,
  readFlowSecret,
  readFlowWindow,
  readGuideProgress,
  writeFlow,
  writeFlowWindow,
} from '../../lib/browser/session';
import { t } from '../../lib/browser/translate';
import { endAbandonedGrants } from '../../lib/engines/local/abandoned-grants';
import { resumeDisconnects } from '../../lib/engines/local/disconnect';
import { pinnedSend } from '../../lib/engines/local/pinned-send';
import { isStoreWhole, restoreConnections } from '../../lib/engines/local/restore-connections';
import { resumeSignIn } from '../../lib/engines/local/run-sign-in';
import type { PlacePorts } from '../../lib/engines/local/sign-in-place';
import { signsOf } from '../../lib/model/guide-progress';
import { sitePatterns } from '../../lib/model/report-site';
import { failure, type Result, success } from '../../lib/model/result';
import { text } from '../../lib/model/text';
import { retryFailedAreas } from '../../lib/monitor/check-areas';
import { nextWakeUpMs } from '../../lib/monitor/next-wake-up';
import type { MonitorPorts } from '../../lib/monitor/ports';
import { checkConnections, runDue } from '../../lib/monitor/run-due';
import { providers } from '../../lib/providers';
import { type WatchPlace, watchPlaces } from '../../lib/providers/screen';
import { storedServerClock } from '../../lib/store/clock';
import { countByStatus, findConnection, isProviderConnected } from '../../lib/store/connections';
import { openStore, type Store } from '../../lib/store/database';
import { countFixes } from '../../lib/store/incidents';
import { keepFlow } from '../../lib/store/pending-flow';
import { countRead } from '../../lib/store/read-counts';
import { listReportSites } from '../../lib/store/report-sites';
import { openVault } from '../../lib/vault/database';
import { settleNotices } from './notices';
import { bindOldSecrets, registerStored } from './own-providers';
import { followPolicy } from './policy';
import { reportBug } from './report-bug';

/** Everything the worker works with, once both databases are open. */
export interface App {
  ports: MonitorPorts & PlacePorts;
  /** Badge, alarm and page scripts as the committed state wants them; called after everything that commits. */
  settle(): Promise<void>;
  /** Has the alarm ring soon, for a worker that does not live to `settle`, which sets it to its real time (SEC-37). */
  expectWork(): Promise<void>;
  /** Does what is due, then settles. */
  run(spreadMs: number): Promise<void>;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** `fixes`: how many things there are to mend; one of them may stop many connections. */
function badgeTitle(fixes: number, connections: number): string {
  if (fixes === 0) return t(text('badge_title_fine'));
  if (fixes === connections) return t({ key: 'badge_title_need', count: fixes, values: [String(fixes)] });
  return t({ key: 'badge_title_fix', count: fixes, values: [String(fixes), String(connections)] });
}

async function placesToWatch(ports: MonitorPorts): Promise<WatchPlace[]> {
  const screens = [];
  for (const provider of providers) {
    const isConnected =
      (await isProviderConnected(ports.store, provider.id)) || (await readFlow())?.providerId === provider.id;
    if (!isConnected) continue;
    const wantsHints = await hasHosts(provider.hosts.guidance);
    for (const screen of provider.screens) {
      // An error page of the sign-in is read without hints too, where the connection's own hosts show it: nothing else tells.
      if (wantsHints || (screen.kind === 'oauth_error' && (await hasHosts(screen.matches)))) screens.push(screen);
    }
  }
  return watchPlaces(screens);
}

/** Longer than most work takes, and what it leaves undone when the worker dies is taken up after this. */
const watchdogMs = 60_000;

/** Where the watcher of report tools has to be: on the sites that are switched on and still allowed. */
async function reportPatterns(store: Store): Promise<string[]> {
  const sites = (await listReportSites(store)).filter(({ isOn }) => isOn);
  const patterns = [...new Set(sites.flatMap(({ definition }) => sitePatterns(definition)))].sort();
  const allowed = await Promise.all(patterns.map((pattern) => hasHosts([pattern])));
  return patterns.filter((_pattern, index) => allowed[index]);
}

/** A worker resumes what an earlier one left, not what it has under way itself. */
let hasResumed = false;

async function compose(): Promise<Result<App, 'storage_unavailable'>> {
  const [store, vault] = await Promise.all([openStore(), openVault()]);
  if (!store.ok || !vault.ok) return failure('storage_unavailable');
  await registerStored(store.value);
  await bindOldSecrets(store.value, vault.value).catch(reportBug);
  const monitor: MonitorPorts = {
    store: store.value,
    vault: vault.value,
    send: pinnedSend(sendHttp, () => providers.flatMap((provider) => provider.hosts.connection)),
    now: Date.now,
    random: Math.random,
    withLock,
    clock: storedServerClock(store.value),
    diagnose,
    countRead: (appId) => countRead(store.value, appId, Date.now()),
    hasHosts,
    isOnline: () => navigator.onLine,
    wait,
    whileChecking,
    pageSigns: async (connectionId) => signsOf(await readGuideProgress(connectionId), Date.now()),
  };
  const settle = async (): Promise<void> => {
    const [fixes, counts] = await Promise.all([countFixes(store.value), countByStatus(store.value)]);
    await showBadge(fixes, badgeTitle(fixes, counts.needs_you));
    await registerPageWatch(await placesToWatch(monitor));
    await registerReportWatch(await reportPatterns(store.value));
    const [dueMs, noticeMs] = [await nextWakeUpMs(monitor), await settleNotices(store.value, Date.now())];
    await setAlarm(noticeMs === undefined ? dueMs : Math.min(dueMs, noticeMs));
  };
  const expectWork = (): Promise<void> => setAlarm(Date.now() + watchdogMs);
  const ports: MonitorPorts & PlacePorts = {
    ...monitor,
    readFlow,
    async writeFlow(flow) {
      await keepFlow(store.value, flow);
      await writeFlow(flow);
      if (flow?.step === 'finishing') await expectWork();
    },
    readFlowSecret,
    changeFlowSecret,
    readFlowWindow,
    writeFlowWindow,
    redirectUriFor,
    newId: () => crypto.randomUUID(),
    openWindow: openAuthWindow,
    closeWindow: closeAuthWindow,
    openTab: openAuthTab,
    closeTab: closeAuthTab,
    watchTab,
    async checkNow(connectionIds) {
      const found = await Promise.all(connectionIds.map((id) => findConnection(store.value, id)));
      await checkConnections(
        monitor,
        found.filter((connection) => connection !== undefined),
        { isAskedFor: true },
      );
      await settle();
      for (const id of connectionIds) {
        await withLock(`areas:${id}`, () => retryFailedAreas(monitor, id));
      }
    },
  };
  const run = (spreadMs: number): Promise<void> =>
    withLock('round', async () => {
      await expectWork();
      await runDue(monitor, spreadMs);
      await settle();
    });
  await followPolicy(ports);
  if (!hasResumed) {
    await resumeDisconnects(ports);
    await resumeSignIn(ports);
  }
  hasResumed = true;
  // Looks at every grant there is: whoever woke the worker does not wait for that.
  if (await isStoreWhole(ports)) endAbandonedGrants(ports, await readFlow(), false).catch(reportBug);
  else withLock('restore', () => restoreConnections(ports).then(ports.checkNow)).catch(reportBug);
  return success({ ports, settle, expectWork, run });
}

let composed: Promise<Result<App, 'storage_unavailable'>> | undefined;

/** Whether both databases are still the ones this app was made with: they close when somebody deletes or upgrades them. */
async function isOpen({ ports }: App): Promise<boolean> {
  const [store, vault] = await Promise.all([openStore(), openVault()]);
  return store.ok && vault.ok && store.value === ports.store && vault.value === ports.vault;
}

/** The app of this worker. A database that could not be opened, or was closed from outside, is tried again with the next event. */
export async function openApp(): Promise<Result<App, 'storage_unavailable'>> {
  composed ??= compose();
  const current = composed;
  const app = await current;
  if (app.ok && (await isOpen(app.value))) return app;
  if (composed === current) composed = undefined;
  return app.ok ? openApp() : app;
}
