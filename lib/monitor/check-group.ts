import { backOff } from '../engines/back-off';
import type { Need } from '../engines/local/fresh-token';
import { wakeSleeping } from '../engines/wake-sleeping';
import type { Connection } from '../model/connection';
import { changeConnections, findConnection, listByGrant } from '../store/connections';
import { cadenceOf } from './cadence';
import { type KnownAccess, outcomesFor } from './find-outcomes';
import { applyOutcome, type CheckOutcome, type Failure } from './outcome';
import type { MonitorPorts } from './ports';
import { unexplained } from './unexplained';

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

/** How the first slice failed of which nobody got an answer; undefined where somebody did. */
function silenceOf(outcomes: ReadonlyMap<string, CheckOutcome>): Failure | undefined {
  const silent = [...outcomes.values()].filter(
    (outcome): outcome is Failure => outcome.kind === 'fails' && outcome.isUnanswered === true,
  );
  return silent.length === inParallel ? silent[0] : undefined;
}

/** The rest of a group does not wait for one deadline after the other: it is asked again when the first of them is. */
function afterSilence(
  { random, now }: Pick<MonitorPorts, 'random' | 'now'>,
  silence: Failure,
  rest: readonly Connection[],
): ReadonlyMap<string, CheckOutcome> {
  const { ms } = backOff({ failuresInRow: 1, retryAfterMs: silence.diagnosis.facts.retryAfterMs, random });
  const notBeforeMs = now() + ms;
  return new Map(
    rest.map(({ id, status }) => [
      id,
      status === 'needs_you' ? { kind: 'later', atMs: notBeforeMs } : { ...silence, asked: [], notBeforeMs },
    ]),
  );
}

/** The outcome of one connection; a bug that only this one meets stays with it (SEC-39). */
async function guarded(ports: MonitorPorts, work: () => Promise<CheckOutcome>): Promise<CheckOutcome> {
  try {
    return await work();
  } catch (error) {
    await ports.disk.refused(error);
    ports.reportBug(error);
    return { kind: 'fails', diagnosis: unexplained, asked: [], isGrantDead: false, isOwnFault: true };
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

/** A grant that was over and works again, because a person asked, wakes its other connections too. */
async function wakeOthers(
  ports: MonitorPorts,
  concerned: readonly Connection[],
  found: ReadonlyMap<string, CheckOutcome>,
): Promise<void> {
  const back = concerned.find(({ id, hasGrantFailed }) => hasGrantFailed === true && found.get(id)?.kind === 'works');
  if (back) await wakeSleeping(ports, back.grantId);
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
    const others = isForGrant ? await sharing(ports, connections, grantId) : [];
    // Those that have failed by themselves come last: they must not keep the others from being asked.
    const concerned = [...connections, ...others].sort((left, right) => left.failuresInRow - right.failuresInRow);
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
      const silence = isForGrant ? undefined : silenceOf(outcomes);
      if (!silence) continue;
      await commit(afterSilence(ports, silence, concerned.slice(start + inParallel)));
      break;
    }
    const end = endOf(found);
    if (!end) return wakeOthers(ports, concerned, found);
    const late = isForGrant ? [] : await sharing(ports, connections, grantId);
    for (const connection of late) asRead.set(connection.id, connection);
    const stillWorking = [...concerned, ...late].filter(({ id }) => found.get(id)?.kind !== 'fails');
    await commit(new Map(stillWorking.map(({ id }) => [id, { ...end, asked: [] }])));
  });
}
