import * as z from 'zod/mini';
import type { Store } from './database';

const key = 'policyMissing';

const Looks = z.lazy(() => z.record(z.string(), z.number()));

/** When each managed app key was first found missing in the policy (Unix ms, this device), by app id. */
export type MissingSince = Readonly<Record<string, number>>;

/** The app keys that were missing at the last look; none where nothing, or nothing readable, is stored. */
export async function readMissingSince(store: Store): Promise<MissingSince> {
  const parsed = Looks.safeParse(await store.get('state', key));
  return parsed.success ? parsed.data : {};
}

/** Replaces what was missing. Pages show nothing of it, so no change is announced. */
export async function saveMissingSince(store: Store, missing: MissingSince): Promise<void> {
  await (Object.keys(missing).length > 0 ? store.put('state', missing, key) : store.delete('state', key));
}
