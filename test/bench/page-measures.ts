import { type Bench, type Both, waitForWatcher } from './browsers.ts';
import { timeLoad } from './page-load.ts';
import { plainPage } from './pages.ts';
import { timeRouteChanges } from './route-change.ts';
import { type ScriptTime, timeScript } from './script-time.ts';
import { bestFirst, interleave, rounds, takeTurns, undisturbed } from './statistics.ts';
import type { Measure } from './table.ts';

type Tab = Awaited<ReturnType<Bench['browser']['newPage']>>;

/** How much slower than beside a script that only logs a page may load, as a ratio. */
export const pageLoadGoal = 1.02;

/** How much longer than nothing the watcher may take on a page it has nothing to say about, in ms. */
const watcherGoalMs = 1;

/** How much longer than a script that only logs the watcher may hold up the `load` event, as a ratio. */
const beforeLoadGoal = 1.25;

/** The same page with our watcher, which has nothing to say about it, and with a script that only logs. */
export async function pageLoads(both: Both): Promise<Measure[]> {
  await waitForWatcher(both.product);
  const [[watcher, logger]] = await bestFirst(
    () => timeScripts(both),
    ([ours, theirs]) =>
      Math.max(ours.wholeMs / watcherGoalMs, ours.beforeLoadMs / theirs.beforeLoadMs / beforeLoadGoal),
    1,
  );
  const [[drawnMs, drawnOfEmptyMs]] = await bestFirst(
    () => loadInNewTabs(both),
    ([ours, theirs]) => ours / theirs,
    pageLoadGoal,
  );
  return [
    {
      name: 'page-watch on a page with nothing to say, script time',
      unit: 'ms',
      value: watcher.wholeMs,
      goal: { atMost: watcherGoalMs },
    },
    {
      name: 'page-watch, of that before the load event',
      unit: 'ms',
      value: watcher.beforeLoadMs,
      baseline: logger.beforeLoadMs,
      goal: { ratio: beforeLoadGoal },
    },
    {
      name: `page of 300 rows beside a script that only logs, loaded and drawn, of ${2 * rounds}`,
      unit: 'ms',
      value: drawnMs,
      baseline: drawnOfEmptyMs,
      goal: { ratio: pageLoadGoal },
    },
  ];
}

/** Gives work a new tab of either browser, both in front. */
export async function inNewTabs<Result>(
  { product, empty }: Both,
  work: (ours: Tab, theirs: Tab) => Promise<Result>,
): Promise<Result> {
  const [page, pageOfEmpty] = [await product.browser.newPage(), await empty.browser.newPage()];
  await Promise.all([page.bringToFront(), pageOfEmpty.bringToFront()]);
  const result = await work(page, pageOfEmpty);
  await Promise.all([page.close(), pageOfEmpty.close()]);
  return result;
}

/** The watcher, and the script that only logs. */
function timeScripts(both: Both): Promise<[ScriptTime, ScriptTime]> {
  return inNewTabs(both, async (page, pageOfEmpty) => {
    const [ours = [], theirs = []] = await takeTurns(rounds, [
      () => timeScript(page, plainPage, 'page-watch.js'),
      () => timeScript(pageOfEmpty, plainPage, 'log.js'),
    ]);
    const quiet = (times: ScriptTime[]): ScriptTime => ({
      wholeMs: undisturbed(times.map(({ wholeMs }) => wholeMs)),
      beforeLoadMs: undisturbed(times.map(({ beforeLoadMs }) => beforeLoadMs)),
    });
    return [quiet(ours), quiet(theirs)];
  });
}

function loadInNewTabs(both: Both): Promise<[number, number]> {
  return inNewTabs(both, async (page, pageOfEmpty) => {
    // The load event alone comes before the page is drawn or after it, as chance has it: twice as early or as late.
    const load = (tab: Tab) => async (): Promise<number> => (await timeLoad(tab, plainPage)).drawnMs;
    const [drawnMs = 0, drawnOfEmptyMs = 0] = await interleave(2 * rounds, [load(page), load(pageOfEmpty)]);
    return [drawnMs, drawnOfEmptyMs];
  });
}

export async function routeChanges({ product, empty }: Both): Promise<Measure[]> {
  const [page, pageOfEmpty] = [await product.browser.newPage(), await empty.browser.newPage()];
  // Work of each page's own thread, most of which is waiting: side by side it is the same.
  const [ours, theirs] = await Promise.all([timeRouteChanges(page, 1), timeRouteChanges(pageOfEmpty, 0)]);
  await Promise.all([page.close(), pageOfEmpty.close()]);
  return [
    {
      name: 'overlay, main-thread work added to a route change',
      unit: 'ms',
      value: Math.max(0, ours.workMs - theirs.workMs),
      goal: { atMost: 50 },
    },
    { name: 'overlay, layout shift over route changes', unit: '', value: ours.shift, goal: { atMost: 0 } },
  ];
}
