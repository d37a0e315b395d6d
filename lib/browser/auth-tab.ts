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

/**
 * Reports when a tab arrives at our redirect host, and when a tab is closed. Registered at top level, so that an answer
 * also wakes a worker that has been stopped meanwhile (SEC-37).
 */
export function onAuthTab(on: { redirect(tabId: number, url: string): void; closed(tabId: number): void }): void {
  browser.tabs.onUpdated.addListener((tabId, { url }) => {
    if (url?.startsWith(`${redirectOrigin()}/`)) on.redirect(tabId, url);
  });
  browser.tabs.onRemoved.addListener((tabId) => on.closed(tabId));
}
