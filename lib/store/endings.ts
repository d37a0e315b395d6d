import * as z from 'zod/mini';
import type { Store } from './database';

/** Key in `state` of the connections whose end has begun. */
export const endingsKey = 'endings';

/** A connection that a person has ended, and which sign-in it had then (Unix ms): a later one is not meant (SEC-14). */
const Ending = z.lazy(() => z.object({ id: z.string(), connectedAtMs: z.optional(z.number()) }));
export type Ending = z.infer<typeof Ending>;

/** An end that has begun; version 0.1.0 stored the connection's id alone. */
const StoredEnding = z.lazy(() => z.union([z.string(), Ending]));

/** Reads the stored list; what cannot be read is nothing. */
export function readEndings(stored: unknown): Ending[] {
  const parsed = z.array(StoredEnding).safeParse(stored);
  return parsed.success ? parsed.data.map((ending) => (typeof ending === 'string' ? { id: ending } : ending)) : [];
}

/** Records that a person has ended a connection, before anything is done about it; removing the connection removes the record. */
export async function recordEnding(store: Store, ending: Ending): Promise<void> {
  const transaction = store.transaction('state', 'readwrite', { durability: 'strict' });
  const others = readEndings(await transaction.store.get(endingsKey)).filter(({ id }) => id !== ending.id);
  await Promise.all([transaction.store.put([...others, ending], endingsKey), transaction.done]);
}

/** Forgets that connections were to be ended: a person has signed in for them since. The others stay noted. */
export async function forgetEndings(store: Store, connectionIds: readonly string[]): Promise<void> {
  const transaction = store.transaction('state', 'readwrite', { durability: 'strict' });
  const before = readEndings(await transaction.store.get(endingsKey));
  const left = before.filter(({ id }) => !connectionIds.includes(id));
  const write = left.length < before.length ? transaction.store.put(left, endingsKey) : undefined;
  await Promise.all([write, transaction.done]);
}

/** Connections whose end was begun and not finished. */
export async function listEndings(store: Store): Promise<Ending[]> {
  return readEndings(await store.get('state', endingsKey));
}
