import { newConnection } from '../../../lib/engines/connection-record';
import { neverMs } from '../../../lib/model/due';
import type { Grant } from '../../../lib/model/grant';
import { findProvider } from '../../../lib/providers';
import { putConnections } from '../../../lib/store/connections';
import type { Experiment, ExperimentRun } from '../experiment';
import { randomOf } from '../random';
import { takeEscaped } from '../simulation/escaped';
import { mostCallsInAnHour } from '../simulation/judge';
import { type ServerId, serverIds } from '../simulation/server-kinds';
import { createSimulation, type Simulation, startMs } from '../simulation/simulation';
import { addCount, addFailure, addWorst, type Tally } from '../tally';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Device clock offsets as [after, offset]; the last one stays. */
const clocks: Readonly<Record<string, readonly [afterMs: number, offsetMs: number][]>> = {
  right: [],
  'ahead 10 years': [[5 * hourMs, 3652 * dayMs]],
  'behind 10 years': [[5 * hourMs, -3652 * dayMs]],
  'ahead 10 years for an hour': [
    [5 * hourMs, 3652 * dayMs],
    [6 * hourMs, 0],
  ],
  'behind 10 years for an hour': [
    [5 * hourMs, -3652 * dayMs],
    [6 * hourMs, 0],
  ],
  'ahead 90 days for an hour': [
    [5 * hourMs, 90 * dayMs],
    [6 * hourMs, 0],
  ],
  'behind an hour': [[5 * hourMs, -hourMs]],
};

const ends = [
  'nothing ends',
  'workers die',
  'browser restarts',
  'browser restarts and forgets alarms',
  'alarms are lost',
] as const;
const fillers = ['no more records', '300 unreadable records', '10,000 paused records'] as const;

interface WatchCase {
  server: ServerId;
  clock: string;
  end: (typeof ends)[number];
  filler: (typeof fillers)[number];
}

/** All clocks with all ends at each server; the fillers go round, the large one with one server only. */
const all: readonly WatchCase[] = serverIds.flatMap((server, at) =>
  Object.keys(clocks).flatMap((clock, second) =>
    ends.map((end, third) => ({ server, clock, end, filler: fillers[(at + second + third) % 2] ?? fillers[0] })),
  ),
);
const large: readonly WatchCase[] = (['right', 'ahead 10 years for an hour'] as const).map((clock) => ({
  server: 'xero',
  clock,
  end: 'workers die',
  filler: '10,000 paused records',
}));
const stride = { short: 97, usual: 1, full: 1 } as const;
const casesOf = ({ extent }: ExperimentRun): WatchCase[] =>
  (extent === 'short' ? all : [...all, ...large]).filter((_case, index) => index % stride[extent] === 0);

async function fill({ databases, timeline }: Simulation, { filler, server }: WatchCase): Promise<void> {
  if (filler === 'no more records') return;
  const grant: Grant = {
    id: 'g-filler',
    providerId: 'xero',
    environment: 'production',
    appId: 'xero:production',
    scopes: [],
    version: 1,
    connectedAtMs: 0,
    nextRefreshAtMs: neverMs,
    refreshFailures: 0,
  };
  const isUnreadable = filler === '300 unreadable records';
  const count = isUnreadable ? 300 : 10_000;
  const changes = Array.from({ length: count }, (_, index) => {
    const made = newConnection(
      `f-${index}`,
      { tenantId: `f-${server}-${index}`, name: `Filler ${index}` },
      grant,
      timeline.nowMs() - dayMs,
    );
    return { connection: isUnreadable ? made : { ...made, isPaused: true, nextDueAtMs: neverMs, needRank: 5 } };
  });
  await putConnections(databases.store, changes);
  if (!isUnreadable) return;
  for (const { connection } of changes) {
    const damaged: unknown = { ...connection, providerId: 7 };
    await Reflect.apply(databases.store.put, databases.store, ['connections', damaged]);
  }
}

