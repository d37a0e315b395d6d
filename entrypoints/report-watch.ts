import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ask, type PageExtension } from '../lib/page/extension';
import { isInOwnPage } from '../lib/page/own-frames';
import { watchReports } from '../lib/page/report-watch';
import { sharedReport } from '../lib/page/shared-report';

declare const chrome: PageExtension;

/**
 * The watcher on report tools, registered by the worker as a content script on the sites a person added. Asks what to look
 * for there; run again in the same page, it asks anew, and stops where the site was switched off or removed.
 */
export default defineUnlistedScript(async () => {
  if (!isInOwnPage()) return;
  const page = sharedReport();
  const site = await ask(chrome, { type: 'report.landmarks' });
  page.stop?.();
  page.stop = site ? watchReports(site, chrome, page) : undefined;
});
