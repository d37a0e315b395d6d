import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { signIn } from '../browsers/walks/xero.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { type Bench, idleMessage, openBench, store, timeColdAnswer, waitForWatcher } from './browsers.ts';
import { timeFilterKeys } from './filter-key.ts';
import { timeWatcher } from './page-watch-time.ts';
import { root } from './places.ts';
import { type PopupPaint, paintPopup } from './popup-paint.ts';
import { makeConnections } from './records.ts';
import { filesOfPage, gzipBytes, zipBytes } from './sizes.ts';
import { interleave, median } from './statistics.ts';
import { formatTable, type Measure, noise, verdict } from './table.ts';

/** Every figure is the median of this many rounds. */
const rounds = 15;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function build(): void {
  const done = spawnSync(process.execPath, [join(root, 'test/bench/build.ts')], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the build failed\n${done.stdout}${done.stderr}`);
}

function sizes(): Measure[] {
  const kB = (bytes: number): number => bytes / 1000;
  return [
    { name: 'page-watch.js, gzip', unit: 'kB', value: kB(gzipBytes('page-watch.js')), goal: { atMost: 4 } },
    { name: 'page-guide.js, gzip', unit: 'kB', value: kB(gzipBytes('page-guide.js')), goal: { atMost: 20 } },
    {
      name: 'popup, scripts and styles, gzip',
      unit: 'kB',
      value: kB(gzipBytes(...filesOfPage('popup.html'))),
      goal: { atMost: 40 },
      ceiling: 42.5,
    },
    {
      name: 'background.js, gzip',
      unit: 'kB',
      value: kB(gzipBytes('background.js')),
      goal: { atMost: 45 },
      ceiling: 62,
    },
    { name: 'diagnosis.js, loaded at the first failure, gzip', unit: 'kB', value: kB(gzipBytes('diagnosis.js')) },
    { name: 'package, zip', unit: 'kB', value: kB(zipBytes()), goal: { atMost: 300 } },
  ];
}

/** Popup with so many connections against the popup of the empty extension. */
async function popup(product: Bench, empty: Bench, count: number, contentGoal: Measure['goal']): Promise<Measure[]> {
  await store(product, makeConnections(count, Date.now()));
  const paints: [PopupPaint[], PopupPaint[]] = [[], []];
  const paint = (bench: Bench, selector: string, into: PopupPaint[]) => async (): Promise<number> => {
    const painted = await paintPopup(bench, selector);
    into.push(painted);
    return painted.firstMs;
  };
  const [first = 0, firstOfEmpty] = await interleave(rounds, [
    paint(product, 'li.row', paints[0]),
    paint(empty, '.line', paints[1]),
  ]);
  const content = (one: readonly PopupPaint[]): number => median(one.slice(1).map(({ contentMs }) => contentMs));
  const name = `popup with ${count.toLocaleString('en')} connections`;
  return [
    {
      name: `${name}, first contentful paint`,
      unit: 'ms',
      value: first,
      baseline: firstOfEmpty,
      goal: { ratio: 1.25 },
    },
    {
      name: `${name}, first row on screen`,
      unit: 'ms',
      value: content(paints[0]),
      baseline: content(paints[1]),
      goal: contentGoal,
      ceiling: 2.6,
    },
  ];
}

async function workerStart(product: Bench, empty: Bench): Promise<Measure[]> {
  const unknownConnection = { type: 'connection.check', id: 'nobody' };
  const [idle = 0, idleOfEmpty, stored = 0] = await interleave(rounds, [
    () => timeColdAnswer(product, idleMessage),
    () => timeColdAnswer(empty, idleMessage),
    () => timeColdAnswer(product, unknownConnection),
  ]);
  return [
    {
      name: 'worker, cold start to an answer',
      unit: 'ms',
      value: idle,
      baseline: idleOfEmpty,
      goal: { ratio: 1.5 },
      ceiling: 2.6,
    },
    { name: 'worker, cold start to an answer from the databases', unit: 'ms', value: stored, baseline: idleOfEmpty },
  ];
}

async function watcher(product: Bench, { control }: Sandbox): Promise<Measure[]> {
  await waitForWatcher(product);
  const url = 'https://go.xero.com/Settings/';
  const page = await product.browser.newPage(url);
  await signIn(page, control.xero.bookkeeperOf('Kestrel Freight'));
  await page.waitForSelector('.xrh-header');
  const [value = 0] = await interleave(rounds, [() => timeWatcher(page, url)]);
  await page.close();
  return [{ name: 'page-watch on a page with nothing to say, script time', unit: 'ms', value, goal: { atMost: 1 } }];
}

async function run(): Promise<Measure[]> {
  const sandbox = await startSandbox();
  const empty = await openBench('empty', sandbox);
  const product = await openBench('product', sandbox);
  try {
    const few = await popup(product, empty, 12, { ratio: 1.5 });
    const many = await popup(product, empty, 1000, { ratio: 2 });
    const key = {
      name: 'popup with 1,000 connections, key press in the search box',
      unit: 'ms',
      goal: { atMost: 50 },
    } as const;
    return [
      ...few,
      ...many,
      { ...key, value: median(await timeFilterKeys(product)) },
      ...(await workerStart(product, empty)),
      ...(await watcher(product, sandbox)),
      ...sizes(),
    ];
  } finally {
    await product.browser.close();
    await empty.browser.close();
    await sandbox.close();
  }
}

say('Building the extension and an empty one …');
build();
say(`Measuring in Chromium, ${rounds} rounds, both extensions in turn …\n`);
const startedMs = Date.now();
const measures = await run();
const missed = measures.filter((measure) => verdict(measure) === 'no');
say(formatTable(measures));
say(`
Values are medians of ${rounds} rounds, of this machine at this hour: the ratios count.
Baseline: an empty extension (test/bench/empty-extension) built in this run with the same tools: its popup draws one
line of text through Preact, its worker answers one message. Each extension has a browser and a profile of its own.
Tolerance: a time misses its goal when it is over by more than ${noise * 100} % ("nearly" is within that); sizes have none.
"not yet": the goal is still to be reached; the run fails when the value gets worse than it has been.
Measured in ${Math.round((Date.now() - startedMs) / 1000)} s.`);
if (missed.length > 0) say(`\nMissed: ${missed.map(({ name }) => name).join('; ')}`);
process.exitCode = missed.length > 0 ? 1 : 0;
