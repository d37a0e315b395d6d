import { type Both, openBench } from './browsers.ts';
import { buildBoth } from './builds.ts';
import { backgroundWork, filterKeys, largeFleets, popup, sizes } from './measures.ts';
import { pageLoads, routeChanges } from './page-measures.ts';
import { servePages } from './pages.ts';
import { rounds } from './statistics.ts';
import { formatTable, type Measure, noise, verdict } from './table.ts';
import { workerStart } from './worker-start.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** What needs few connections comes first, then what needs many; then workers are ended, after which a browser is not to be trusted with more. */
async function measure(both: Both): Promise<Measure[]> {
  const few = await popup(both, 12, { goal: { ratio: 1.5 }, ceiling: 2.6 });
  const pages = [...(await pageLoads(both)), ...(await routeChanges(both))];
  const many = await popup(both, 1000, { goal: { ratio: 2 }, ceiling: 4 });
  const keys = await filterKeys(both);
  const work = await backgroundWork(both);
  const fleets = await largeFleets(both);
  const start = await workerStart(both);
  return [...few, ...many, ...keys, ...start, ...fleets, ...work, ...pages, ...sizes()];
}

async function run(): Promise<Measure[]> {
  const pages = await servePages();
  const [product, empty] = await Promise.all([openBench('product', pages), openBench('empty', pages)]);
  try {
    return await measure({ product, empty });
  } finally {
    await Promise.all([product.browser.close(), empty.browser.close()]);
    await pages.close();
  }
}

const startedMs = Date.now();
say('Building the extension and an empty one …');
buildBoth();
say(`Measuring in Chromium, ${rounds} rounds, both extensions in turn …\n`);
// One browser that stops answering says nothing about the product; a second one may.
const measures = await run().catch((error: unknown) => {
  say(`${error instanceof Error ? error.message : String(error)}\nMeasuring once more, in new browsers …\n`);
  return run();
});
const missed = measures.filter((one) => verdict(one) === 'no');
say(formatTable(measures));
say(`
Page loads differ too much among themselves for 2 % to be seen in so short a time: npm run bench:loads takes its time.
Values are those of the fastest quarter of ${rounds} rounds, of this machine at this hour: the ratios count.
Page loads, popups and starts: a series that was slow is followed by up to two others, and the best of them counts.
Baseline: an empty extension (test/bench/empty-extension) built in this run with the same tools: its popup draws one
line of text through Preact, its worker answers one message, its script in pages logs one line. Each extension has a
browser and a profile of its own. Work of the background: the product's own code and databases in a page of the
extension, only the provider's answers are made up; after a night each of them takes 300 ms of simulated time.
Tolerance: a time misses its goal when it is over by more than ${noise * 100} % ("nearly" is within that); sizes have none.
"not yet": the goal is still to be reached; the run fails when the value gets worse than it has been.
Done in ${Math.round((Date.now() - startedMs) / 1000)} s.`);
if (missed.length > 0) say(`\nMissed: ${missed.map(({ name }) => name).join('; ')}`);
process.exitCode = missed.length > 0 ? 1 : 0;
