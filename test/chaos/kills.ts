import type { Page } from 'puppeteer-core';
import { pollFor } from '../browsers/poll.ts';
import { seenRows } from '../e2e/seen.ts';
import { openStage, type Stage } from '../e2e/stage.ts';
import { readAll } from '../e2e/stored.ts';
import { randomOf } from './random.ts';
import { countLosses, dieOnce, isWellAgain, maya, noLosses, prepare, readNicknames, ways } from './real-losses.ts';
import { addCount, addFailure, emptyTally } from './tally.ts';

/*
 * The worker of real Chromium is ended while it works, again and again, at random moments (SEC-90). Nothing of ours is
 * attached to it meanwhile: a debugger keeps workers alive (SEC-92).
 */

/** Kills, from the environment; each takes about a second. */
const kills = Number(process.env.CHAOS_KILLS ?? 300);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** A token endpoint that never answers, and nobody attached: the deadline comes before the browser's own end (SEC-32, SEC-92). */
async function outwaitSilence(stage: Stage, console: Page): Promise<string> {
  stage.xero.expireAccessTokens(maya);
  stage.sandbox.control.faults.always('xero', 'token.refresh', { kind: 'hold' });
  const startMs = Date.now();
  await console.evaluate(() => void chrome.runtime.sendMessage({ type: 'connections.checkAll' }));
  await pollFor(
    'the end of the refresh',
    async () => {
      const [grant] = await readAll(console, 'ledgerline-vault', 'grants');
      return Object(grant?.value.grant).refreshFailures > 0 || undefined;
    },
    40_000,
  );
  const tookSec = (Date.now() - startMs) / 1000;
  stage.sandbox.control.faults.clear();
  await pollFor(
    'the worker to fall asleep',
    async () => !(await stage.browser.isBackgroundRunning()) || undefined,
    180_000,
  );
  const isWell = await isWellAgain(console);
  if (tookSec > 22 || !isWell) process.exitCode = 1;
  return `a silent token endpoint was given up after ${tookSec.toFixed(1)} s, the worker slept, and all was ${isWell ? 'well' : 'NOT well'} again`;
}

const stage = await openStage('chromium', { listenToBackground: false });
try {
  const console = await prepare(stage);
  const renamed = await readNicknames(console);
  const losses = noLosses();
  const { next: chance } = randomOf(Number(process.env.CHAOS_SEED ?? 1));
  const died = new Map<string, number>();
  for (let kill = 0; kill < kills; kill++) {
    const way = ways[Math.floor(chance() * ways.length)] ?? 'at_random';
    await dieOnce(stage, console, { way, chance, end: () => stage.browser.killBackground() });
    died.set(way, (died.get(way) ?? 0) + 1);
    if (!(await isWellAgain(console))) {
      losses.stuck += 1;
      say(`not well after kill ${kill} (${way}): ${JSON.stringify(await seenRows(console))}`);
    }
    await countLosses(stage, console, { losses, renamed });
    if ((kill + 1) % 50 === 0) say(`${kill + 1} kills`);
  }
  const { refreshedInGrace } = stage.xero.counters();
  say(`kills of the worker: ${kills} (${[...died].map(([way, count]) => `${way} ${count}`).join(', ')})`);
  say(
    `lost: connections ${losses.connections}, records ${losses.records}, settings ${losses.settings}; not well again: ${losses.stuck}`,
  );
  say(
    `tokens presented twice outside their grace: ${losses.presentedTwice}; inside it: ${refreshedInGrace}, each after an answer that was lost`,
  );
  say(await outwaitSilence(stage, console));
  if (Object.values(losses).some((count) => count > 0)) process.exitCode = 1;
  const tally = emptyTally();
  addCount(tally, 'trials', kills);
  for (const [what, count] of Object.entries(losses)) if (count > 0) addFailure(tally, 'failed', `${what}: ${count}`);
  process.send?.(tally);
} finally {
  await stage.close();
}