function arrangeEnds({ end }: WatchCase, { timeline, browser }: Simulation, seed: number, untilMs: number): void {
  if (end === 'nothing ends' || end === 'workers die') return;
  const random = randomOf(seed);
  for (let atMs = timeline.nowMs() + 4 * hourMs; atMs < untilMs; atMs += 6 * hourMs + random.below(6 * hourMs))
    timeline.at(atMs, () => {
      if (end === 'alarms are lost') browser.alarms.lose();
      else browser.restart(minuteMs, end === 'browser restarts');
    });
}

/** The longest pause between two reads of one company, from the first to the end (ms). */
function longestPauseMs({ servers, timeline }: Simulation, serverId: ServerId): number {
  const last = new Map<string, number>();
  let longest = 0;
  const server = servers.find(({ kind }) => kind.id === serverId);
  for (const { kind, atMs, tenantId } of server?.log ?? []) {
    if (kind !== 'read' || tenantId === undefined) continue;
    longest = Math.max(longest, atMs - (last.get(tenantId) ?? atMs));
    last.set(tenantId, atMs);
  }
  for (const atMs of last.values()) longest = Math.max(longest, timeline.nowMs() - atMs);
  const expected = (server?.grants ?? []).flatMap(({ companies }) => companies).length;
  return last.size < expected ? timeline.nowMs() - startMs : longest;
}

async function playCase(one: WatchCase, seed: number, tally: Tally): Promise<void> {
  const random = randomOf(seed);
  const simulation = await createSimulation({
    seed,
    servers: [one.server],
    nextEnd: () =>
      // One that dies before its first line was never started.
      one.end === 'workers die' && random.chance(0.5) ? { at: 1 + random.below(50), counting: 'awaits' } : undefined,
  });
  await simulation.connect(one.server, 3);
  await fill(simulation, one);
  const everyMs = findProvider(simulation.server(one.server).kind.providerId)?.check.everyMs ?? hourMs;
  const lastsMs = 5 * hourMs + 3 * everyMs + 30 * hourMs;
  arrangeEnds(one, simulation, seed, simulation.timeline.nowMs() + lastsMs);
  for (const [afterMs, offsetMs] of clocks[one.clock] ?? [])
    simulation.timeline.at(simulation.timeline.nowMs() + afterMs, () => simulation.timeline.setDeviceOffset(offsetMs));
  await simulation.begin();
  await simulation.passTime(lastsMs);
  const pauseMs = longestPauseMs(simulation, one.server);
  // Lost alarms cannot be noticed before something starts the worker: somebody does within `visitEveryMs`.
  const isDayAllowed = one.clock !== 'right' || one.end.includes('alarms');
  const allowedMs = isDayAllowed ? Math.max(dayMs, 2 * everyMs) : 2 * everyMs;
  const where = `seed ${seed}: ${one.server}, clock ${one.clock}, ${one.end}, ${one.filler}`;
  addCount(tally, 'watched');
  addCount(tally, 'deaths', simulation.browser.deathsMs.length);
  addWorst(tally, isDayAllowed ? 'unwatched across a jump' : 'unwatched', pauseMs / everyMs, where);
  if (pauseMs > allowedMs + 10 * minuteMs)
    addFailure(tally, 'unwatched', `${where}: ${(pauseMs / hourMs).toFixed(1)} h, cadence ${everyMs / hourMs} h`);
  addWorst(tally, 'calls', mostCallsInAnHour(simulation.network), where);
  takeEscaped();
}

/** Whether every connection is watched as often as it should be, whatever clocks, alarms, workers and records do. */
export const watch: Experiment = {
  id: 'watch',
  size: (run) => casesOf(run).length,
  async play(index, run, tally) {
    const one = casesOf(run)[index];
    if (one) await playCase(one, run.seed * 7919 + index, tally);
  },
};
