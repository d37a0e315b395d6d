import type * as z from 'zod/mini';
import { incidentKeyOf } from '../causes/incident';
import { Connection, type ConnectionStatus } from '../model/connection';
import type { HistoryEvent } from '../model/history';
import { needRankFor, needRanks } from '../model/need';
import { announceStoreChange } from './changes';
import type { Store } from './database';
import { addHistory } from './history';
import { endingsRecord } from './state-records';

/** How many connections are in which shown state. */
export type StatusCounts = Record<ConnectionStatus | 'paused' | 'total', number>;

const lastSortName = '\uffff';

/** Records that fail their schema are left out here: one bad record never stops the others (SEC-39). */
export function readable(records: readonly unknown[]): Connection[] {
  return records.flatMap((record) => {
    const parsed: z.core.util.SafeParseResult<Connection> = Connection.safeParse(record);
    return parsed.success ? [parsed.data] : [];
  });
}

/** What an index needs and no caller has to think of. */
function indexed(connection: Connection): Connection {
  const { nickname, companyName, status, isPaused } = connection;
  return {
    ...connection,
    needRank: needRankFor(status, isPaused),
    sortName: connection.sortName || (nickname ?? companyName).toLocaleLowerCase(),
    incident: incidentKeyOf(connection),
  };
}

/**
 * A changed connection over its stored record: members that the change left alone stay as they are stored, also what only a
 * newer version can read (SEC-39).
 */
function over(stored: Connection, before: Connection, after: Connection): Connection {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => Reflect.get(before, name) !== Reflect.get(after, name));
  return { ...stored, ...Object.fromEntries(changed.map((name) => [name, Reflect.get(after, name)])) };
}

function rankRange(rank: number): IDBKeyRange {
  return IDBKeyRange.bound([rank, ''], [rank, lastSortName]);
}

/** The connection with this id; undefined when there is none, or its record cannot be read. */
export async function findConnection(store: Store, id: string): Promise<Connection | undefined> {
  return readable([await store.get('connections', id)])[0];
}

/** A page of connections in order of need, then by name. Cost follows `limit`, not how many exist. */
export async function listByNeed(store: Store, page: { offset: number; limit: number }): Promise<Connection[]> {
  const found: unknown[] = [];
  const index = store.transaction('connections').store.index('byNeed');
  if (page.offset === 0) return readable(await index.getAll(undefined, page.limit));
  let cursor = await index.openCursor();
  if (cursor) cursor = await cursor.advance(page.offset);
  while (cursor && found.length < page.limit) {
    found.push(cursor.value);
    cursor = await cursor.continue();
  }
  return readable(found);
}

/** How many connections need the person. Cost follows that number. */
export function countNeedingYou(store: Store): Promise<number> {
  return store.countFromIndex('connections', 'byNeed', rankRange(needRanks.needs_you));
}

/** Counts per state, from the index alone: the browser walks through all of it, a tenth of a second for 10,000. */
export async function countByStatus(store: Store): Promise<StatusCounts> {
  const index = store.transaction('connections').store.index('byNeed');
  const count = (rank: number): Promise<number> => index.count(rankRange(rank));
  const [needsYou, unknown, waiting, offline, connected, paused] = await Promise.all([
    count(needRanks.needs_you),
    count(needRanks.unknown),
    count(needRanks.waiting),
    count(needRanks.offline),
    count(needRanks.connected),
    count(needRanks.paused),
  ]);
  const total = needsYou + unknown + waiting + offline + connected + paused;
  return { needs_you: needsYou, unknown, waiting, offline, connected, paused, total };
}

/** Connections in one state. Cost follows how many there are. */
export async function listByStatus(store: Store, status: keyof typeof needRanks): Promise<Connection[]> {
  return readable(await store.getAllFromIndex('connections', 'byNeed', rankRange(needRanks[status])));
}

/** Connections whose name or nickname contains the text, in order of need. */
export async function searchConnections(store: Store, wanted: string, limit: number): Promise<Connection[]> {
  const needle = wanted.trim().toLocaleLowerCase();
  const all = readable(await store.getAllFromIndex('connections', 'byNeed'));
  return all
    .filter((connection) => `${connection.sortName} ${connection.companyName.toLocaleLowerCase()}`.includes(needle))
    .slice(0, limit);
}

/** What stored connections say about grants by their raw members, also those that cannot be read. */
export interface GrantUse {
  /** Ids of the connections that name this grant. */
  userIds: string[];
  /** Every grant that any connection names. */
  grantIds: string[];
  /** Some record names no grant at all. */
  hasNameless: boolean;
}

/** Who uses a grant, asked of the index: cost follows how many grants there are. */
export async function readGrantUse(store: Store, grantId: string): Promise<GrantUse> {
  const transaction = store.transaction('connections');
  const index = transaction.store.index('byGrant');
  const [userIds, total] = await Promise.all([index.getAllKeys(grantId), transaction.store.count()]);
  const grantIds: string[] = [];
  let named = 0;
  let cursor = await index.openKeyCursor(IDBKeyRange.bound('', lastSortName), 'nextunique');
  while (cursor) {
    grantIds.push(cursor.key);
    named += await index.count(cursor.key);
    cursor = await cursor.continue();
  }
  return { userIds, grantIds, hasNameless: named < total };
}

