/*
 * One round over what is due: refreshes, checks, owed revocations. Each grant with something due is one item.
 *
 *   put aside what cannot be read ─▶ sort by urgency ─▶ start the items over one window ─▶ until nothing is due
 *                                                          └─ one that throws is postponed, and hurts no other (SEC-39)
 */
import { backOff, unansweredCeilingMs } from '../engines/back-off';
import type { Need } from '../engines/local/fresh-token';
import { isolated } from '../engines/local/isolated';
import { storeUnsaved } from '../engines/local/keep-tokens';
import { retryRevocations } from '../engines/local/retry-revocations';
import type { Connection } from '../model/connection';
import { maxBackOffMs } from '../model/due';
import type { Grant } from '../model/grant';
import { changeConnections, listDue } from '../store/connections';
import { setAside } from '../store/set-aside';
import { recordUnreadable } from '../store/unreadable';
import { listGrantsDue, updateGrantVersion } from '../vault/grants';
import { setGrantsAside } from '../vault/set-aside';
import { connectedCadences } from './cadence';
import { checkGroup } from './check-group';
import type { KnownAccess } from './find-outcomes';
import { freeRecovered } from './free-recovered';
import { type Freshened, freshen } from './freshen';
import { applyOutcome } from './outcome';
import type { MonitorPorts } from './ports';
import { recordRound } from './round-times';
import { sweepIfDue } from './sweep';
import { unexplained } from './unexplained';

/** How many due connections are sorted by urgency at most; more than any firm has. */
const mostDue = 20_000;

/** The due list is read again after this many grants, so that urgent work does not wait for the whole backlog. */
const itemsInTurn = 1000;

/** Items that are worked on at the same time; how many requests a host gets at once is limited apart from that. */
const itemsInParallel = 8;

/** The work of a browser that has just woken up is spread over this time, at most and in all (SEC-36). */
export const wakeSpreadMs = 120_000;

/** What is due of one grant. */
interface Item {
  grantId: string;
  grant: Grant | undefined;
  connections: Connection[];
}

async function forEachLimited<Entry>(entries: readonly Entry[], work: (entry: Entry) => Promise<void>): Promise<void> {
  const queue = [...entries];
  const worker = async (): Promise<void> => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) await work(entry);
  };
  await Promise.all(Array.from({ length: itemsInParallel }, worker));
}

function byGrant(grants: readonly Grant[], connections: readonly Connection[]): Item[] {
  const items = new Map<string, Item>();
  for (const grant of grants) items.set(grant.id, { grantId: grant.id, grant, connections: [] });
  for (const connection of connections) {
    const { grantId } = connection;
    const item = items.get(grantId) ?? { grantId, grant: undefined, connections: [] };
    item.connections.push(connection);
    items.set(grantId, item);
  }
  return [...items.values()];
}

const soonMs = 3 * 24 * 60 * 60_000;

/** What is about to end comes first, then what does not work, then the routine. What a person asks for does not wait here. */
function urgencyOf({ connections }: Item, nowMs: number): number {
  if (connections.some(({ signInEnd }) => signInEnd !== undefined && signInEnd.atMs - nowMs < soonMs)) return 0;
  return connections.some(({ status }) => status !== 'connected') ? 1 : 2;
}

/**
 * How often an item has failed by itself. While a host is down, the one that has failed least asks for all: companies that
 * only fail themselves must not keep the others waiting.
 */
function failuresOf({ grant, connections }: Item): number {
  const failures = connections.map(({ failuresInRow }) => failuresInRow);
  return failures.length > 0 ? Math.min(...failures) : (grant?.refreshFailures ?? 0);
}

async function takeDue(ports: MonitorPorts): Promise<Item[]> {
  const nowMs = ports.now();
  const grants = await listGrantsDue(ports.vault, nowMs);
  const due = await listDue(ports.store, nowMs, mostDue);
  if (grants.unreadableIds.length > 0)
    await isolated(ports, () => setGrantsAside(ports.vault, grants.unreadableIds, nowMs));
  if (due.unreadableIds.length > 0) await isolated(ports, () => setAside(ports.store, due.unreadableIds, nowMs));
  if (grants.unreadableIds.length + due.unreadableIds.length > 0)
    await isolated(ports, () =>
      recordUnreadable(ports.store, { connections: due.unreadableIds, grants: grants.unreadableIds }),
    );
  const items = byGrant(grants.grants, due.connections);
  return items.sort(
    (left, right) => urgencyOf(left, nowMs) - urgencyOf(right, nowMs) || failuresOf(left) - failuresOf(right),
  );
}

