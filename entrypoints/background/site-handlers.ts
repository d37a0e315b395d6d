import { hasHosts } from '../../lib/browser/permissions';
import { watchOpenPages } from '../../lib/browser/report-scripts';
import { changeReportMemory, readReportMemory } from '../../lib/browser/session';
import type { Handlers } from '../../lib/messages/router';
import { type ReportSite, sitePatterns } from '../../lib/model/report-site';
import { failure, type Result, success } from '../../lib/model/result';
import { providers } from '../../lib/providers';
import { pickKey } from '../../lib/report-tools/match-connection';
import { memoryOf } from '../../lib/report-tools/memory';
import { readSite } from '../../lib/report-tools/read-site';
import { takenHosts } from '../../lib/report-tools/taken-hosts';
import { findConnection } from '../../lib/store/connections';
import { changeReportSites, listReportSites } from '../../lib/store/report-sites';
import { type App, openApp } from './app';
import { returnUnusedHosts } from './unused-hosts';

type SiteHandlers = Pick<Handlers, 'site.save' | 'site.switch' | 'site.remove' | 'site.pick'>;

/** Scripts and open pages follow what was committed. */
async function follow(app: App, patterns: readonly string[]): Promise<void> {
  await app.syncBrowserUi();
  await watchOpenPages(patterns);
}

async function change(
  app: App,
  siteId: string,
  to: (site: ReportSite) => ReportSite | undefined,
): Promise<Result<ReportSite, 'unknown_site'>> {
  const { store } = app.ports;
  const site = (await listReportSites(store)).find(({ id }) => id === siteId);
  if (!site) return failure('unknown_site');
  await changeReportSites(store, (sites) =>
    sites.flatMap((each) => {
      const changed = each.id === siteId ? to(each) : each;
      return changed ? [changed] : [];
    }),
  );
  return success(site);
}

/** What our own pages may ask about report tools. */
export const siteHandlers: SiteHandlers = {
  'site.save': async ({ definition: typed, replaces, picks = [] }) => {
    const app = await openApp();
    if (!app.ok) return app;
    const read = readSite(typed, takenHosts(providers));
    if (!read.ok) return success({ kind: 'mistaken', mistakes: read.problem });
    const definition = read.value;
    const patterns = sitePatterns(definition);
    if (!(await hasHosts(patterns))) return failure('no_permission');
    if (replaces !== undefined) {
      const changed = await change(app.value, replaces, (site) => ({ ...site, definition }));
      if (!changed.ok) return changed;
      const before = sitePatterns(changed.value.definition);
      await follow(app.value, [...before, ...patterns]);
      await returnUnusedHosts(app.value, before);
      return success({ kind: 'saved', siteId: replaces });
    }
    const { now, newId } = app.value.ports;
    const site = { id: newId(), definition, isOn: true, addedAtMs: now(), picks };
    // One site per host: what is added again replaces what was there.
    const isSameHost = (other: ReportSite): boolean =>
      other.definition.hosts.some((host) => definition.hosts.includes(host));
    await changeReportSites(app.value.ports.store, (sites) => [...sites.filter((other) => !isSameHost(other)), site]);
    await follow(app.value, patterns);
    return success({ kind: 'saved', siteId: site.id });
  },
  'site.switch': async ({ siteId, isOn }) => {
    const app = await openApp();
    if (!app.ok) return app;
    const changed = await change(app.value, siteId, (site) => ({ ...site, isOn }));
    if (!changed.ok) return changed;
    await follow(app.value, sitePatterns(changed.value.definition));
    return success(null);
  },
  'site.remove': async ({ siteId }) => {
    const app = await openApp();
    if (!app.ok) return app;
    const removed = await change(app.value, siteId, () => undefined);
    if (!removed.ok) return removed;
    const patterns = sitePatterns(removed.value.definition);
    await follow(app.value, patterns);
    await returnUnusedHosts(app.value, patterns);
    return success(null);
  },
  'site.pick': async ({ siteId, connectionId }) => {
    const app = await openApp();
    if (!app.ok) return app;
    const { question } = memoryOf(await readReportMemory());
    if (connectionId !== undefined && question?.siteId === siteId) {
      if (!(await findConnection(app.value.ports.store, connectionId))) return failure('unknown_connection');
      const named = pickKey(question.named);
      const changed = await change(app.value, siteId, (site) => ({
        ...site,
        picks: [...site.picks.filter((pick) => pick.named !== named), { named, connectionId }],
      }));
      if (!changed.ok) return changed;
      await watchOpenPages(sitePatterns(changed.value.definition));
    }
    await changeReportMemory((stored) => ({ ...memoryOf(stored), question: undefined }));
    return success(null);
  },
};
