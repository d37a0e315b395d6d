import { countOf, excusedOf, failuresOf, type Tally } from './tally.ts';

/** One line of the table. */
export interface Figure {
  /** What `--only` calls it. */
  id: string;
  name: string;
  /** Experiments it needs. */
  from: readonly string[];
  goal: string;
  /** What has been counted so far, in words; `isMet` is undefined while nothing has been. */
  read(tallies: Tallies): { over: string; result: string; isMet: boolean | undefined };
}

export type Tallies = Readonly<Record<string, Tally>>;

const minuteMs = 60_000;
const inProcess = ['schedules', 'deaths', 'writes', 'records', 'watch', 'items'];

const sum = (tallies: Tallies, experiments: readonly string[], read: (tally: Tally) => number): number =>
  experiments.reduce((total, id) => total + (tallies[id] ? read(tallies[id]) : 0), 0);

const count = (tallies: Tallies, experiments: readonly string[], name: string): number =>
  sum(tallies, experiments, (tally) => countOf(tally, name));

const failures = (tallies: Tallies, experiments: readonly string[], ...kinds: string[]): number =>
  sum(tallies, experiments, (tally) => kinds.reduce((total, kind) => total + failuresOf(tally, kind), 0));

const worst = (tallies: Tallies, experiments: readonly string[], name: string): number =>
  Math.max(0, ...experiments.map((id) => tallies[id]?.worst[name]?.value ?? 0));

function counted(n: number, over: string, failed: number, result = String(failed)): ReturnType<Figure['read']> {
  // What failed before it counted anything has been run.
  const isMet = failed > 0 ? false : n === 0 ? undefined : true;
  return { over: `${n.toLocaleString('en')} ${over}`, result, isMet };
}

/** The figures that schedules and simulated workers, disks, clocks and records give. */
const simulated: readonly Figure[] = [
  {
    id: 'reconnect',
    name: 'false "reconnect", and living grants no longer presented',
    from: ['schedules'],
    goal: '0',
    read(tallies) {
      const [asked, silent] = ['false reconnect', 'no longer presented'].map((kind) =>
        failures(tallies, ['schedules'], kind),
      );
      const n = count(tallies, ['schedules'], 'schedules');
      return counted(n, 'schedules', (asked ?? 0) + (silent ?? 0), `${asked} and ${silent}`);
    },
  },
  {
    id: 'recovery',
    name: 'recovery after the fault and any Retry-After, worst',
    from: ['schedules'],
    goal: '≤ 15 min',
    read(tallies) {
      const minutes = worst(tallies, ['schedules'], 'recovery') / minuteMs;
      const late = failures(tallies, ['schedules'], 'slow recovery');
      return counted(
        count(tallies, ['schedules'], 'recoveries'),
        'recoveries',
        late,
        `${minutes.toFixed(1)} min (${late} late)`,
      );
    },
  },
  {
    id: 'records',
    name: "living grants revoked or forgotten without a person's word",
    from: ['records'],
    goal: '0',
    read(tallies) {
      const n = count(tallies, ['records'], 'records');
      return counted(n, 'damaged records, and all other runs', failures(tallies, inProcess, 'revoked', 'forgotten'));
    },
  },
  {
    id: 'writes',
    name: 'lost to a write that fails, once and from then on',
    from: ['writes'],
    goal: '0',
    read: (tallies) =>
      counted(count(tallies, ['writes'], 'runs'), 'refused writes', failures(tallies, ['writes'], 'lost')),
  },
  {
    id: 'deaths',
    name: 'lost to the worker dying, at every await',
    from: ['deaths'],
    goal: '0',
    read(tallies) {
      const lost = failures(tallies, ['deaths', 'schedules'], 'lost');
      const excused = sum(tallies, ['deaths', 'schedules'], excusedOf);
      const n = count(tallies, ['deaths', 'schedules', 'watch'], 'deaths');
      return counted(n, 'deaths', lost, `${lost} (${excused} could not be saved)`);
    },
  },
  {
    id: 'watch',
    name: 'longest time a connection went unwatched',
    from: ['watch'],
    goal: '≤ 2 × cadence, ≤ 24 h across a jump',
    read(tallies) {
      const [usual, jump] = ['unwatched', 'unwatched across a jump'].map((name) =>
        worst(tallies, ['watch'], name).toFixed(1),
      );
      const late = failures(tallies, ['watch'], 'unwatched');
      return counted(
        count(tallies, ['watch'], 'watched'),
        'runs of days',
        late,
        `${usual} ×, jump ${jump} × (${late} too long)`,
      );
    },
  },
  {
    id: 'items',
    name: 'others hurt by one item that throws, at each call',
    from: ['items'],
    goal: '0',
    read: (tallies) =>
      counted(count(tallies, ['items'], 'items'), 'calls', failures(tallies, ['items'], 'others hurt')),
  },
  {
    id: 'calls',
    name: 'token calls per grant and hour, worst',
    from: ['schedules', 'watch', 'items'],
    goal: '≤ 12',
    read(tallies) {
      const most = worst(tallies, inProcess, 'calls');
      const n = count(tallies, ['schedules'], 'schedules') + count(tallies, ['watch'], 'watched');
      return { ...counted(n, 'runs', most > 12 ? 1 : 0), result: String(most) };
    },
  },
];

/** A figure that a whole program of its own counts: how many trials, how many of them went wrong. */
function apart(id: string, name: string, over: string): Figure {
  const read: Figure['read'] = (tallies) =>
    counted(count(tallies, [id], 'trials'), over, failures(tallies, [id], 'failed'));
  return { id, name, from: [id], goal: '0', read };
}

/** Every figure, in the order of the table. */
export const figures: readonly Figure[] = [
  ...simulated,
  apart('definitions', 'canary secrets at any host but their own', 'definitions'),
  apart('reports', 'planted names in support reports', 'sentences'),
  apart('contexts', '10 contexts asking for the same refresh: other than one request', 'expiries'),
  apart('workers', 'lost to the real worker being ended (Chromium)', 'kills'),
  apart('browsers', 'lost to the real browser being ended (both browsers)', 'kills'),
  apart('replay', 'schedules again in both real browsers: lost or not back', 'schedules'),
  apart('disk', 'lost to a really full disk (both browsers)', 'refreshes'),
  apart(
    'way_back',
    'lost on the way from 0.1.0 to this build and back (both browsers)',
    'companies, sign-ins and app keys',
  ),
  apart('fuzz', 'long runs of the property tests, the fuzzers and the deaths at the simulated Xero', 'commands'),
  apart('every_case', 'every scene in both browsers', 'commands'),
];

/** The table as text. */
export function formatFigures(tallies: Tallies, chosen: readonly Figure[] = figures): string {
  const rows = chosen.map((figure) => {
    const { over, result, isMet } = figure.read(tallies);
    return [
      figure.name,
      over,
      isMet === undefined ? '–' : result,
      figure.goal,
      isMet === undefined ? 'not run' : isMet ? 'yes' : 'NO',
    ];
  });
  const all = [['figure', 'over', 'result', 'goal', 'met'], ...rows];
  const widths = (all[0] ?? []).map((_cell, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
