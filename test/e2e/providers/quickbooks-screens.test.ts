import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pollFor } from '../../browsers/poll.ts';
import { cancelConsent, connectCompany, logIn, reachIntuit } from '../../browsers/walks/quickbooks.ts';
import type { QuickbooksControl } from '../../sandbox/quickbooks/control.ts';
import { hasOverlay } from '../page-side.ts';
import { goTo, press, pressInRow, seen, seenBanner, typeInto, waitForRow, waitForText } from '../seen.ts';
import { kinds, openStage, type Stage } from '../stage.ts';
import { readConnection } from '../stored.ts';

const company = 'Northgate Plumbing';
const maya = 'maya@fernhill-books.example';
const signInPages = /^https:\/\/(?:accounts|appcenter)\.intuit\.com\//;

/** What stands on QuickBooks' own screens while something is wrong: one page that moves between routes without loading. */
describe.each(kinds)('inside QuickBooks Online in %s', (kind) => {
  let stage: Stage;
  let quickbooks: QuickbooksControl;
  let console: Page;
  let product: Page;
  let realmId: string;

  const signInWindow = (): Promise<Page> => stage.browser.waitForPage(signInPages);
  /** The door our links use: the company first, then the page; the part behind # is ours. */
  const door = (route: string): string =>
    `https://qbo.intuit.com/app/login?pagereq=${encodeURIComponent(route)}&deeplinkcompanyid=${realmId}#company=${realmId}`;

  beforeAll(async () => {
    stage = await openStage(kind);
    quickbooks = stage.sandbox.control.quickbooks;
    realmId = quickbooks.company(company).realmId;
    quickbooks.app.redirectUris.add(`${stage.browser.redirectBase}quickbooks`);
    console = await stage.openConsole('connect/quickbooks');
    await waitForText(console, 'Connect QuickBooks Online');
    await typeInto(console, '.app-fields input:not([type])', quickbooks.app.clientId);
    await typeInto(console, '.app-fields input[type=password]', quickbooks.app.secret);
    await press(console, /^Sign in to QuickBooks Online$/);
    await connectCompany(await signInWindow(), quickbooks.user(maya), company);
    await goTo(console, 'connections');
    await waitForRow(console, company, 'connected', 20_000);
    // The owner looks into the product, in a session of her own.
    product = await stage.browser.newPage('https://accounts.intuit.com/app/sign-out');
    await product.goto('https://app.qbo.intuit.com/app/homepage');
    await logIn(product, quickbooks.user('olive@client-owners.example'));
    await product.waitForSelector('[data-testid=page-title]');
  });
  afterAll(() => stage?.close());

  async function check(status: string): Promise<void> {
    const checkedAtMs = async (): Promise<number> => Number((await readConnection(console, company)).lastCheckedAtMs);
    const last = await checkedAtMs();
    await goTo(console, 'connections');
    await press(console, /^Check all$/);
    await pollFor('the end of the check', async () => (await checkedAtMs()) > last || undefined, 20_000);
    await waitForRow(console, company, status, 20_000);
  }

  async function open(address: string, title: string): Promise<void> {
    await product.bringToFront();
    await product.goto(address);
    await product.waitForFunction(
      (wanted) => document.querySelector('[data-testid=page-title]')?.textContent === wanted,
      {},
      title,
    );
  }

  /** Leaves what the banner says about the last sign-in. */
  async function closeBanner(): Promise<void> {
    await pollFor('no banner', async () => {
      await console.$$eval('.flow-banner button', (buttons) => {
        for (const button of buttons) if (/^(?:Close|Cancel)$/.test(button.textContent ?? '')) button.click();
      });
      return (await seenBanner(console)) === '' || undefined;
    });
  }

  const waitForOverlay = (page: Page): Promise<boolean> =>
    pollFor('the overlay', async () => (await hasOverlay(page)) || undefined);

  /** Longer than a screen may take to be recognised (UX-50). */
  async function hasNoOverlay(): Promise<void> {
    const untilMs = Date.now() + 2500;
    await pollFor('two and a half seconds', async () => {
      expect(await hasOverlay(product)).toBe(false);
      return Date.now() > untilMs || undefined;
    });
  }

  it('says that all is well in the shell of this company, and nothing where there is nothing to mend', async () => {
    await open(door('homepage'), 'Home');
    await waitForOverlay(product);
    await open(door('settings?panel=billing'), 'Subscriptions and billing');
    await hasNoOverlay();
  });

  it('points at the person on the page of users, however that page is reached', async () => {
    quickbooks.setRole(company, maya, 'standard');
    await check('needs_you');
    await open(door('settings/users'), 'Manage users');
    await waitForOverlay(product);
    await open(door('homepage'), 'Home');
    await product.click('[data-testid=settings-gear]');
    await product.click('[role=menuitem]::-p-text(Manage users)');
    await waitForOverlay(product);
    await product.click('[data-testid=settings-gear]');
    await product.click('[role=menuitem]::-p-text(Subscriptions and billing)');
    await pollFor('no overlay', async () => !(await hasOverlay(product)) || undefined);
  });

  it('says nothing about a company that is not known from the address (UX-57)', async () => {
    await open('https://app.qbo.intuit.com/app/settings/users', 'Manage users');
    await hasNoOverlay();
  });

  it('leads from the owner’s click on that page to a connection that works', async () => {
    await open(door('settings/users'), 'Manage users');
    await press(product, /^Edit$/, 'main tr:nth-child(3)');
    await product.waitForSelector('select[name=role]');
    await product.select('select[name=role]', 'company_admin');
    await product.click('button::-p-text(Save)');
    await pollFor(
      'the role',
      async () => quickbooks.company(company).members.some(({ role }) => role === 'company_admin') || undefined,
    );
    await check('connected');
  });

  it('points at the plan where it is renewed, and is gone when it was', async () => {
    quickbooks.setCondition(company, 'lapsed');
    await check('needs_you');
    await open(door('settings?panel=billing'), 'Subscriptions and billing');
    await waitForOverlay(product);
    await product.click('main button::-p-text(Subscribe)');
    await pollFor('the renewal', async () => quickbooks.company(company).condition === 'open' || undefined);
    await check('connected');
  });

  it('finds the app disconnected on the page of apps, and guides the way back', async () => {
    await open(door('apps'), 'Apps');
    await product.click('[aria-haspopup=menu]');
    await product.click('[role=menuitem]::-p-text(Disconnect)');
    await product.click('dialog button::-p-text(Confirm Disconnect)');
    await pollFor('no grant', async () => quickbooks.grantsOf(company).length === 0 || undefined);
    await check('needs_you');
    await product.goto('https://accounts.intuit.com/app/sign-out');
    await product.goto('https://status.developer.intuit.com/');
    await pressInRow(console, company, /^Reconnect$/);
    const window = await signInWindow();
    await reachIntuit(window, quickbooks.user(maya));
    await waitForOverlay(window);
    await cancelConsent(window);
  });

  it('explains the page a wrong return address ends on, inside that page', async () => {
    quickbooks.unregisterRedirects();
    await closeBanner();
    await pressInRow(console, company, /^Reconnect$/);
    const window = await signInWindow();
    await reachIntuit(window, quickbooks.user(maya));
    await waitForOverlay(window);
    await window.close();
    quickbooks.heal();
  });

  it('shows what the smallest plan leaves out, by the name of the plan that has it', async () => {
    await closeBanner();
    await goTo(console, 'connections');
    await pressInRow(console, company, /^Reconnect$/);
    await connectCompany(await signInWindow(), quickbooks.user(maya), company);
    await waitForRow(console, company, 'connected', 20_000);
    const { id } = await readConnection(console, company);
    await goTo(console, `connections/${encodeURIComponent(String(id))}`);
    await press(console, /^Check what works$/);
    await waitForText(console, /kinds of data do not work[\s\S]*Expenses by vendor Not in the plan/, 30_000);
    const shown = await seen(console);
    expect(shown).toMatch(/Bills Not in the plan [^>]*needs QuickBooks Online Essentials/);
    expect(shown).toMatch(/Classes Not in the plan [^>]*needs QuickBooks Online Plus/);
    expect(shown).toMatch(/Invoices Works/);
  });
});
