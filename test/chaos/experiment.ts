import type { Tally } from './tally';

/** How much is asked of an experiment: the short run of `npm test`, the usual one of `npm run chaos`, or all there is. */
export type Extent = 'short' | 'usual' | 'full';

/** What every case of a run has in common. */
export interface ExperimentRun {
  seed: number;
  extent: Extent;
}

/** One kind of trial, made of independent cases: each is a pure function of seed and number. */
export interface Experiment {
  id: string;
  /** How many cases there are. */
  size(run: ExperimentRun): number;
  /** Plays one case and adds what it showed. */
  play(index: number, run: ExperimentRun, tally: Tally): Promise<void>;
}
