import { type Random, randomOf } from './random.ts';
import { faultKinds, retryAfters } from './simulation/network.ts';
import { serverIds } from './simulation/server-kinds.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How long a fault lasts, by name. */
export const durations = {
  minute: minuteMs,
  five_minutes: 5 * minuteMs,
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
} as const;

const durationNames = ['minute', 'five_minutes', 'hour', 'day', 'week'] as const satisfies (keyof typeof durations)[];

/** The columns of the matrix: every pair of values of two columns is met. The first value of the later ones is "nothing". */
export const columns = {
  server: serverIds,
  kind: faultKinds,
  duration: durationNames,
  moment: ['before', 'after'],
  where: ['everything', 'token', 'api'],
  retryAfter: retryAfters,
  pattern: ['once', 'repeated', 'combined'],
  store: ['works', 'one_write_fails', 'full_for_an_hour'],
  clock: ['right', 'ahead_90_days_for_an_hour', 'ahead_10_years', 'behind_10_years', 'behind_an_hour'],
  death: ['none', 'worker', 'browser', 'browser_and_alarms'],
  neighbour: ['none', 'wrong_date'],
  connections: [1, 2, 4],
  hints: ['none', 'many'],
} as const;

type Columns = typeof columns;
export type ColumnName = keyof Columns;

/** One drawn combination. */
export type Schedule = { [Name in ColumnName]: Columns[Name][number] } & { seed: number };

const names: ColumnName[] = [
  'server',
  'kind',
  'duration',
  'moment',
  'where',
  'retryAfter',
  'pattern',
  'store',
  'clock',
  'death',
  'neighbour',
  'connections',
  'hints',
];

/** Once every pair has been met, these are left at their first value most of the time: a fault alone is what happens most. */
const mostlyNothing: ReadonlySet<ColumnName> = new Set(['store', 'clock', 'death', 'neighbour', 'hints']);

type Value = Schedule[ColumnName];
type Draft = Partial<Record<ColumnName, Value>>;

const valuesOf = (name: ColumnName): readonly Value[] => columns[name];

function pairOf(one: ColumnName, value: Value, other: ColumnName, otherValue: Value): string {
  const [first, second] =
    names.indexOf(one) < names.indexOf(other)
      ? [
          [one, value],
          [other, otherValue],
        ]
      : [
          [other, otherValue],
          [one, value],
        ];
  return JSON.stringify([first, second]);
}

function allPairs(): Set<string> {
  const pairs = new Set<string>();
  for (const [index, one] of names.entries())
    for (const other of names.slice(index + 1))
      for (const value of valuesOf(one))
        for (const second of valuesOf(other)) pairs.add(pairOf(one, value, other, second));
  return pairs;
}

function pairsWith(draft: Draft, name: ColumnName, value: Value): string[] {
  return names.flatMap((other) => {
    const known = draft[other];
    return other === name || known === undefined ? [] : [pairOf(name, value, other, known)];
  });
}

/** The value that meets most pairs not met yet; by chance among equals. */
function bestValue(draft: Draft, name: ColumnName, open: ReadonlySet<string>, random: Random): Value {
  const values = valuesOf(name);
  const gains = values.map((value) => pairsWith(draft, name, value).filter((pair) => open.has(pair)).length);
  const most = Math.max(...gains);
  if (most === 0 && mostlyNothing.has(name) && random.chance(0.7)) return random.pick(values.slice(0, 1));
  return random.pick(values.filter((_value, index) => gains[index] === most));
}

const isSchedule = (draft: Draft & { seed: number }): draft is Schedule =>
  names.every((name) => draft[name] !== undefined);

/** Weeks cost most and change least from one to the next: they are drawn in every sixth round only. */
const roundsPerWeek = 6;

/** Every server with every kind of fault of every duration, in mixed order. */
function crossing(random: Random, round: number): Draft[] {
  const lasting = columns.duration.filter((duration) => duration !== 'week' || round % roundsPerWeek === 0);
  return random.shuffled(
    columns.server.flatMap((server) =>
      columns.kind.flatMap((kind) => lasting.map((duration) => ({ server, kind, duration }))),
    ),
  );
}

/**
 * Draws `n` schedules: server, kind and duration go through all their combinations again and again, and the other columns
 * are chosen so that every pair of values is met as early as possible. The same seed gives the same list.
 *
 * @returns the schedules, and how many of all pairs they meet
 */
export function drawSchedules(seed: number, n: number): { schedules: Schedule[]; pairs: number; pairsMet: number } {
  const random = randomOf(seed);
  const open = allPairs();
  const pairs = open.size;
  const schedules: Schedule[] = [];
  let rest: Draft[] = [];
  let round = 0;
  for (let index = 0; index < n; index++) {
    if (rest.length === 0) rest = crossing(random, round++);
    const draft: Draft & { seed: number } = { ...rest.pop(), seed: seed * 1_000_003 + index };
    for (const name of random.shuffled(names)) draft[name] ??= bestValue(draft, name, open, random);
    if (!isSchedule(draft)) continue;
    for (const name of names) for (const pair of pairsWith(draft, name, draft[name])) open.delete(pair);
    schedules.push(draft);
  }
  return { schedules, pairs, pairsMet: pairs - open.size };
}

/** A schedule in one line, with what is not at its first value. */
export function describeSchedule(schedule: Schedule): string {
  const { server, kind, duration, seed } = schedule;
  const more = names
    .slice(3)
    .flatMap((name) => (schedule[name] === columns[name][0] ? [] : [`${name}=${schedule[name]}`]));
  return `seed ${seed}: ${server} ${kind} ${duration} ${more.join(' ')}`;
}
