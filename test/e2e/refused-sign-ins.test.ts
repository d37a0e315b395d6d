import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pollFor } from '../browsers/poll.ts';
import { cancelConsent, reachConsent } from '../browsers/walks/xero.ts';
import { signInErrorPage } from '../sandbox/xero/screens/sign-in-pages.ts';
import { kinds, ofOwnCode, testInOneBrowser } from './in-turn.ts';
import { hasOverlay } from './page-side.ts';
import { press, seenBanner, waitForBanner, waitForNoBanner, waitForRow, waitForText } from './seen.ts';
import { openStage, type Stage } from './stage.ts';

const bakery = 'Harbour Lane Bakery';

describe.each(kinds)('a sign-in the provider or the person ends in %s', (kind) => {
  let stage: Stage;
  let console: Page;

  beforeAll(async () => {
    stage = await openStage(kind);
    console = await stage.openConsole('connect/xero');
  });
  afterAll(() => stage?.close());
  beforeEach(() => {
    stage.sandbox.control.faults.clear();
    stage.xero.heal();
  });

  async function start(): Promise<Page> {
    if (!(await seenBanner(console)).includes('Start again')) return stage.startConnect(console);
    await press(console, /^Start again$/, '.flow-banner');
    return stage.signInPage();
  }

  /** The provider's error page is on show, with our hint on it; then the person closes the window. */
  async function readAndClose(window: Page, text: string): Promise<void> {
    await waitForText(window, text);
    await pollFor('our hint on the error page', async () => (await hasOverlay(window)) || undefined);
    await window.close();
  }

  it('tells a return address that is not registered, from the very first page of the first sign-in', async () => {
    stage.xero.unregisterRedirects();
    await readAndClose(await start(), 'Invalid redirect_uri');
    const said = await waitForBanner(console, 'The return address is missing from your Xero app');
    expect(said).toContain('Review app key');
  });

  it('tells an app key the sign-in page does not know', async () => {
    stage.xero.app.isEnabled = false;
    await readAndClose(await start(), 'Unknown client or client not enabled');
    expect(await waitForBanner(console, 'Xero does not accept your app key')).toContain('Review app key');
  });

  const refusedPermissions = [
    ['invalid_scope : Invalid scope', 'Xero did not understand our question'],
    ['unauthorized_client : Invalid scope for client', 'Xero does not let this app in'],
  ] as const;

  it.each(ofOwnCode(kind, refusedPermissions))('tells a refused permission: %s', async (problem, words) => {
    const reply = signInErrorPage(problem, 200);
    stage.sandbox.control.faults.always('xero', 'authorize', { kind: 'answer', reply });
    await readAndClose(await start(), problem);
    expect(await waitForBanner(console, words)).toContain('Start again');
  });

  it('offers the tab for a page the window cannot show, and reads it there (SEC-23)', async () => {
    stage.xero.unregisterRedirects();
    stage.xero.setErrorPageStatus(500);
    if (kind === 'firefox') {
      // Firefox shows the window all the same.
      await readAndClose(await start(), 'Invalid redirect_uri');
    } else {
      await press(console, /^Start again$/, '.flow-banner');
      await waitForBanner(console, /Open in a tab/);
      await press(console, /^Open in a tab$/, '.flow-banner');
      await waitForBanner(console, 'Waiting for you in the Xero tab');
      await readAndClose(await stage.signInPage(), 'Invalid redirect_uri');
    }
    await waitForBanner(console, 'The return address is missing from your Xero app');
  });

  it('does not accuse the person who closes the window', async () => {
    await press(console, /^Close$/, '.flow-banner');
    await waitForNoBanner(console);
    const window = await start();
    await window.waitForSelector('#xl-form-email');
    await window.close();
    const said = await waitForBanner(console, 'The sign-in for Xero was not finished');
    expect(said).toContain('window was closed');
  });

  const inOneBrowser = testInOneBrowser(kind);

  inOneBrowser('tells a connection limit', async () => {
    stage.xero.app.connectionCap = 0;
    const window = await start();
    await stage.allow(window, bakery);
    await readAndClose(window, 'Connection limit reached');
    await waitForBanner(console, 'Xero does not let this app in');
  });

  inOneBrowser('takes a refused consent for what it is', async () => {
    const window = await start();
    await reachConsent(window, stage.xero.bookkeeperOf(bakery));
    await cancelConsent(window);
    expect(await waitForBanner(console, 'The sign-in for Xero was not finished')).toContain('Start again');
    expect(stage.sandbox.log.count('xero', 'token')).toBe(0);
  });

  inOneBrowser('tells an app key that is refused when the code is used', async () => {
    const window = await start();
    await reachConsent(window, stage.xero.bookkeeperOf(bakery));
    stage.xero.app.isEnabled = false;
    await stage.allow(window, bakery);
    expect(await waitForBanner(console, 'Xero does not accept your app key')).toContain('Review app key');
  });

  it('connects after all that with the next try', async () => {
    await stage.allow(await start(), bakery);
    await waitForRow(console, bakery, 'connected');
  });
});
