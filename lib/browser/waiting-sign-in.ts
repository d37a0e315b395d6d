import { browser } from './api';

/** Whether a window or tab is waited for: a sign-in has its secrets for just so long. Takes no schema, so it can be asked at each start. */
export async function isSignInWaiting(): Promise<boolean> {
  return 'flowSecret' in (await browser.storage.session.get('flowSecret'));
}
