import { night, timeWork, type Work, wakeUps } from './background-work.ts';
import { type Bench, type Both, store } from './browsers.ts';
import { timeFilterKeys } from './filter-key.ts';
import { type PopupPaint, paintPopup } from './popup-paint.ts';
import { makeConnections } from './records.ts';
import { filesOfPage, gzipBytes, zipBytes } from './sizes.ts';
import { bestFirst, interleave, median, percentile, rounds, undisturbed } from './statistics.ts';
import type { Measure } from './table.ts';

/** How much longer than that of the empty extension our popup may take until its first paint, as a ratio. */
const popupGoal = 1.25;

/** What a series of rounds took. */
interface PopupSeries {
  firstMs: number;
  firstOfEmptyMs: number;
  contentMs: number;
  contentOfEmptyMs: number;
}

async function paintPopups({ product, empty }: Both): Promise<PopupSeries> {
  const paints: [PopupPaint[], PopupPaint[]] = [[], []];
  const paint = (bench: Bench, selector: string, into: PopupPaint[]) => async (): Promise<number> => {
    const painted = await paintPopup(bench, selector);
    into.push(painted);
    return painted.firstMs;
  };
  const [firstMs = 0, firstOfEmptyMs = 0] = await interleave(rounds, [
    paint(product, 'li.row', paints[0]),
    paint(empty, '.line', paints[1]),
  ]);
  const contentMs = (one: readonly PopupPaint[]): number => undisturbed(one.slice(1).map((paint) => paint.contentMs));
  return { firstMs, firstOfEmptyMs, contentMs: contentMs(paints[0]), contentOfEmptyMs: contentMs(paints[1]) };
}

/** Popup with so many connections against the popup of the empty extension; the connections stay stored. */
export async function popup(
  { product, empty }: Both,
  count: number,
  content: Pick<Measure, 'goal' | 'ceiling'>,
): Promise<Measure[]> {
  await store(product, makeConnections(count, Date.now()));
  const [best] = await bestFirst(
    () => paintPopups({ product, empty }),
    ({ firstMs, firstOfEmptyMs }) => firstMs / firstOfEmptyMs,
    popupGoal,
  );
  const name = `popup with ${count.toLocaleString('en')} connections`;
  return [
    {
      name: `${name}, first contentful paint`,
      unit: 'ms',
      value: best.firstMs,
      baseline: best.firstOfEmptyMs,
      goal: { ratio: popupGoal },
    },
    {
      name: `${name}, first row on screen`,
      unit: 'ms',
      value: best.contentMs,
      baseline: best.contentOfEmptyMs,
      ...content,
    },
  ];
}

export async function filterKeys({ product }: Both): Promise<Measure[]> {
  const value = median(await timeFilterKeys(product));
  return [
    { name: 'popup with 1,000 connections, key press in the search box', unit: 'ms', value, goal: { atMost: 50 } },
  ];
}

/** Connections of the large fleet, and of the small one it is measured against. */
const [fleetOf10000, fleetOf100] = [10_000, 100];

/** Both fleets cannot be stored at once, so that they are not measured in turn: more rounds make up for it. */
const wakeUpRounds = 3 * rounds;

/** Wake-ups of a large fleet: a few connections due, and all those of a night. 1,000 connections stay stored. */
export async function largeFleets({ product }: Both): Promise<Measure[]> {
  const few = await wakeUps(product, wakeUpRounds, fleetOf100);
  const many = await wakeUps(product, wakeUpRounds, fleetOf10000);
  const { tookMs, mostAtOnce } = await night(product, 1000);
  const name = '10 connections due of 10,000, against 10 of 100';
  return [
    { name, unit: 'ms', value: undisturbed(many.times), baseline: undisturbed(few.times), goal: { ratio: 2 } },
    { name: `${name}, records read`, unit: '', value: many.reads, baseline: few.reads, goal: { ratio: 2 } },
    {
      name: '1,000 connections due after a night, simulated minutes',
      unit: '',
      value: tookMs / 60_000,
      goal: { atMost: 5 },
    },
    { name: 'the same, requests at once at one host', unit: '', value: mostAtOnce, goal: { atMost: 4 } },
  ];
}

/** Decisions and writes, with 1,000 connections. */
export async function backgroundWork({ product }: Both): Promise<Measure[]> {
  const decision = median(await timeWork(product, 'timeDecisions', rounds));
  const late = async (work: Work): Promise<number> => percentile(await timeWork(product, work, 100), 0.95);
  const [plain, write] = [await late('timePlainWrites'), await late('timeTokenWrites')];
  return [
    {
      name: 'what is due of 1,000 connections, and when to wake up',
      unit: 'ms',
      value: decision,
      goal: { atMost: 10 },
    },
    {
      name: 'new tokens sealed and on the disk, against a plain write, 95 of 100',
      unit: 'ms',
      value: write,
      baseline: plain,
      goal: { ratio: 3 },
    },
  ];
}

export function sizes(): Measure[] {
  const kB = (bytes: number): number => bytes / 1000;
  const script = (name: string, file: string, goal?: number, ceiling?: number): Measure => ({
    name: `${name}, gzip`,
    unit: 'kB',
    value: kB(gzipBytes(file)),
    goal: goal === undefined ? undefined : { atMost: goal },
    ceiling,
  });
  const popupBytes = gzipBytes(...filesOfPage('popup.html'));
  return [
    script('page-watch.js', 'page-watch.js', 4),
    script('page-guide.js', 'page-guide.js', 20),
    { name: 'popup, scripts and styles, gzip', unit: 'kB', value: kB(popupBytes), goal: { atMost: 40 }, ceiling: 43 },
    script('background.js, evaluated at each start', 'background.js', 6),
    script('app.js, loaded when there is something to do', 'app.js', 45, 95),
    script('diagnosis.js, loaded at the first failure', 'diagnosis.js'),
    { name: 'package, zip', unit: 'kB', value: kB(zipBytes()), goal: { atMost: 300 }, ceiling: 365 },
  ];
}
