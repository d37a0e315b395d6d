import type { AuthWindowOutcome, ShownWindow } from '../model/ports';
import { browser } from './api';
import { findAuthWindow } from './find-auth-window';
import { keepAwake } from './keep-awake';

/**
 * Beginnings of the messages `launchWebAuthFlow` fails with. Chromium: chrome/browser/extensions/api/identity
 * (`kUserRejected`, `kPageLoadFailure`, `kConcurrent…`); Firefox: toolkit/components/extensions/parent/ext-identity.js.
 */
const wordings: readonly { begins: string; kind: 'closed' | 'page_not_loaded' | 'another_open' }[] = [
  { begins: 'The user did not approve access', kind: 'closed' },
  { begins: 'User cancelled or denied access', kind: 'closed' },
  { begins: 'Authorization page could not be loaded', kind: 'page_not_loaded' },
  { begins: 'Only one web auth flow is allowed', kind: 'another_open' },
];

/** How long a closed window may take until the browser says that its sign-in is over, in ms. */
const farewellMs = 2000;

/** The sign-in this worker has under way in a window. */
let underWay: Promise<unknown> | undefined;

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}

/** Where the provider sends the person back to: our host, one path per provider (SEC-04, SEC-05). */
export function redirectUriFor(providerId: string): string {
  return browser.identity.getRedirectURL(providerId);
}

/**
 * Opens the provider's sign-in page in the browser's own window and waits for it. May take as long as the person does.
 * Never throws: closing the window, a page that fails to load and a second window are outcomes (SEC-23…SEC-25).
 *
 * @param onShown told which window it is, as far as that can be known: Chromium shows none until the page has loaded
 */
export async function openAuthWindow(
  url: string,
  onShown: (shown: ShownWindow | 'unidentified') => void,
): Promise<AuthWindowOutcome> {
  const release = keepAwake();
  const stopLooking = findAuthWindow(url, onShown);
  const launched = browser.identity.launchWebAuthFlow({ url, interactive: true });
  underWay = launched;
  try {
    const redirect = await launched;
    return redirect ? { kind: 'redirect', url: redirect } : { kind: 'unknown', text: 'no redirect' };
  } catch (error) {
    const text = messageOf(error).slice(0, 300);
    return { kind: wordings.find(({ begins }) => text.startsWith(begins))?.kind ?? 'unknown', text };
  } finally {
    stopLooking();
    release();
  }
}

/** Brings the sign-in window to the front, also from where it was minimised to; false when it is gone. */
export async function showAuthWindow(windowId: number): Promise<boolean> {
  try {
    const { state } = await browser.windows.get(windowId);
    await browser.windows.update(windowId, { focused: true, ...(state === 'minimized' ? { state: 'normal' } : {}) });
    return true;
  } catch {
    return false;
  }
}

/**
 * Closes the sign-in window, if it is still there, and waits for the browser to be ready for the next one: Chromium
 * allows one at a time, also when the worker that opened it is gone (SEC-22).
 */
export async function closeAuthWindow(windowId: number): Promise<void> {
  await browser.windows.remove(windowId).catch(() => undefined);
  await Promise.race([underWay?.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, farewellMs))]);
}
