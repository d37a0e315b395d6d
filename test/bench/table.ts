/** One measured thing and the line it is held to. */
export interface Measure {
  name: string;
  unit: 'ms' | 'kB' | '';
  value: number;
  /** The same of the empty extension, measured in turn. */
  baseline?: number | undefined;
  /** At most this much, or this many times the baseline; absent where we only look. */
  goal?: { atMost: number } | { ratio: number } | undefined;
  /** While the goal is not reached yet: what has been reached, and must not be lost again. Goes when the goal is reached. */
  ceiling?: number | undefined;
}

/** Two cores that do other things besides: a time counts as missed when it is over its goal by more than this share. */
export const noise = 0.15;

const ratioOf = ({ value, baseline }: Measure): number | undefined => (baseline ? value / baseline : undefined);

/** Whether a goal is held, held but for noise, not reached yet but no worse than before, or missed. Sizes have no noise. */
export function verdict(measure: Measure): 'yes' | 'nearly' | 'not yet' | 'no' | undefined {
  const { goal, value, unit, ceiling } = measure;
  if (!goal) return undefined;
  const [reached, limit] =
    'ratio' in goal ? [ratioOf(measure) ?? Number.POSITIVE_INFINITY, goal.ratio] : [value, goal.atMost];
  if (reached <= limit) return 'yes';
  if (unit === 'ms' && reached <= limit * (1 + noise)) return 'nearly';
  return ceiling !== undefined && reached <= ceiling ? 'not yet' : 'no';
}

const amount = (value: number, unit: Measure['unit']): string =>
  `${value < 10 && unit !== 'kB' ? value.toFixed(2) : value.toFixed(1)} ${unit}`.trimEnd();

function cells(measure: Measure): string[] {
  const { name, value, unit, baseline, goal } = measure;
  const ratio = ratioOf(measure);
  return [
    name,
    amount(value, unit),
    baseline === undefined ? '' : amount(baseline, unit),
    ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
    goal === undefined ? '' : 'ratio' in goal ? `≤ ${goal.ratio}×` : `≤ ${goal.atMost} ${unit}`,
    verdict(measure) ?? '',
  ];
}

/** The table as text, one line per measure. */
export function formatTable(measures: readonly Measure[]): string {
  const rows = [['measure', 'value', 'baseline', 'ratio', 'goal', 'met'], ...measures.map(cells)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return rows.map(line).join('\n');
}
