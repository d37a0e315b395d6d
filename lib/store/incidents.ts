import { isSharedKey } from '../causes/incident';
import type { Connection } from '../model/connection';
import { needRanks } from '../model/need';
import { readable } from './connections';
import type { Store } from './database';

/** One entry of a list: a connection that stands for itself, or the first of an incident. */
export interface Entry {
  connection: Connection;
  /** How many connections the entry stands for; 1 for all that share their failure with nobody. */
  count: number;
  /** The connections of an incident, itself included; as many as `Entries` were allowed to read. */
  members: readonly Connection[];
}

const lastKey = '\uffff';

function failing(from: number, to: number): IDBKeyRange {
  return IDBKeyRange.bound([from, ''], [to, lastKey]);
}

/** Names an incident shows while it is closed; so many of its connections are read whatever else there is. */
const minMembers = 3;

/** In order of need; in the same state incidents come first, then by name. */
function compare(left: Entry, right: Entry): number {
  if (left.connection.needRank !== right.connection.needRank) {
    return left.connection.needRank - right.connection.needRank;
  }
  if (left.count > 1 !== right.count > 1) return left.count > 1 ? -1 : 1;
  return left.connection.sortName < right.connection.sortName ? -1 : 1;
}

/** The first connection of every incident, and those that fail alone: one step of a cursor for each. */
async function listFailing(store: Store, limit: number, upTo: number = needRanks.offline): Promise<Connection[]> {
  const index = store.transaction('connections').store.index('byIncident');
  const found: unknown[] = [];
  let cursor = await index.openCursor(failing(needRanks.needs_you, upTo), 'nextunique');
  while (cursor && found.length < limit) {
    found.push(cursor.value);
    cursor = await cursor.continue();
  }
  return readable(found);
}

/** A connection as an entry of its own. */
export function entryOf(connection: Connection): Entry {
  return { connection, count: 1, members: [connection] };
}

async function withMembers(store: Store, connection: Connection, limit: number): Promise<Entry> {
  const { needRank, incident } = connection;
  if (incident === undefined || !isSharedKey(incident)) return entryOf(connection);
  const index = store.transaction('connections').store.index('byIncident');
  const range = IDBKeyRange.only([needRank, incident]);
  const [count, members] = await Promise.all([index.count(range), index.getAll(range, limit)]);
  return { connection, count, members: readable(members) };
}

/**
 * The list as people see it, in order of need: what shares a cause is one entry. Cost follows `limit`, neither how many
 * connections exist nor how many fail: at most `limit` entries, and about as many connections inside incidents.
 */
export async function listEntries(store: Store, limit: number): Promise<Entry[]> {
  const first = await listFailing(store, limit);
  const shared = first.filter(({ incident }) => incident !== undefined && isSharedKey(incident)).length;
  const each = Math.max(minMembers, Math.floor(limit / Math.max(1, shared)));
  const entries = await Promise.all(first.map((connection) => withMembers(store, connection, each)));
  if (entries.length === limit) return entries.sort(compare);
  const others = IDBKeyRange.bound([needRanks.connected, ''], [needRanks.paused, lastKey]);
  const working = await store.getAllFromIndex('connections', 'byNeed', others, limit - entries.length);
  return [...entries.sort(compare), ...readable(working).map(entryOf)];
}

/** How many things a person has to mend: an incident counts once. Cost follows that number. */
export async function countFixes(store: Store): Promise<number> {
  const index = store.transaction('connections').store.index('byIncident');
  let count = 0;
  let cursor = await index.openKeyCursor(failing(needRanks.needs_you, needRanks.needs_you), 'nextunique');
  while (cursor) {
    count += 1;
    cursor = await cursor.continue();
  }
  return count;
}

/** Every connection of the incident this one is part of; itself alone where it shares its failure with nobody. */
export async function listIncident(store: Store, { id, needRank, incident }: Connection): Promise<string[]> {
  if (incident === undefined || !isSharedKey(incident)) return [id];
  const range = IDBKeyRange.only([needRank, incident]);
  return store.getAllKeysFromIndex('connections', 'byIncident', range);
}

/** The first connection of everything that needs the person, with its key: what a notification is about. */
export async function listNeeding(store: Store, limit: number): Promise<{ key: string; connection: Connection }[]> {
  const found = await listFailing(store, limit, needRanks.needs_you);
  return found.map((connection) => ({ key: connection.incident ?? connection.id, connection }));
}