/** Checks these connections now, grouped by grant, and shows them as being checked meanwhile. */
export async function checkConnections(
  ports: MonitorPorts,
  connections: readonly Connection[],
  need: Need,
): Promise<void> {
  await forEachLimited(byGrant([], connections), async (item) => {
    await isolated(ports, () => checkItem(ports, item.connections, need));
  });
}

function checkItem(
  ports: MonitorPorts,
  connections: readonly Connection[],
  need: Need,
  known?: KnownAccess,
): Promise<void> {
  const ids = connections.map(({ id }) => id);
  return ports.whileChecking(ids, () => checkGroup(ports, connections, need, known));
}

/**
 * An item that threw is not due again at once, or it would wake the worker for ever; nor in hours, because what threw may be
 * a disk that refused one write. Nobody knows its state, and it says so.
 */
async function postpone(ports: MonitorPorts, { grant, connections }: Item): Promise<void> {
  const nowMs = ports.now();
  const pause = (failuresInRow: number): number =>
    backOff({ failuresInRow, ceilingMs: unansweredCeilingMs, random: ports.random }).ms;
  const ids = connections.map(({ id }) => id);
  const outcome = { kind: 'fails', diagnosis: unexplained, asked: [], isGrantDead: false, isOwnFault: true } as const;
  await changeConnections(ports.store, ids, (connection) =>
    connection.nextDueAtMs > nowMs
      ? undefined
      : applyOutcome(connection, outcome, { nowMs, everyMs: maxBackOffMs, random: ports.random }),
  );
  if (!grant) return;
  const refreshFailures = grant.refreshFailures + 1;
  const refreshDue = { reason: 'back_off', setAtMs: nowMs } as const;
  // A version that was stored on the way has a plan of its own.
  await updateGrantVersion(ports.vault, grant, {
    refreshFailures,
    nextRefreshAtMs: nowMs + pause(refreshFailures),
    refreshDue,
  });
}

async function workOn(ports: MonitorPorts, item: Item): Promise<void> {
  const isDone = await isolated(ports, async () => {
    const { isChecked, known }: Freshened = item.grant ? await freshen(ports, item.grant) : { isChecked: false };
    if (item.connections.length > 0 && !isChecked) await checkItem(ports, item.connections, {}, known);
  });
  if (!isDone) await isolated(ports, () => postpone(ports, item));
}

/** A few connections are not kept waiting for as long as a thousand. */
function windowFor(count: number, spreadMs: number): number {
  return Math.min(spreadMs, 15_000 + count * 250);
}

/**
 * Does everything that is due. Cost follows what is due, not what exists. Asks nobody while the device is offline; what is
 * due stays due. Nothing of it throws.
 *
 * @param spreadMs starts the items over this time, at most and in all; 0 to start all at once
 */
export async function runDue(ports: MonitorPorts, spreadMs: number): Promise<void> {
  await isolated(ports, () => storeUnsaved(ports));
  if (!ports.isOnline()) return;
  const startedAtMs = ports.now();
  await isolated(ports, () => sweepIfDue(ports));
  const visits = new Map<string, number>();
  let windowMs: number | undefined;
  for (;;) {
    // An item that cannot be committed stays due: twice is enough for one round.
    const due = (await takeDue(ports)).filter(({ grantId }) => (visits.get(grantId) ?? 0) < 2);
    const items = due.slice(0, itemsInTurn);
    if (items.length === 0) break;
    windowMs ??= windowFor(items.length, spreadMs);
    const spread = items.map((item, place) => ({
      item,
      startMs: ((place + ports.random()) / items.length) * (windowMs ?? 0),
    }));
    await forEachLimited(spread, async ({ item, startMs }) => {
      visits.set(item.grantId, (visits.get(item.grantId) ?? 0) + 1);
      await ports.wait(Math.max(0, startMs - Math.max(0, ports.now() - startedAtMs)));
      await workOn(ports, item);
    });
    await isolated(ports, () => freeRecovered(ports));
  }
  await isolated(ports, () => retryRevocations(ports));
  await isolated(ports, async () => recordRound(ports, { startedAtMs, cadences: await connectedCadences(ports) }));
}
