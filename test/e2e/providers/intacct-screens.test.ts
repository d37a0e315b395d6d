import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pollFor } from '../../browsers/poll.ts';
import {
  acceptApp,
  chooseInMenu,
  clickInFrame,
  frameWithHeading,
  logIn,
  openSecurity,
} from '../../browsers/walks/intacct.ts';
import type { IntacctControl } from '../../sandbox/intacct/control.ts';
import { goTo, press, typeInto, waitForRow, waitForText } from '../seen.ts';
import { kinds, openStage, type Stage } from '../stage.ts';
import { readConnection } from '../stored.ts';

const company = 'FernhillGroup';
const userId = 'ledgerline';
const signInPages = /^https:\/\/api\.intacct\.com\/ia\//;
/** The link of a company's page in the console: the part behind # is ours. */
const home = `https://www.intacct.com/ia/acct/login.phtml#company=${company}`;

/** The tab of the company where apps are let in. */
const security = 'Company > Setup > Configuration > Company > Security';

/** What stands in the product of Sage Intacct, whose pages are frames, while something is wrong. */
describe.each(kinds)('inside Sage Intacct in %s', (kind) => {
  let stage: Stage;
  let intacct: IntacctControl;
  let console: Page;
  let product: Page;

  beforeAll(async () => {
    stage = await openStage(kind);
    intacct = stage.sandbox.control.intacct;
    intacct.app.redirectUris.add(`${stage.browser.redirectBase}intacct`);
    intacct.letIn(company);
    console = await stage.openConsole('connect/intacct');
    await waitForText(console, 'Connect Sage Intacct');
    await typeInto(console, '.app-fields input:not([type])', intacct.app.clientId);
    await typeInto(console, '.app-fields input[type=password]', intacct.app.secret);
    await press(console, /^Sign in to Sage Intacct$/);
    await acceptApp(await stage.browser.waitForPage(signInPages), company, intacct.user(company, userId));
    await goTo(console, 'connections');
    await waitForRow(console, company, 'connected', 20_000);
    // Signed in once; the link then leads straight to the product, and keeps what stands behind its #.
    product = await stage.browser.newPage('https://www.intacct.com/ia/acct/login.phtml');
    await logIn(product, company, intacct.user(company, 'Olive'));
    await pollFor('the product', async () => product.url().includes('frameset.phtml') || undefined);
  });
  afterAll(() => stage?.close());

  async function check(status: string): Promise<void> {
    await goTo(console, 'connections');
    await press(console, /^Check all$/);
    await waitForRow(console, company, status, 20_000);
  }

  async function openProduct(): Promise<void> {
    await product.bringToFront();
    await product.goto(home).catch(() => undefined);
    await pollFor('the product', async () => product.url().includes(`#company=${company}`) || undefined);
    await frameWithHeading(product, /Dashboard/);
  }

  const hasOverlay = (frame: Frame): Promise<boolean> =>
    frame.evaluate(() => document.querySelector('ledgerline-guide') !== null).catch(() => false);

  async function framesWithOverlay(): Promise<Frame[]> {
    const found = await Promise.all(product.frames().map(async (frame) => ((await hasOverlay(frame)) ? [frame] : [])));
    return found.flat();
  }

  async function openPage(entry: string, heading: RegExp): Promise<Frame> {
    await product.bringToFront();
    if (entry === security) return openSecurity(product);
    await chooseInMenu(product, entry);
    return frameWithHeading(product, heading);
  }

  async function shownOn(entry: string, heading: RegExp): Promise<void> {
    const frame = await openPage(entry, heading);
    await pollFor(`the overlay on ${entry}`, async () => (await hasOverlay(frame)) || undefined);
    expect(await framesWithOverlay()).toEqual([frame]);
  }

  async function notShownOn(entry: string, heading: RegExp): Promise<void> {
    await openPage(entry, heading);
    // Longer than a screen may take to be recognised (UX-50).
    const untilMs = Date.now() + 2500;
    await pollFor('two and a half seconds', async () => {
      expect(await framesWithOverlay()).toEqual([]);
      return Date.now() > untilMs || undefined;
    });
  }

  it('shows the way on the pages of roles and users when a right is missing, in their frame alone', async () => {
    intacct.setRights(company, 'Reporting', 'Company > Entities', []);
    await check('needs_you');
    await openProduct();
    await shownOn('Company > Admin > Roles', /^Roles$/);
    await shownOn('Company > Admin > Users', /^Users$/);
    await shownOn('Company > Admin > Subscriptions', /^Subscriptions$/);
  });

  it('says nothing where this cause is not mended', async () => {
    await notShownOn(security, /Company information/);
    await notShownOn('Home', /Dashboard/);
  });

  it('shows the way on the Security tab when the company has not let the app in', async () => {
    intacct.heal();
    await check('connected');
    intacct.shutOut(company);
    await check('needs_you');
    await shownOn(security, /Company information/);
    await notShownOn('Company > Admin > Subscriptions', /^Subscriptions$/);
  });

  it('says nothing about a company that is not known from our own link (UX-57)', async () => {
    await product.goto('https://www.intacct.com/ia/acct/login.phtml');
    await pollFor('the product', async () => product.url().includes('frameset.phtml') || undefined);
    await notShownOn(security, /Company information/);
  });

  it('leaves alone the page where a password is asked for (SEC-16)', async () => {
    const scripts = await console.evaluate(() => chrome.scripting.getRegisteredContentScripts());
    const excluded = scripts.flatMap((script): string[] => Reflect.get(script, 'excludeMatches') ?? []);
    expect(excluded).toContain('https://*.intacct.com/ia/acct/login.phtml*');
  });

  it('goes from the admin’s click on the Security tab to a connection that works', async () => {
    await openProduct();
    await clickInFrame(await openSecurity(product), 'Edit');
    const frame = await pollFor('the page to edit', async () => {
      const found = await frameWithHeading(product, /Company information/);
      return (await found.$('a[title=Edit]')) ? found : undefined;
    });
    await frame.evaluate(() => {
      const links = [...document.querySelectorAll('a')].filter((one) => one.textContent === 'Add');
      links.at(-1)?.click();
    });
    const form = await frameWithHeading(product, /^Authorized client applications$/);
    await form.evaluate((clientId) => {
      const field = document.querySelector<HTMLInputElement>('[name=clientId]');
      if (field) field.value = clientId;
      document.querySelector<HTMLElement>('#saveButton')?.click();
    }, intacct.app.clientId);
    await pollFor('the list', async () => intacct.company(company).clients.length === 2 || undefined);
    await check('connected');
  });

  it('shows in the matrix what the role denies and what the plan leaves out, with the names of the boxes', async () => {
    intacct.unsubscribe(company, 'Projects');
    intacct.setRights(company, 'Reporting', 'Accounts Payable > Bills', []);
    const { id } = await readConnection(console, company);
    await goTo(console, `connections/${id}`);
    await press(console, /^Check what works$/);
    const seen = await waitForText(console, /kinds of data do not work/, 30_000);
    expect(seen).toMatch(/Bills No access [^>]*needs Accounts Payable > Bills/);
    expect(seen).toMatch(/Projects Not in the plan [^>]*needs Projects/);
    const asked = stage.sandbox.log.of('intacct', 'api.query').map((request) => request.atMs);
    expect(asked.length).toBeGreaterThan(20);
  });
});
