import type { DiskState } from '../engines/local/ports';
import { browser } from './api';

/** In the session store while the disk takes no more; pages show it on every surface. */
const key = 'diskFull';

/** Where in the session store new token sets wait that the disk refused. */
export const unsavedKey = 'unsavedGrants';

/** What browsers throw when there is no room: Chromium and Firefox a quota error, Firefox also a bare UnknownError. */
const noRoom: ReadonlySet<string> = new Set(['QuotaExceededError', 'UnknownError', 'NS_ERROR_FILE_NO_DEVICE_SPACE']);

function isNoRoom(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && noRoom.has(String(error.name));
}

/** Whether the disk refused a write lately and has taken none since. */
export async function isDiskFull(): Promise<boolean> {
  return key in (await browser.storage.session.get(key));
}

/** The disk as people have to know it. `unsaved`: renewed sign-ins that wait in memory for it. */
export interface ShownDisk {
  isFull: boolean;
  unsaved: number;
}

/** Whether the disk takes no more, and how many renewed sign-ins wait for it; both from the session store alone. */
export async function readDiskState(): Promise<ShownDisk> {
  const [isFull, stored] = await Promise.all([isDiskFull(), browser.storage.session.get(unsavedKey)]);
  return { isFull, unsaved: Object.keys(Object(stored[unsavedKey])).length };
}

/** What people are told about the disk: set by a refused write, cleared by one that went through. */
export const diskState: DiskState = {
  async refused(error) {
    if (isNoRoom(error)) await browser.storage.session.set({ [key]: true }).catch(() => undefined);
  },
  async works() {
    if (await isDiskFull().catch(() => false)) await browser.storage.session.remove(key).catch(() => undefined);
  },
};
