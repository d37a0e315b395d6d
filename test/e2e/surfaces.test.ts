import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pollFor } from '../browsers/poll.ts';
import { outage } from '../sandbox/core/oauth-faults.ts';
import { examine } from './audit.ts';
import { isTriedIn, kinds, testInChromium } from './in-turn.ts';
import { closeBanner, goTo, press, seenRows, waitForBanner, waitForRow, waitForText } from './seen.ts';
import { openStage, type Stage } from './stage.ts';
import { readConnection } from './stored.ts';

const bakery = 'Harbour Lane Bakery';
const cycles = 'Copperfield Cycles';
const marine = 'Tidewater Marine Supplies';
const rows = [bakery, cycles, marine];

/** UX-99: every page of ours in every look, and a connection made by keyboard alone. */
describe.each(kinds)('our pages in %s', (kind) => {
  let stage: Stage;
  let console: Page;

  beforeAll(async () => {
    stage = await openStage(kind);
    console = await stage.openConsole('connections');
  });
  afterAll(() => stage?.close());

  const inChromium = testInChromium(kind);

  /** What axe finds hardly differs between browsers. */
  async function expectSound(name: string, page: Page): Promise<void> {
    if (!isTriedIn(kind)) return;
    expect.soft({ name, troubles: await examine(stage.browser, page) }).toEqual({ name, troubles: [] });
  }

  async function expectSoundAt(place: string, words: RegExp | string): Promise<void> {
    await goTo(console, place);
    await waitForText(console, words);
    await expectSound(place, console);
  }

  async function expectSoundPopup(name: string, words: RegExp | string): Promise<void> {
    const popup = await stage.browser.openExtensionPage('popup.html');
    await waitForText(popup, words);
    await expectSound(name, popup);
    await popup.close();
  }

  /** What has the focus, as a person sees it, and whether the focus can be seen (UX-25). */
  async function focused(page: Page): Promise<{ words: string; isSeen: boolean }> {
    return page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return { words: '', isSeen: true };
      const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim() || element.tagName;
      // What opens a whole row has its outline around the row.
      const isSeen = [undefined, '::after'].some((part) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
      return { words, isSeen };
    });
  }

  /** Goes on with the Tab key to what reads like this. */
  async function tabTo(page: Page, wanted: RegExp): Promise<void> {
    await page.bringToFront();
    // Firefox leaves no window in front when the sign-in window goes: a person has the one they look at.
    await pollFor('the window to be in front', () =>
      page.evaluate(async () => {
        if (document.hasFocus()) return true;
        const { id } = await chrome.windows.getCurrent();
        await chrome.windows.update(id, { focused: true });
        return undefined;
      }),
    );
    const passed: string[] = [];
    for (let presses = 0; presses < 80; presses++) {
      const { words, isSeen } = await focused(page);
      if (wanted.test(words)) {
        // Focus that was there before the first key need not be shown: browsers show it to people who use the keyboard.
        expect([words, isSeen || presses === 0]).toEqual([words, true]);
        return;
      }
      passed.push(words.slice(0, 30));
      await page.keyboard.press('Tab');
    }
    throw new Error(`the Tab key does not lead to ${wanted}: ${passed.join(' → ')}`);
  }

  async function enter(page: Page, wanted: RegExp): Promise<void> {
    await tabTo(page, wanted);
    await page.keyboard.press('Enter');
  }

  inChromium('are sound on the first day', async () => {
    await expectSoundAt('connections', 'Connect');
    await expectSoundPopup('popup: empty', 'Connect');
    await expectSoundAt('connect', 'Xero');
    await expectSoundAt('connect/xero', 'Sign in to Xero');
    await expectSoundAt('connect/quickbooks', 'Sign in to QuickBooks Online');
    await expectSoundAt('connect/salesforce', 'Sign in to Salesforce');
    await expectSoundAt('apps', 'Apps and keys');
    await expectSoundAt('providers', 'No own provider yet');
    await expectSoundAt('providers/new', 'Discovery address');
    await expectSoundAt('settings', 'Settings');
    await expectSoundAt('about', 'trademarks');
    await expectSoundAt('causes', 'Why connections fail');
    await expectSoundAt('causes/grant_revoked', /./);
    await goTo(console, 'explain');
    await console.waitForSelector('textarea');
    await console.type('textarea', 'HTTP 403 {"Title":"Forbidden","Detail":"AuthenticationUnsuccessful"}');
    await press(console, /^Explain$/);
    await waitForText(console, 'It could also be');
    await expectSound('explain: an answer', console);
  });

  inChromium('go where they are sent while they still read what is stored', async () => {
    const page = await stage.browser.newPage();
    await page.evaluateOnNewDocument(() =>
      // By then the page's own script has run, and waits for the first read.
      addEventListener('DOMContentLoaded', () => {
        location.hash = '#/explain';
      }),
    );
    await page.goto(`${stage.browser.extensionOrigin}/console.html#/connections`);
    await page.waitForSelector('main textarea');
    await page.close();
  });

  it('connect by keyboard alone', async () => {
    stage.xero.app.canBulkConnect = true;
    await goTo(console, 'connect/xero');
    await console.waitForSelector('form.connect input:not([type=checkbox])');
    await tabTo(console, /^INPUT$/);
    await console.keyboard.down('Control');
    await console.keyboard.press('a');
    await console.keyboard.up('Control');
    await console.keyboard.type(stage.xero.app.clientId);
    expect(await console.$eval('form.connect input:not([type=checkbox])', (field) => Reflect.get(field, 'value'))).toBe(
      stage.xero.app.clientId,
    );
    await enter(console, /^Sign in to Xero$/);
    const window = await stage.signInPage();
    await waitForBanner(console, 'Waiting for you');
    await expectSound('banner: waiting', console);
    await stage.allow(window, ...rows);
    await waitForText(console, 'Which companies should Ledgerline watch?');
    await expectSound('choose', console);
    await enter(console, /^Watch 3 companies$/);
    for (const company of rows) await waitForRow(console, company, 'connected');
  });

  inChromium('are sound in every state', async () => {
    const { id } = await readConnection(console, marine);
    await console.evaluate(
      (connectionId) => chrome.runtime.sendMessage({ type: 'connection.pause', id: connectionId, isPaused: true }),
      id,
    );
    stage.xero.disconnect(bakery);
    const { tenantId } = stage.xero.organisation(cycles);
    stage.sandbox.control.faults.add({
      provider: 'xero',
      endpoint: 'api',
      effect: outage(503, '', 60),
      times: 'until_cleared',
      only: ({ headers }) => headers['xero-tenant-id'] === tenantId,
    });
    await press(console, /^Check all$/);
    await waitForRow(console, bakery, 'needs_you');
    await waitForRow(console, cycles, 'waiting');
    await expectSound('connections: states', console);
    await expectSoundPopup('popup: states', '1 of 3 needs you');
    stage.sandbox.control.faults.clear();
    const bakeryId = String((await readConnection(console, bakery)).id);
    await goTo(console, `connections/${bakeryId}`);
    await waitForText(console, 'History');
    await expectSound('connection', console);
    await press(console, /^Disconnect/);
    await console.waitForSelector('dialog[open]');
    await expectSound('dialog: disconnect', console);
    await console.keyboard.press('Escape');
    await pollFor('the dialog to close', async () => (await console.$('dialog[open]')) === null || undefined);
    await expectSoundAt(`report/${bakeryId}`, 'Save as text');
    await expectSoundAt('apps', 'Client id ending in');
  });

  it('reconnect, and disconnect after a second thought, by keyboard alone', async () => {
    await goTo(console, 'connections');
    stage.xero.disconnect(bakery);
    await press(console, /^Check all$/);
    await waitForRow(console, bakery, 'needs_you');
    await enter(console, /^Reconnect: Harbour Lane Bakery/);
    await stage.allow(await stage.signInPage(), bakery);
    await waitForRow(console, bakery, 'connected');
    await closeBanner(console);
    await enter(console, /^Harbour Lane Bakery/);
    await enter(console, /^History and settings/);
    await waitForText(console, 'Disconnect');
    await enter(console, /^Disconnect/);
    for (const key of ['Escape', 'Enter'] as const) {
      await console.waitForSelector('dialog[open]');
      // The first thing that can be pressed in it ends nothing.
      if (key === 'Enter') await tabTo(console, /^Keep/);
      await console.keyboard.press(key);
      await pollFor('the dialog to close', async () => (await console.$('dialog[open]')) === null || undefined);
      // Whoever closes a dialog goes on where they were, at once.
      expect((await focused(console)).words).toMatch(/^Disconnect/);
      await console.keyboard.press('Enter');
    }
    await console.waitForSelector('dialog[open]');
    await enter(console, /^Disconnect/);
    await pollFor('the dialog to close', async () => (await console.$('dialog[open]')) === null || undefined);
    await goTo(console, 'connections');
    await pollFor('the row to go', async () => {
      return (await seenRows(console)).every(({ company }) => company !== bakery) || undefined;
    });
  });
});
