import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SeenGuide } from '../../browsers/guide-eye.ts';
import { chooseOrganisations, reachConsent, signIn } from '../../browsers/walks/xero.ts';
import { generations } from '../../sandbox/xero/world.ts';
import { followConsent, followOverlay, readWholeGuide, waitForGuide } from '../follow-overlay.ts';
import { inTurn, kinds, testInOneBrowser } from '../in-turn.ts';
import { closeBanner, goTo, press, pressInRow, waitForRow, waitForText } from '../seen.ts';
import { openStage, type Stage } from '../stage.ts';
import { readConnection } from '../stored.ts';

const company = 'Harbour Lane Bakery';
/** Its plan is a trial. */
const landscapes = 'Redgum Landscapes';
/** Pages may lead to a check now and then only: scenes that live on such a check have a company of their own. */
const cycles = 'Copperfield Cycles';
const marine = 'Tidewater Marine Supplies';
const maya = 'maya@fernhill-books.example';
const fixed = /Fixed\. .* works again/;

/**
 * What stands on Xero's own screens while something is wrong: the way to where it is mended, followed to its end. Scenes take
 * turns among the generations of the screens, in the two browsers not alike.
 */
describe.each(kinds)('inside Xero in %s', (kind) => {
  const inOneBrowser = testInOneBrowser(kind);
  let stage: Stage;
  let console: Page;
  let product: Page;

  beforeAll(async () => {
    stage = await openStage(kind);
    stage.xero.app.canBulkConnect = true;
    console = await stage.connect(company, landscapes, cycles, marine);
    await press(console, /^Watch 4 companies$/);
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

  function lookLike(index: number): void {
    const at = (index + (kind === 'chromium' ? 0 : 1)) % generations.length;
    stage.xero.layout.generation = generations[at] ?? 'classic';
  }

  async function check(status: string, wanted = company): Promise<void> {
    await goTo(console, 'connections');
    await press(console, /^Check all$/);
    // A check that was under way already may have asked before the scene began: then once more.
    await waitForRow(console, wanted, status, 6000).catch(async () => {
      await press(console, /^Check all$/);
      await waitForRow(console, wanted, status, 20_000);
    });
  }

  const home = (name = company): string =>
    `https://go.xero.com/app/${stage.xero.organisation(name).shortCode}/homepage`;

  inOneBrowser('leads from the dashboard to the plan that ended, and says that it is fixed', async () => {
    lookLike(0);
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
    await waitForText(console, /\d kinds? of data (?:still )?(?:does|do) not work/, 30_000);
    await product.bringToFront();
    await product.goto(home());
  }

  inOneBrowser('leads the owner to the right to see reports', async () => {
    lookLike(1);
    await check('connected');
    await loseReports();
    const taken = await followOverlay(stage.browser, product, fixed);
    expect(taken.join('\n')).toMatch(/Tick Reports for Maya Lindqvist[\s\S]*Update permissions/);
    await waitForText(console, /Tried again: fixed/, 20_000);
  });

  inOneBrowser('tells an owner’s helper whom to ask', async () => {
    await loseReports();
    const { xero } = stage;
    const owner = xero.organisation(company).members.find((member) => member.isSubscriber);
    if (owner) owner.canManageUsers = false;
    await product.goto(`https://go.xero.com/Settings/Users#company=${xero.organisation(company).shortCode}`);
    await waitForGuide(stage.browser, product, /Your user cannot change this in Xero/);
  });

  /** Xero does not tell the address of the person who connected: whoever invites knows it. */
  async function typeAddress({ step, outline }: SeenGuide): Promise<boolean> {
    if (!step.includes('Type the email address') || !outline) return false;
    await product.mouse.click(outline.x + outline.width / 2, outline.y + outline.height / 2);
    await product.keyboard.type(maya);
    return true;
  }

  it.each(
    inTurn(kind, [
      {
        what: 'the person was removed',
        name: cycles,
        spoil: () => stage.xero.removeMember(cycles, maya),
        says: /locked out/,
        way: /Invite[\s\S]*email address[\s\S]*Send invite/,
      },
      {
        what: 'the role of the person was lowered',
        name: marine,
        spoil: () => stage.xero.setMembership(marine, maya, { role: 'READONLY' }),
        says: /A permission is missing/,
        way: /Standard[\s\S]*(?:Update|Save)/,
      },
    ]),
  )('sees on the page of users that $what, and leads to what brings the company back', async (scene) => {
    lookLike(scene.name === cycles ? 2 : 0);
    await check('connected', scene.name);
    scene.spoil();
    await check('needs_you', scene.name);
    await product.bringToFront();
    // Xero's older pages are those of the organisation that was looked at last.
    await product.goto(home(scene.name));
    const { shortCode } = stage.xero.organisation(scene.name);
    await product.goto(`https://go.xero.com/Settings/Users#company=${shortCode}`);
    await waitForGuide(stage.browser, product, scene.says);
    await product.goto(home(scene.name));
    const taken = await followOverlay(stage.browser, product, fixed, typeAddress);
    expect(taken.join('\n')).toMatch(scene.way);
    await waitForRow(console, scene.name, 'connected', 20_000);
  });

  const consent = (window: Page): Promise<void> =>
    followConsent(stage.browser, window, async ({ headline }) => {
      expect(headline).toContain(`Choose ${company}`);
      await chooseOrganisations(window, stage.xero.organisation(company).tenantId);
    });

  async function reconnect(): Promise<Page> {
    await closeBanner(console);
    await goTo(console, 'connections');
    await pressInRow(console, company, /^Reconnect$/);
    return stage.signInPage();
  }

  it('leads through the sign-in to the right company, after it was disconnected in Xero', async () => {
    lookLike(0);
    stage.xero.app.canBulkConnect = false;
    stage.xero.disconnect(company);
    await check('needs_you');
    const window = await reconnect();
    await reachConsent(window, stage.xero.user(maya));
    await waitForGuide(stage.browser, window, /Harbour Lane Bakery is selected|Choose Harbour Lane Bakery/);
    await chooseOrganisations(window, stage.xero.organisation(cycles).tenantId);
    await waitForGuide(stage.browser, window, /Copperfield Cycles is selected\. Choose Harbour Lane Bakery instead/);
    await consent(window);
    await waitForRow(console, company, 'connected', 20_000);
  });

  it.each(
    inTurn(kind, [
      {
        what: 'a wrong return address',
        spoil: () => stage.xero.unregisterRedirects(),
        says: /The return address is missing from your Xero app/,
        todo: /add the return address/,
      },
      {
        what: 'an app that is switched off',
        spoil: () => {
          stage.xero.app.isEnabled = false;
        },
        says: /Xero does not accept your app key/,
        todo: /copy the client id/,
      },
      {
        what: 'an app that may connect no more companies',
        spoil: () => {
          stage.xero.app.connectionCap = 0;
        },
        says: /Xero does not let this app in/,
        todo: /choose a tier with more connections/,
      },
    ]),
  )('explains the page $what ends on, inside that page, and what it says mends it', async ({ spoil, says, todo }) => {
    lookLike(1);
    stage.xero.app.canBulkConnect = false;
    stage.xero.disconnect(company);
    await check('needs_you');
    spoil();
    const window = await reconnect();
    if (stage.xero.app.connectionCap === 0) await stage.allow(window, company);
    await waitForGuide(stage.browser, window, says);
    await readWholeGuide(stage.browser, window, todo);
    await window.close();
    stage.xero.heal();
    const next = await reconnect();
    await reachConsent(next, stage.xero.user(maya));
    await consent(next);
    await waitForRow(console, company, 'connected', 20_000);
  });
});