/** Every connection that uses this grant. */
export async function listByGrant(store: Store, grantId: string): Promise<Connection[]> {
  return readable(await store.getAllFromIndex('connections', 'byGrant', grantId));
}

function ofProvider(providerId: string): IDBKeyRange {
  return IDBKeyRange.bound([providerId, '', ''], [providerId, lastSortName, lastSortName]);
}

/** The connections of one provider, `limit` of them at most where one is given. */
export async function listByProvider(store: Store, providerId: string, limit?: number): Promise<Connection[]> {
  return readable(await store.getAllFromIndex('connections', 'byTenant', ofProvider(providerId), limit));
}

/** Whether anything is connected at this provider: one step in the index, however many there are. */
export async function isProviderConnected(store: Store, providerId: string): Promise<boolean> {
  return (await store.getKeyFromIndex('connections', 'byTenant', ofProvider(providerId))) !== undefined;
}

/** What is due of the connections: those that can be read, longest overdue first, and the ids of those that cannot. */
export interface DueConnections {
  connections: Connection[];
  unreadableIds: string[];
}

/** Connections that are due by `nowMs`, `limit` records at most. Cost follows what is due. */
export async function listDue(store: Store, nowMs: number, limit: number): Promise<DueConnections> {
  const records = await store.getAllFromIndex('connections', 'byDue', IDBKeyRange.upperBound(nowMs), limit);
  const connections = readable(records);
  const readableIds = new Set(connections.map(({ id }) => id));
  return { connections, unreadableIds: records.map(({ id }) => id).filter((id) => !readableIds.has(id)) };
}

/** When the next connection is due (Unix ms); undefined when none is waiting. */
export async function firstDueAtMs(store: Store): Promise<number | undefined> {
  const cursor = await store.transaction('connections').store.index('byDue').openKeyCursor();
  return cursor?.key;
}

/** What a change makes of one connection, and what happened to it. */
export interface ConnectionChange {
  connection: Connection;
  events?: readonly HistoryEvent[];
}

/**
 * Adds connections, or replaces what is known of those of the same id, with their events in one transaction; then informs
 * the other contexts. Throws only when the browser refuses the write (quota, closed database); nothing is half written then.
 */
export async function putConnections(store: Store, changes: readonly ConnectionChange[]): Promise<void> {
  const transaction = store.transaction(['connections', 'history'], 'readwrite');
  const connections = transaction.objectStore('connections');
  const writes: Promise<unknown>[] = [];
  for (const { connection } of changes) {
    const stored = await connections.get(connection.id);
    writes.push(connections.put(indexed({ ...stored, ...connection })));
  }
  const events = changes.flatMap((change) => change.events ?? []);
  writes.push(addHistory(transaction.objectStore('history'), events), transaction.done);
  await Promise.all(writes);
  announceStoreChange();
}

/**
 * Changes stored connections: each is read inside the transaction that writes it, so that a rename or a pause made
 * meanwhile is never overwritten. Connections that are gone are left out; `change` may leave one as it is with undefined.
 */
export async function changeConnections(
  store: Store,
  ids: readonly string[],
  change: (connection: Connection) => ConnectionChange | undefined,
): Promise<void> {
  const transaction = store.transaction(['connections', 'history'], 'readwrite');
  const writes: Promise<unknown>[] = [];
  try {
    for (const id of ids) {
      const stored = await transaction.objectStore('connections').get(id);
      const [current] = readable([stored]);
      const changed = current ? change(current) : undefined;
      if (!stored || !current || !changed) continue;
      writes.push(transaction.objectStore('connections').put(over(stored, current, indexed(changed.connection))));
      writes.push(addHistory(transaction.objectStore('history'), changed.events ?? []));
    }
  } catch (error) {
    // Else the browser would commit the changes made before.
    transaction.abort();
    await Promise.allSettled([...writes, transaction.done]);
    throw error;
  }
  writes.push(transaction.done);
  await Promise.all(writes);
  announceStoreChange();
}

/** Removes a connection, its history, and the note that its end has begun. */
export async function removeConnection(store: Store, id: string): Promise<void> {
  const transaction = store.transaction(['connections', 'history', 'state'], 'readwrite');
  const range = IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);
  const keys = await transaction.objectStore('history').index('byConnection').getAllKeys(range);
  const state = transaction.objectStore('state');
  const endings = endingsRecord.parse(await state.get(endingsRecord.key)).filter((other) => other.id !== id);
  const removals: Promise<unknown>[] = keys.map((key) => transaction.objectStore('history').delete(key));
  removals.push(endings.length > 0 ? state.put(endings, endingsRecord.key) : state.delete(endingsRecord.key));
  removals.push(transaction.objectStore('connections').delete(id), transaction.done);
  await Promise.all(removals);
  announceStoreChange();
}

/** The connection of this company at this provider, if it is being watched already. */
export async function findByTenant(
  store: Store,
  key: { providerId: string; environment: string; tenantId: string },
): Promise<Connection | undefined> {
  return readable([
    await store.getFromIndex('connections', 'byTenant', [key.providerId, key.environment, key.tenantId]),
  ])[0];
}
