import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pollFor } from '../../browsers/poll.ts';
import { connectCompany, logIn, pickCompany, reachIntuit } from '../../browsers/walks/quickbooks.ts';
import type { QuickbooksControl } from '../../sandbox/quickbooks/control.ts';
import { generations } from '../../sandbox/quickbooks/world.ts';
import { followConsent, followOverlay, readWholeGuide, waitForGuide } from '../follow-overlay.ts';
import { inTurn, kinds, testInOneBrowser } from '../in-turn.ts';
import { hasOverlay } from '../page-side.ts';
import { closeBanner, goTo, press, pressInRow, seen, typeInto, waitForRow, waitForText } from '../seen.ts';
import { openStage, type Stage } from '../stage.ts';
import { readConnection } from '../stored.ts';

const northgate = 'Northgate Plumbing';
const marigold = 'Marigold Bakehouse';
const tallow = 'Tallow & Wick Candles';
const maya = 'maya@fernhill-books.example';
const olive = 'olive@client-owners.example';
const fixed = /Fixed\. .+ works again/;
const signInPages = /^https:\/\/(?:accounts|appcenter)\.intuit\.com\//;

/**
 * What stands on QuickBooks' own screens while something is wrong: the way to where it is mended, followed to its end. Each
 * scene has another generation of the screens, and in the two browsers not the same.
 */
