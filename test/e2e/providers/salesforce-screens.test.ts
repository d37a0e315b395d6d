import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SeenGuide } from '../../browsers/guide-eye.ts';
import { pollFor } from '../../browsers/poll.ts';
import { answerConsent, logIn } from '../../browsers/walks/salesforce.ts';
import type { SalesforceControl } from '../../sandbox/salesforce/control.ts';
import { followConsent, followOverlay } from '../follow-overlay.ts';
import { inTurn, isEveryCase, kinds, testInChromium } from '../in-turn.ts';
import { closeBanner, goTo, press, pressInRow, typeInto, waitForRow, waitForText } from '../seen.ts';
import { openStage, type Stage } from '../stage.ts';
import { layouts } from './salesforce-layouts.ts';

const fixed = /Fixed\. .+ works again/;
const signInPages = /^https:\/\/(?:login|[\w.-]+\.my)\.salesforce\.com\//;

/** An org, and what its row is called. */
interface Org {
  domain: string;
  name: string;
}
const orchards: Org = { domain: 'northwind-orchards', name: 'Northwind Orchards' };
/** The app belongs to this one. */
const railway: Org = { domain: 'calder-rail', name: 'Calder Rail Logistics' };
/** An edition that need not have the interface. */
const resorts: Org = { domain: 'pelican-point', name: 'Pelican Point Resorts' };
const orgs = [orchards, railway];

/** What is wrong in a scene, a step that has to be among those the overlay leads over, and the page our link leads to. */
interface Trouble {
  what: string;
  /** The org it can happen to, where that is not any. */
  only?: Org;
  spoil(salesforce: SalesforceControl, domain: string): void;
  step: RegExp;
  page: string;
}

const troubles: readonly Trouble[] = [
  {
    what: 'a blocked app',
    spoil: (salesforce, domain) => salesforce.blockApp(domain),
    step: /unblock/i,
    page: 'ConnectedAppsUsage',
  },
  {
    what: 'an app that is not installed',
    spoil: (salesforce, domain) => salesforce.uninstallApp(domain),
    step: /choose Install/,
    page: 'ConnectedAppsUsage',
  },
  {
    what: 'sessions locked to an address',
    spoil: (salesforce, domain) => salesforce.refuseSessions(domain),
    step: /Lock sessions/,
    page: 'SecuritySession',
  },
  {
    what: 'an app for some people only',
    spoil: (salesforce, domain) => salesforce.approveOnly(domain, []),
    step: /Permitted Users/,
    page: 'ConnectedAppsUsage',
  },
  {
    what: 'a person who was deactivated',
    spoil: (salesforce, domain) => salesforce.setActive(domain, false),
    step: /Tick Active/,
    page: 'ManageUsers',
  },
  {
    what: 'a person who was frozen',
    spoil: (salesforce, domain) => salesforce.freeze(domain),
    step: /Unfreeze/,
    page: 'ManageUsers',
  },
  {
    what: 'a right that was taken away',
    spoil: (salesforce, domain) => salesforce.setApiEnabled(domain, false),
    step: /Permission Set Assignments/,
    page: 'ManageUsers',
  },
  {
    what: 'an address rule',
    spoil: (salesforce, domain) => salesforce.restrictAddresses(domain),
    step: /IP Relaxation/,
    page: 'ConnectedAppsUsage',
  },
  {
    what: 'an edition that lost the interface',
    only: resorts,
    spoil: (salesforce, domain) => salesforce.loseApi(domain),
    step: /add what is missing/,
    page: 'CompanyProfileInfo',
  },
  {
    what: 'an app that wants a secret',
    only: railway,
    spoil: (salesforce, domain) => {
      salesforce.app.requiresSecret = true;
      salesforce.expireSessions(domain);
    },
    step: /Require Secret/,
    page: 'NavigationMenus',
  },
];

