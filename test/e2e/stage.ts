import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type Borrowed, type BorrowOptions, borrowBrowser } from '../browsers/borrow.ts';
import type { BrowserDriver, BrowserKind } from '../browsers/driver.ts';
import { fill } from '../browsers/walks/hands.ts';
import { allowAccess, reachConsent } from '../browsers/walks/xero.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { XeroControl } from '../sandbox/xero/control.ts';
import { closeBanner, goTo, press, seen, waitForText } from './seen.ts';

/** Folders of the builds. */
export const outputs = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const;

/** Where the builds are: those of the checkout, or another pair to try. */
export const outputDir = process.env.LEDGERLINE_BUILD ?? join(process.cwd(), '.output');

/** Addresses of the provider's sign-in window or tab. */
const signInPages = /^https:\/\/(login|authorize)\.xero\.com\//;

/** A running sandbox, a browser with the production build in it, and the steps a person takes there. */
export interface Stage {
  sandbox: Sandbox;
  browser: BrowserDriver;
  xero: XeroControl;
  /** Opens a place of the console in a new tab. */
  openConsole(place?: string): Promise<Page>;
  /** Opens the toolbar popup: the real one in Chromium, its page in a tab in Firefox, which cannot be driven to the real one. */
  openPopup(): Promise<Page>;
  /** The provider's sign-in window or tab, as soon as it is there. */
  signInPage(): Promise<Page>;
  /** Signs in if the provider asks for it, picks organisations on the consent screen, and allows access. */
  allow(page: Page, ...organisationNames: string[]): Promise<void>;
  /** Opens the connect page and starts a sign-in from it, with the app key entered if it is not stored yet. */
  startConnect(console: Page): Promise<Page>;
  /** Connects organisations through the console, as on the first day. */
  connect(...organisationNames: string[]): Promise<Page>;
  close(): Promise<void>;
}

/**
 * A browser whose console is open: it opens by itself on the first day, and would take the keyboard away from a page that is
 * being typed into. Hooks are tried once only, so that one more chance, which scenes have, is given here.
 */
async function borrowWelcomed(kind: BrowserKind, options: BorrowOptions, chances = 2): Promise<Borrowed> {
  const borrowed = await borrowBrowser(kind, options);
  const { browser, giveBack } = borrowed;
  const problem = await browser.waitForPage(/console\.html/, 15_000).then(
    () => undefined,
    async (error: unknown) => `${String(error)}; open: ${(await browser.pageAddresses()).join(' ')}`,
  );
  if (!problem) return borrowed;
  await giveBack();
  if (chances <= 1) throw new Error(problem);
  return borrowWelcomed(kind, { ...options, isNew: true }, chances - 1);
}

/** Starts everything. */
export async function openStage(kind: BrowserKind, options: Partial<BorrowOptions> = {}): Promise<Stage> {
  const extensionDir = join(outputDir, outputs[kind]);
  const { sandbox, browser, giveBack } = await borrowWelcomed(kind, { extensionDir, ...options });
  const { xero } = sandbox.control;
  xero.app.redirectUris.add(`${browser.redirectBase}xero`);
  let home: Page | undefined;

  /** New tabs open in the window in front: this keeps them out of the sign-in window. */
  async function standAtHome(): Promise<Page> {
    if (!home || home.isClosed() || !home.browser().connected) home = await browser.newPage('https://status.xero.com/');
    await home.bringToFront();
    return home;
  }

  const stage: Stage = {
    sandbox,
    browser,
    xero,
    async openConsole(place = 'connections') {
      await standAtHome();
      return browser.openExtensionPage(`console.html#/${place}`);
    },
    async openPopup() {
      const over = await standAtHome();
      return (await browser.openToolbarPopup(over)) ?? browser.openExtensionPage('popup.html');
    },
    signInPage: () => browser.waitForPage(signInPages),
    async allow(page, ...organisationNames) {
      await page.bringToFront();
      await reachConsent(page, xero.bookkeeperOf(organisationNames[0] ?? '')).catch(async (problem: unknown) => {
        throw new Error(`${String(problem)}\nThe provider shows ${page.url().slice(0, 60)}: ${await seen(page)}`);
      });
      await allowAccess(page, ...organisationNames.map((name) => xero.organisation(name).tenantId));
    },
    async startConnect(console) {
      await goTo(console, 'connect/xero');
      await waitForText(console, 'Connect Xero');
      await closeBanner(console);
      const clientId = 'form.connect input:not([type=checkbox])';
      if (await console.$(clientId)) await fill(console, clientId, xero.app.clientId);
      await press(console, /^Sign in to Xero$/);
      return stage.signInPage();
    },
    async connect(...organisationNames) {
      const console = await stage.openConsole('connect/xero');
      await stage.allow(await stage.startConnect(console), ...organisationNames);
      return console;
    },
    close: giveBack,
  };
  return stage;
}
