import { runDefinitions } from '../definitions';
import type { Experiment } from '../experiment';
import { addCount, addFailure } from '../tally';

const sizes = { short: 1, usual: 200, full: 400 } as const;
const definitionsEach = 500;

/** Generated definitions and imports: whether a secret reaches any host but its own. */
export const definitions: Experiment = {
  id: 'definitions',
  size: ({ extent }) => sizes[extent],
  async play(index, { seed }, tally) {
    const { n, leaks, errors } = await runDefinitions({ runs: definitionsEach, seed: seed * 100_003 + index });
    addCount(tally, 'trials', n);
    for (const leak of leaks) addFailure(tally, 'failed', JSON.stringify(leak));
    for (const error of errors) addFailure(tally, 'harness', JSON.stringify(error));
  },
};
