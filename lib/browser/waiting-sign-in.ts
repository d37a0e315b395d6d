import { browser } from './api';

/** A sign-in has its secrets for just as long as a window or tab is waited for. */
const key = 'flowSecret';

/** Whether a window or tab is waited for. Takes no schema, so it can be asked at each start. */
export async function isSignInWaiting(): Promise<boolean> {
  return key in (await browser.storage.session.get(key));
}

/** Calls back when the wait for a window or tab begins, and when it is over. */
export function onSignInWaiting(listener: (isWaiting: boolean) => void): void {
  browser.storage.onChanged.addListener((changes, areaName) => {
    const change = areaName === 'session' ? changes[key] : undefined;
    if (change) listener(change.newValue !== undefined);
  });
}
