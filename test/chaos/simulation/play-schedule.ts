import { type Random, randomOf } from '../random';
import { columns, durations, type Schedule } from '../schedules';
import { firstDueMs } from './judge';
import type { FaultKind, FaultWindow } from './network';
import { createSimulation, type Simulation } from './simulation';
import { writeFaults } from './write-faults';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A schedule under way: the trouble has been arranged, time has passed up to its beginning. */
export interface Arranged {
  simulation: Simulation;
  grantIds: string[];
  /** True time at which the last trouble of any kind ends, answers that ask to wait left aside. */
  troubleEndsMs: number;
  troubleStartsMs: number;
}

function windowsOf(schedule: Schedule, random: Random, fromMs: number): FaultWindow[] {
  const { kind, moment: when, where, retryAfter } = schedule;
  const lastsMs = durations[schedule.duration];
  const made = (start: number, end: number, more: Partial<FaultWindow> = {}): FaultWindow => ({
    fromMs: fromMs + start,
    untilMs: fromMs + end,
    kind,
    when,
    where,
    retryAfter,
    ...more,
  });
  if (schedule.pattern === 'repeated') {
    const third = lastsMs / 3;
    return [made(0, third * 0.8), made(third, third * 1.8), made(third * 2, third * 3)];
  }
  if (schedule.pattern === 'once') return [made(0, lastsMs)];
  const second: FaultKind = random.pick(columns.kind);
  const other = { kind: second, where: 'everything', when: random.pick(columns.moment) } as const;
  return [made(0, lastsMs * 0.6), made(lastsMs * 0.5, lastsMs, other)];
}

/** Device clock offsets over time, as [after, offset] from the start of the trouble; the last one stays. */
function clockChanges({ clock }: Schedule, random: Random): [afterMs: number, offsetMs: number][] {
  const afterMs = random.below(10 * minuteMs);
  if (clock === 'ahead_90_days_for_an_hour')
    return [
      [afterMs, 90 * dayMs],
      [afterMs + hourMs, 0],
    ];
  if (clock === 'behind_an_hour') return [[afterMs, -hourMs]];
  if (clock === 'right') return [];
  const years = (clock === 'ahead_10_years' ? 3652 : -3652) * dayMs;
  return random.chance(0.5)
    ? [[afterMs, years]]
    : [
        [afterMs, years],
        [afterMs + 2 * hourMs, 0],
      ];
}

function arrangeStore({ store }: Schedule, { timeline }: Simulation, random: Random): number {
  const fromMs = timeline.nowMs();
  if (store === 'works') return fromMs;
  const startMs = fromMs + random.below(5 * minuteMs);
  const stays = store === 'full_for_an_hour';
  timeline.at(startMs, () => writeFaults.failFrom(stays ? 0 : random.below(20), stays));
  if (!stays) return startMs;
  timeline.at(startMs + hourMs, () => writeFaults.heal());
  return startMs + hourMs;
}

function arrangeDeaths(schedule: Schedule, { timeline, browser }: Simulation, random: Random): number {
  if (!schedule.death.startsWith('browser')) return timeline.nowMs();
  let lastMs = timeline.nowMs();
  for (let count = 0; count < 4; count++) {
    const awayMs = 10_000 + random.below(10 * minuteMs);
    const atMs = timeline.nowMs() + random.below(durations[schedule.duration]);
    timeline.at(atMs, () => browser.restart(awayMs, schedule.death === 'browser'));
    lastMs = Math.max(lastMs, atMs + awayMs);
  }
  return lastMs;
}

function arrangeHints({ hints }: Schedule, grantIds: readonly string[], simulation: Simulation): void {
  if (hints === 'none') return;
  const { timeline, browser } = simulation;
  let count = 0;
  const hint = (): void => {
    browser.event((worker) => worker.pageHints(`${grantIds[0]}-c0`));
    // Often for an hour, as while somebody works in the provider's pages, and now and then after that.
    timeline.at(timeline.nowMs() + (count++ < 30 ? 2 : 60) * minuteMs, hint);
  };
  timeline.at(timeline.nowMs() + minuteMs, hint);
}

/** Sets up one schedule, passes quiet time up to its first due request, and arranges the trouble around that. */
export async function arrange(schedule: Schedule): Promise<Arranged> {
  const random = randomOf(schedule.seed);
  let mayDie = false;
  const isWorkerDying = schedule.death === 'worker';
  const simulation = await createSimulation({
    seed: schedule.seed,
    servers: schedule.neighbour === 'none' ? [schedule.server] : [schedule.server, neighbourOf(schedule)],
    nextEnd: () =>
      mayDie && isWorkerDying && random.chance(0.5) ? { at: random.below(60), counting: 'awaits' } : undefined,
  });
  const { timeline, network } = simulation;
  const grantIds = await simulation.connect(schedule.server, schedule.connections);
  if (schedule.neighbour === 'wrong_date') await addNeighbour(simulation, schedule);
  await simulation.begin();
  await simulation.passTime(70 * minuteMs + random.below(hourMs));
  const due = await firstDueMs(simulation.databases, schedule.where);
  const leadMs = random.below(Math.min(durations[schedule.duration], minuteMs) / 2);
  await simulation.passTime(Math.max(0, Math.min(due - timeline.nowMs(), 6 * hourMs) - leadMs));

  const troubleStartsMs = timeline.nowMs();
  mayDie = true;
  network.windows = windowsOf(schedule, random, troubleStartsMs);
  const ends = [troubleStartsMs + durations[schedule.duration]];
  ends.push(arrangeStore(schedule, simulation, random), arrangeDeaths(schedule, simulation, random));
  for (const [afterMs, offsetMs] of clockChanges(schedule, random)) {
    timeline.at(troubleStartsMs + afterMs, () => timeline.setDeviceOffset(offsetMs));
    ends.push(troubleStartsMs + afterMs);
  }
  arrangeHints(schedule, grantIds, simulation);
  const troubleEndsMs = Math.max(...ends);
  timeline.at(troubleEndsMs, () => {
    mayDie = false;
  });
  return { simulation, grantIds, troubleStartsMs, troubleEndsMs };
}

function neighbourOf({ server }: Schedule): 'own_static' | 'own_grace' {
  return server === 'own_static' ? 'own_grace' : 'own_static';
}

/** One more server whose own clock is a year off, as an on-premise server may be. */
async function addNeighbour(simulation: Simulation, schedule: Schedule): Promise<void> {
  const neighbour = neighbourOf(schedule);
  const { providerId } = simulation.server(neighbour).kind;
  for (const part of ['id', 'api']) simulation.network.wrongDates.set(`${part}.${providerId}.example`, -365 * dayMs);
  await simulation.connect(neighbour, 1);
}
