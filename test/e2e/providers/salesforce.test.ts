import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cause } from '../../../lib/model/cause.ts';
import { pollFor } from '../../browsers/poll.ts';
import { answerConsent, logIn } from '../../browsers/walks/salesforce.ts';
import type { SalesforceControl } from '../../sandbox/salesforce/control.ts';
import { readWholeGuide } from '../follow-overlay.ts';
import { inTurn, kinds, testInChromium } from '../in-turn.ts';
import {
  closeBanner,
  goTo,
  press,
  pressInRow,
  seenRows,
  typeInto,
  waitForBanner,
  waitForRow,
  waitForText,
} from '../seen.ts';
import { openStage, type Stage } from '../stage.ts';
import { type Json, readConnection, readEvents, waitForAlarm } from '../stored.ts';

const orchards = 'northwind-orchards';
const railway = 'calder-rail';
const resorts = 'pelican-point';
const copy = 'northwind-orchards--uat.sandbox';
const company = 'Northwind Orchards';

const signInPages = /^https:\/\/(?:login|test|[\w.-]+\.my)\.salesforce\.com\//;

describe.each(kinds)('Salesforce in %s', (kind) => {
  let stage: Stage;
  let salesforce: SalesforceControl;
  let console: Page;
  /** The page of the first company, in a tab of its own: every action is offered there, whatever the state. */
  let detail: Page;
  let before: Json;

  beforeAll(async () => {
    stage = await openStage(kind);
    salesforce = stage.sandbox.control.salesforce;
    salesforce.app.redirectUris.add(`${stage.browser.redirectBase}salesforce`);
    console = await stage.openConsole('connect/salesforce');
  });
  afterAll(() => stage?.close());

  const signInWindow = (): Promise<Page> => stage.browser.waitForPage(signInPages);

  /** Whoever signed in before stays so in the browser's own session: a person who wants another org logs out first. */
  async function logOut(): Promise<void> {
    const page = await stage.browser.newPage('https://login.salesforce.com/secur/logout.jsp');
    await page.close();
  }

  async function connect(domain: string, fill: () => Promise<void> = async () => undefined): Promise<void> {
    await closeBanner(console);
    await goTo(console, 'connect/salesforce');
    await waitForText(console, 'Connect Salesforce');
    await fill();
    await press(console, /^Sign in to Salesforce$/);
    await answerConsent(await signInWindow(), salesforce.userOf(domain), 'approve');
    await goTo(console, 'connections');
  }

  async function typeKey(): Promise<void> {
    await typeInto(console, 'form.connect input:not([type])', salesforce.app.clientId);
  }

  /** One look at the company, asked for by a person. */
  async function checkNow(): Promise<void> {
    const asked = stage.sandbox.log.count('salesforce', 'data') + stage.sandbox.log.count('salesforce', 'token');
    await press(detail, /^Check now$/);
    await pollFor('a question to Salesforce', () => {
      const now = stage.sandbox.log.count('salesforce', 'data') + stage.sandbox.log.count('salesforce', 'token');
      return Promise.resolve(now > asked || undefined);
    });
  }

  async function reconnect(): Promise<void> {
    await closeBanner(console);
    await press(detail, /^Reconnect(?: anyway)?$/);
  }

  it('connects an org by its consumer key alone, and names company and person', async () => {
    await connect(orchards, typeKey);
    await waitForRow(console, company, 'connected', 20_000);
    before = await readConnection(console, company);
    expect(before).toMatchObject({
      tenantId: salesforce.org(orchards).id.slice(0, 15),
      apiBase: 'https://northwind-orchards.my.salesforce.com',
      userName: 'Maya Lindqvist (maya@northwind-orchards.example)',
      company: { screenKey: orchards, plan: 'Enterprise Edition' },
    });
    expect(stage.sandbox.log.of('salesforce', 'token.exchange')[0]?.form).not.toHaveProperty('client_secret');
    detail = await stage.openConsole(`connections/${encodeURIComponent(String(before.id))}`);
    await waitForText(detail, 'Disconnect');
  });

  it('outlives the org’s session without anybody noticing', async () => {
    const { refreshed } = salesforce.counters();
    await goTo(console, 'connections');
    salesforce.expireSessions(orchards);
    await checkNow();
    await pollFor('a refresh', () => Promise.resolve(salesforce.counters().refreshed > refreshed || undefined));
    await waitForRow(console, company, 'connected');
    const [last] = stage.sandbox.log.of('salesforce', 'token.refresh').slice(-1);
    expect(last?.host).toBe('northwind-orchards.my.salesforce.com');
    expect((await readEvents(console, before.id)).filter((event) => event === 'failed')).toEqual([]);
  });

  const troubles: readonly [what: string, cause: Cause, happen: () => void, status: string, words: RegExp][] = [
    [
      'a person who was deactivated',
      'user_inactive',
      () => salesforce.setActive(orchards, false),
      'needs_you',
      /The person who connected Northwind Orchards is locked out/,
    ],
    [
      'an address rule',
      'access_policy_blocked',
      () => salesforce.restrictAddresses(orchards),
      'needs_you',
      /A security rule keeps Northwind Orchards closed/,
    ],
    [
      'an app that was blocked',
      'app_not_authorized',
      () => salesforce.blockApp(orchards),
      'needs_you',
      /Salesforce does not let this app in/,
    ],
    [
      'an app that was uninstalled',
      'app_not_authorized',
      () => salesforce.uninstallApp(orchards),
      'needs_you',
      /Salesforce does not let this app in/,
    ],
    [
      'a person outside the approved profiles',
      'app_not_authorized',
      () => salesforce.approveOnly(orchards, ['System Administrator']),
      'needs_you',
      /Salesforce does not let this app in/,
    ],
    [
      'API Enabled taken away',
      'user_permission_insufficient',
      () => salesforce.setApiEnabled(orchards, false),
      'needs_you',
      /A permission is missing in Northwind Orchards/,
    ],
    [
      'an app that wants a secret',
      'client_credentials_invalid',
      () => wantSecret(),
      'needs_you',
      /Salesforce does not accept your app key/,
    ],
    [
      'used-up requests',
      'rate_limited',
      () => salesforce.exhaust(orchards, 'requests'),
      'waiting',
      /Salesforce asks to slow down/,
    ],
    [
      'an outage',
      'provider_outage',
      () => salesforce.startOutage('unavailable'),
      'waiting',
      /Salesforce has a problem/,
    ],
    [
      'an org that was closed',
      'tenant_unavailable',
      () => salesforce.closeOrg(orchards),
      'needs_you',
      /Northwind Orchards is no longer connected in Salesforce/,
    ],
  ];

  function wantSecret(): void {
    salesforce.app.requiresSecret = true;
    salesforce.expireSessions(orchards);
  }

  it.each(inTurn(kind, troubles))(
    'names %s, and is well again by itself when that is mended',
    async (_what, cause, happen, status, words) => {
      happen();
      await checkNow();
      const row = await waitForRow(console, company, status, 20_000);
      expect(row.text).toMatch(words);
      expect(row.text).not.toMatch(/token|oauth|scope|\b40[13]\b/i);
      expect((await readConnection(console, company)).diagnosis).toMatchObject({ cause });
      salesforce.heal();
      await waitForAlarm(console, 'the end of it', async () => {
        return (await readConnection(console, company)).status === 'connected' || undefined;
      });
      await waitForRow(console, company, 'connected');
    },
  );

  it('asks once and never in a loop when the session is good but not for the interface', async () => {
    const asked = stage.sandbox.log.count('salesforce', 'token');
    salesforce.refuseSessions(orchards);
    await checkNow();
    const row = await waitForRow(console, company, 'needs_you', 20_000);
    expect(row.text).toContain('A security rule keeps Northwind Orchards closed');
    expect(stage.sandbox.log.count('salesforce', 'token')).toBe(asked);
    salesforce.heal();
    await checkNow();
    await waitForRow(console, company, 'connected');
  });

  const inChromium = testInChromium(kind);

  inChromium('is pointed out on the org’s own OAuth Usage page, and mended by the admin’s click there', async () => {
    salesforce.blockApp(orchards);
    await checkNow();
    await waitForRow(console, company, 'needs_you', 20_000);
    await logOut();
    const setup = await stage.browser.newPage('https://northwind-orchards.my.salesforce.com/');
    await logIn(setup, salesforce.adminOf(orchards));
    await setup.waitForSelector('.slds-context-bar');
    await setup.goto('https://northwind-orchards.lightning.force.com/lightning/setup/ConnectedAppsUsage/home');
    await readWholeGuide(stage.browser, setup, /Northwind Orchards[\s\S]*Salesforce does not let this app in/);
    const frame = await (await setup.waitForSelector('iframe'))?.contentFrame();
    await (await frame?.waitForSelector('a::-p-text(Unblock)'))?.click();
    await pollFor('the app to be let in', () => Promise.resolve(!salesforce.policy(orchards).isBlocked || undefined));
    await setup.close();
    await checkNow();
    await waitForRow(console, company, 'connected', 20_000);
  });

  it('is repaired in the same row after somebody revoked it', async () => {
    salesforce.revoke(orchards);
    await checkNow();
    const popup = await stage.openPopup();
    const row = await waitForRow(popup, company, 'needs_you', 20_000);
    expect(row.text).toContain('Salesforce no longer accepts the sign-in for Northwind Orchards');
    expect((await readConnection(console, company)).diagnosis).toMatchObject({ cause: 'grant_invalid' });
    await popup.close();
    await logOut();
    await reconnect();
    await answerConsent(await signInWindow(), salesforce.userOf(orchards), 'approve');
    await waitForRow(console, company, 'connected', 20_000);
    const after = await readConnection(console, company);
    expect([after.id, after.tenantId, after.connectedAtMs]).toEqual([before.id, before.tenantId, before.connectedAtMs]);
    expect(await seenRows(console)).toHaveLength(1);
  });

  it('is never overwritten by another org (SEC-13)', async () => {
    await logOut();
    salesforce.revoke(orchards);
    await checkNow();
    await waitForRow(console, company, 'needs_you', 20_000);
    await reconnect();
    await answerConsent(await signInWindow(), salesforce.userOf(railway), 'approve');
    expect(await waitForBanner(console, 'Another company came back')).toContain(
      `You were repairing ${company}, and Calder Rail Logistics came back. Nothing was changed.`,
    );
    expect(await readConnection(console, company)).toMatchObject({ tenantId: before.tenantId, status: 'needs_you' });
    await press(console, /^Decide$/, '.flow-banner');
    await press(console, /^Add Calder Rail Logistics as a new connection$/);
    await waitForRow(console, 'Calder Rail Logistics', 'connected', 20_000);
    await waitForRow(console, company, 'needs_you');
    await logOut();
  });

  /** Starts a sign-in for the first company, which stops on a page of Salesforce's or comes back refused. */
  async function reconnectInVain(walk: (window: Page) => Promise<void>, words: string): Promise<void> {
    await logOut();
    await reconnect();
    await walk(await signInWindow());
    await waitForBanner(console, words);
  }

  /** Waits until the page's error was read, as the page-watcher does within its two seconds, and closes the window. */
  async function closeOnRefusal(window: Page, user = salesforce.userOf(orchards)): Promise<void> {
    const first = await window.waitForSelector('#username, main.card, pre');
    if (await first?.evaluate((element) => element.querySelector('#username') !== null || element.id === 'username')) {
      await logIn(window, user);
    }
    await pollFor('the refusal', async () => /ErrorPage|oauth2\/authorize/.test(window.url()) || undefined);
    await pollFor('the reading of it', async () => {
      const secret = await console.evaluate(async () => (await chrome.storage.session.get(null)).flowSecret);
      return (typeof secret === 'object' && secret !== null && 'pageError' in secret) || undefined;
    });
    await window.close();
  }

  const refusals: readonly [what: string, cause: () => void, words: string][] = [
    ['an app that nobody installed', () => salesforce.uninstallApp(orchards), 'Salesforce does not let this app in'],
    ['an unknown consumer key', () => disableApp(), 'Salesforce does not accept your app key'],
    [
      'a callback that is not registered',
      () => salesforce.unregisterRedirects(),
      'The return address is missing from your Salesforce app',
    ],
  ];

  function disableApp(): void {
    salesforce.app.isEnabled = false;
  }

  it.each(inTurn(kind, refusals))('reads %s off the page that never comes back', async (_what, cause, words) => {
    cause();
    await reconnectInVain(closeOnRefusal, words);
    salesforce.heal();
  });

  inChromium('reads the bare words of older days too', async () => {
    Object.assign(salesforce.manners, { refusal: 'bare' });
    salesforce.unregisterRedirects();
    await reconnectInVain(closeOnRefusal, 'The return address is missing from your Salesforce app');
    salesforce.heal();
  });

  inChromium('tells a blocked app, a missing approval and a plain No apart', async () => {
    salesforce.blockApp(orchards);
    const walk = async (window: Page): Promise<void> => answerConsent(window, salesforce.userOf(orchards), 'deny');
    await reconnectInVain(walk, 'Salesforce does not let this app in');
    salesforce.heal();
    await reconnectInVain(walk, 'The sign-in for Northwind Orchards was not finished');
    await reconnectInVain((window) => window.close(), 'was not finished');
  });

  inChromium('says that the app key is at fault when the app still wants a secret', async () => {
    salesforce.app.requiresSecret = true;
    const walk = (window: Page): Promise<void> => answerConsent(window, salesforce.userOf(orchards), 'approve');
    await reconnectInVain(walk, 'Salesforce does not accept your app key');
    salesforce.heal();
  });

  it('goes on as if nothing had been once the sign-in works', async () => {
    await logOut();
    await reconnect();
    await answerConsent(await signInWindow(), salesforce.userOf(orchards), 'approve');
    await waitForRow(console, company, 'connected', 20_000);
    expect((await readConnection(console, company)).id).toBe(before.id);
    await logOut();
  });

  inChromium('signs in at the host for sandboxes, with a key of their own', async () => {
    await connect(copy, async () => {
      await console.bringToFront();
      await console.click('input[value=sandbox]');
      await typeKey();
    });
    await waitForRow(console, 'Northwind Orchards (uat)', 'connected', 20_000);
    const stored = await readConnection(console, 'Northwind Orchards (uat)');
    expect(stored).toMatchObject({ environment: 'sandbox', company: { screenKey: copy } });
    expect(stored.id).not.toBe(before.id);
    await logOut();
  });

  inChromium(
    'signs in at the org’s own host, and tells an edition without the interface from a missing right',
    async () => {
      await goTo(console, 'apps');
      await press(console, /^Replace$/);
      await typeInto(console, 'form input:not([type])', salesforce.app.clientId);
      await typeInto(
        console,
        'form .field:last-of-type input',
        'https://pelican-point.lightning.force.com/lightning/page/home',
      );
      await press(console, /^Save app key$/);
      await waitForText(console, 'at pelican-point.my.salesforce.com');
      await connect(resorts);
      await waitForRow(console, 'Pelican Point Resorts', 'connected', 20_000);
      expect(stage.sandbox.log.of('salesforce', 'authorize').at(-1)?.host).toBe('pelican-point.my.salesforce.com');
      salesforce.loseApi(resorts);
      await closeBanner(console);
      await goTo(console, 'connections');
      await pressInRow(console, 'Pelican Point Resorts', /^Check now$/);
      const row = await waitForRow(console, 'Pelican Point Resorts', 'needs_you', 20_000);
      expect(row.text).toContain('The Salesforce plan of Pelican Point Resorts does not cover this');
      salesforce.heal();
    },
  );

  it('disconnects: the org hears of it, at its own host', async () => {
    const { revoked } = salesforce.counters();
    await press(detail, /^Disconnect/);
    await press(detail, /^Disconnect/, 'dialog');
    await goTo(console, 'connections');
    await pollFor('the revocation', () => Promise.resolve(salesforce.counters().revoked > revoked || undefined));
    expect(stage.sandbox.log.of('salesforce', 'revoke').at(-1)?.host).toBe('northwind-orchards.my.salesforce.com');
    await pollFor(
      'the row to go',
      async () => !(await seenRows(console)).some((row) => row.company === company) || undefined,
    );
  });

  it('asked nobody but Salesforce, and wrote no secret anywhere', async () => {
    const { ownHosts } = stage.browser;
    expect(stage.sandbox.log.unknownHosts().filter((host) => !ownHosts.test(host))).toEqual([]);
    const written = JSON.stringify(stage.browser.output());
    expect(salesforce.secrets().filter((secret) => written.includes(secret))).toEqual([]);
  });
});
