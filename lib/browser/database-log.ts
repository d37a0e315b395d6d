/*
 * Chromium 156 keeps IndexedDB in LevelDB, whose log it reads at the start of the browser and then goes on writing to. When a
 * full disk cuts a write off, half a record stays in that log and later ones follow it. At the next start Chromium takes
 * the log for damaged and deletes all databases of the extension, though everything worked until then (test/chaos/full-disk.ts
 * shows it). LevelDB begins a new log, and deletes the old one, once a few megabytes were written: so they are written.
 */
import { deleteDB, openDB } from 'idb';
import { browser } from './api';
import { withLock } from './locks';

/** In the session store once the log is known to be whole. */
const key = 'isLogWhole';

/** Holds what is written, and nothing else; it is gone afterwards. */
const fillerName = 'ledgerline-filler';

/** More than the 4 MB that LevelDB keeps in memory before it begins a new log. */
const fillerRecords = 100;

/** Larger values go into files of their own and not into the log. */
const fillerBytes = 60_000;

/** The old log, the new one and what LevelDB makes of them lie beside each other for a moment. */
const leastRoomBytes = 20_000_000;

async function writeFiller(): Promise<void> {
  const filler = await openDB(fillerName, 1, {
    upgrade(database) {
      database.createObjectStore('filler');
    },
  });
  const transaction = filler.transaction('filler', 'readwrite', { durability: 'strict' });
  const writes: Promise<unknown>[] = Array.from({ length: fillerRecords }, (_, place) =>
    transaction.store.put(new Uint8Array(fillerBytes), place),
  );
  await Promise.all([...writes, transaction.done]);
  filler.close();
  await deleteDB(fillerName);
}

/**
 * Has the browser begin a new log, once in a session of the browser and after each time the disk was full. Leaves it for
 * later where there is little room. Rejects when the disk refuses; the log is no worse then than it was.
 *
 * @returns whether the log is known to be whole
 */
export function renewLog(): Promise<boolean> {
  return withLock('database-log', async () => {
    if (key in (await browser.storage.session.get(key))) return true;
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    if (quota - usage < leastRoomBytes) return false;
    await writeFiller();
    await browser.storage.session.set({ [key]: true });
    return true;
  });
}

/** To be called when the disk was full: half a record may be in the log. */
export async function doubtLog(): Promise<void> {
  await browser.storage.session.remove(key);
}
