import type { DiskState } from '../engines/local/ports';
import { browser } from './api';
import { doubtLog, renewLog } from './database-log';

/** In the session store while the disk takes no more; pages show it on every surface. */
const key = 'diskFull';

/** Where in the session store new token sets wait that the disk refused. */
export const unsavedKey = 'unsavedGrants';

/** Only a full disk, or the browser's own quota, is called this. Firefox 140: the transaction fails when it commits. */
const noRoom: ReadonlySet<string> = new Set(['QuotaExceededError', 'NS_ERROR_FILE_NO_DEVICE_SPACE']);

/**
 * What Chromium 156 throws when the disk is full: the requests of the transaction fail with AbortError, the transaction with
 * UnknownError; then all databases are closed (InvalidStateError), and none can be opened (UnknownError). Each of them has
 * other causes as well, so that the room that is left decides.
 */
const perhapsNoRoom: ReadonlySet<string> = new Set(['AbortError', 'InvalidStateError', 'UnknownError']);

/** With less than this left no write can be counted on. */
const leastRoomBytes = 1_000_000;

/** Chromium counts the free space of the disk into the quota of an extension that may store without limit. */
async function hasRoom(): Promise<boolean> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined || quota - usage >= leastRoomBytes;
}

async function isNoRoom(error: unknown): Promise<boolean> {
  if (typeof error !== 'object' || error === null || !('name' in error)) return false;
  const name = String(error.name);
  return noRoom.has(name) || (perhapsNoRoom.has(name) && !(await hasRoom()));
}

/** Whether the last write failed for lack of space. */
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

async function recordFull(): Promise<void> {
  await browser.storage.session.set({ [key]: true });
  await doubtLog();
}

/** To be called when the databases cannot be opened: on a full disk Chromium opens none. Does not throw. */
export async function recordUnopenable(): Promise<void> {
  if (!(await hasRoom().catch(() => true))) await recordFull().catch(() => undefined);
}

/** Whether what is stored would survive the end of the browser: in Chromium only once the log is renewed. */
async function isSafeToClose(): Promise<boolean> {
  return import.meta.env.FIREFOX || (await renewLog().catch(() => false));
}

/** Whether the no-space banner is shown: a refused write sets it, a successful one clears it once all is safe. */
export const diskState: DiskState = {
  async refused(error) {
    if (await isNoRoom(error).catch(() => false)) await recordFull().catch(() => undefined);
  },
  async works() {
    if ((await isDiskFull().catch(() => false)) && (await isSafeToClose()))
      await browser.storage.session.remove(key).catch(() => undefined);
  },
};
