import * as z from 'zod/mini';
import type { Store } from './database';

/** Key in `state` of the ids of connections whose end has begun. */
export const endingsKey = 'endings';

const ConnectionIds = z.lazy(() => z.array(z.string()));

/** Reads the stored list; what cannot be read is nothing. */
export function readEndings(stored: unknown): string[] {
  const parsed = ConnectionIds.safeParse(stored);
  return parsed.success ? parsed.data : [];
}

/** Notes that a person has ended a connection, before anything is done about it; removing the connection takes the note away. */
export async function noteEnding(store: Store, connectionId: string): Promise<void> {
  const transaction = store.transaction('state', 'readwrite', { durability: 'strict' });
  const others = readEndings(await transaction.store.get(endingsKey)).filter((id) => id !== connectionId);
  await Promise.all([transaction.store.put([...others, connectionId], endingsKey), transaction.done]);
}

/** Forgets that connections were to be ended: a person has signed in for them since. The others stay noted. */
export async function forgetEndings(store: Store, connectionIds: readonly string[]): Promise<void> {
  const transaction = store.transaction('state', 'readwrite', { durability: 'strict' });
  const before = readEndings(await transaction.store.get(endingsKey));
  const left = before.filter((id) => !connectionIds.includes(id));
  const write = left.length < before.length ? transaction.store.put(left, endingsKey) : undefined;
  await Promise.all([write, transaction.done]);
}

/** Connections whose end was begun and not finished. */
export async function listEndings(store: Store): Promise<string[]> {
  return readEndings(await store.get('state', endingsKey));
}
