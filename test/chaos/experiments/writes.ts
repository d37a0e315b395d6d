import type { Experiment, ExperimentRun } from '../experiment';
import { type FlowName, flowNames } from '../simulation/flows';
import { migrateWithFault } from '../simulation/migration';
import { runFlow } from '../simulation/run-flow';
import { type ServerId, serverIds } from '../simulation/server-kinds';
import { addCount, addFailure, type Tally } from '../tally';
import { recordFlow } from './deaths';

/** In the short run, only every n-th combination of flow and server. */
const stride = { short: 29, usual: 1, full: 1 } as const;

interface WriteCase {
  flow: FlowName;
  server: ServerId;
}

const all: readonly WriteCase[] = flowNames.flatMap((flow) => serverIds.map((server) => ({ flow, server })));
const casesOf = ({ extent }: ExperimentRun): WriteCase[] => all.filter((_case, index) => index % stride[extent] === 0);

async function playFlow({ flow, server }: WriteCase, { seed }: ExperimentRun, tally: Tally): Promise<void> {
  const { writes } = await runFlow({ flow, server, seed, write: { nth: Number.MAX_SAFE_INTEGER, stays: false } });
  addCount(tally, 'writes', writes);
  for (let nth = 0; nth < writes; nth++)
    for (const stays of [false, true]) {
      const result = await runFlow({ flow, server, seed, write: { nth, stays } });
      recordFlow(
        result,
        `${flow} ${server} seed ${seed}, write ${nth} fails ${stays ? 'from then on' : 'once'}`,
        tally,
      );
    }
}

/** The n-th write fails, once and from then on, for every n of every flow; the last case is the migration. */
export const writes: Experiment = {
  id: 'writes',
  size: (run) => casesOf(run).length + 1,
  async play(index, run, tally) {
    const one = casesOf(run)[index];
    if (one) return playFlow(one, run, tally);
    for (const lost of await migrateWithFault()) addFailure(tally, 'lost', `migrate: ${lost}`);
    addCount(tally, 'runs');
  },
};
