/** The screen on show: its id, and the company's key from the address where the provider puts it there. */
export interface ShownScreen {
  screenId: string;
  companyKey?: string | undefined;
}

/** What watcher and overlay know of each other. */
export interface SharedPage {
  /** Set by the watcher once the screen is recognised, cleared when it is left. */
  shown?: ShownScreen | undefined;
  /** Set by the overlay script when it runs for the first time in this page. */
  overlay?: { show(screen: ShownScreen): Promise<void>; remove(): void };
  /** Set by the watcher: looks at the page again and tells the worker anew. */
  look?: () => void;
}

declare global {
  var ledgerlinePage: SharedPage | undefined;
}

/**
 * The object both scripts share. It hangs on the global of the extension's isolated world, which both browsers give to
 * all our scripts in a frame and to nobody else: the page cannot see it (tried in Chromium 156 and Firefox 153).
 */
export function sharedPage(): SharedPage {
  globalThis.ledgerlinePage ??= {};
  return globalThis.ledgerlinePage;
}

/** Whether two screens are the same one of the same company. */
export function isSameScreen(one: ShownScreen | undefined, other: ShownScreen | undefined): boolean {
  return one?.screenId === other?.screenId && one?.companyKey === other?.companyKey;
}
