import { ReportSite } from '../model/report-site';
import { announceStoreChange } from './changes';
import type { Store } from './database';

const key = 'reportSites';

function listOf(stored: unknown): unknown[] {
  return Array.isArray(stored) ? stored : [];
}

function readable(records: readonly unknown[]): ReportSite[] {
  return records.flatMap((record) => {
    const parsed = ReportSite.safeParse(record);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The report tools a person added; a record that cannot be read is left out and stays stored (SEC-39). */
export async function listReportSites(store: Store): Promise<ReportSite[]> {
  return readable(listOf(await store.get('state', key)));
}

/** Changes the list alone among all that do, and tells the other contexts. Records that cannot be read stay as they are. */
export async function changeReportSites(
  store: Store,
  change: (sites: readonly ReportSite[]) => readonly ReportSite[],
): Promise<void> {
  const transaction = store.transaction('state', 'readwrite');
  const records = listOf(await transaction.store.get(key));
  const unreadable = records.filter((record) => !ReportSite.safeParse(record).success);
  const changed = change(readable(records));
  await Promise.all([transaction.store.put([...changed, ...unreadable], key), transaction.done]);
  announceStoreChange();
}
