import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { launchChromium } from '../browsers/chromium.ts';
import type { BrowserDriver, BrowserKind, LaunchOptions } from '../browsers/driver.ts';
import { launchFirefox } from '../browsers/firefox.ts';
import { pollFor } from '../browsers/poll.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';

const outputs = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const;

/** A running sandbox, a browser with the production build in it, and the steps a person takes there. */
export interface Stage {
  sandbox: Sandbox;
  browser: BrowserDriver;
  /** Signs in on the provider's pages and picks an organisation on the consent screen; `page` is the window or tab. */
  signIn(page: Page, email: string): Promise<void>;
  allow(page: Page, organisationName: string): Promise<void>;
  /** Connects an organisation through the console, as on the first day. */
  connect(organisationName: string): Promise<Page>;
  close(): Promise<void>;
}

/** The text a person sees on a page, white space collapsed. */
export async function seen(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText.replace(/\s+/g, ' ').trim());
}

/** Waits until the page shows this text. */
export async function waitForText(page: Page, wanted: RegExp | string, timeoutMs = 15_000): Promise<void> {
  const isThere = (text: string): boolean => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text));
  let last = '';
  await pollFor(
    `the text ${wanted}`,
    async () => {
      last = await seen(page).catch(() => '');
      return isThere(last) || undefined;
    },
    timeoutMs,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}\nThe page shows: ${last.slice(0, 1500)}`);
  });
}

/** Clicks the button or link that reads like this, as soon as there is one. */
export async function press(page: Page, name: RegExp): Promise<void> {
  const handle = await pollFor(`a button ${name}`, async () => {
    const found = await page.evaluateHandle(
      (source, flags) => {
        const pattern = new RegExp(source, flags);
        const candidates = [...document.querySelectorAll<HTMLElement>('button, a, summary')];
        return candidates.find((element) => element.checkVisibility() && pattern.test(element.innerText.trim())) ?? null;
      },
      name.source,
      name.flags,
    );
    return found.asElement() ?? undefined;
  });
  // A tab in the background draws nothing, and a click waits for what is drawn.
  await page.bringToFront();
  await handle.click();
}

/** The row of a company in popup or console. */
export async function waitForRow(page: Page, company: string, status: string, timeoutMs = 15_000): Promise<void> {
  let rows = '';
  await pollFor(
    `${company} to be ${status}`,
    async () => {
      const found = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('li.row')].map((row) => [row.querySelector('bdi')?.textContent ?? '', row.dataset.status ?? '']),
      );
      rows = JSON.stringify(found);
      return found.some(([name, shown]) => name === company && shown === status) || undefined;
    },
    timeoutMs,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}\nRows: ${rows}`);
  });
}

async function fill(page: Page, selector: string, value: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.bringToFront();
  await page.type(selector, value);
}

/** Starts everything. `outputDir` is the folder of the builds, for a comparison of two of them. */
export async function openStage(kind: BrowserKind, options: Partial<LaunchOptions> & { outputDir?: string } = {}): Promise<Stage> {
  const sandbox = await startSandbox();
  const extensionDir = join(options.outputDir ?? join(process.cwd(), '.output'), outputs[kind]);
  const launch = kind === 'chromium' ? launchChromium : launchFirefox;
  const browser = await launch({ ...options, extensionDir, sandbox });
  const { xero } = sandbox.control;
  xero.app.redirectUris.add(`${browser.redirectBase}xero`);

  const stage: Stage = {
    sandbox,
    browser,
    async signIn(page, email) {
      await fill(page, '#xl-form-email', email);
      await fill(page, '#xl-form-password', xero.user(email).password);
      await page.click('#xl-form-submit');
    },
    async allow(page, organisationName) {
      await page.waitForSelector('#multipleTenants');
      await page.select('#multipleTenants', xero.organisation(organisationName).tenantId);
      await page.click('#approveButton');
    },
    async connect(organisationName) {
      const page = await browser.openExtensionPage('console.html#/connect/xero');
      await waitForText(page, 'Sign in to Xero');
      const clientId = await page.$('form.connect input:not([type=checkbox])');
      if (clientId) await clientId.type(xero.app.clientId);
      await press(page, /^Sign in to Xero$/);
      const window = await browser.waitForPage(/login\.xero\.com|authorize\.xero\.com/);
      const email = xero.bookkeeperOf(organisationName).email;
      await window.waitForSelector('#xl-form-email, #multipleTenants');
      if (await window.$('#xl-form-email')) await stage.signIn(window, email);
      await stage.allow(window, organisationName);
      return page;
    },
    async close() {
      await browser.close();
      await sandbox.close();
    },
  };
  return stage;
}
