import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pollFor } from '../browsers/poll.ts';
import { examine } from './audit.ts';
import { kindsOfOwnCode } from './in-turn.ts';
import { goTo, seen, waitForRow, waitForText } from './seen.ts';
import { openStage, type Stage } from './stage.ts';
import { damageRecords, type Json, readAll, ringUntil } from './stored.ts';

const bakery = 'Harbour Lane Bakery';
const fullTitle = 'This device has no space left';

/** What people see of the checks themselves: how fresh they are (UX-10), and that the disk takes no more (SEC-42). */
describe.each(kindsOfOwnCode)('checks and disk in %s', (kind) => {
  let stage: Stage;
  let console: Page;

  beforeAll(async () => {
    stage = await openStage(kind);
    console = await stage.connect(bakery);
    await waitForRow(console, bakery, 'connected');
  });
  afterAll(() => stage?.close());

  const badge = (): Promise<string> => console.evaluate(() => chrome.action.getBadgeText({}));
  const setSession = (items: Json): Promise<void> =>
    console.evaluate((values) => chrome.storage.session.set(values), items);

  async function expectSound(page: Page, name: string): Promise<void> {
    expect({ name, troubles: await examine(stage.browser, page) }).toEqual({ name, troubles: [] });
  }

  it('say within what time all connections were checked', async () => {
    await goTo(console, 'connections');
    await waitForText(console, /Checked within the last \d+ min/);
    const popup = await stage.browser.openExtensionPage('popup.html');
    await waitForText(popup, /Checked within the last \d+ min/);
    await expectSound(popup, 'popup: fresh');
    await popup.close();
  });

  it('say since when nothing was checked, and the badge shows it until the next round is over', async () => {
    const hoursAgoMs = Date.now() - 3 * 60 * 60_000;
    // The browser lost its alarms hours ago, and nothing has woken the worker since.
    await stage.browser.killBackground();
    await setSession({ startedAtMs: hoursAgoMs });
    await damageRecords(
      console,
      { database: 'ledgerline', store: 'connections' },
      { nextDueAtMs: hoursAgoMs, lastCheckedAtMs: hoursAgoMs - 60 * 60_000 },
    );
    await damageRecords(
      console,
      { database: 'ledgerline', store: 'state', only: { startedAtMs: await lastRoundMs() } },
      { startedAtMs: hoursAgoMs - 60 * 60_000, finishedAtMs: hoursAgoMs - 60 * 60_000 },
    );
    const popup = await stage.browser.openExtensionPage('popup.html');
    await waitForText(popup, /1 connection has not been checked since/);
    await expectSound(popup, 'popup: stale');
    await popup.close();
    // A message of no consequence starts the worker.
    await console.evaluate(() => chrome.runtime.sendMessage({ type: 'overlay.unmute', site: 'xero.com' }));
    await pollFor('the badge to show it', async () => (await badge()) === '!' || undefined);
    expect(await title()).toMatch(/^Ledgerline: connections were last checked at .*\d/);
    await ringUntil(console, 'the badge to go', async () => (await badge()) === '' || undefined);
    expect(await title()).toBe('Ledgerline: nothing needs you');
  });

  it('say on every surface that the disk is full, and no longer than that', async () => {
    await setSession({ diskFull: true, unsavedGrants: { one: {}, two: {} } });
    for (const place of ['connections', 'settings', 'about']) {
      await goTo(console, place);
      const words = await waitForText(console, fullTitle);
      expect(words).toContain('2 renewed sign-ins are only kept while the browser is open.');
    }
    await goTo(console, 'connections');
    await expectSound(console, 'console: disk full');
    const popup = await stage.browser.openExtensionPage('popup.html');
    await waitForText(popup, fullTitle);
    await expectSound(popup, 'popup: disk full');
    await console.evaluate(() => chrome.runtime.sendMessage({ type: 'settings.save', patch: {} }));
    await pollFor('the badge to show it', async () => (await badge()) === '!' || undefined);
    // The next round finds that the disk takes writes again.
    await ringUntil(console, 'the banner to go', async () => !(await seen(popup)).includes(fullTitle) || undefined);
    expect(await seen(console)).not.toContain(fullTitle);
    await pollFor('the badge to go', async () => (await badge()) === '' || undefined);
    await popup.close();
  });

  async function title(): Promise<string> {
    return console.evaluate(() => chrome.action.getTitle({}));
  }

  async function lastRoundMs(): Promise<unknown> {
    const states = await readAll(console, 'ledgerline', 'state');
    return states.find(({ key }) => key === 'lastRound')?.value.startedAtMs;
  }
});
