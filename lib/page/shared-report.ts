import type { Sighting } from './read-report';

/** What watcher and marker of a report tool's page know of each other. */
export interface SharedReport {
  siteId?: string;
  /** The messages on show, in the order of the page. */
  sightings: readonly Sighting[];
  /** Set by the marker when it runs for the first time: brings itself up to date with the sightings. */
  marker?: { follow(hasUpdate?: boolean): void };
  /** Set by the watcher: ends it. */
  stop?: (() => void) | undefined;
}

declare global {
  var ledgerlineReport: SharedReport | undefined;
}

/** The object both scripts share; see `sharedPage` for where it hangs and why the page cannot see it. */
export function sharedReport(): SharedReport {
  globalThis.ledgerlineReport ??= { sightings: [] };
  return globalThis.ledgerlineReport;
}
