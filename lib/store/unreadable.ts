import * as z from 'zod/mini';
import { announceStoreChange } from './changes';
import { readable } from './connections';
import type { Store } from './database';

/** Ids of stored records that could not be read when the worker met them last (SEC-39). */
const Unreadable = z.lazy(() => z.object({ connections: z.array(z.string()), grants: z.array(z.string()) }));
type Unreadable = z.infer<typeof Unreadable>;

const key = 'unreadable';

/** At most so many records are read again when they are counted; beyond that the stored number is near enough. */
const lookedAt = 100;

function parse(stored: unknown): Unreadable {
  const parsed = Unreadable.safeParse(stored);
  return parsed.success ? parsed.data : { connections: [], grants: [] };
}

async function change(store: Store, changed: (before: Unreadable) => Unreadable): Promise<void> {
  const transaction = store.transaction('state', 'readwrite');
  const before = parse(await transaction.store.get(key));
  const after = changed(before);
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  await Promise.all([isSame ? undefined : transaction.store.put(after, key), transaction.done]);
  if (!isSame) announceStoreChange();
}

/** Adds to what is known to be unreadable, so that pages can count it without reading everything. */
export function recordUnreadable(store: Store, found: Partial<Unreadable>): Promise<void> {
  const union = (known: string[], more: string[] = []): string[] => [...new Set([...known, ...more])];
  return change(store, ({ connections, grants }) => ({
    connections: union(connections, found.connections),
    grants: union(grants, found.grants),
  }));
}

/** Replaces what was known by what a sweep over everything found. */
export function replaceUnreadable(store: Store, found: Unreadable): Promise<void> {
  return change(store, () => found);
}

/** How many stored connections cannot be read, as far as the worker has met them. Cost follows that number. */
export async function countUnreadable(store: Store): Promise<number> {
  const { connections } = parse(await store.get('state', key));
  const records = await Promise.all(connections.slice(0, lookedAt).map((id) => store.get('connections', id)));
  const isUnreadable = records.filter((record) => record !== undefined && readable([record]).length === 0);
  return isUnreadable.length + Math.max(0, connections.length - lookedAt);
}

/** Ids of grants that could not be read when the worker met them last. */
export async function listUnreadableGrants(store: Store): Promise<readonly string[]> {
  return parse(await store.get('state', key)).grants;
}
