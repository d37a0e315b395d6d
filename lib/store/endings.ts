import type { Store } from './database';
import { readState } from './read-state';
import { type Ending, endingsRecord } from './state-records';
import { changeState } from './write-state';

export type { Ending } from './state-records';

/** Records that a person has ended a connection, before anything is done about it; removing the connection removes the record. */
export async function recordEnding(store: Store, ending: Ending): Promise<void> {
  const change = (before: Ending[]): Ending[] => [...before.filter(({ id }) => id !== ending.id), ending];
  await changeState(store, endingsRecord, change, { durability: 'strict' });
}

/** Forgets that connections were to be ended: a person has signed in for them since. The others stay recorded. */
export async function forgetEndings(store: Store, connectionIds: readonly string[]): Promise<void> {
  const change = (before: Ending[]): Ending[] => {
    const left = before.filter(({ id }) => !connectionIds.includes(id));
    return left.length < before.length ? left : before;
  };
  await changeState(store, endingsRecord, change, { durability: 'strict' });
}

/** Connections whose end was begun and not finished. */
export function listEndings(store: Store): Promise<Ending[]> {
  return readState(store, endingsRecord);
}
