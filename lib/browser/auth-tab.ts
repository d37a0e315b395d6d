import { browser } from './api';

function redirectOrigin(): string {
  return new URL(browser.identity.getRedirectURL()).origin;
}

/** Match pattern of our own redirect host; the tab flow needs it to see the answer arrive. */
export function redirectHostPattern(): string {
  return `${redirectOrigin()}/*`;
}

/** Opens the provider's sign-in page in a tab, for browsers and moments where the auth window cannot be used. */
export async function openAuthTab(url: string): Promise<number | undefined> {
  const tab = await browser.tabs.create({ url, active: true });
  return tab.id;
}

/** Brings the sign-in tab to the front; false when it is gone. */
export async function showAuthTab(tabId: number): Promise<boolean> {
  try {
    const tab = await browser.tabs.update(tabId, { active: true });
    if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}

/** Closes the sign-in tab, if it is still there. */
export async function closeAuthTab(tabId: number): Promise<void> {
  await browser.tabs.remove(tabId).catch(() => undefined);
}

/** Listens to tabs, or leaves them alone. */
export interface AuthTabs {
  listen(): void;
  rest(): void;
}

/**
 * Reports, while it listens, when a tab arrives at our redirect host, and when a tab is closed. It has to listen at top
 * level, so that an answer also wakes a worker that has been stopped meanwhile (SEC-37), and to rest while no sign-in waits:
 * a browser starts whoever listens to tabs for every page that loads anywhere. Firefox 153 goes on doing so for a listener
 * that was taken back (tried); it lets us name the host instead, so that only closed tabs start us there.
 */
export function watchAuthTabs(on: {
  redirect(tabId: number, url: string): void;
  closed(tabId: number): void;
}): AuthTabs {
  const { onUpdated, onRemoved } = browser.tabs;
  const recordUpdate = (tabId: number, { url }: { url?: string }): void => {
    if (url?.startsWith(`${redirectOrigin()}/`)) on.redirect(tabId, url);
  };
  const recordEnd = (tabId: number): void => on.closed(tabId);
  return {
    listen() {
      if (import.meta.env.FIREFOX) onUpdated.addListener(recordUpdate, { urls: [redirectHostPattern()] });
      else onUpdated.addListener(recordUpdate);
      onRemoved.addListener(recordEnd);
    },
    rest() {
      onUpdated.removeListener(recordUpdate);
      onRemoved.removeListener(recordEnd);
    },
  };
}
