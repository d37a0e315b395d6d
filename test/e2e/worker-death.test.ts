import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pollFor } from '../browsers/poll.ts';
import type { FaultEffect } from '../sandbox/core/faults.ts';
import { kinds, testInChromium } from './in-turn.ts';
import { goTo, press, pressInRow, seen, seenBanner, seenRows, waitForBanner, waitForRow, waitForText } from './seen.ts';
import { openStage, type Stage } from './stage.ts';
import { readAll, readConnection, readEvents, ringUntil } from './stored.ts';

const bakery = 'Harbour Lane Bakery';
const cycles = 'Copperfield Cycles';
const marine = 'Tidewater Marine Supplies';
const interiors = 'Juniper & Slate Interiors';
const maya = 'maya@fernhill-books.example';

/** The provider never sees the request; or it does its work, and its answer never comes. */
const unseen: FaultEffect = { kind: 'hold' };
const unanswered: FaultEffect = { kind: 'hang' };

/** Much longer than a browser takes to start a background, and that to do what it does at each start. */
const quietMs = 700;

/** SEC-90: the browser may end the background at any moment; the next one goes on, or says what happened. */
describe.each(kinds)('a background that is ended in %s', (kind) => {
  let stage: Stage;
  let console: Page;
  let id: unknown;

  beforeAll(async () => {
    stage = await openStage(kind, { isNew: true });
    stage.xero.app.canBulkConnect = true;
    console = await stage.openConsole('connect/xero');
  });
  afterAll(() => stage?.close());
  beforeEach(async () => {
    stage.sandbox.control.faults.clear();
    if (stage.browser.isOpen()) return;
    // What a restart left half done does not fail every scene after it.
    await stage.browser.restart();
    console = await stage.openConsole();
  });

  /** Does something that sends this request, and ends the background while it waits for the answer. */
  async function dieDuring(endpoint: string, effect: FaultEffect, act: () => Promise<unknown>): Promise<void> {
    const before = stage.sandbox.log.count('xero', endpoint);
    stage.sandbox.control.faults.once('xero', endpoint, effect);
    await act();
    await pollFor(`a request to ${endpoint}`, async () =>
      stage.sandbox.log.count('xero', endpoint) > before ? true : undefined,
    );
    // On a busy machine the driver may not have met the worker yet.
    await pollFor('the background to be ended', async () => (await stage.browser.killBackground()) || undefined);
    stage.sandbox.control.faults.clear();
  }

  /** Whatever was begun is taken up within a minute, also when nobody does anything (SEC-37): here at once. */
  async function wakeUntil(what: string, ask: () => Promise<boolean>): Promise<void> {
    const alarm = await console.evaluate(() => chrome.alarms.get('due'));
    expect((alarm?.scheduledTime ?? Number.POSITIVE_INFINITY) - Date.now()).toBeLessThanOrEqual(60_000);
    await ringUntil(console, what, async () => (await ask()) || undefined);
  }

  const isSaid = (words: string) => async (): Promise<boolean> => (await seenBanner(console)).includes(words);
  const isConnected = (company: string) => async (): Promise<boolean> =>
    (await seenRows(console)).some((row) => row.company === company && row.status === 'connected');

  /** Firefox shows its window whatever the provider answers, so no page of ours has a reason to offer the tab. */
  async function startInTab(): Promise<void> {
    await console.evaluate((redirectHost) => {
      const button = document.createElement('button');
      button.textContent = 'Sign in in a tab';
      button.onclick = async () => {
        await chrome.permissions.request({ origins: [redirectHost] });
        const request = { type: 'connect.start', providerId: 'xero', environment: 'production', how: 'tab' };
        await chrome.runtime.sendMessage(request);
        button.remove();
      };
      document.body.append(button);
    }, `${stage.browser.redirectBase}*`);
    await press(console, /^Sign in in a tab$/);
  }

  const signIns = (): number => stage.sandbox.log.count('xero', 'redirect');

  async function expectNothingLost(...companies: string[]): Promise<void> {
    const stored = await readAll(console, 'ledgerline', 'connections');
    expect(stored.map(({ value }) => value.companyName).sort()).toEqual([...companies].sort());
    expect(await readAll(console, 'ledgerline-vault', 'apps')).toHaveLength(1);
    expect(stage.xero.counters().consumedPresented).toBe(0);
  }

  it('with the sign-in window open: told as interrupted once that window is gone (SEC-21)', async () => {
    const window = await stage.startConnect(console);
    await window.waitForSelector('#xl-form-email');
    await stage.browser.killBackground();
    await window.close().catch(() => undefined);
    const said = await waitForBanner(console, 'The sign-in was interrupted');
    expect(said).toContain('Nothing was changed.');
    expect(said).toContain('Start again');
    await expectNothingLost();
  });

  it('while the code is used: told as interrupted, and no code is used twice', async () => {
    await dieDuring('token.exchange', unanswered, async () => {
      await press(console, /^Start again$/, '.flow-banner');
      await stage.allow(await stage.signInPage(), bakery, cycles, marine);
    });
    await wakeUntil('the interruption', isSaid('The sign-in was interrupted'));
    expect(stage.sandbox.log.count('xero', 'token.exchange')).toBe(1);
    await expectNothingLost();
  });

  it('while companies are read: goes on without another sign-in', async () => {
    await dieDuring('connections.list', unanswered, async () => {
      await press(console, /^Start again$/, '.flow-banner');
      await stage.allow(await stage.signInPage(), bakery, cycles, marine);
    });
    const before = signIns();
    await wakeUntil('the question', async () =>
      (await seen(console)).includes('Which companies should Ledgerline watch?'),
    );
    expect(signIns()).toBe(before);
  });

  it('while companies are chosen: they are still to be chosen, and the one left out stays out', async () => {
    await stage.browser.killBackground();
    await goTo(console, 'choose');
    await waitForText(console, 'Which companies should Ledgerline watch?');
    await console.$$eval(
      '.companies label',
      (labels, unwanted) => {
        for (const label of labels) if (label.textContent?.includes(unwanted)) label.click();
      },
      marine,
    );
    await dieDuring('api.organisation', unanswered, () => press(console, /^Watch 2 companies$/));
    await goTo(console, 'connections');
    await wakeUntil('the first checks', async () => (await isConnected(bakery)()) && isConnected(cycles)());
    await expectNothingLost(bakery, cycles);
    ({ id } = await readConnection(console, bakery));
    stage.xero.app.canBulkConnect = false;
  });

  it.each([
    ['before the provider sees it', 'token.refresh', unseen, 0],
    ['with the answer lost', 'token.refresh', unanswered, 1],
    ['after the new tokens are safe', 'connections.list', unseen, 0],
  ])(
    'during a refresh, %s: well again with the next, nothing presented twice outside the grace',
    async (_when, endpoint, effect, inGrace) => {
      const before = stage.xero.counters();
      stage.xero.expireAccessTokens(maya);
      await dieDuring(endpoint, effect, () => press(console, /^Check all$/));
      const { lastSuccessAtMs } = await readConnection(console, bakery);
      await press(console, /^Check all$/);
      await pollFor('a good check', async () =>
        (await readConnection(console, bakery)).lastSuccessAtMs !== lastSuccessAtMs ? true : undefined,
      );
      await waitForRow(console, bakery, 'connected');
      const after = stage.xero.counters();
      expect(after.refreshed - before.refreshed).toBe(1 + inGrace);
      expect(after.refreshedInGrace - before.refreshedInGrace).toBe(inGrace);
      await expectNothingLost(bakery, cycles);
    },
  );

  it('during a reconnect: the same row is repaired without another sign-in', async () => {
    stage.xero.disconnect(bakery);
    await press(console, /^Check all$/);
    await waitForRow(console, bakery, 'needs_you');
    await dieDuring('connections.list', unanswered, async () => {
      await pressInRow(console, bakery, /^Reconnect$/);
      await stage.allow(await stage.signInPage(), bakery);
    });
    const before = signIns();
    await wakeUntil('the repaired row', isConnected(bakery));
    expect(signIns()).toBe(before);
    expect((await readConnection(console, bakery)).id).toBe(id);
    expect((await readEvents(console, id)).slice(-2)).toEqual(['reconnected', 'recovered']);
    await expectNothingLost(bakery, cycles);
  });

  it.each([
    [cycles, 'connections.delete', [bakery]],
    [bakery, 'revocation', []],
  ])('while %s is disconnected (%s): it is disconnected', async (company, endpoint, left) => {
    await goTo(console, `connections/${(await readConnection(console, company)).id}`);
    await dieDuring(endpoint, unanswered, async () => {
      await press(console, /^Disconnect/);
      await press(console, /^Disconnect/, 'dialog');
    });
    await goTo(console, 'connections');
    const isGone = async (): Promise<boolean> =>
      (await readAll(console, 'ledgerline', 'connections')).every(({ value }) => value.companyName !== company);
    await wakeUntil('the end of the connection', isGone);
    await expectNothingLost(...left);
    if (left.length > 0) return;
    expect(await readAll(console, 'ledgerline-vault', 'grants')).toEqual([]);
    expect(stage.xero.counters().revoked).toBe(1);
  });

  /** Ends the browser and starts it again; nobody opens anything before the badge and the alarm are asked for. */
  async function restart(how: 'close' | 'crash'): Promise<void> {
    await stage.browser.restart(how);
    console = await stage.openConsole();
    await pollFor('the alarm', () => console.evaluate(() => chrome.alarms.get('due')));
  }

  it('with the browser, a sign-in open: told as interrupted after the restart, badge and alarm are back (SEC-37)', async () => {
    await stage.allow(await stage.startConnect(console), bakery);
    await waitForRow(console, bakery, 'connected');
    stage.xero.disconnect(bakery);
    await press(console, /^Check all$/);
    await waitForRow(console, bakery, 'needs_you');
    await pressInRow(console, bakery, /^Reconnect$/);
    await (await stage.signInPage()).waitForSelector('#approveButton, #xl-form-email');
    await restart('close');
    await waitForBanner(console, 'The sign-in was interrupted');
    await waitForRow(console, bakery, 'needs_you');
    await pollFor('the badge', async () =>
      (await console.evaluate(() => chrome.action.getBadgeText({}))) === '1' ? true : undefined,
    );
    await expectNothingLost(bakery);
  });

  it('by a crash, companies still to be chosen: they still are (SEC-21)', async () => {
    await press(console, /^Close$/, '.flow-banner');
    stage.xero.app.canBulkConnect = true;
    await goTo(console, 'connect/xero');
    await press(console, /^Sign in to Xero$/);
    await stage.allow(await stage.signInPage(), bakery, cycles, marine);
    await waitForText(console, 'Which companies should Ledgerline watch?');
    await restart('crash');
    await waitForBanner(console, 'companies can be watched');
    await goTo(console, 'choose');
    await press(console, /^Watch 3 companies$/);
    await waitForRow(console, bakery, 'connected');
    await waitForRow(console, marine, 'connected');
    await expectNothingLost(bakery, cycles, marine);
  });

  testInChromium(kind)('by a crash during a refresh whose answer is lost: well again', async () => {
    const { refreshedInGrace } = stage.xero.counters();
    const before = stage.sandbox.log.count('xero', 'token.refresh');
    stage.xero.expireAccessTokens(maya);
    stage.sandbox.control.faults.once('xero', 'token.refresh', unanswered);
    await press(console, /^Check all$/);
    await pollFor('a refresh', async () => stage.sandbox.log.count('xero', 'token.refresh') > before || undefined);
    await restart('crash');
    await press(console, /^Check all$/);
    await pollFor('the second try', async () => stage.xero.counters().refreshedInGrace > refreshedInGrace || undefined);
    await waitForRow(console, bakery, 'connected');
    await expectNothingLost(bakery, cycles, marine);
  });

  it('with no window on show yet: told, and the next try gets by without one where it has to (SEC-22)', async () => {
    stage.xero.app.canBulkConnect = false;
    await goTo(console, 'connect/xero');
    await dieDuring('authorize', unanswered, () => press(console, /^Sign in to Xero$/));
    await waitForBanner(console, 'Waiting for you in the Xero window');
    await press(console, /^Start again$/, '.flow-banner');
    if (kind === 'firefox') {
      await (await stage.signInPage()).close();
      await waitForBanner(console, 'The sign-in for Xero was not finished');
      return;
    }
    // Chromium still waits for the page of the dead one, and opens no other window meanwhile.
    await waitForBanner(console, 'The Xero window cannot open yet');
    await press(console, /^Open in a tab$/, '.flow-banner');
    await waitForBanner(console, 'Waiting for you in the Xero tab');
  });

  it('with the sign-in in a tab: which answers to the next background (SEC-21, SEC-22)', async () => {
    if (kind === 'firefox') await startInTab();
    const tab = await stage.signInPage();
    await tab.waitForSelector('#approveButton, #xl-form-email');
    await stage.browser.killBackground();
    await stage.allow(tab, interiors);
    await goTo(console, 'connections');
    await waitForRow(console, interiors, 'connected');
    expect(tab.isClosed()).toBe(true);
    await expectNothingLost(bakery, cycles, marine, interiors);
  });

  /** Most starts are such ones: there is nothing to do. */
  async function wakeByMessage(): Promise<void> {
    await console.evaluate(() => chrome.runtime.sendMessage({ type: 'nothing' }));
    await pollFor('the background', async () => (await stage.browser.isBackgroundRunning()) || undefined);
  }

  it('and started again for nothing: sets an alarm that was lost, and else loads nothing (SEC-37)', async () => {
    await console.evaluate(() => chrome.alarms.clear('due'));
    await stage.browser.killBackground();
    await wakeByMessage();
    await pollFor('the alarm', () => console.evaluate(() => chrome.alarms.get('due')));
    // Firefox loads all its scripts beforehand.
    if (kind === 'firefox') return;
    expect(await stage.browser.runInBackground('typeof ledgerlineEvents')).toBe('object');
    expect(await stage.browser.killBackground()).toBe(true);
    await wakeByMessage();
    expect(await stage.browser.runInBackground('typeof ledgerlineEvents')).toBe('undefined');
  });

  it('and not started again for a page of no concern, as no sign-in waits for one', async () => {
    await wakeByMessage();
    // It looks whether a sign-in waits, and leaves tabs alone then.
    await new Promise((resolve) => setTimeout(resolve, quietMs));
    expect(await stage.browser.killBackground()).toBe(true);
    const page = await stage.browser.newPage();
    await page.goto('https://appcenter.intuit.com/');
    await new Promise((resolve) => setTimeout(resolve, quietMs));
    expect(await stage.browser.isBackgroundRunning()).toBe(false);
    await page.close();
  });
});
