import { browser } from './api';

/** Opens a place of our console, by the parts of its address. */
export async function openPlace(...parts: readonly string[]): Promise<void> {
  const hash = parts.map(encodeURIComponent).join('/');
  await browser.tabs.create({ url: browser.runtime.getURL(`/console.html#/${hash}`) });
}

/** Opens our console at a connection, or at its start. */
export async function openConsole(connectionId?: string): Promise<void> {
  await openPlace('connections', ...(connectionId ? [connectionId] : []));
}

/** Calls back after an installation or an update; `isNew` on the very first one. */
export function onInstalled(listener: (isNew: boolean) => void): void {
  browser.runtime.onInstalled.addListener((details) => listener(details.reason === 'install'));
}

/** Calls back when the browser starts. */
export function onStartup(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}
