import { type KnownName, namesOfConnection } from '../model/known-name';
import type { Store } from './database';

/**
 * Every name in the stored connections, also in records that can no longer be read (SEC-39, SEC-43). One read of all of
 * them: for the support report, not for a list.
 */
export async function listKnownNames(store: Store): Promise<KnownName[]> {
  const records: unknown[] = await store.getAll('connections');
  return records.flatMap(namesOfConnection);
}
