import { registerOwn } from '../../lib/providers/custom/register';
import type { Store } from '../../lib/store/database';
import { readOwnRecords } from '../../lib/store/own-providers';

/** Makes the providers that people described themselves known in this worker, as they are stored by now. */
export async function registerStored(store: Store): Promise<void> {
  registerOwn(await readOwnRecords(store));
}
