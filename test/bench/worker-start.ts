import { type Both, endWorkers, idleMessage, timeAnswer } from './browsers.ts';
import { bestFirst, interleave, rounds, undisturbed } from './statistics.ts';
import type { Measure } from './table.ts';

/** How much longer than that of the empty extension our worker may take from its start to an answer, as a ratio. */
const workerStartGoal = 1.5;

/** What cold starts of both workers took, to the answer to a message there is no work for. */
interface StartTimes {
  oursMs: number;
  emptyMs: number;
}

async function startWorkers({ product, empty }: Both): Promise<StartTimes> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    // Most of a cold start is waiting for the worker to be gone: both are ended together.
    await endWorkers(product, empty);
    for (const bench of round % 2 === 0 ? [product, empty] : [empty, product]) {
      (bench === product ? ours : theirs).push(await timeAnswer(bench, idleMessage));
    }
  }
  // The first round warms up.
  return { oursMs: undisturbed(ours.slice(1)), emptyMs: undisturbed(theirs.slice(1)) };
}

export async function workerStart({ product, empty }: Both): Promise<Measure[]> {
  const [best] = await bestFirst(
    () => startWorkers({ product, empty }),
    ({ oursMs, emptyMs }) => oursMs / emptyMs,
    workerStartGoal,
  );
  const unknownConnection = { type: 'connection.check', id: 'nobody' };
  const [storedMs = 0] = await interleave(rounds, [
    async () => {
      await endWorkers(product);
      return timeAnswer(product, unknownConnection);
    },
  ]);
  return [
    {
      name: 'worker, cold start to an answer',
      unit: 'ms',
      value: best.oursMs,
      baseline: best.emptyMs,
      goal: { ratio: workerStartGoal },
    },
    {
      name: 'worker, cold start to an answer from the databases',
      unit: 'ms',
      value: storedMs,
      baseline: best.emptyMs,
    },
  ];
}
