import type { End } from '../../unit/reliability/life';
import type { Experiment, ExperimentRun } from '../experiment';
import { randomOf } from '../random';
import { type FlowName, flowNames } from '../simulation/flows';
import { type FlowResult, type FlowRun, runFlow } from '../simulation/run-flow';
import { type ServerId, serverIds } from '../simulation/server-kinds';
import { addCount, addExcuse, addFailure, addWorst, type Tally } from '../tally';

/** Each await of each flow at each server, once for each of these seeds. */
const seeds = { short: 1, usual: 3, full: 200 } as const;

/** In the short run, only every n-th await. */
const stride = { short: 241, usual: 1, full: 1 } as const;

interface DeathCase {
  flow: FlowName;
  server: ServerId;
  round: number;
}

function casesOf({ extent }: ExperimentRun): DeathCase[] {
  return Array.from({ length: seeds[extent] }, (_, round) => round).flatMap((round) =>
    flowNames.flatMap((flow) => serverIds.map((server) => ({ flow, server, round }))),
  );
}

/** After the first death more may follow, and the browser itself may end in between. */
function runAt({ flow, server, round }: DeathCase, at: number, seed: number): FlowRun {
  const first: End = { at, counting: 'awaits' };
  const own = (seed * 31 + round) * 100_003 + at;
  if (round === 0) return { flow, server, seed: own, ends: [first] };
  const random = randomOf(own);
  const more = (): End | undefined => (random.chance(0.6) ? { at: random.below(80), counting: 'awaits' } : undefined);
  return { flow, server, seed: own, ends: [first, more(), more()], endsBrowser: true };
}

/** Adds the result of one run of a flow. */
export function recordFlow(result: FlowResult, where: string, tally: Tally): void {
  for (const text of result.lost) addFailure(tally, 'lost', `${where}: ${text}`);
  for (const text of result.revoked) addFailure(tally, 'revoked', `${where}: ${text}`);
  for (const reason of result.excused) addExcuse(tally, reason);
  addCount(tally, 'deaths', result.deaths);
  addCount(tally, 'runs');
}

/** The worker dies at every await of every flow, at every server. */
export const deaths: Experiment = {
  id: 'deaths',
  size: (run) => casesOf(run).length,
  async play(index, run, tally) {
    const one = casesOf(run)[index];
    if (!one) return;
    const { awaits } = await runFlow({ flow: one.flow, server: one.server, seed: run.seed });
    addWorst(tally, 'awaits', awaits, `${one.flow} ${one.server}`);
    for (let at = (run.seed + index) % stride[run.extent]; at < awaits; at += stride[run.extent]) {
      const flowRun = runAt(one, at, run.seed);
      recordFlow(await runFlow(flowRun), `${one.flow} ${one.server} seed ${flowRun.seed} await ${at}`, tally);
    }
  },
};
