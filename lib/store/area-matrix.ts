import { AreaMatrix } from '../model/area-check';
import { announceStoreChange } from './changes';
import type { Store } from './database';

function keyOf(connectionId: string): string {
  return `areas:${connectionId}`;
}

/** The last "check what works" of a connection; undefined when there was none. */
export async function readAreaMatrix(store: Store, connectionId: string): Promise<AreaMatrix | undefined> {
  const parsed = AreaMatrix.safeParse(await store.get('state', keyOf(connectionId)));
  return parsed.success ? parsed.data : undefined;
}

/** Keeps the matrix of a connection, also while it is being filled, and tells the other contexts. */
export async function saveAreaMatrix(store: Store, matrix: AreaMatrix): Promise<void> {
  await store.put('state', matrix, keyOf(matrix.connectionId));
  announceStoreChange();
}
