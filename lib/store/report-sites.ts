import { ReportSite } from '../model/report-site';
import { announceStoreChange } from './changes';
import type { Store } from './database';
import { readState } from './read-state';
import { reportSitesRecord } from './work-records';
import { changeState } from './write-state';

function readable(records: readonly unknown[]): ReportSite[] {
  return records.flatMap((record) => {
    const parsed = ReportSite.safeParse(record);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The report tools a person added; a record that cannot be read is left out and stays stored (SEC-39). */
export async function listReportSites(store: Store): Promise<ReportSite[]> {
  return readable(await readState(store, reportSitesRecord));
}

/** Changes the list alone among all that do, and tells the other contexts. Records that cannot be read stay as they are. */
export async function changeReportSites(
  store: Store,
  change: (sites: readonly ReportSite[]) => readonly ReportSite[],
): Promise<void> {
  await changeState(store, reportSitesRecord, (records) => {
    const unreadable = records.filter((record) => !ReportSite.safeParse(record).success);
    return [...change(readable(records)), ...unreadable];
  });
  announceStoreChange();
}