/** Pages may lead to a check now and then only, so scenes take turns among the orgs; each has another layout of Setup. */
describe.each(kinds)('inside Salesforce in %s', (kind) => {
  let stage: Stage;
  let salesforce: SalesforceControl;
  let console: Page;
  let setup: Page;

  const signInWindow = (): Promise<Page> => stage.browser.waitForPage(signInPages);

  async function logOut(): Promise<void> {
    const page = await stage.browser.newPage('https://login.salesforce.com/secur/logout.jsp');
    await page.close();
  }

  async function connect({ domain, name }: Org): Promise<void> {
    await goTo(console, 'connect/salesforce');
    await press(console, /^Sign in to Salesforce$/);
    await answerConsent(await signInWindow(), salesforce.userOf(domain), 'approve');
    await goTo(console, 'connections');
    await waitForRow(console, name, 'connected', 20_000);
    await closeBanner(console);
    await logOut();
  }

  beforeAll(async () => {
    stage = await openStage(kind);
    salesforce = stage.sandbox.control.salesforce;
    salesforce.app.redirectUris.add(`${stage.browser.redirectBase}salesforce`);
    console = await stage.openConsole('connect/salesforce');
    await waitForText(console, 'Connect Salesforce');
    await typeInto(console, 'form.connect input:not([type])', salesforce.app.clientId);
    for (const org of orgs) await connect(org);
  });
  afterEach(async () => {
    salesforce.heal();
    if (setup && !setup.isClosed()) await setup.close();
  });
  afterAll(() => stage?.close());

  async function check(name: string, status: string): Promise<void> {
    await goTo(console, 'connections');
    await press(console, /^Check all$/);
    await waitForRow(console, name, status, 20_000);
  }

  async function enter(domain: string): Promise<void> {
    await logOut();
    setup = await stage.browser.newPage(`https://${domain}.my.salesforce.com/`);
    await logIn(setup, salesforce.adminOf(domain));
    await pollFor('the product', async () => /force\.com\/(?:lightning|home)\//.test(setup.url()) || undefined);
  }

  /** A person comes from our link in the classic layout, and else on their own way from the home page. */
  function startOf(domain: string, page: string): string {
    const place = salesforce.layout.setup === 'classic' ? `setup/${page}` : 'page';
    return `https://${domain}.lightning.force.com/lightning/${place}/home`;
  }

  /** A classic page in a frame comes after the page around it: the overlay there has seen the frame empty by then. */
  function frameLate(): void {
    stage.sandbox.control.faults.add({
      provider: 'salesforce',
      endpoint: 'product',
      effect: { kind: 'delay', ms: 500 },
      times: 'until_cleared',
      only: ({ headers }) => headers['sec-fetch-dest'] === 'iframe',
    });
  }

  /** Which permission set is meant is not told: whoever manages the org knows what is in them. */
  async function tickSet({ step, outline }: SeenGuide): Promise<boolean> {
    if (!step.startsWith('Tick a permission set') || outline) return false;
    for (const frame of setup.frames()) {
      await frame.evaluate(() => {
        const labels = [...document.querySelectorAll('label')];
        labels.find(({ textContent }) => textContent?.includes('Accounting Integration'))?.click();
      });
    }
    return true;
  }

  it('leads through the sign-in after the access was taken away', async () => {
    const { domain, name } = orchards;
    salesforce.revoke(domain);
    await check(name, 'needs_you');
    await closeBanner(console);
    await pressInRow(console, name, /^Reconnect$/);
    const window = await signInWindow();
    await logIn(window, salesforce.userOf(domain));
    await window.waitForSelector('#oaapprove, [value=allow]');
    await followConsent(stage.browser, window, async () => undefined);
    await goTo(console, 'connections');
    await waitForRow(console, name, 'connected', 20_000);
  });

  testInChromium(kind)('leads over pages that reach far beyond a narrow window', async () => {
    const { domain, name } = railway;
    Object.assign(salesforce.layout, { setup: 'native', apps: 'connected' });
    salesforce.setApiEnabled(domain, false);
    await check(name, 'needs_you');
    await enter(domain);
    await stage.browser.setLook(setup, { width: 320, height: 640 });
    await setup.goto(startOf(domain, 'ManageUsers'));
    await followOverlay(stage.browser, setup, fixed, tickSet);
    await check(name, 'connected');
  });

  /** In one layout each, turn about; in every layout by `npm run chaos`. */
  const laidOut = isEveryCase
    ? troubles.flatMap((trouble) => layouts.map((layout) => ({ ...trouble, layout })))
    : inTurn(kind, troubles).map((trouble, index) => ({
        ...trouble,
        layout: layouts[(index + 2 * kinds.indexOf(kind)) % layouts.length],
      }));
  it.each(
    laidOut.map((trouble, index) => ({ ...trouble, org: trouble.only ?? orgs[index % orgs.length] ?? orchards })),
  )(
    'leads out of $what, as far as a working connection: Setup is $layout.setup, apps are $layout.apps',
    async ({ org, spoil, step, page, layout }) => {
      if (!orgs.includes(org)) {
        await logOut();
        await connect(org);
      }
      const { domain, name } = org;
      Object.assign(salesforce.layout, layout);
      spoil(salesforce, domain);
      await check(name, 'needs_you');
      await enter(domain);
      frameLate();
      await setup.goto(startOf(domain, page));
      const taken = await followOverlay(stage.browser, setup, fixed, tickSet);
      expect(taken.join('\n')).toMatch(step);
      await check(name, 'connected');
    },
  );
});
