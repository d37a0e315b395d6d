import type { Store } from '../../lib/store/database';
import { readOwnRecords } from '../../lib/store/own-providers';

let hasRegistered = false;

/**
 * Makes the providers that people described themselves known to a page, by name and links. Where there is none this is one
 * read of the store: the code that understands definitions is loaded with the first one.
 */
export async function registerStoredProfiles(store: Store): Promise<void> {
  const records = await readOwnRecords(store);
  if (records.length === 0 && !hasRegistered) return;
  hasRegistered = true;
  const { registerOwnProfiles } = await import('../../lib/providers/custom/register-profiles');
  registerOwnProfiles(records);
}
