import { type Both, openBench, store, waitForWatcher } from './browsers.ts';
import { buildBoth } from './builds.ts';
import { type LoadTime, timeLoad } from './page-load.ts';
import { inNewTabs, pageLoadGoal } from './page-measures.ts';
import { type Pages, plainPage, servePages } from './pages.ts';
import { makeConnections } from './records.ts';
import { type Estimate, mean, meanRatio, takeTurns } from './statistics.ts';

// The loads of one page lie between 40 and 250 ms: whether the page is drawn before its load event or after it is chance. Many
// tabs of many browsers tell what a short series cannot.
const launches = 20;
const tabsPerLaunch = 4;
const loadsPerTab = 25;

/** The run ends as soon as it knows this much: the standard error of the ratio. */
const goodError = 0.005;

/** What one tab of each browser took, on the average. */
interface TabPair {
  ours: LoadTime;
  theirs: LoadTime;
}

/** Rest before each load, so that none is held up by what the other browser still draws, in ms. */
const restMs = 60;

function loadInTabs(both: Both): Promise<TabPair> {
  return inNewTabs(both, async (page, pageOfEmpty) => {
    const load = (tab: typeof page) => async (): Promise<LoadTime> => {
      await new Promise((resolve) => setTimeout(resolve, restMs));
      return timeLoad(tab, plainPage);
    };
    const [ours = [], theirs = []] = await takeTurns(loadsPerTab, [load(page), load(pageOfEmpty)]);
    const average = (times: LoadTime[]): LoadTime => ({
      loadMs: mean(times.map(({ loadMs }) => loadMs)),
      drawnMs: mean(times.map(({ drawnMs }) => drawnMs)),
    });
    return { ours: average(ours), theirs: average(theirs) };
  });
}

async function launchAndLoad(pages: Pages): Promise<TabPair[]> {
  const [product, empty] = await Promise.all([openBench('product', pages), openBench('empty', pages)]);
  try {
    await store(product, makeConnections(12, Date.now()));
    await waitForWatcher(product);
    const pairs = [];
    for (let tab = 0; tab < tabsPerLaunch; tab += 1) pairs.push(await loadInTabs({ product, empty }));
    return pairs;
  } finally {
    await Promise.all([product.browser.close(), empty.browser.close()]);
  }
}

const estimate = (pairs: readonly TabPair[], what: keyof LoadTime): Estimate =>
  meanRatio(pairs.map(({ ours, theirs }) => ours[what] / theirs[what]));

const inWords = ({ value, error }: Estimate): string => `${value.toFixed(3)} ± ${error.toFixed(3)}`;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

say('Building the extension and an empty one …');
buildBoth();
say(`Loading a page of 300 rows beside our extension and beside one that only logs: how many times as long, and the
standard error of that. Until it is ${goodError} or less, but ${launches} launches of both browsers at most …\n`);
const pages = await servePages();
const pairs: TabPair[] = [];
for (let launch = 0; launch < launches; launch += 1) {
  pairs.push(...(await launchAndLoad(pages)));
  const load = estimate(pairs, 'loadMs');
  const loads = String(pairs.length * loadsPerTab).padStart(5);
  say(`${loads} loads each: load event ${inWords(load)}, drawn ${inWords(estimate(pairs, 'drawnMs'))}`);
  if (load.error <= goodError && pairs.length > tabsPerLaunch) break;
}
await pages.close();
const averageMs = (whose: keyof TabPair, what: keyof LoadTime): string =>
  mean(pairs.map((pair) => pair[whose][what])).toFixed(1);
const { value, error } = estimate(pairs, 'loadMs');
const distance = (pageLoadGoal - value) / error;
say(`
Load event ${averageMs('ours', 'loadMs')} ms and ${averageMs('theirs', 'loadMs')} ms, drawn ${averageMs('ours', 'drawnMs')} ms and ${averageMs('theirs', 'drawnMs')} ms.
The load event is ${distance < 0 ? 'over' : 'within'} the goal of ${pageLoadGoal}, by ${Math.abs(distance).toFixed(1)} standard errors.`);
// Two standard errors are beyond chance.
process.exit(distance < -2 ? 1 : 0);
