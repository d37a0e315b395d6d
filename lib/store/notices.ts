import type { Store } from './database';
import { readState } from './read-state';
import { shownNoticesRecord } from './work-records';
import { writeState } from './write-state';

/** Keys of the incidents a notification was shown for; they outlive the worker, so that each is shown once. */
export function readShownNotices(store: Store): Promise<readonly string[]> {
  return readState(store, shownNoticesRecord);
}

/** Replaces what was shown. Pages show nothing of it, so no change is announced. */
export function saveShownNotices(store: Store, shown: readonly string[]): Promise<void> {
  return writeState(store, shownNoticesRecord, [...shown]);
}
