import { recordLateAlarm, sleptMs } from '../../lib/browser/awake';
import { openConsole } from '../../lib/browser/own-pages';
import { recordTabClosed, recordTabRedirect } from '../../lib/engines/local/sign-in-place';
import { type RouterOptions, route } from '../../lib/messages/router';
import { isAmong } from '../../lib/model/hosts';
import { recheckBlocked, recheckOffline } from '../../lib/monitor/recheck-blocked';
import { wakeSpreadMs } from '../../lib/monitor/run-due';
import { providers } from '../../lib/providers';
import { onStoreClosed } from '../../lib/store/database';
import { type App, openApp } from './app';
import type { Events } from './app-script';
import { handlers } from './handlers';
import { openNotice } from './notices';
import { pageHandlers } from './page-handlers';
import { followPolicy } from './policy';
import { reportBug } from './report-bug';
import { reportHandlers } from './report-handlers';

/** Runs work with the opened app; while the databases cannot be opened there is nothing to do, and pages say so. */
function withApp(work: (app: App) => Promise<void>): void {
  openApp()
    .then((app) => (app.ok ? work(app.value) : undefined))
    .catch(reportBug);
}

/** To be called once in each worker. */
export function createEvents(): Events {
  const providerHosts = providers.flatMap((provider) => provider.screens.flatMap((screen) => screen.hosts));
  const isProviderHost = (host: string): boolean => isAmong(host, providerHosts);
  const options: RouterOptions = { isProviderHost, handlers, pageHandlers, reportHandlers };
  const syncBrowserUi = (): void => withApp((app) => app.syncBrowserUi());
  onStoreClosed(syncBrowserUi);
  return {
    message: (message, senderKind) => route(options, message, senderKind),
    alarmRang(lateMs) {
      // Before the app looks at anything: what is late now is late because the device slept. An alarm that is gone says nothing.
      const noted = Number.isFinite(lateMs) ? recordLateAlarm(lateMs, Date.now()).catch(reportBug) : undefined;
      withApp(async (app) => {
        await noted;
        await app.run(lateMs > sleptMs ? wakeSpreadMs : 0);
      });
    },
    tabRedirected: (tabId, url) => withApp((app) => recordTabRedirect(app.ports, tabId, url)),
    tabClosed: (tabId) => withApp((app) => recordTabClosed(app.ports, tabId)),
    permissionsChanged: () =>
      withApp(async (app) => {
        await recheckBlocked(app.ports);
        await app.run(0);
      }),
    policyChanged: () =>
      withApp(async (app) => {
        await followPolicy(app.ports, true);
        await app.run(0);
      }),
    noticeClicked: () => withApp((app) => openNotice(app.ports.store)),
    browserStarted: () => withApp((app) => app.run(wakeSpreadMs)),
    installed(isNew) {
      if (isNew) openConsole().catch(reportBug);
      withApp(async (app) => {
        // What this device or an earlier version could not check may work with the new one.
        await recheckBlocked(app.ports);
        await app.run(0);
      });
    },
    cameOnline: () =>
      withApp(async (app) => {
        await recheckOffline(app.ports);
        await app.run(wakeSpreadMs);
      }),
    syncBrowserUi,
  };
}
