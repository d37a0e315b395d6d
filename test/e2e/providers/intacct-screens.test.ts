import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SeenGuide } from '../../browsers/guide-eye.ts';
import { pollFor } from '../../browsers/poll.ts';
import { acceptApp, clickByName, clickInRow, logIn } from '../../browsers/walks/intacct.ts';
import type { IntacctControl } from '../../sandbox/intacct/control.ts';
import type { Look } from '../../sandbox/intacct/screens/screen.ts';
import { followConsent, followOverlay, readWholeGuide, waitForGuide } from '../follow-overlay.ts';
import { kinds, testInOneBrowser } from '../in-turn.ts';
import { hasOverlay } from '../page-side.ts';
import { closeBanner, goTo, press, pressInRow, typeInto, waitForBanner, waitForRow, waitForText } from '../seen.ts';
import { openStage, type Stage } from '../stage.ts';
import { readConnection } from '../stored.ts';

/** Rights are kept on roles in the first company, on each user in the second. */
const byRole = 'FernhillGroup';
const byUser = 'Lanternworks';
const userId = 'ledgerline';
const signInPages = /^https:\/\/api\.intacct\.com\/ia\//;

/** What stands on Sage Intacct's own screens while something is wrong: the way to where it is mended, followed to its end. */
describe.each(kinds)('inside Sage Intacct in %s', (kind) => {
  const inOneBrowser = testInOneBrowser(kind);
  let stage: Stage;
  let intacct: IntacctControl;
  let console: Page;
  let product: Page;

  beforeAll(async () => {
    stage = await openStage(kind);
    intacct = stage.sandbox.control.intacct;
    intacct.app.redirectUris.add(`${stage.browser.redirectBase}intacct`);
    console = await stage.openConsole('connect/intacct');
    await waitForText(console, 'Connect Sage Intacct');
    await typeInto(console, '.app-fields input:not([type])', intacct.app.clientId);
    await typeInto(console, '.app-fields input[type=password]', intacct.app.secret);
    await connect(byRole);
    await goTo(console, 'connect/intacct');
    await connect(byUser);
    product = await stage.browser.newPage('https://www.intacct.com/ia/acct/login.phtml');
  });
  afterEach(() => intacct.heal());
  afterAll(() => stage?.close());

  async function connect(company: string): Promise<void> {
    intacct.letIn(company);
    await press(console, /^Sign in to Sage Intacct$/);
    await acceptApp(await stage.browser.waitForPage(signInPages), company, intacct.user(company, userId));
    await goTo(console, 'connections');
    await waitForRow(console, company, 'connected', 20_000);
  }

  async function check(company: string, status: string): Promise<void> {
    const checkedAtMs = async (): Promise<number> => Number((await readConnection(console, company)).lastCheckedAtMs);
    const last = await checkedAtMs();
    await goTo(console, 'connections');
    await press(console, /^Check all$/);
    await pollFor('the end of the check', async () => (await checkedAtMs()) > last || undefined, 20_000);
    await waitForRow(console, company, status, 20_000);
  }

  /** Somebody opens the product by our link to a company, in a look of its own. */
  async function enter(company: string, look: Look, who = 'Olive'): Promise<void> {
    Object.assign(intacct.look, look);
    await product.bringToFront();
    await product.goto('https://www.intacct.com/ia/acct/logout.phtml?.sess=').catch(() => undefined);
    await product.deleteCookie({ name: 'intacct-web-session', domain: '.intacct.com', path: '/' });
    await product.goto('https://www.intacct.com/ia/acct/login.phtml');
    await logIn(product, company, intacct.user(company, who));
    await pollFor('the product', async () => product.url().includes('frameset.phtml') || undefined);
    // Signed in, our link leads straight to the product and keeps what stands behind its #.
    await product.goto(`https://www.intacct.com/ia/acct/login.phtml#company=${company}`).catch(() => undefined);
    await pollFor('the company', async () => product.url().includes(`#company=${company}`) || undefined);
  }

  /** What the words of a step name and nothing can point at: entries of the menu, a role, our client id, our address. */
  async function help({ step, outline }: SeenGuide): Promise<boolean> {
    const entry = /In the menu, open ([^.]+)\.|open ([^.]+) in the menu/.exec(step);
    if (entry && !outline) {
      await clickByName(product, (entry[1] ?? entry[2] ?? '').split(' > '));
      return true;
    }
    // Which role a user has is not told on the page of roles: whoever manages users knows it.
    if (/Subscriptions beside the role/.test(step) && !outline) {
      await clickInRow(product, 'Reporting', 'Subscriptions');
      return true;
    }
    const value = /client id/.test(step) ? intacct.app.clientId : /address/.test(step) ? '127.0.0.1' : undefined;
    if (value === undefined || !outline || !/^Type/.test(step)) return false;
    await product.mouse.click(outline.x + outline.width / 2, outline.y + outline.height / 2);
    await product.keyboard.type(value);
    return true;
  }

  /** Walks to the end of the path, then has everything looked at once more. */
  async function follow(company: string): Promise<string[]> {
    const taken = await followOverlay(
      stage.browser,
      product,
      /Ledgerline will check|Checking whether it works now|Fixed\. .* works again/,
      help,
    );
    await goTo(console, 'connections');
    await press(console, /^Check all$/);
    await waitForRow(console, company, 'connected', 40_000);
    return taken;
  }

  inOneBrowser('leads to the rights of a user, box by box, where the company keeps them there', async () => {
    intacct.setRights(byUser, userId, 'Company > Entities', []);
    await check(byUser, 'needs_you');
    await enter(byUser, { generation: 'classic', language: 'en_US' });
    const taken = await follow(byUser);
    expect(taken.join('\n')).toMatch(
      /Subscriptions beside[\s\S]*Permissions beside Company[\s\S]*Tick List for Entities/,
    );
  });

  inOneBrowser(
    'leads to the list of apps, and what to type there, when the company has not let the app in',
    async () => {
      intacct.shutOut(byRole);
      await check(byRole, 'needs_you');
      await enter(byRole, { generation: 'nested', language: 'en_ZA' });
      await follow(byRole);
      expect(intacct.company(byRole).clients).toContainEqual({ clientId: intacct.app.clientId, isActive: true });
    },
  );

  inOneBrowser('leads to the rights of the role, where the company keeps them there', async () => {
    intacct.setRights(byRole, 'Reporting', 'Company > Entities', []);
    await check(byRole, 'needs_you');
    await enter(byRole, { generation: 'single', language: 'en_US' });
    const taken = await follow(byRole);
    expect(taken.join('\n')).toMatch(/Permissions beside Company[\s\S]*Tick List for Entities/);
  });

  inOneBrowser('leads to the app that is on the list, but switched off', async () => {
    for (const client of intacct.company(byUser).clients) client.isActive = false;
    await check(byUser, 'needs_you');
    await enter(byUser, { generation: 'classic', language: 'en_US' });
    await follow(byUser);
    expect(intacct.company(byUser).clients).toContainEqual({ clientId: intacct.app.clientId, isActive: true });
  });

  inOneBrowser('leads to the addresses that may come in, and what to type there', async () => {
    intacct.setCompany(byRole, { ipFilter: ['198.51.100.7'] });
    await check(byRole, 'needs_you');
    await enter(byRole, { generation: 'single', language: 'en_US' });
    await follow(byRole);
    expect(intacct.company(byRole).ipFilter).toContain('127.0.0.1');
  });

  inOneBrowser('leads to the application that the company does not subscribe to any more', async () => {
    intacct.unsubscribe(byUser, 'Order Entry');
    await check(byUser, 'connected');
    const { id } = await readConnection(console, byUser);
    await goTo(console, `connections/${encodeURIComponent(String(id))}`);
    await press(console, /^Check what works$/);
    await waitForText(console, /Not in the plan/, 30_000);
    await waitForText(console, /kinds? of data (?:do|does) not work/, 30_000);
    await enter(byUser, { generation: 'nested', language: 'en_US' });
    const taken = await followOverlay(
      stage.browser,
      product,
      /Ledgerline will check|Checking whether it works now|works again/,
      help,
    );
    expect(taken.join('\n')).toMatch(/Subscriptions[\s\S]*Order Entry[\s\S]*Save/);
    await waitForText(console, /Tried again: fixed/, 20_000);
    expect(intacct.company(byUser).subscriptions).toContain('Order Entry');
  });

  inOneBrowser(
    'sees on the page of users that it is a user who was switched off, and leads to what brings the company back',
    async () => {
      intacct.setUser(byUser, userId, { status: 'inactive' });
      await check(byUser, 'needs_you');
      await enter(byUser, { generation: 'nested', language: 'en_US' });
      await clickByName(product, ['Company', 'Admin', 'Users']);
      await waitForGuide(stage.browser, product, /locked out/);
      await follow(byUser);
      expect(intacct.user(byUser, userId).status).toBe('active');
    },
  );

  inOneBrowser(
    'says whom to ask to somebody who may not see the page, and nothing about another company (UX-57)',
    async () => {
      intacct.setRights(byRole, 'Reporting', 'Company > Entities', []);
      await check(byRole, 'needs_you');
      await enter(byRole, { generation: 'classic', language: 'en_US' }, 'Maya');
      // The menu hides it from her, an old address does not.
      const session = new URL(product.url()).searchParams.get('.sess') ?? '';
      await product.goto(`https://www.intacct.com/ia/acct/lister.phtml?.sess=${session}&.op=21#company=${byRole}`);
      await waitForGuide(stage.browser, product, /Your user cannot change this in Sage Intacct/);
      await product.goto('https://www.intacct.com/ia/acct/frameset.phtml#company=SomebodyElse').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 2500));
      expect(await hasOverlay(product)).toBe(false);
    },
  );

  it('explains the page a wrong return address ends on, inside that page, and what it says mends it', async () => {
    const redirectUri = `${stage.browser.redirectBase}intacct`;
    intacct.revokePool({ companyId: byRole, userId });
    await check(byRole, 'needs_you');
    intacct.app.redirectUris.delete(redirectUri);
    await closeBanner(console);
    await pressInRow(console, byRole, /^Reconnect$/);
    if (kind === 'chromium') {
      // Its window shows no page that comes with an error; a tab does (SEC-23).
      await waitForBanner(console, /Open in a tab/);
      await press(console, /^Open in a tab$/, '.flow-banner');
    }
    const page = await stage.browser.waitForPage(signInPages);
    await waitForGuide(stage.browser, page, /The return address is missing from your Sage Intacct app/);
    await readWholeGuide(stage.browser, page, /Set the redirect address/);
    await page.close();
    intacct.app.redirectUris.add(redirectUri);
    await closeBanner(console);
    await pressInRow(console, byRole, /^Reconnect$/);
    await acceptApp(await stage.browser.waitForPage(signInPages), byRole, intacct.user(byRole, userId));
    await waitForRow(console, byRole, 'connected', 20_000);
  });

  it('leads through the sign-in after another tool took the access away', async () => {
    intacct.revokePool({ companyId: byUser, userId });
    await check(byUser, 'needs_you');
    await closeBanner(console);
    await pressInRow(console, byUser, /^Reconnect$/);
    const window = await stage.browser.waitForPage(signInPages);
    await logIn(window, byUser, intacct.user(byUser, userId));
    await window.waitForSelector('[name=decision]');
    await followConsent(stage.browser, window, async () => undefined);
    await goTo(console, 'connections');
    await waitForRow(console, byUser, 'connected', 20_000);
  });
});
