import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../browsers/walks/xero.ts';
import { followOverlay, waitForGuide } from '../follow-overlay.ts';
import { goTo, press, waitForRow, waitForText } from '../seen.ts';
import { kinds, openStage, type Stage } from '../stage.ts';
import { readConnection } from '../stored.ts';

const company = 'Harbour Lane Bakery';
/** Its plan is a trial. */
const landscapes = 'Redgum Landscapes';
const maya = 'maya@fernhill-books.example';
const fixed = /Fixed\. .* works again/;

/** What stands on Xero's own screens while something is wrong: the way to where it is mended, followed to its end. */
describe.each(kinds)('inside Xero in %s', (kind) => {
  let stage: Stage;
  let console: Page;
  let product: Page;

  beforeAll(async () => {
    stage = await openStage(kind);
    stage.xero.app.canBulkConnect = true;
    console = await stage.connect(company, landscapes);
    await press(console, /^Watch 2 companies$/);
    await goTo(console, 'connections');
    await waitForRow(console, company, 'connected');
    const { xero } = stage;
    const owner = xero.organisation(company).members.find((member) => member.isSubscriber);
    const user = xero.world.users.find(({ id }) => id === owner?.userId);
    if (!user) throw new Error('nobody owns the company');
    product = await stage.browser.newPage('https://login.xero.com/identity/user/logout');
    await product.goto('https://go.xero.com/app/');
    await signIn(product, user);
    await product.waitForSelector('.xrh-header');
  });
  afterEach(() => stage.xero.heal());
  afterAll(() => stage?.close());

  async function check(status: string, wanted = company): Promise<void> {
    await goTo(console, 'connections');
    await press(console, /^Check all$/);
    await waitForRow(console, wanted, status, 20_000);
  }

  const home = (name = company): string =>
    `https://go.xero.com/app/${stage.xero.organisation(name).shortCode}/homepage`;

  it('leads from the dashboard to the plan that ended, and says that it is fixed', async () => {
    stage.xero.endTrial(landscapes);
    await check('needs_you', landscapes);
    await product.bringToFront();
    await product.goto(home(landscapes));
    const taken = await followOverlay(stage.browser, product, fixed);
    expect(taken.length).toBeGreaterThanOrEqual(4);
    await waitForRow(console, landscapes, 'connected', 20_000);
  });

  async function loseReports(): Promise<void> {
    stage.xero.setMembership(company, maya, { canSeeReports: false });
    await goTo(console, `connections/${String((await readConnection(console, company)).id)}`);
    await press(console, /^Check what works$/);
    await waitForText(console, /\d kinds? of data (?:does|do) not work/, 30_000);
    await product.bringToFront();
    await product.goto(home());
  }

  it('leads the owner to the right to see reports', async () => {
    await check('connected');
    await loseReports();
    const taken = await followOverlay(stage.browser, product, fixed);
    expect(taken.join('\n')).toMatch(/Tick Reports for Maya Lindqvist[\s\S]*Update permissions/);
    await waitForText(console, /Tried again: fixed/, 20_000);
  });

  it('tells an owner’s helper whom to ask', async () => {
    await loseReports();
    const { xero } = stage;
    const owner = xero.organisation(company).members.find((member) => member.isSubscriber);
    if (owner) owner.canManageUsers = false;
    await product.goto(`https://go.xero.com/Settings/Users#company=${xero.organisation(company).shortCode}`);
    await waitForGuide(stage.browser, product, /Your user cannot change this in Xero/);
  });
});
