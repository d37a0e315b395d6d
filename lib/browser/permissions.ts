import { browser } from './api';

/** Whether all these match patterns (https://host/*) are granted right now. */
export function hasHosts(patterns: readonly string[]): Promise<boolean> {
  return browser.permissions.contains({ origins: [...patterns] });
}

/**
 * Asks the person for these match patterns. Has to be the first thing that happens in a click: browsers tie the question
 * to the click. Asks again what was really granted, because the answer of the prompt alone is not reliable everywhere.
 */
export async function requestHosts(patterns: readonly string[]): Promise<boolean> {
  try {
    await browser.permissions.request({ origins: [...patterns] });
  } catch {
    return false;
  }
  return hasHosts(patterns);
}

/** Gives these match patterns back. Those the manifest requires stay; that is no reason to fail. */
export async function returnHosts(patterns: readonly string[]): Promise<void> {
  if (patterns.length > 0) await browser.permissions.remove({ origins: [...patterns] }).catch(() => undefined);
}

/** Calls back when the person takes away a permission or gives one, in our page or in the browser's settings. */
export function onPermissionsChange(listener: () => void): void {
  browser.permissions.onRemoved.addListener(listener);
  browser.permissions.onAdded.addListener(listener);
}
