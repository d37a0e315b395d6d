/** The middle of the samples; the lower of the two middle ones when their number is even. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('there is nothing to take the median of');
  return middle;
}

export const mean = (samples: readonly number[]): number =>
  samples.reduce((sum, sample) => sum + sample, 0) / samples.length;

/** A figure and its standard error. */
export interface Estimate {
  value: number;
  error: number;
}

/** The geometric mean of ratios that were measured one after another, and how far it can be trusted. */
export function meanRatio(ratios: readonly number[]): Estimate {
  const logs = ratios.map(Math.log);
  const middle = mean(logs);
  const variance = mean(logs.map((log) => (log - middle) ** 2)) / (logs.length - 1);
  const value = Math.exp(middle);
  return { value, error: value * Math.sqrt(variance) };
}

/**
 * What something takes on a quiet machine: the slowest of the fastest quarter. What else the machine does only ever adds,
 * so that the rounds it disturbed least tell most.
 */
export const undisturbed = (samples: readonly number[]): number => percentile(samples, 0.25);

/** The value that so large a share of the samples does not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

/**
 * Measures several things in turn, round after round, so that whatever else the machine does weighs on all of them alike:
 * their samples. The order turns with every round; the first round warms up and is not counted.
 */
export async function takeTurns<Sample>(
  rounds: number,
  measures: readonly (() => Promise<Sample>)[],
): Promise<Sample[][]> {
  const samples: Sample[][] = measures.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    const order = measures.map((_, place) => (place + round) % measures.length);
    for (const index of order) {
      const value = await measures[index]?.();
      if (round > 0 && value !== undefined) samples[index]?.push(value);
    }
  }
  return samples;
}

/** The same, and of each what it takes on a quiet machine. */
export const interleave = async (rounds: number, measures: readonly (() => Promise<number>)[]): Promise<number[]> =>
  (await takeTurns(rounds, measures)).map(undisturbed);

/** Every figure is the fastest quarter of this many rounds, unless its name says otherwise. */
export const rounds = 7;

/** A tab can be slow for as long as it lives, and a machine for a while: after a slow series others are tried, so many at most. */
const mostSeries = 3;

/** Series of rounds, the one with the lowest ratio first; another one as long as none reached the goal. */
export async function bestFirst<Series>(
  run: () => Promise<Series>,
  ratio: (series: Series) => number,
  goal: number,
): Promise<[Series, ...Series[]]> {
  const all: [Series, ...Series[]] = [await run()];
  while (all.length < mostSeries && all.every((one) => ratio(one) > goal)) all.push(await run());
  return all.sort((one, other) => ratio(one) - ratio(other));
}
