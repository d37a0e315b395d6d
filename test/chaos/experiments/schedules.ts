import type { Experiment, ExperimentRun } from '../experiment';
import { describeSchedule, drawSchedules, type Schedule } from '../schedules';
import { type Observed, runSchedule } from '../simulation/run-schedule';
import { addCount, addExcuse, addFailure, addWorst, type Tally } from '../tally';

const sizes = { short: 20, usual: 3_080, full: 12_320 } as const;

let drawn: { key: string; schedules: Schedule[]; pairs: number; pairsMet: number } | undefined;

/** The schedules of a run. The short run takes some of the usual ones, none that last long: a seed means the same in both. */
function schedulesOf({ seed, extent }: ExperimentRun): typeof drawn & object {
  const n = Math.max(sizes.usual, sizes[extent]);
  const key = `${seed} ${n}`;
  if (drawn?.key !== key) drawn = { key, ...drawSchedules(seed, n) };
  if (extent !== 'short') return drawn;
  const brief = drawn.schedules.filter(({ duration }) => duration !== 'week' && duration !== 'day');
  const apart = Math.floor(brief.length / sizes.short);
  return { ...drawn, schedules: brief.filter((_schedule, index) => index % apart === 0) };
}

/** A disk that refuses is reported by the product, as it should be; what nobody handles is another matter. */
const isExpected = (bug: string): boolean => bug === 'QuotaExceededError';

function record(observed: Observed, where: string, tally: Tally): void {
  for (const { id, cause, afterMs } of observed.falseReconnects)
    addFailure(tally, 'false reconnect', `${where}: ${id} ${cause} after ${Math.round(afterMs / 60_000)} min`);
  if (observed.silent.length > 0) addFailure(tally, 'no longer presented', `${where}: ${observed.silent.join(' ')}`);
  for (const text of observed.lost) addFailure(tally, 'lost', `${where}: ${text}`);
  for (const text of observed.revoked) addFailure(tally, 'revoked', `${where}: ${text}`);
  for (const reason of observed.excused) addExcuse(tally, reason);
  if (observed.recoveryMs !== undefined) {
    addCount(tally, 'recoveries');
    addWorst(tally, 'recovery', observed.recoveryMs, where);
    if (observed.recoveryMs > 15 * 60_000) addFailure(tally, 'slow recovery', where);
  }
  addWorst(tally, 'calls', observed.callsPerHour, where);
  if (observed.callsPerHour > 12) addFailure(tally, 'too many calls', `${where}: ${observed.callsPerHour}`);
  addCount(tally, 'deaths', observed.deaths);
  for (const bug of new Set(observed.bugs.filter((text) => !isExpected(text))))
    addFailure(tally, `escaped ${bug.slice(0, 80)}`, where);
}

/** Faults that last, alone and with everything else: every schedule of the matrix. */
export const schedules: Experiment = {
  id: 'schedules',
  size: ({ extent }) => sizes[extent],
  async play(index, run, tally) {
    const schedule = schedulesOf(run).schedules[index];
    if (!schedule) return;
    const where = describeSchedule(schedule);
    addCount(tally, 'schedules');
    try {
      record(await runSchedule(schedule), where, tally);
    } catch (error) {
      addFailure(tally, 'harness', `${where}: ${String(error)}`);
    }
  },
};
