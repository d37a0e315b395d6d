import type { Page } from 'puppeteer-core';
import { pollFor } from '../browsers/poll.ts';
import { press, seenRows, waitForRow, waitForText } from '../e2e/seen.ts';
import { openStage, type Stage } from '../e2e/stage.ts';
import { type Json, readAll, readEvents } from '../e2e/stored.ts';
import { randomOf } from './random.ts';
import { addCount, addFailure, emptyTally } from './tally.ts';

/*
 * The worker of real Chromium is ended while it works, again and again, at random moments (SEC-90). Nothing of ours is
 * attached to it meanwhile: a debugger keeps workers alive (SEC-92).
 */

const companies = ['Harbour Lane Bakery', 'Copperfield Cycles', 'Tidewater Marine Supplies'];
const maya = 'maya@fernhill-books.example';

/** Kills, from the environment; each takes about a second. */
const kills = Number(process.env.CHAOS_KILLS ?? 300);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Losses {
  connections: number;
  records: number;
  settings: number;
  presentedTwice: number;
  stuck: number;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function prepare(stage: Stage): Promise<Page> {
  stage.xero.app.canBulkConnect = true;
  const console = await stage.connect(...companies);
  await waitForText(console, 'Which companies shall be watched?');
  await press(console, /^Watch 3 companies$/);
  for (const company of companies) await waitForRow(console, company, 'connected');
  for (const { value } of await readAll(console, 'ledgerline', 'connections')) {
    const rename = { type: 'connection.rename', id: value.id, nickname: `My ${String(value.companyName)}` };
    await console.evaluate((message) => chrome.runtime.sendMessage(message), rename);
  }
  await console.evaluate(() =>
    chrome.runtime.sendMessage({ type: 'settings.save', patch: { overlayEnabled: false, welcomed: true } }),
  );
  return console;
}

/** Ways the work is under way when the worker is ended; some let the provider do its work and lose the answer. */
const ways = ['at_random', 'refresh_unseen', 'refresh_unanswered', 'after_refresh', 'check_unanswered'] as const;

async function dieOnce(stage: Stage, console: Page, way: (typeof ways)[number], chance: () => number): Promise<void> {
  const { faults } = stage.sandbox.control;
  // So many checks would use up what the provider allows in a minute.
  stage.xero.heal();
  const { log } = stage.sandbox;
  const endpoint = way.startsWith('refresh') ? 'token.refresh' : way === 'after_refresh' ? 'connections.list' : 'api';
  const before = log.count('xero', endpoint);
  stage.xero.expireAccessTokens(maya);
  if (way !== 'at_random') faults.once('xero', endpoint, { kind: way === 'refresh_unseen' ? 'hold' : 'hang' });
  await console.evaluate(() => void chrome.runtime.sendMessage({ type: 'connections.checkAll' }));
  if (way === 'at_random') await wait(chance() * 300);
  else await pollFor(way, async () => log.count('xero', endpoint) > before || undefined);
  await stage.browser.killBackground();
  faults.clear();
}

/** After each death: the next worker has everything working again. */
async function isWellAgain(console: Page): Promise<boolean> {
  const checkedMs = async (): Promise<number[]> =>
    (await readAll(console, 'ledgerline', 'connections')).map(({ value }) => Number(value.lastSuccessAtMs));
  const before = Math.max(...(await checkedMs()));
  await console.evaluate(() => void chrome.runtime.sendMessage({ type: 'connections.checkAll' }));
  return pollFor(
    'all to be checked',
    async () => ((await checkedMs()).every((ms) => ms > before) ? true : undefined),
    20_000,
  ).catch(() => false);
}

async function countLosses(stage: Stage, console: Page, losses: Losses, renamed: Map<unknown, string>): Promise<void> {
  const stored = await readAll(console, 'ledgerline', 'connections');
  losses.connections += [...renamed].filter(
    ([id, name]) =>
      !stored.some(({ value }) => value.id === id && value.nickname === name && value.status === 'connected'),
  ).length;
  for (const id of renamed.keys()) if (!(await readEvents(console, id)).includes('renamed')) losses.records += 1;
  const settings = (await readAll(console, 'ledgerline', 'state')).find(({ key }) => key === 'settings')?.value;
  const { overlayEnabled, welcomed }: Json = settings ?? {};
  if (overlayEnabled !== false || welcomed !== true) losses.settings += 1;
  losses.presentedTwice = stage.xero.counters().consumedPresented;
}

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
    90_000,
  );
  const isWell = await isWellAgain(console);
  if (tookSec > 22 || !isWell) process.exitCode = 1;
  return `a silent token endpoint was given up after ${tookSec.toFixed(1)} s, the worker slept, and all was ${isWell ? 'well' : 'NOT well'} again`;
}

const stage = await openStage('chromium', { listenToBackground: false });
try {
  const console = await prepare(stage);
  const renamed = new Map(
    (await readAll(console, 'ledgerline', 'connections')).map(({ value }) => [
      value.id,
      `My ${String(value.companyName)}`,
    ]),
  );
  const losses: Losses = { connections: 0, records: 0, settings: 0, presentedTwice: 0, stuck: 0 };
  const { next: chance } = randomOf(Number(process.env.CHAOS_SEED ?? 1));
  const died = new Map<string, number>();
  for (let kill = 0; kill < kills; kill++) {
    const way = ways[Math.floor(chance() * ways.length)] ?? 'at_random';
    await dieOnce(stage, console, way, chance);
    died.set(way, (died.get(way) ?? 0) + 1);
    if (!(await isWellAgain(console))) {
      losses.stuck += 1;
      say(`not well after kill ${kill} (${way}): ${JSON.stringify(await seenRows(console))}`);
    }
    await countLosses(stage, console, losses, renamed);
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
