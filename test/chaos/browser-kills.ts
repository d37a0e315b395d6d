import type { Page } from 'puppeteer-core';
import type { BrowserKind } from '../browsers/driver.ts';
import { seenRows } from '../e2e/seen.ts';
import { openStage, type Stage } from '../e2e/stage.ts';
import { randomOf } from './random.ts';
import { countLosses, dieOnce, isWellAgain, noLosses, prepare, readNicknames, ways } from './real-losses.ts';
import { addCount, addFailure, emptyTally, type Tally } from './tally.ts';

/*
 * Both real browsers are ended without a warning while the product works, and started again on the same profile (SEC-90).
 */

/** Crashes of each browser, from the environment; each takes a few seconds. */
const crashes = Number(process.env.CHAOS_CRASHES ?? 25);
const seed = Number(process.env.CHAOS_SEED ?? 1);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function crashOnce(
  stage: Stage,
  page: Page,
  turn: { way: (typeof ways)[number]; chance: () => number },
): Promise<Page> {
  await dieOnce(stage, page, { ...turn, end: () => stage.browser.restart('crash') });
  return stage.openConsole();
}

async function crashOften(kind: BrowserKind, tally: Tally): Promise<void> {
  const stage = await openStage(kind, { listenToBackground: false, isNew: true });
  const random = randomOf(seed);
  try {
    let page = await prepare(stage);
    const renamed = await readNicknames(page);
    for (let crash = 0; crash < crashes; crash++) {
      const way = random.pick(ways);
      const where = `${kind}, crash ${crash} (${way})`;
      page = await crashOnce(stage, page, { way, chance: random.next });
      addCount(tally, 'trials');
      if (!(await isWellAgain(page)))
        addFailure(tally, 'failed', `${where}: not well again, ${JSON.stringify(await seenRows(page))}`);
      const losses = noLosses();
      await countLosses(stage, page, { losses, renamed });
      for (const [what, count] of Object.entries(losses))
        if (count > 0) addFailure(tally, 'failed', `${where}: ${what} ${count}`);
      if ((crash + 1) % 5 === 0) say(`${kind}: ended ${crash + 1} of ${crashes} times`);
    }
  } finally {
    await stage.close();
  }
}

const tally = emptyTally();
for (const kind of ['chromium', 'firefox'] as const) {
  try {
    await crashOften(kind, tally);
  } catch (error) {
    addFailure(tally, 'failed', `${kind}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
process.send?.(tally);
say(JSON.stringify(tally.failures));
if (Object.keys(tally.failures).length > 0) process.exitCode = 1;
