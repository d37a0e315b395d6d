import type { Store } from './database';
import { readState } from './read-state';
import { policyMissingRecord } from './work-records';
import { writeState } from './write-state';

/** When each managed app key was first found missing in the policy (Unix ms, this device), by app id. */
export type MissingSince = Readonly<Record<string, number>>;

/** The app keys that were missing at the last look; none where nothing, or nothing readable, is stored. */
export function readMissingSince(store: Store): Promise<MissingSince> {
  return readState(store, policyMissingRecord);
}

/** Replaces what was missing. Pages show nothing of it, so no change is announced. */
export function saveMissingSince(store: Store, missing: MissingSince): Promise<void> {
  return writeState(store, policyMissingRecord, Object.keys(missing).length > 0 ? missing : undefined);
}
