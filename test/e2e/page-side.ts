import type { Page } from 'puppeteer-core';

/** Whether our overlay stands in a provider's page: its one element, closed to the page, is on show. */
export async function hasOverlay(page: Page): Promise<boolean> {
  return page
    .evaluate(() => [...document.querySelectorAll('ledgerline-guide')].filter((host) => host.isConnected).length === 1)
    .catch(() => false);
}

/**
 * Puts the sign-in window out of sight, and tells whether it is in sight. Asked from one of our pages, because headless
 * Chromium takes every window for the one in front, and headless Firefox minimises none.
 */
export async function hideSignIn(own: Page): Promise<void> {
  await own.evaluate(async () => {
    const signIn = (await chrome.windows.getAll()).find((one) => one.type === 'popup');
    if (signIn) await chrome.windows.update(signIn.id, { state: 'minimized' });
  });
  await own.bringToFront();
}

export async function isSignInShown(own: Page): Promise<boolean> {
  return own.evaluate(async () => {
    const signIn = (await chrome.windows.getAll()).find((one) => one.type === 'popup');
    return signIn?.focused === true && signIn.state !== 'minimized';
  });
}

/** How many sign-in windows are open; both browsers make popup windows of them. */
export async function countWindows(own: Page): Promise<number> {
  return own.evaluate(async () => (await chrome.windows.getAll()).filter((one) => one.type === 'popup').length);
}
