import { whileChecking } from '../../lib/browser/activity';
import { setAlarm } from '../../lib/browser/alarm';
import { closeAuthTab, openAuthTab } from '../../lib/browser/auth-tab';
import { closeAuthWindow, openAuthWindow, redirectUriFor } from '../../lib/browser/auth-window';
import { renewLog } from '../../lib/browser/database-log';
import { diagnose } from '../../lib/browser/diagnosis-script';
import { diskState, recordUnopenable } from '../../lib/browser/disk-state';
import { reach, sendHttp } from '../../lib/browser/http';
import { withLock } from '../../lib/browser/locks';
import { watchTab } from '../../lib/browser/page-scripts';
import { hasHosts } from '../../lib/browser/permissions';
import {
  changeFlowSecret,
  readFlow,
  readFlowSecret,
  readFlowWindow,
  readGuideProgress,
  writeFlow,
  writeFlowWindow,
} from '../../lib/browser/session';
import { sessionUnsavedGrants } from '../../lib/browser/unsaved-grants';
import { storedHostHealth } from '../../lib/engines/host-health';
import { resumeDisconnects } from '../../lib/engines/local/disconnect';
import type { Need } from '../../lib/engines/local/fresh-token';
import { isolated } from '../../lib/engines/local/isolated';
import { limitedSend } from '../../lib/engines/local/limited-send';
import { pinnedReach, pinnedSend } from '../../lib/engines/local/pinned-send';
import { isStoreWhole, restoreConnections } from '../../lib/engines/local/restore-connections';
import { resumeSignIn } from '../../lib/engines/local/run-sign-in';
import { expireSignIn, type PlacePorts } from '../../lib/engines/local/sign-in-place';
import { signsOf } from '../../lib/model/guide-progress';
import { failure, type Result, success } from '../../lib/model/result';
import { retryFailedAreas } from '../../lib/monitor/check-areas';
import { mayBeHinted } from '../../lib/monitor/hints';
import type { MonitorPorts } from '../../lib/monitor/ports';
import { oneRoundAtATime } from '../../lib/monitor/rounds';
import { checkConnections, runDue } from '../../lib/monitor/run-due';
import { providers } from '../../lib/providers';
import { storedServerClock } from '../../lib/store/clock';
import { findConnection } from '../../lib/store/connections';
import { openStore } from '../../lib/store/database';
import { keepFlow } from '../../lib/store/pending-flow';
import { countRead } from '../../lib/store/read-counts';
import { openVault } from '../../lib/vault/database';
import { syncBadge } from './badge';
import { bindOldSecrets, registerStored } from './own-providers';
import { followPolicy } from './policy';
import { reportBug } from './report-bug';
import { syncBrowserUi } from './sync-browser-ui';

