import type { Page } from 'puppeteer-core';
import { pollFor } from '../browsers/poll.ts';
import { press, waitForRow, waitForText } from '../e2e/seen.ts';
import type { Stage } from '../e2e/stage.ts';
import { type Json, readAll, readEvents } from '../e2e/stored.ts';

/*
 * What the programs share that end the worker, or the browser, while it works in a real browser: how the work is begun, and
 * what counts as lost.
 */

const companies = ['Harbour Lane Bakery', 'Copperfield Cycles', 'Tidewater Marine Supplies'];
export const maya = 'maya@fernhill-books.example';

/** What is gone, or wrong, after all the deaths so far. */
export interface Losses {
  connections: number;
  records: number;
  settings: number;
  presentedTwice: number;
  stuck: number;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Connects three companies, gives each a nickname, and changes the settings: all of it has to survive. */
export async function prepare(stage: Stage): Promise<Page> {
  stage.xero.app.canBulkConnect = true;
  const console = await stage.connect(...companies);
  await waitForText(console, 'Which companies should Ledgerline watch?');
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
export const ways = ['at_random', 'refresh_unseen', 'refresh_unanswered', 'after_refresh', 'check_unanswered'] as const;

export async function dieOnce(
  stage: Stage,
  console: Page,
  how: { way: (typeof ways)[number]; chance: () => number; end: () => Promise<unknown> },
): Promise<void> {
  const { way, chance, end } = how;
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
  await end();
  faults.clear();
}

/** After each death: the next worker has everything working again. */
export async function isWellAgain(console: Page): Promise<boolean> {
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

/** Adds what is gone by now. */
export async function countLosses(
  stage: Stage,
  console: Page,
  { losses, renamed }: { losses: Losses; renamed: Map<unknown, string> },
): Promise<void> {
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

/** The names people gave, by connection id. */
export async function readNicknames(console: Page): Promise<Map<unknown, string>> {
  const stored = await readAll(console, 'ledgerline', 'connections');
  return new Map(stored.map(({ value }) => [value.id, `My ${String(value.companyName)}`]));
}

/** Nothing is lost yet. */
export function noLosses(): Losses {
  return { connections: 0, records: 0, settings: 0, presentedTwice: 0, stuck: 0 };
}
