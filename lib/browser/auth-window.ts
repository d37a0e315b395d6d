import type { AuthWindowOutcome } from '../model/ports';
import { browser } from './api';
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
 */
export async function openAuthWindow(url: string): Promise<AuthWindowOutcome> {
  const release = keepAwake();
  try {
    const redirect = await browser.identity.launchWebAuthFlow({ url, interactive: true });
    return redirect ? { kind: 'redirect', url: redirect } : { kind: 'unknown', text: 'no redirect' };
  } catch (error) {
    const text = messageOf(error).slice(0, 300);
    return { kind: wordings.find(({ begins }) => text.startsWith(begins))?.kind ?? 'unknown', text };
  } finally {
    release();
  }
}
