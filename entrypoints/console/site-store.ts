import { signal } from '@preact/signals';
import { hasHosts } from '../../lib/browser/permissions';
import { onSessionChange, readReportMemory } from '../../lib/browser/session';
import type { Connection } from '../../lib/model/connection';
import type { ReportMemory } from '../../lib/model/report-message';
import { type ReportSite, sitePatterns } from '../../lib/model/report-site';
import { listByNeed } from '../../lib/store/connections';
import type { Store } from '../../lib/store/database';
import { listReportSites } from '../../lib/store/report-sites';
import { route } from './route';

/** A report tool, and whether the browser still lets us read it. */
export interface ListedSite {
  site: ReportSite;
  isAllowed: boolean;
}

/** More connections than any firm has. */
const all = { offset: 0, limit: 100_000 };

export const sites = signal<readonly ListedSite[]>([]);
/** Every connection, to choose one for a message; read on the page of report tools alone. */
export const choices = signal<readonly Connection[]>([]);
/** The message on a report tool's page that only the person can assign; undefined when there is none. */
export const question = signal<ReportMemory['question']>(undefined);

/** Reads what the page of report tools shows; the caller puts it on show. */
export async function readSites(store: Store): Promise<() => void> {
  if (route.value.place !== 'sites') return () => undefined;
  const [found, connections, memory] = await Promise.all([
    listReportSites(store),
    listByNeed(store, all),
    readReportMemory(),
  ]);
  const allowed = await Promise.all(found.map(({ definition }) => hasHosts(sitePatterns(definition))));
  return () => {
    sites.value = found.map((site, index) => ({ site, isAllowed: allowed[index] === true }));
    choices.value = connections;
    question.value = memory?.question;
  };
}

/** Follows the open question, which is asked from a page outside. */
export function followQuestion(): void {
  onSessionChange(() => {
    void readReportMemory().then((memory) => {
      question.value = memory?.question;
    });
  });
}
