import { describe, expect, it } from 'vitest';
import type { Experiment, ExperimentRun } from '../../chaos/experiment';
import { deaths } from '../../chaos/experiments/deaths';
import { items } from '../../chaos/experiments/items';
import { records } from '../../chaos/experiments/records';
import { schedules } from '../../chaos/experiments/schedules';
import { watch } from '../../chaos/experiments/watch';
import { writes } from '../../chaos/experiments/writes';
import { drawSchedules } from '../../chaos/schedules';
import { runSchedule } from '../../chaos/simulation/run-schedule';
import { emptyTally, type Tally } from '../../chaos/tally';

const run: ExperimentRun = { seed: 1, extent: 'short' };
const timeoutMs = 120_000;

async function play(experiment: Experiment): Promise<Tally> {
  const tally = emptyTally();
  for (let index = 0; index < experiment.size(run); index++) await experiment.play(index, run, tally);
  return tally;
}

describe('SEC-90 a short run of what `npm run chaos` plays at length', () => {
  it(
    'loses no sign-in to faults that last, and asks for none that lives',
    async () => {
      const { failures, worst } = await play(schedules);
      expect(failures).toEqual({});
      expect(worst.calls?.value).toBeLessThanOrEqual(12);
    },
    timeoutMs,
  );

  it.each([
    ['workers that die', deaths],
    ['writes that fail', writes],
    ['damaged records', records],
    ['clocks that jump and alarms that are lost', watch],
    ['one item that throws', items],
  ])(
    'loses nothing to %s',
    async (_what, experiment) => expect((await play(experiment)).failures).toEqual({}),
    timeoutMs,
  );
});

describe('the schedules', () => {
  it('meet every pair of columns, and are the same for the same seed', () => {
    const drawn = drawSchedules(7, 600);
    expect(drawn.pairsMet).toBe(drawn.pairs);
    expect(drawSchedules(7, 600).schedules).toEqual(drawn.schedules);
    expect(drawSchedules(8, 600).schedules).not.toEqual(drawn.schedules);
  });

  it('show the same when they are played again', async () => {
    const [first] = drawSchedules(3, 600).schedules.filter(
      ({ duration, death }) => duration === 'hour' && death === 'worker',
    );
    if (!first) throw new Error('no such schedule');
    expect(await runSchedule(first)).toEqual(await runSchedule(first));
  });
});
