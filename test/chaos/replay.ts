import type { Page } from 'puppeteer-core';
import type { BrowserKind } from '../browsers/driver.ts';
import { openStage, type Stage } from '../e2e/stage.ts';
import type { FaultEffect } from '../sandbox/core/faults.ts';
import { outage } from '../sandbox/core/oauth-faults.ts';
import { countLosses, isWellAgain, type Losses, maya, noLosses, prepare, readNicknames } from './real-losses.ts';
import { describeSchedule, drawSchedules, type Schedule } from './schedules.ts';
import { addCount, addFailure, emptyTally, type Tally } from './tally.ts';

/*
 * Schedules of the matrix again, in both real browsers at the simulated Xero. Time is real here, so a fault lasts for a few
 * checks instead of hours, and a person's check shows that all is back.
 */

const perBrowser = Number(process.env.CHAOS_REPLAYS ?? 25);
const seed = Number(process.env.CHAOS_SEED ?? 1);
const drawn = 3_080;
const checks = 3;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const headerOf: Readonly<Partial<Record<Schedule['retryAfter'], string>>> = {
  seconds: '1',
  date: new Date(Date.now() + 2_000).toUTCString(),
  absurd: '9999999999',
  past: new Date(0).toUTCString(),
  garbage: 'soon',
};

const guestPage = '<!doctype html><title>Welcome</title><p>Sign in to the guest network</p>';

/** The same fault in the words of the simulator. */
function effectOf({ kind, moment, retryAfter }: Schedule): FaultEffect {
  const isSeen = moment === 'after';
  if (kind === 'hang') return { kind: isSeen ? 'hang' : 'hold' };
  if (kind === 'reset' || kind === 'dns')
    return { kind: 'reset', when: isSeen && kind === 'reset' ? 'lost' : 'before' };
  const isPage = kind === 'html_200' || kind === 'captive_portal';
  const made = outage(isPage ? 200 : Number(kind), isPage ? guestPage : '');
  if (made.kind !== 'answer') throw new Error('an outage is an answer');
  const header = isPage ? undefined : headerOf[retryAfter];
  const type = isPage ? { 'content-type': 'text/html; charset=utf-8' } : {};
  const more = header === undefined ? type : { ...type, 'retry-after': header };
  const reply = { ...made.reply, headers: { ...made.reply.headers, ...more } };
  return isSeen ? { kind: 'change', change: () => reply } : { kind: 'answer', reply };
}

const endpointsOf = ({ where }: Schedule): readonly string[] =>
  where === 'token'
    ? ['token.refresh']
    : where === 'api'
      ? ['api', 'connections']
      : ['token.refresh', 'api', 'connections'];

const checkAll = (page: Page): Promise<void> =>
  page.evaluate(() => void chrome.runtime.sendMessage({ type: 'connections.checkAll' }));

async function playOne(stage: Stage, page: Page, schedule: Schedule): Promise<Page> {
  const { faults } = stage.sandbox.control;
  stage.xero.heal();
  stage.xero.expireAccessTokens(maya);
  for (const endpoint of endpointsOf(schedule)) faults.always('xero', endpoint, effectOf(schedule));
  let current = page;
  for (let check = 0; check < checks; check++) {
    await checkAll(current);
    await wait(700);
    if (check !== 1) continue;
    if (schedule.death === 'worker') await stage.browser.killBackground();
    if (!schedule.death.startsWith('browser')) continue;
    await stage.browser.restart('crash');
    current = await stage.openConsole();
  }
  faults.clear();
  // A request that hangs is given up after 20 s; others who ask meanwhile wait for it.
  if (schedule.kind === 'hang') await wait(21_000);
  return current;
}

function lossesIn(losses: Losses): string {
  // What a fault loses after the provider's work is presented again within Xero's grace: that is how it is saved.
  return Object.entries(losses)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');
}

async function replay(kind: BrowserKind, schedules: readonly Schedule[], tally: Tally): Promise<void> {
  const stage = await openStage(kind, { listenToBackground: false, isNew: true });
  try {
    let page = await prepare(stage);
    const renamed = await readNicknames(page);
    for (const [at, schedule] of schedules.entries()) {
      const where = `${kind}: ${describeSchedule(schedule)}`;
      page = await playOne(stage, page, schedule);
      addCount(tally, 'trials');
      if (!(await isWellAgain(page))) addFailure(tally, 'failed', `${where}: not back`);
      const losses = noLosses();
      await countLosses(stage, page, { losses, renamed });
      const lost = lossesIn(losses);
      if (lost !== '') addFailure(tally, 'failed', `${where}: ${lost}`);
      if ((at + 1) % 5 === 0) say(`${kind}: replayed ${at + 1} of ${schedules.length} schedules`);
    }
  } finally {
    await stage.close();
  }
}

const atXero = drawSchedules(seed, drawn).schedules.filter(({ server }) => server === 'xero');
const tally = emptyTally();
for (const [at, kind] of (['chromium', 'firefox'] as const).entries()) {
  try {
    await replay(kind, atXero.slice(at * perBrowser, (at + 1) * perBrowser), tally);
  } catch (error) {
    addFailure(tally, 'failed', `${kind}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
process.send?.(tally);
for (const text of tally.failures.failed?.examples ?? []) say(text);
if (Object.keys(tally.failures).length > 0) process.exitCode = 1;
