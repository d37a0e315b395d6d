import { browser } from './api';

/**
 * Address of the tab the person looks at; undefined where the browser does not tell. It tells while our popup is open
 * over that tab (`activeTab`): the click on our icon is the person's leave for it.
 */
export async function currentAddress(): Promise<string | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.url;
}
