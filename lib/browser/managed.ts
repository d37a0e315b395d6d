import { failure, type Result, success } from '../model/result';
import { browser } from './api';

/**
 * What Firefox says where nothing is set at all (toolkit/components/extensions/parent/ext-storage.js): for us the same as an
 * empty policy.
 */
const nothingSet = 'Managed storage manifest not found';

/** A browser that has not loaded its policies may keep us waiting; after this long in ms it is asked another time. */
const patienceMs = 20_000;

function isNothingSet(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'message' in error && error.message === nothingSet;
}

/**
 * What the organisation that manages this browser has set for us. Chromium: the policy `3rdparty.extensions.<id>` (Windows:
 * registry, under Software\Policies); Firefox: the policy `3rdparty.Extensions.<add-on id>`, or a managed storage manifest,
 * a file named after the add-on id in a folder of the system (MDN, "Native manifests"). An empty object where nothing is
 * set. May take seconds; `unreadable` after 20 s or any other error, which says nothing about what is set (SEC-48).
 */
export async function readManaged(): Promise<Result<unknown, 'unreadable'>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Result<unknown, 'unreadable'>>((resolve) => {
    timer = setTimeout(() => resolve(failure('unreadable')), patienceMs);
  });
  const read = async (): Promise<Result<unknown, 'unreadable'>> => {
    try {
      return success(await browser.storage.managed.get());
    } catch (error) {
      return isNothingSet(error) ? success({}) : failure('unreadable');
    }
  };
  return Promise.race([read(), tooLate]).finally(() => clearTimeout(timer));
}

/** Calls back when the organisation changes what it has set. Firefox never does: it reads policies when it starts. */
export function onManagedChange(listener: () => void): void {
  browser.storage.onChanged.addListener((_changes, areaName) => {
    if (areaName === 'managed') listener();
  });
}
