import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ReportMarker } from '../components/overlay/report-marker';
import type { PageExtension } from '../lib/page/extension';
import { isInOwnPage } from '../lib/page/own-frames';
import { sharedReport } from '../lib/page/shared-report';

declare const chrome: PageExtension;

/**
 * The marker on report tools, put into a page by the worker when the watcher told of a message. Running it again in the same
 * page brings the one marker up to date.
 */
export default defineUnlistedScript(() => {
  const page = sharedReport();
  if (!isInOwnPage() || page.sightings.length === 0) return;
  page.marker ??= new ReportMarker({ extension: chrome, page, nowMs: () => performance.now() });
  page.marker.follow(true);
});
