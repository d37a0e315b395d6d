import type { ReportMessage } from '../model/report-message';
import type { Landmarks } from '../model/report-site';
import { ask, isAlive, type PageExtension } from './extension';
import { asksForPassword } from './find-by-text';
import { readReport, type Sighting } from './read-report';
import type { SharedReport } from './shared-report';

/** Rest between two looks at a page that keeps changing: at least this, and so much more than the look itself took. In ms. */
const restMs = 250;
const restPerLook = 20;

/** How long it counts that the tool said its sign-in was renewed, in ms. */
const refreshedForMs = 10 * 60_000;

const watched = {
  childList: true,
  subtree: true,
  characterData: true,
  attributeFilter: ['class', 'style', 'hidden', 'open'],
};

/** Whether two messages say the same about the same. */
export function isSameMessage(one: ReportMessage, other: ReportMessage): boolean {
  return (
    one.error === other.error &&
    one.report === other.report &&
    one.integration === other.integration &&
    one.isRefreshed === other.isRefreshed
  );
}

/**
 * Watches a report tool's page for error messages and tells the worker of each once: when it comes, and again when it comes
 * back. Draws nothing, changes nothing. Silent while the page asks for a password (SEC-16), and for good when the
 * extension went away (SEC-63). Returns the way to stop.
 */
export function watchReports(
  { siteId, landmarks }: { siteId: string; landmarks: Landmarks },
  extension: PageExtension,
  page: SharedReport,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let refreshedAtMs = Number.NEGATIVE_INFINITY;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let tookMs = 0;

  const look = (): void => {
    timer = undefined;
    if (!isAlive(extension)) {
      stop();
      return;
    }
    const startedMs = performance.now();
    const hasRefreshed = startedMs - refreshedAtMs < refreshedForMs;
    const found = asksForPassword() ? undefined : readReport(landmarks, hasRefreshed);
    if (found?.isRefreshed && !hasRefreshed) refreshedAtMs = startedMs;
    show(found?.sightings ?? []);
    lookedAtMs = performance.now();
    tookMs = lookedAtMs - startedMs;
  };

  const show = (sightings: readonly Sighting[]): void => {
    const before = page.sightings;
    page.sightings = sightings;
    page.marker?.follow();
    for (const { message } of sightings) {
      if (before.some((known) => isSameMessage(known.message, message))) continue;
      void ask(extension, { type: 'report.seen', siteId, message });
    }
  };

  const observer = new MutationObserver(() => {
    const restedMs = performance.now() - lookedAtMs;
    timer ??= setTimeout(look, Math.max(30, restMs - restedMs, restPerLook * tookMs - restedMs));
  });
  const stop = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    show([]);
  };

  page.siteId = siteId;
  look();
  observer.observe(document.documentElement, watched);
  return stop;
}
