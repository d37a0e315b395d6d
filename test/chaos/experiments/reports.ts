import type { Experiment } from '../experiment';
import { runReportNames } from '../report-names';
import { addCount, addFailure } from '../tally';

const sizes = { short: 2, usual: 24, full: 200 } as const;
const sentencesEach = 500;

/** Names planted in what providers say, looked for in the support reports that are made of it. */
export const reports: Experiment = {
  id: 'reports',
  size: ({ extent }) => sizes[extent],
  async play(index, { seed }, tally) {
    const { n, leaks } = runReportNames({ runs: sentencesEach, seed: (seed * 10_007 + index) * sentencesEach });
    addCount(tally, 'trials', n);
    for (const leak of leaks) addFailure(tally, 'failed', leak);
  },
};
