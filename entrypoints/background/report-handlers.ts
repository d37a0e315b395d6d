import { openPlace } from '../../lib/browser/own-pages';
import { injectReportMarker } from '../../lib/browser/report-scripts';
import { changeReportMemory } from '../../lib/browser/session';
import { t, wordsLocale } from '../../lib/browser/translate';
import type { MarkerModel, MarkerTexts } from '../../lib/messages/report-requests';
import type { ReportHandlers } from '../../lib/messages/router';
import { isAmong } from '../../lib/model/hosts';
import type { ReportMessage } from '../../lib/model/report-message';
import type { ReportSite } from '../../lib/model/report-site';
import { text } from '../../lib/model/text';
import { landmarksOf } from '../../lib/report-tools/landmarks';
import { memoryOf, recordSeen } from '../../lib/report-tools/memory';
import { changeReportSites, listReportSites } from '../../lib/store/report-sites';
import { readSettings, saveSettings } from '../../lib/store/settings';
import { type App, openApp } from './app';
import { inWords } from './guide-words';
import { candidatesFor, factsAbout, lookIfDue, matchFor, textsAbout } from './report-answers';
import { reportBug } from './report-bug';

const dayMs = 24 * 60 * 60_000;

/** The site a page belongs to, where the person added it and did not switch it off (SEC-52). */
async function siteAt(app: App, host: string): Promise<ReportSite | undefined> {
  const sites = await listReportSites(app.ports.store);
  return sites.find(({ definition, isOn }) => isOn && isAmong(host, definition.hosts));
}

async function isMuted(app: App, host: string): Promise<boolean> {
  const { overlayMutes } = await readSettings(app.ports.store);
  return overlayMutes.some(({ site, untilMs }) => site === host && (untilMs === null || untilMs > app.ports.now()));
}

function toModel(siteId: string, texts: MarkerTexts, nowMs: number): MarkerModel {
  const [first, ...others] = texts.ranked.map(t);
  const list = new Intl.ListFormat(wordsLocale(), { type: 'disjunction' });
  const ranked = [
    ...(first === undefined ? [] : [t(text('marker_likely', first))]),
    ...(others.length === 0 ? [] : [t(text('marker_others', list.format(others)))]),
  ];
  const { notes = [], ...model } = inWords(siteId, texts, nowMs);
  return { ...model, notes: [...ranked, ...notes], acts: [...texts.acts], isChecking: texts.isChecking };
}

async function modelFor(app: App, site: ReportSite, message: ReportMessage): Promise<MarkerModel> {
  return toModel(site.id, await textsAbout(app, site, message), app.ports.now());
}

/** Runs work about the site a message comes from; undefined where it is none, or the databases cannot be opened. */
async function withSite<Reply>(
  siteId: string | undefined,
  host: string,
  work: (app: App, site: ReportSite) => Promise<Reply>,
): Promise<Reply | undefined> {
  const app = await openApp();
  const site = app.ok ? await siteAt(app.value, host) : undefined;
  if (!app.ok || !site || (siteId !== undefined && siteId !== site.id)) return undefined;
  return work(app.value, site);
}

/** What our scripts on report tools may ask; every answer is about the message on screen alone (SEC-52). */
export const reportHandlers: ReportHandlers = {
  'report.landmarks': async (_request, { host }) =>
    (await withSite(undefined, host, async (_app, site) => ({
      siteId: site.id,
      landmarks: landmarksOf(site.definition),
    }))) ?? null,
  'report.seen': async ({ siteId, message }, { host, tabId, frameId }) => {
    const isShown = await withSite(siteId, host, async (app, site) => {
      if (tabId === undefined || (await isMuted(app, host))) return false;
      const facts = await factsAbout(app, site, message);
      await changeReportMemory((stored) =>
        recordSeen(memoryOf(stored), facts.key, message.isRefreshed, app.ports.now()),
      );
      if (facts.connection) lookIfDue(app, facts.connection, facts.areaIds).catch(reportBug);
      return injectReportMarker(tabId, frameId);
    });
    return { marker: isShown === true };
  },
  'report.model': async ({ siteId, message }, { host }) =>
    (await withSite(siteId, host, async (app, site) =>
      (await isMuted(app, host)) ? null : modelFor(app, site, message),
    )) ?? null,
  'report.open': async ({ siteId, message, place }, { host }) => {
    await withSite(siteId, host, async (app, site) => {
      const match = await matchFor(app, site, message);
      if (match.kind === 'one' && place !== 'pick') {
        const { connection } = match;
        const { preset } = await factsAbout(app, site, message);
        if (place === 'report') return openPlace('report', connection.id);
        return openPlace('connections', connection.id, ...(place === 'areas' ? [preset?.id ?? 'all'] : []));
      }
      const connectionIds = candidatesFor(match).map(({ id }) => id);
      const question = {
        siteId: site.id,
        connectionIds,
        ...(message.integration ? { named: message.integration } : {}),
      };
      await changeReportMemory((stored) => ({ ...memoryOf(stored), question }));
      return openPlace('sites');
    });
    return null;
  },
  'report.mute': async ({ siteId, howLong }, { host }) => {
    await withSite(siteId, host, async (app, site) => {
      if (howLong === 'site') {
        await changeReportSites(app.ports.store, (sites) =>
          sites.map((each) => (each.id === site.id ? { ...each, isOn: false } : each)),
        );
        return app.syncBrowserUi();
      }
      const { overlayMutes } = await readSettings(app.ports.store);
      const others = overlayMutes.filter((mute) => mute.site !== host);
      const untilMs = app.ports.now() + dayMs;
      return saveSettings(app.ports.store, { overlayMutes: [...others, { site: host, untilMs }] });
    });
    return null;
  },
};
