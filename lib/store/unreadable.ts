import { announceStoreChange } from './changes';
import { readable } from './connections';
import type { Store } from './database';
import { readState } from './read-state';
import { type Unreadable, unreadableRecord } from './state-records';
import { changeState } from './write-state';

/** At most so many records are read again when they are counted; beyond that the stored number is near enough. */
const lookedAt = 100;

async function change(store: Store, changed: (before: Unreadable) => Unreadable): Promise<void> {
  const hasChanged = await changeState(store, unreadableRecord, (before) => {
    const after = changed(before);
    return JSON.stringify(before) === JSON.stringify(after) ? before : after;
  });
  if (hasChanged) announceStoreChange();
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
  const { connections } = await readState(store, unreadableRecord);
  const records = await Promise.all(connections.slice(0, lookedAt).map((id) => store.get('connections', id)));
  const isUnreadable = records.filter((record) => record !== undefined && readable([record]).length === 0);
  return isUnreadable.length + Math.max(0, connections.length - lookedAt);
}

/** Ids of grants that could not be read when the worker met them last. */
export async function listUnreadableGrants(store: Store): Promise<readonly string[]> {
  return (await readState(store, unreadableRecord)).grants;
}
