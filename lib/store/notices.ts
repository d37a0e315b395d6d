import * as z from 'zod/mini';
import type { Store } from './database';

const Told = z.lazy(() => z.array(z.string()));

/** Keys of the incidents a notification was shown for; they outlive the worker, so that each is told once. */
export async function readToldNotices(store: Store): Promise<readonly string[]> {
  const parsed = Told.safeParse(await store.get('state', 'notices'));
  return parsed.success ? parsed.data : [];
}

/** Replaces what was told. Pages show nothing of it, so no change is announced. */
export async function saveToldNotices(store: Store, told: readonly string[]): Promise<void> {
  await store.put('state', [...told], 'notices');
}
