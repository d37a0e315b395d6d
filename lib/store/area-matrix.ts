import type { AreaMatrix } from '../model/area-check';
import { announceStoreChange } from './changes';
import type { Store } from './database';
import { readState } from './read-state';
import { areaMatrixRecord } from './work-records';
import { writeState } from './write-state';

/** The last "check what works" of a connection; undefined when there was none. */
export function readAreaMatrix(store: Store, connectionId: string): Promise<AreaMatrix | undefined> {
  return readState(store, areaMatrixRecord(connectionId));
}

/** Keeps the matrix of a connection, also while it is being filled, and tells the other contexts. */
export async function saveAreaMatrix(store: Store, matrix: AreaMatrix): Promise<void> {
  await writeState(store, areaMatrixRecord(matrix.connectionId), matrix);
  announceStoreChange();
}