/** Everything the worker works with, once both databases are open. */
export interface App {
  ports: MonitorPorts & PlacePorts;
  /** Badge, alarm and page scripts as the committed state wants them; called after everything that commits. */
  syncBrowserUi(): Promise<void>;
  /** Has the alarm ring soon, for a worker that dies before `syncBrowserUi`, which sets it to its real time (SEC-37). */
  expectWork(): Promise<void>;
  /** Does what is due, then calls `syncBrowserUi`. */
  run(spreadMs: number): Promise<void>;
  /** Checks connections because of what a page showed: a hint (`lib/monitor/hints.ts`), not a wish of a person (SEC-35). */
  checkForPage(connectionIds: readonly string[]): Promise<void>;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What a worker that dies leaves undone is taken up after this. */
const watchdogMs = 60_000;

/** How often the watchdog is set ahead while work goes on, so that a long round does not use it up. */
const stillAliveMs = 20_000;

/** Match patterns of the hosts that requests may go to. */
function providerHosts(): readonly string[] {
  return providers.flatMap((provider) => provider.hosts.connection);
}

/** A worker resumes what an earlier one left, not what it has under way itself. */
let hasResumed = false;

/*
 * Of these there is one in a worker, however often the databases are opened: requests may still be under way that were sent
 * before they were closed, and their answers hold new tokens.
 */
const unsaved = sessionUnsavedGrants(reportBug);
const send = limitedSend(pinnedSend(sendHttp, providerHosts));

async function compose(): Promise<Result<App, 'storage_unavailable'>> {
  const [store, vault] = await Promise.all([openStore(), openVault()]);
  if (!store.ok || !vault.ok) {
    await recordUnopenable();
    return failure('storage_unavailable');
  }
  await registerStored(store.value);
  await bindOldSecrets(store.value, vault.value).catch(reportBug);
  const monitor: MonitorPorts = {
    store: store.value,
    vault: vault.value,
    unsaved,
    disk: diskState,
    reportBug,
    send,
    reach: pinnedReach(reach, providerHosts),
    now: Date.now,
    random: Math.random,
    withLock,
    clock: storedServerClock(store.value),
    hosts: storedHostHealth(store.value, { now: Date.now, random: Math.random }),
    diagnose,
    countRead: (appId) => countRead(store.value, appId, Date.now()),
    hasHosts,
    isOnline: () => navigator.onLine,
    wait,
    whileChecking,
    pageSigns: async (connectionId) => signsOf(await readGuideProgress(connectionId), Date.now()),
  };
  const expectWork = (): Promise<void> => setAlarm(Date.now() + watchdogMs);
  const ports: MonitorPorts & PlacePorts = {
    ...monitor,
    readFlow,
    async writeFlow(flow) {
      // The session store is what counts while the browser runs: a full disk must not cost a sign-in its tokens.
      await isolated(monitor, () => keepFlow(store.value, flow));
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
    checkNow: (connectionIds) => check(connectionIds, { isAskedFor: true }),
  };
  const check = async (connectionIds: readonly string[], need: Need): Promise<void> => {
    const found = await Promise.all(connectionIds.map((id) => findConnection(store.value, id)));
    const known = found.filter((connection) => connection !== undefined);
    const wanted = need.isAskedFor ? known : known.filter((connection) => mayBeHinted(connection, Date.now()));
    await checkConnections(monitor, wanted, need);
    await syncBrowserUi(ports);
    for (const { id } of wanted)
      await isolated(monitor, () => withLock(`areas:${id}`, () => retryFailedAreas(monitor, id, need)));
  };
  const run = oneRoundAtATime(withLock, async (spreadMs) => {
    await expectWork();
    const stillAlive = setInterval(() => void expectWork().catch(reportBug), stillAliveMs);
    try {
      await isolated(monitor, () => expireSignIn(ports));
      await runDue(monitor, spreadMs);
    } finally {
      clearInterval(stillAlive);
      await syncBrowserUi(ports);
    }
  });
  if (!hasResumed) {
    await resumeDisconnects(ports);
    await isolated(ports, () => resumeSignIn(ports));
  }
  hasResumed = true;
  // Whatever started this worker, an overdue round shows at once (UX-10).
  void isolated(ports, () => syncBadge(ports));
  if (!(await isStoreWhole(ports)))
    withLock('restore', () => restoreConnections(ports).then(ports.checkNow)).catch(reportBug);
  followPolicy(ports, false)
    .then((hasChanged) => (hasChanged ? run(0) : undefined))
    .catch(reportBug);
  if (import.meta.env.CHROME) void isolated(monitor, renewLog);
  const checkForPage = (connectionIds: readonly string[]): Promise<void> => check(connectionIds, { isHinted: true });
  return success({ ports, syncBrowserUi: () => syncBrowserUi(ports), expectWork, run, checkForPage });
}

let composed: Promise<Result<App, 'storage_unavailable'>> | undefined;

/** Whether both databases are still the ones this app was made with: they close when somebody deletes or upgrades them. */
async function isOpen({ ports }: App): Promise<boolean> {
  const [store, vault] = await Promise.all([openStore(), openVault()]);
  return store.ok && vault.ok && store.value === ports.store && vault.value === ports.vault;
}

/** The app of this worker. A start that failed is not kept: a database that could not be opened, or was closed from outside, is tried again with the next event. */
export async function openApp(): Promise<Result<App, 'storage_unavailable'>> {
  const current = composed ?? compose();
  composed = current;
  const app = await current.catch((error: unknown) => {
    if (composed === current) composed = undefined;
    throw error;
  });
  if (app.ok && (await isOpen(app.value))) return app;
  if (composed === current) composed = undefined;
  return app.ok ? openApp() : app;
}