describe.each(kinds)('inside QuickBooks Online in %s', (kind) => {
  const inOneBrowser = testInOneBrowser(kind);
  let stage: Stage;
  let quickbooks: QuickbooksControl;
  let console: Page;
  let product: Page;

  /** What a scene is about. Pages may lead to a check now and then only, so scenes take turns among the companies. */
  let company = northgate;

  function scene(name: string, index: number): void {
    company = name;
    const at = (index + (kind === 'chromium' ? 0 : 1)) % generations.length;
    quickbooks.layout.generation = generations[at] ?? 'classic';
  }
  const signInWindow = (): Promise<Page> => stage.browser.waitForPage(signInPages);
  /** The door our links use: the company first, then the page; the part behind # is ours. */
  function door(route: string): string {
    const { realmId } = quickbooks.company(company);
    return `https://qbo.intuit.com/app/login?pagereq=${encodeURIComponent(route)}&deeplinkcompanyid=${realmId}#company=${realmId}`;
  }

  async function connect(name: string): Promise<void> {
    await goTo(console, 'connect/quickbooks');
    await press(console, /^Sign in to QuickBooks Online$/);
    await connectCompany(await signInWindow(), quickbooks.user(maya), name);
    await goTo(console, 'connections');
    await waitForRow(console, name, 'connected', 20_000);
    await closeBanner(console);
  }

  beforeAll(async () => {
    stage = await openStage(kind);
    quickbooks = stage.sandbox.control.quickbooks;
    quickbooks.app.redirectUris.add(`${stage.browser.redirectBase}quickbooks`);
    console = await stage.openConsole('connect/quickbooks');
    await waitForText(console, 'Connect QuickBooks Online');
    await typeInto(console, '.app-fields input:not([type])', quickbooks.app.clientId);
    await typeInto(console, '.app-fields input[type=password]', quickbooks.app.secret);
    for (const name of [northgate, marigold, tallow]) await connect(name);
    // The owner looks into the product, in a session of her own.
    product = await stage.browser.newPage('https://accounts.intuit.com/app/sign-out');
    await product.goto('https://app.qbo.intuit.com/app/homepage');
    await logIn(product, quickbooks.user(olive));
    await product.waitForSelector('[data-testid=page-title]');
  });
  afterEach(() => quickbooks.heal());
  afterAll(() => stage?.close());

  async function check(status: string): Promise<void> {
    const checkedAtMs = async (): Promise<number> => Number((await readConnection(console, company)).lastCheckedAtMs);
    const last = await checkedAtMs();
    await goTo(console, 'connections');
    await press(console, /^Check all$/);
    await pollFor('the end of the check', async () => (await checkedAtMs()) > last || undefined, 20_000);
    await waitForRow(console, company, status, 20_000);
  }

  const causeNow = async (): Promise<unknown> => (await readConnection(console, company)).diagnosis;

  async function open(route: string): Promise<void> {
    await product.bringToFront();
    await product.goto(door(route));
    await product.waitForSelector('[data-testid=page-title]');
  }

  /** Follows the overlay from the first page of the product until it says that the company works again. */
  async function follow(): Promise<string> {
    await open('homepage');
    const taken = await followOverlay(stage.browser, product, fixed);
    await waitForRow(console, company, 'connected', 20_000);
    return taken.join('\n');
  }

  /** Longer than a screen may take to be recognised (UX-50). */
  async function hasNoOverlay(): Promise<void> {
    const untilMs = Date.now() + 2500;
    await pollFor('two and a half seconds', async () => {
      expect(await hasOverlay(product)).toBe(false);
      return Date.now() > untilMs || undefined;
    });
  }

  inOneBrowser(
    'says that all is well in the shell of this company, and nothing where there is nothing to mend',
    async () => {
      scene(northgate, 0);
      await open('homepage');
      await waitForGuide(stage.browser, product, /is connected/);
      await open('settings?panel=billing');
      await hasNoOverlay();
    },
  );

  inOneBrowser('leads to the person who is no admin any more', async () => {
    scene(northgate, 0);
    quickbooks.setRole(company, maya, 'reports_only');
    await check('needs_you');
    expect(await follow()).toMatch(/Manage users[\s\S]*Edit[\s\S]*Company admin[\s\S]*Save/);
  });

  inOneBrowser('sees that the person was removed, and leads to the invitation', async () => {
    scene(marigold, 1);
    quickbooks.removeMember(company, maya);
    await check('needs_you');
    expect(await causeNow()).toMatchObject({ cause: 'user_permission_insufficient' });
    await open('settings/users');
    await waitForGuide(stage.browser, product, /The person who connected Marigold Bakehouse is locked out/);
    expect(await causeNow()).toMatchObject({ cause: 'user_inactive' });
    expect(await follow()).toMatch(/Add user[\s\S]*email address[\s\S]*Company admin[\s\S]*invitation/);
  });

  inOneBrowser('leads to the subscription that lapsed', async () => {
    scene(tallow, 2);
    quickbooks.setCondition(company, 'lapsed');
    await check('needs_you');
    expect(await follow()).toMatch(/Subscriptions and billing[\s\S]*Renew/);
  });

  it.each(
    inTurn(kind, [
      { report: '', lacks: 'Classes', needs: 'QuickBooks Online Plus' },
      { report: 'payables', lacks: 'Bills', needs: 'QuickBooks Online Essentials' },
    ] as const),
  )('leads to the plan that has the data, by its name: $needs', async ({ report, lacks, needs }) => {
    scene(northgate, 1);
    quickbooks.company(company).plan = 'QuickBooks Online Simple Start';
    await check('connected');
    const { id } = await readConnection(console, company);
    await goTo(console, `connections/${encodeURIComponent(String(id))}`);
    await console.waitForSelector('.area-form select');
    await console.select('.area-form select', report);
    await press(console, /^Check what works$/);
    await waitForText(console, /kinds of data do not work/, 30_000);
    expect(await seen(console)).toMatch(new RegExp(`${lacks} Not in the plan [^>]*needs ${needs}`));
    await open('homepage');
    const taken = await followOverlay(stage.browser, product, fixed);
    expect(taken.join('\n')).toMatch(new RegExp(`change the plan[\\s\\S]*${needs}[\\s\\S]*Confirm`));
    await waitForText(console, /Tried again: fixed/, 20_000);
    expect(quickbooks.company(company).plan).toBe(needs);
  });

  inOneBrowser(
    'tells somebody who may not manage users whom to ask, and says nothing about another company (UX-57)',
    async () => {
      scene(marigold, 2);
      quickbooks.setRole(company, maya, 'standard');
      await check('needs_you');
      quickbooks.setRole(company, olive, 'standard');
      await open('settings/users');
      await waitForGuide(stage.browser, product, /Your user cannot change this in QuickBooks Online/);
      await product.goto('https://app.qbo.intuit.com/app/settings/users');
      await hasNoOverlay();
      quickbooks.heal();
      await check('connected');
    },
  );

  const consent = (window: Page): Promise<void> =>
    followConsent(stage.browser, window, async ({ headline }) => {
      expect(headline).toContain(`Choose ${company}`);
      await pickCompany(window, company);
    });

  it('says on the page of apps that it was disconnected there, and leads through the sign-in to the right company', async () => {
    scene(tallow, 0);
    quickbooks.disconnect(company);
    await check('needs_you');
    await open('apps');
    await waitForGuide(stage.browser, product, /Ledgerline missing in this list/);
    await product.goto('https://accounts.intuit.com/app/sign-out');
    await product.goto('https://status.developer.intuit.com/');
    await goTo(console, 'connections');
    await pressInRow(console, company, /^Reconnect$/);
    const window = await signInWindow();
    await reachIntuit(window, quickbooks.user(maya));
    await waitForGuide(stage.browser, window, /Choose Tallow & Wick Candles/);
    await pickCompany(window, marigold);
    await waitForGuide(stage.browser, window, /Marigold Bakehouse is selected\. Choose Tallow & Wick Candles instead/);
    await consent(window);
    await waitForRow(console, company, 'connected', 20_000);
  });

  /** Intuit ends both on one and the same page: which it is, is told from what the worker knows. */
  it.each(
    inTurn(kind, [
      {
        what: 'a wrong return address',
        spoil: () => quickbooks.unregisterRedirects(),
        says: /The return address is missing from your QuickBooks Online app/,
        todo: /Under Redirect URIs, add the return address/,
      },
      {
        what: 'an app key nobody knows',
        spoil: () => Object.assign(quickbooks.app, { clientId: 'ABreplacedInTheDeveloperPortal0000000000000000000' }),
        says: /QuickBooks Online does not accept your app key/,
        todo: /Copy client id and client secret/,
      },
    ]),
  )('explains the page $what ends on, inside that page, and what it says mends it', async ({ spoil, says, todo }) => {
    scene(northgate, 2);
    const { clientId } = quickbooks.app;
    await closeBanner(console);
    await goTo(console, 'connections');
    quickbooks.disconnect(company);
    await check('needs_you');
    spoil();
    await pressInRow(console, company, /^Reconnect$/);
    const window = await signInWindow();
    await reachIntuit(window, quickbooks.user(maya));
    await waitForGuide(stage.browser, window, says);
    await readWholeGuide(stage.browser, window, todo);
    await window.close();
    quickbooks.app.clientId = clientId;
    quickbooks.heal();
    await closeBanner(console);
    await pressInRow(console, company, /^Reconnect$/);
    const next = await signInWindow();
    await reachIntuit(next, quickbooks.user(maya));
    await consent(next);
    await waitForRow(console, company, 'connected', 20_000);
  });
});
