import { browser } from './api';

/** Whether this page stands in a private window, where the browser keeps sign-ins apart from the ones it knows (SEC-26). */
export async function isPrivateWindow(): Promise<boolean> {
  const { incognito } = await browser.windows.getCurrent();
  return incognito;
}
