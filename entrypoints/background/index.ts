/*
 * The front door of the worker. Browsers start it many times a day, and mostly there is nothing to do. So this script only
 * listens (at top level: SEC-37) and tells what concerns us; the app, which is a script of its own, is loaded when something
 * does. Nothing imported here may be large: it weighs on every start.
 */
import { defineBackground } from 'wxt/utils/define-background';
import { isAlarmSet, keepPulse, onAlarm } from '../../lib/browser/alarm';
import { type AuthTabs, watchAuthTabs } from '../../lib/browser/auth-tab';
import { diagnosisScript } from '../../lib/browser/diagnosis-script';
import { loadScript, prepareScripts } from '../../lib/browser/lazy-script';
import { onManagedChange } from '../../lib/browser/managed';
import { onMessage } from '../../lib/browser/messages';
import { onNoticeClick } from '../../lib/browser/notifications';
import { onInstalled, onStartup } from '../../lib/browser/own-pages';
import { onPermissionsChange } from '../../lib/browser/permissions';
import { closeStorageToPages } from '../../lib/browser/storage-access';
import { isSignInWaiting, onSignInWaiting } from '../../lib/browser/waiting-sign-in';
import { appScript, type Events } from './app-script';
import { reportBug } from './report-bug';

const app = (): Events => loadScript(appScript);

/** Tabs are heard of at each start until it is known whether a sign-in waits, and in Firefox whenever one is closed. */
async function recordClosed(tabId: number): Promise<void> {
  if (await isSignInWaiting()) app().tabClosed(tabId);
}

/** A missing alarm means that a worker died, that the browser lost it, or that the clock was changed (SEC-37). */
async function takeUp(lateMs: number): Promise<void> {
  if (!(await isAlarmSet())) app().alarmRang(lateMs);
}

/**
 * Finishes what an earlier worker left undone. A sign-in window can answer only to the worker that opened it (SEC-21);
 * everything else waits for the alarm, and if that is missing, a round starts at once (SEC-37).
 */
async function makeUp(tabs: AuthTabs): Promise<void> {
  const isWaiting = await isSignInWaiting();
  // No tab matters while no sign-in waits for one. At once: a sign-in may begin while anything else is asked.
  if (!isWaiting) tabs.rest();
  if (isWaiting) app().syncBrowserUi();
  await takeUp(Number.POSITIVE_INFINITY);
}

export default defineBackground({
  main() {
    prepareScripts(appScript, diagnosisScript);
    onMessage((message, senderKind) => app().message(message, senderKind), reportBug);
    onAlarm({
      due: (lateMs) => app().alarmRang(lateMs),
      pulse: (lateMs) => void takeUp(lateMs).catch(reportBug),
    });
    const tabs = watchAuthTabs({
      redirect: (tabId, url) => app().tabRedirected(tabId, url),
      closed: (tabId) => void recordClosed(tabId).catch(reportBug),
    });
    tabs.listen();
    onSignInWaiting((isWaiting) => (isWaiting ? tabs.listen() : tabs.rest()));
    onPermissionsChange(() => app().permissionsChanged());
    onManagedChange(() => app().policyChanged());
    onNoticeClick(() => app().noticeClicked());
    onStartup(() => app().browserStarted());
    onInstalled((isNew) => app().installed(isNew));
    addEventListener('online', () => app().cameOnline());
    keepPulse().catch(reportBug);
    closeStorageToPages().catch(reportBug);
    makeUp(tabs).catch(reportBug);
  },
});
