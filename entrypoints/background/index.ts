import { defineBackground } from 'wxt/utils/define-background';
import * as z from 'zod/mini';
import { onAlarm } from '../../lib/browser/alarm';
import { onAuthTab } from '../../lib/browser/auth-tab';
import { prepareDiagnosis } from '../../lib/browser/diagnosis-script';
import { onManagedChange } from '../../lib/browser/managed';
import { onMessage, ownOrigin, runtimeId } from '../../lib/browser/messages';
import { onInstalled, onStartup, openConsole } from '../../lib/browser/own-pages';
import { onPermissionsChange } from '../../lib/browser/permissions';
import { closeStorageToPages } from '../../lib/browser/session';
import { noteTabClosed, noteTabRedirect } from '../../lib/engines/local/sign-in-place';
import { createListener } from '../../lib/messages/router';
import { isAmong } from '../../lib/model/hosts';
import { reconsiderHolds, reconsiderOffline } from '../../lib/monitor/holds';
import { wakeSpreadMs } from '../../lib/monitor/run-due';
import { providers } from '../../lib/providers';
import { onStoreClosed } from '../../lib/store/database';
import { type App, openApp } from './app';
import { handlers } from './handlers';
import { pageHandlers } from './page-handlers';
import { followPolicy } from './policy';
import { reportBug } from './report-bug';
import { reportHandlers } from './report-handlers';

/** Later than this, and the device was asleep rather than busy. */
const sleptMs = 2 * 60_000;

/** Runs work with the opened app; while the databases cannot be opened there is nothing to do, and pages say so. */
function withApp(work: (app: App) => Promise<void>): void {
  openApp()
    .then((app) => (app.ok ? work(app.value) : undefined))
    .catch(reportBug);
}

const providerHosts = providers.flatMap((provider) => provider.screens.flatMap((screen) => screen.hosts));

export default defineBackground({
  main() {
    z.config({ jitless: true });
    prepareDiagnosis();
    onMessage(
      createListener(
        {
          runtimeId: runtimeId(),
          ownOrigin: ownOrigin(),
          isProviderHost: (host) => isAmong(host, providerHosts),
          handlers,
          pageHandlers,
          reportHandlers,
          onDropped: () => undefined,
        },
        reportBug,
      ),
    );
    onAlarm((lateMs) => withApp((app) => app.run(lateMs > sleptMs ? wakeSpreadMs : 0)));
    onAuthTab({
      redirect: (tabId, url) => withApp((app) => noteTabRedirect(app.ports, tabId, url)),
      closed: (tabId) => withApp((app) => noteTabClosed(app.ports, tabId)),
    });
    onPermissionsChange(() =>
      withApp(async (app) => {
        await reconsiderHolds(app.ports);
        await app.run(0);
      }),
    );
    onManagedChange(() =>
      withApp(async (app) => {
        await followPolicy(app.ports);
        await app.run(0);
      }),
    );
    onStoreClosed(() => withApp((app) => app.settle()));
    onStartup(() => withApp((app) => app.run(wakeSpreadMs)));
    onInstalled((isNew) => {
      if (isNew) openConsole().catch(reportBug);
      withApp((app) => app.run(0));
    });
    addEventListener('online', () =>
      withApp(async (app) => {
        await reconsiderOffline(app.ports);
        await app.run(wakeSpreadMs);
      }),
    );
    closeStorageToPages().catch(reportBug);
    withApp((app) => app.settle());
  },
});
