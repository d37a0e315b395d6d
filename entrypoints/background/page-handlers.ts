import { openConsole } from '../../lib/browser/own-pages';
import { injectPageGuide } from '../../lib/browser/page-scripts';
import { readGuideProgress } from '../../lib/browser/session';
import { windowEvidence } from '../../lib/engines/local/sign-in';
import { withKeysTried } from '../../lib/engines/local/try-keys';
import { guideModelFor } from '../../lib/guidance/screens/guide-model';
import { leadingDiagnosis } from '../../lib/guidance/screens/leading-diagnosis';
import type { GuideTexts } from '../../lib/messages/page-requests';
import type { PageHandlers } from '../../lib/messages/router';
import type { Connection } from '../../lib/model/connection';
import type { Diagnosis } from '../../lib/model/diagnosis';
import type { Flow } from '../../lib/model/flow';
import { isAmong } from '../../lib/model/hosts';
import { providers } from '../../lib/providers';
import { signFactsOf } from '../../lib/providers/paths';
import { drawnScreen, type ScreenFacts } from '../../lib/providers/screen';
import { readAreaMatrix } from '../../lib/store/area-matrix';
import { findConnection, listByProvider } from '../../lib/store/connections';
import { readSettings, saveSettings } from '../../lib/store/settings';
import { type App, openApp } from './app';
import { recordProgress } from './guide-progress';
import { inWords } from './guide-words';

const dayMs = 24 * 60 * 60_000;

function findScreen(screenId: string, host: string): ScreenFacts | undefined {
  const screens = providers.flatMap((provider) => provider.screens);
  return screens.find((screen) => screen.id === screenId && isAmong(host, screen.hosts));
}

/** The connection whose company is on screen, by the key in the address; on sign-in screens, the one being repaired. */
async function connectionOnScreen(
  app: App,
  screen: ScreenFacts,
  companyKey: string | undefined,
): Promise<Connection | undefined> {
  const flow = await app.ports.readFlow();
  if (companyKey === undefined || screen.kind === 'consent') {
    return flow?.connectionId && flow.providerId === screen.providerId
      ? findConnection(app.ports.store, flow.connectionId)
      : undefined;
  }
  const candidates = await listByProvider(app.ports.store, screen.providerId);
  return candidates.find((connection) => connection.company.screenKey === companyKey);
}

async function isMuted(app: App, site: string): Promise<boolean> {
  const { overlayEnabled, overlayMutes } = await readSettings(app.ports.store);
  const mute = overlayMutes.find((entry) => entry.site === site);
  return !overlayEnabled || (mute !== undefined && (mute.untilMs === null || mute.untilMs > app.ports.now()));
}

async function textsFor(
  app: App,
  screen: ScreenFacts,
  companyKey: string | undefined,
  host: string,
): Promise<GuideTexts | undefined> {
  if (await isMuted(app, host)) return undefined;
  const connection = await connectionOnScreen(app, screen, companyKey);
  const pending = await app.ports.readFlow();
  const flow = pending?.providerId === screen.providerId ? pending : undefined;
  const diagnosis = flow && screen.kind === 'oauth_error' ? await diagnosisOfRefusal(app, flow) : undefined;
  const [progress, matrix] = connection
    ? await Promise.all([readGuideProgress(connection.id), readAreaMatrix(app.ports.store, connection.id)])
    : [];
  const areaDiagnosis = leadingDiagnosis(screen.providerId, matrix);
  return guideModelFor({
    screen,
    connection,
    companyKey,
    flow,
    diagnosis,
    areaDiagnosis,
    progress,
    nowMs: app.ports.now(),
  });
}

/** What the provider's own error page of this sign-in means, once the watcher has told what it says. */
async function diagnosisOfRefusal(app: App, flow: Flow): Promise<Diagnosis | undefined> {
  const evidence = await windowEvidence(app.ports, flow, { kind: 'closed', text: '' });
  if (!evidence.answer) return undefined;
  const diagnosis = app.ports.diagnose(evidence);
  if (diagnosis.cause !== 'unknown') return diagnosis;
  return app.ports.diagnose(await withKeysTried(app.ports, flow, evidence));
}

/** What our scripts in provider pages may ask; every answer is about the company on screen alone (SEC-52, UX-57). */
export const pageHandlers: PageHandlers = {
  'screen.shown': async ({ screenId, companyKey }, { host, tabId, frameId }) => {
    const app = await openApp();
    const screen = findScreen(screenId, host);
    if (!app.ok || !screen) return { guide: false };
    const texts = await textsFor(app.value, screen, companyKey, host);
    return { guide: texts !== undefined && tabId !== undefined && (await injectPageGuide(tabId, frameId)) };
  },
  'screen.error': async ({ screenId, text }, { host }) => {
    const app = await openApp();
    const screen = findScreen(screenId, host);
    const flow = app.ok ? await app.value.ports.readFlow() : undefined;
    if (!app.ok || !screen || flow?.providerId !== screen.providerId) return { noted: false };
    const secret = await app.value.ports.changeFlowSecret((pending) =>
      pending?.flowId === flow.id ? { ...pending, pageError: text } : pending,
    );
    return { noted: secret?.flowId === flow.id };
  },
  'guide.model': async ({ screenId, companyKey }, { host }) => {
    const app = await openApp();
    const screen = findScreen(screenId, host);
    if (!app.ok || !screen) return null;
    const texts = await textsFor(app.value, screen, companyKey, host);
    if (!texts) return null;
    const { overlayFolds } = await readSettings(app.value.ports.store);
    const isFolded = overlayFolds.includes(host);
    return {
      ...inWords(screen.id, texts, app.value.ports.now()),
      screen: drawnScreen(screen),
      signs: signFactsOf(screen),
      isFolded,
    };
  },
  'guide.progress': async ({ screenId, companyKey, step, signs }, { host }) => {
    const app = await openApp();
    const screen = findScreen(screenId, host);
    const connection = app.ok && screen && (await connectionOnScreen(app.value, screen, companyKey));
    return { hasUpdate: connection ? await recordProgress(app.value, connection, { step, signs }) : false };
  },
  'guide.fold': async ({ isFolded }, { host }) => {
    const app = await openApp();
    if (!app.ok) return null;
    const { overlayFolds } = await readSettings(app.value.ports.store);
    const others = overlayFolds.filter((site) => site !== host);
    await saveSettings(app.value.ports.store, { overlayFolds: isFolded ? [...others, host] : others });
    return null;
  },
  'guide.mute': async ({ howLong }, { host }) => {
    const app = await openApp();
    if (!app.ok || howLong === 'now') return null;
    const { overlayMutes } = await readSettings(app.value.ports.store);
    const untilMs = howLong === 'day' ? app.value.ports.now() + dayMs : null;
    const others = overlayMutes.filter((mute) => mute.site !== host);
    await saveSettings(app.value.ports.store, { overlayMutes: [...others, { site: host, untilMs }] });
    return null;
  },
  'guide.open': async ({ screenId, companyKey }, { host }) => {
    const app = await openApp();
    const screen = findScreen(screenId, host);
    if (!app.ok || !screen) return null;
    await openConsole((await connectionOnScreen(app.value, screen, companyKey))?.id);
    return null;
  },
};
