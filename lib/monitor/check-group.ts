import type { Need } from '../engines/local/fresh-token';
import type { Connection } from '../model/connection';
import type { Diagnosis } from '../model/diagnosis';
import { changeConnections, findConnection, listByGrant } from '../store/connections';
import { cadenceOf } from './cadence';
import { type KnownAccess, outcomesFor } from './find-outcomes';
import { applyOutcome, type CheckOutcome, type Failure } from './outcome';
import type { MonitorPorts } from './ports';

/** Companies of one grant that are asked at the same time; the provider's own limits are per company. */
const inParallel = 4;

/** All connections that are watched through a grant, but for those of a group. Read only where the grant is over. */
async function sharing(ports: MonitorPorts, group: readonly Connection[], grantId: string): Promise<Connection[]> {
  const known = new Set(group.map(({ id }) => id));
  const all = await listByGrant(ports.store, grantId);
  return all.filter((other) => !other.isPaused && !known.has(other.id));
}

/** The outcome that says that the grant is over, if there is one. */
function endOf(outcomes: ReadonlyMap<string, CheckOutcome>): Failure | undefined {
  return [...outcomes.values()].find((outcome): outcome is Failure => outcome.kind === 'fails' && outcome.isGrantDead);
}

/** A bug of ours is no fault of the provider: nothing is claimed about it, and support can be asked. */
export const unexplained: Diagnosis = {
  cause: 'unknown',
  confidence: 0,
  action: 'contact_support',
  actor: 'you',
  reconnectHelps: 'maybe',
  alternatives: [],
  rules: [],
  facts: {},
};

/** The outcome of one connection; a bug that only this one meets stays with it (SEC-39). */
async function guarded(ports: MonitorPorts, work: () => Promise<CheckOutcome>): Promise<CheckOutcome> {
  try {
    return await work();
  } catch (error) {
    await ports.disk.refused(error);
    ports.reportBug(error);
    return { kind: 'fails', diagnosis: unexplained, asked: [], isGrantDead: false };
  }
}

/** Whether somebody has signed in again for a connection since it was read: what old tokens told says nothing then (SEC-34). */
function isReconnected(current: Connection, asRead: Connection | undefined): boolean {
  return current.grantId !== asRead?.grantId || current.reconnectedAtMs !== asRead.reconnectedAtMs;
}

/** Connections as they are by now, without those that somebody else has checked since they were read. */
async function notCheckedSince(ports: MonitorPorts, connections: readonly Connection[]): Promise<Connection[]> {
  const current = await Promise.all(connections.map(({ id }) => findConnection(ports.store, id)));
  return current.flatMap((connection, place) =>
    connection && connection.lastCheckedAtMs === connections[place]?.lastCheckedAtMs ? [connection] : [],
  );
}

/**
 * Checks connections that share one grant: one access token and one list of companies for all, one cheap read for each;
 * commits each slice as soon as it is known. One group of a grant at a time, over all contexts; what another group has just
 * checked is not asked again. A grant that turns out to be over fails for all its connections at once, also for those that
 * were not asked about, or were still read well while it ended: nobody would ask for them again.
 *
 * @param known what the caller has just asked for the whole grant
 */
export function checkGroup(
  ports: MonitorPorts,
  group: readonly Connection[],
  need: Need,
  known?: KnownAccess,
): Promise<void> {
  const grantId = group[0]?.grantId ?? '';
  return ports.withLock(`check:${grantId}`, async () => {
    const [first, ...rest] = await notCheckedSince(ports, group);
    if (!first) return;
    const connections = [first, ...rest] as const;
    const { outcomeOf, isForGrant } = await outcomesFor(ports, connections, need, known);
    const concerned = isForGrant ? [...connections, ...(await sharing(ports, connections, grantId))] : connections;
    const everyMs = await cadenceOf(ports, first);
    const asRead = new Map(concerned.map((connection) => [connection.id, connection]));
    const commit = (outcomes: ReadonlyMap<string, CheckOutcome>): Promise<void> =>
      changeConnections(ports.store, [...outcomes.keys()], (connection) => {
        const outcome = outcomes.get(connection.id);
        if (!outcome || isReconnected(connection, asRead.get(connection.id))) return undefined;
        return applyOutcome(connection, outcome, { nowMs: ports.now(), everyMs, random: ports.random });
      });
    const found = new Map<string, CheckOutcome>();
    for (let start = 0; start < concerned.length; start += inParallel) {
      const slice = concerned.slice(start, start + inParallel);
      const outcomes = new Map(
        await Promise.all(
          slice.map(async (connection) => [connection.id, await guarded(ports, () => outcomeOf(connection))] as const),
        ),
      );
      await commit(outcomes);
      for (const [id, outcome] of outcomes) found.set(id, outcome);
    }
    const end = endOf(found);
    if (!end) return;
    const others = isForGrant ? [] : await sharing(ports, connections, grantId);
    for (const connection of others) asRead.set(connection.id, connection);
    const all = [...concerned, ...others];
    const stillWell = all.filter(({ id }) => found.get(id)?.kind !== 'fails');
    await commit(new Map(stillWell.map(({ id }) => [id, { ...end, asked: [] }])));
  });
}
