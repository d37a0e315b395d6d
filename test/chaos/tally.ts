/** What has been counted so far: parts of a run can be added up in any order, and what was counted is kept when it is stopped. */
export interface Tally {
  counts: Record<string, number>;
  /** The largest value of each measure, and where it was seen. */
  worst: Record<string, { value: number; where: string }>;
  /** Things that must not happen, by kind: how often, and the first few. */
  failures: Record<string, { count: number; examples: string[] }>;
  /** What could not be saved, by reason. */
  excused: Record<string, number>;
}

const maxExamples = 5;

export function emptyTally(): Tally {
  return { counts: {}, worst: {}, failures: {}, excused: {} };
}

export function addCount(tally: Tally, name: string, by = 1): void {
  tally.counts[name] = (tally.counts[name] ?? 0) + by;
}

export function addWorst(tally: Tally, name: string, value: number, where: string): void {
  const known = tally.worst[name];
  if (!known || value > known.value) tally.worst[name] = { value, where };
}

export function addFailure(tally: Tally, kind: string, example: string): void {
  tally.failures[kind] ??= { count: 0, examples: [] };
  const known = tally.failures[kind];
  known.count += 1;
  if (known.examples.length < maxExamples) known.examples.push(example);
}

export function addExcuse(tally: Tally, reason: string, by = 1): void {
  tally.excused[reason] = (tally.excused[reason] ?? 0) + by;
}

/** Adds one part to the whole. */
export function mergeTally(into: Tally, part: Tally): void {
  for (const [name, by] of Object.entries(part.counts)) addCount(into, name, by);
  for (const [name, { value, where }] of Object.entries(part.worst)) addWorst(into, name, value, where);
  for (const [reason, by] of Object.entries(part.excused)) addExcuse(into, reason, by);
  for (const [kind, { count, examples }] of Object.entries(part.failures)) {
    for (const example of examples) addFailure(into, kind, example);
    const known = into.failures[kind];
    if (known) known.count += count - examples.length;
  }
}

export const countOf = (tally: Tally, name: string): number => tally.counts[name] ?? 0;
export const failuresOf = (tally: Tally, kind: string): number => tally.failures[kind]?.count ?? 0;
export const excusedOf = ({ excused }: Tally): number => Object.values(excused).reduce((sum, count) => sum + count, 0);
