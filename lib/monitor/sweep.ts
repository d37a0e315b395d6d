import { dueNow } from '../engines/connection-record';
import { isolated } from '../engines/local/isolated';
import type { Connection } from '../model/connection';
import { isDueDoubtful, neverMs } from '../model/due';
import type { Grant } from '../model/grant';
import { changeConnections, readable } from '../store/connections';
import { readState } from '../store/read-state';
import { takeBack } from '../store/set-aside';
import { replaceUnreadable } from '../store/unreadable';
import { sweptAtRecord } from '../store/work-records';
import { writeState } from '../store/write-state';
import { listAllGrants, updateGrant } from '../vault/grants';
import { cadenceOf } from './cadence';
import type { MonitorPorts } from './ports';
import { readRoundTimes } from './round-times';

const dayMs = 24 * 60 * 60_000;
/** Records that are looked at in one go. */
const batchSize = 500;

/**
 * When the next sweep is due (Unix ms): once a day, and at once when the clock is found to have gone back, as due times set
 * before cannot be right then.
 */
export async function sweepDueAtMs(ports: Pick<MonitorPorts, 'store' | 'now'>): Promise<number> {
  const sweptAtMs = await readState(ports.store, sweptAtRecord);
  if (sweptAtMs === undefined) return ports.now();
  const lastRound = await readRoundTimes(ports);
  const latestMs = Math.max(sweptAtMs, lastRound?.finishedAtMs ?? sweptAtMs);
  return latestMs - ports.now() > 60_000 ? ports.now() : sweptAtMs + dayMs;
}

/** How often a grant is refreshed as a routine, as far as its tokens show. */
function refreshCadenceOf({ accessExpiresAtMs, refreshIssuedAtMs }: Grant): number {
  if (accessExpiresAtMs === undefined || refreshIssuedAtMs === undefined) return dayMs;
  return Math.max(60 * 60_000, accessExpiresAtMs - refreshIssuedAtMs);
}

/** A time that cannot be read is read as 0, and no index finds it. */
function isNoTime(atMs: number): boolean {
  return atMs <= 0 || atMs >= neverMs;
}

/**
 * Grants that are over are left; every other one has a time to be refreshed at.
 *
 * @returns the ids of the grants that are over, and of those that cannot be read
 */
async function sweepGrants(
  ports: MonitorPorts,
  nowMs: number,
): Promise<{ over: ReadonlySet<string>; unreadableIds: string[] }> {
  const over = new Set<string>();
  const dueGrant = { nextRefreshAtMs: nowMs, refreshDue: { reason: 'routine', setAtMs: nowMs } } as const;
  const { grants, unreadableIds } = await listAllGrants(ports.vault);
  for (const grant of grants) {
    const { id, nextRefreshAtMs, refreshDue } = grant;
    if (grant.deadSinceMs !== undefined) over.add(id);
    else if (isNoTime(nextRefreshAtMs) || isDueDoubtful(nextRefreshAtMs, refreshDue, refreshCadenceOf(grant), nowMs))
      await isolated(ports, () => updateGrant(ports.vault, id, dueGrant));
  }
  return { over, unreadableIds };
}

type CadenceOf = (connection: Connection) => Promise<number>;

/** One look at the read counts for each provider and environment. */
function cadences(ports: MonitorPorts): CadenceOf {
  const known = new Map<string, number>();
  return async (connection) => {
    const name = `${connection.providerId} ${connection.environment}`;
    const everyMs = known.get(name) ?? (await cadenceOf(ports, connection));
    known.set(name, everyMs);
    return everyMs;
  };
}

/** Whether a connection sleeps although nothing says that it may. */
async function oversleeps(
  connection: Connection,
  storedDueAtMs: unknown,
  { over, everyMs, nowMs }: { over: ReadonlySet<string>; everyMs: CadenceOf; nowMs: number },
): Promise<boolean> {
  if (connection.isPaused) return false;
  if (typeof storedDueAtMs !== 'number' || !Number.isFinite(storedDueAtMs)) return true;
  if (storedDueAtMs >= neverMs) return !over.has(connection.grantId) || connection.hasGrantFailed !== true;
  return isDueDoubtful(storedDueAtMs, connection.due, await everyMs(connection), nowMs);
}

/** Makes due what oversleeps, and returns the ids of the connections that cannot be read. */
async function sweepConnections(ports: MonitorPorts, over: ReadonlySet<string>, nowMs: number): Promise<string[]> {
  const unreadableIds: string[] = [];
  const facts = { over, everyMs: cadences(ports), nowMs };
  let after: string | undefined;
  for (;;) {
    const range = after === undefined ? undefined : IDBKeyRange.lowerBound(after, true);
    const records = await ports.store.getAll('connections', range, batchSize);
    const asleep: string[] = [];
    for (const record of records) {
      const [connection] = readable([record]);
      if (!connection) unreadableIds.push(record.id);
      else if ('setAsideAtMs' in record) await isolated(ports, () => takeBack(ports.store, connection.id, nowMs));
      else if (await oversleeps(connection, record.nextDueAtMs, facts)) asleep.push(connection.id);
    }
    if (asleep.length > 0)
      await changeConnections(ports.store, asleep, (connection) => ({
        connection: { ...connection, ...dueNow(nowMs) },
      }));
    after = records.at(-1)?.id;
    if (records.length < batchSize || after === undefined) return unreadableIds;
  }
}

/**
 * Looks at everything there is, once a day and when the clock went back: whatever has no due time, one that no cadence
 * explains, or one that was set by a wrong clock, is due now (SEC-36). What was set aside and can be read by now comes back.
 */
export async function sweepIfDue(ports: MonitorPorts): Promise<void> {
  const nowMs = ports.now();
  if ((await sweepDueAtMs(ports)) > nowMs) return;
  const { over, unreadableIds: grants } = await sweepGrants(ports, nowMs);
  const connections = await sweepConnections(ports, over, nowMs);
  await replaceUnreadable(ports.store, { connections, grants });
  await writeState(ports.store, sweptAtRecord, nowMs);
}
