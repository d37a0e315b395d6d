import { browser } from './api';

/**
 * What the organisation that manages this browser has set for us. Chromium: the policy `3rdparty.extensions.<id>` (Windows:
 * registry, under Software\Policies); Firefox: the policy `3rdparty.Extensions.<add-on id>`, or a managed storage manifest,
 * a file named after the add-on id in a folder of the system (MDN, "Native manifests"). Empty where there is none: Firefox
 * rejects then.
 */
export async function readManaged(): Promise<unknown> {
  try {
    return await browser.storage.managed.get();
  } catch {
    return {};
  }
}

/** Calls back when the organisation changes what it has set. */
export function onManagedChange(listener: () => void): void {
  browser.storage.onChanged.addListener((_changes, areaName) => {
    if (areaName === 'managed') listener();
  });
}
