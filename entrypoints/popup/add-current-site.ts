import { currentAddress } from '../../lib/browser/current-tab';
import { openPlace } from '../../lib/browser/own-pages';
import { readHost } from '../../lib/report-tools/read-host';

/** Opens the page of report tools with the site the person looks at; adding it is another click, there. */
export async function addCurrentSite(): Promise<void> {
  const host = readHost((await currentAddress()) ?? '');
  await openPlace('sites', ...(host === undefined ? [] : [host]));
  close();
}
