import { openStore } from '../../lib/store/database';
import { freshnessLine } from './lazy';

/**
 * Reads how fresh the checks are, once the line that says so is loaded. Never rejects: where it cannot be read the line says
 * nothing, and the list stands all the same.
 */
export async function readChecks(): Promise<void> {
  const store = await openStore();
  if (store.ok) await freshnessLine.value?.readFreshness(store.value).catch(() => undefined);
}
