import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Borrowed, borrowPlainBrowser } from '../browsers/borrow.ts';
import { pollFor } from '../browsers/poll.ts';
import { connectCompany, logIn } from '../browsers/walks/quickbooks.ts';
import { connectOrganisation, signIn } from '../browsers/walks/xero.ts';
import type { QuickbooksControl } from '../sandbox/quickbooks/control.ts';
import { generations } from '../sandbox/quickbooks/world.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { XeroControl } from '../sandbox/xero/control.ts';
import { generations as xeroGenerations } from '../sandbox/xero/world.ts';
import { isEveryCase } from './in-turn.ts';
import { press, seen, typeInto, waitForText } from './seen.ts';

let sandbox: Sandbox;
let driver: Borrowed['browser'];
let giveBack: Borrowed['giveBack'] | undefined;

beforeAll(async () => {
  ({ sandbox, browser: driver, giveBack } = await borrowPlainBrowser('chromium'));
});
afterAll(() => giveBack?.());

/** The gate takes these ways with the overlay (`xero-screens`, `quickbooks-screens`); without it they tell which of the two is wrong. */
describe.runIf(isEveryCase).each(xeroGenerations)('the played Xero with its %s screens', (generation) => {
  const name = 'Kestrel Freight';
  let xero: XeroControl;
  let page: Page;

  const organisation = () => xero.organisation(name);
  const becomes = (what: string, isSo: () => boolean): Promise<true> => pollFor(what, async () => isSo() || undefined);
  const waitForTitle = (title: RegExp) =>
    pollFor(`a page ${title}`, async () => {
      const shown = await page.$eval('[data-automationid=page-title]', ({ textContent }) => textContent ?? '');
      return title.test(shown) || undefined;
    });
  const openMenu = (): Promise<unknown> => press(page, new RegExp(`^${name}$`));
  const openSettings = async (): Promise<void> => {
    await openMenu();
    await press(page, /^Settings$/);
    await waitForTitle(/Settings$/);
  };

  /** Presses what a row, card or entry offers; behind its three dots, where it has them. */
  async function inRow(words: string, action: RegExp): Promise<void> {
    const mark = (isOpen: boolean) =>
      page.evaluate(
        (wanted, opens) => {
          const rows = [...document.querySelectorAll<HTMLElement>('main tr, main article, main li')];
          const row = rows.find((candidate) => candidate.textContent?.includes(wanted));
          for (const other of rows) other.classList.toggle('wanted', other === row);
          if (opens) row?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click();
          return row !== undefined;
        },
        words,
        isOpen,
      );
    await pollFor(`a row with ${words}`, async () => (await mark(false)) || undefined);
    await mark(true);
    await press(page, action, '.wanted');
  }

  /** Chooses something in whatever offers it: a list, radio buttons, or buttons that play them. */
  const choose = (words: RegExp, within = 'body'): Promise<void> =>
    page.evaluate(
      (pattern, scope) => {
        const wanted = new RegExp(pattern);
        for (const option of document.querySelectorAll<HTMLOptionElement>(`${scope} option`))
          if (wanted.test(option.text)) option.selected = true;
        for (const choice of document.querySelectorAll<HTMLElement>(`${scope} label.choice, ${scope} [role=radio]`))
          if (wanted.test(choice.textContent ?? '')) choice.click();
      },
      words.source,
      within,
    );

  beforeAll(async () => {
    xero = sandbox.control.xero;
    xero.layout.generation = generation;
    page = await driver.newPage('https://login.xero.com/identity/user/logout');
    await page.goto('https://go.xero.com/app/!kFr71/homepage');
    await signIn(page, xero.user('olive@client-owners.example'));
    await page.waitForSelector('[data-automationid=page-title]');
  });
  afterAll(() => xero.heal());

  it('moves between routes without loading, and back', async () => {
    await page.evaluate('globalThis.mark = true');
    await press(page, /^Contacts$/);
    await waitForTitle(/^Contacts$/);
    expect(new URL(page.url()).pathname).toBe('/app/!kFr71/contacts/contact');
    await openSettings();
    await page.evaluate('history.back()');
    await waitForTitle(/^Contacts$/);
    expect(await page.evaluate('globalThis.mark')).toBe(true);
  });

  it('changes a role and the right to see reports, from the menu on', async () => {
    const { email, id, givenName, familyName } = xero.bookkeeperOf(name);
    const rights = () => organisation().members.find(({ userId }) => userId === id);
    xero.setMembership(name, email, { role: 'READONLY', canSeeReports: false });
    await page.goto('https://go.xero.com/app/!kFr71/homepage');
    await openSettings();
    await press(page, /^Users(?: and permissions)?$/);
    await waitForText(page, email);
    if (generation === 'classic') await press(page, new RegExp(`^${givenName} ${familyName}$`));
    if (generation === 'cards') await inRow(email, /^Change permissions$/);
    const row = generation === 'table' ? `[data-user-email="${email}"]` : 'body';
    await choose(/^Standard$/, row);
    await page.click(`${row} input[type=checkbox], [role=switch]`);
    await press(page, /^(?:Update permissions|Save changes)$/, row);
    await becomes('the rights', () => rights()?.role === 'STANDARD' && rights()?.canSeeReports === true);
  });

  it('leads from an old address to where the page is now, and invites somebody', async () => {
    const { email, id } = xero.bookkeeperOf(name);
    xero.removeMember(name, email);
    await page.goto('https://go.xero.com/app/!kFr71/homepage');
    await page.goto('https://go.xero.com/Settings/Users#company=!kFr71');
    const there = generation === 'cards' ? '/app/!kFr71/settings/users' : '/Settings/Users';
    expect([new URL(page.url()).pathname, new URL(page.url()).hash]).toEqual([there, '#company=!kFr71']);
    expect(await seen(page)).not.toContain(email);
    await press(page, /^(?:Invite|Add) a user$/);
    await typeInto(page, '[name=email]', email);
    await press(page, /^Send invit(?:e|ation)$/);
    await becomes('a member', () => organisation().members.some((member) => member.userId === id));
    await waitForText(page, email);
  });

  it('disconnects an app', async () => {
    await page.goto('https://go.xero.com/Settings/ConnectedApps');
    const [app = ''] = organisation().otherApps;
    await inRow(app, /^Disconnect$/);
    await press(page, /^(?:Disconnect App|Yes, disconnect)$/);
    await becomes('no app', () => organisation().otherApps.length === 0);
    await waitForText(page, /No apps are connected|no connected apps|Nothing is connected/);
  });

  it('says that the trial is over, and changes the plan', async () => {
    xero.endTrial(name);
    await page.goto('https://go.xero.com/app/!kFr71/homepage');
    await waitForText(page, /(?:trial|subscription) has ended/);
    if (generation === 'cards') await openSettings();
    else await openMenu();
    await press(page, /billing$/);
    await press(page, /^Change (?:pricing )?plan$/);
    await choose(/^ULTIMATE$/);
    await press(page, /^(?:Confirm|Confirm plan|Save plan)$/);
    await becomes('the plan', () => organisation().plan === 'ULTIMATE' && !organisation().hasTrialEnded);
    expect(await waitForText(page, /ULTIMATE/)).not.toMatch(/has ended/);
  });

  it('shows a person without the right no way to change others', async () => {
    xero.setMembership(name, 'olive@client-owners.example', { canManageUsers: false, isSubscriber: false });
    await page.goto('https://go.xero.com/Settings/Users');
    await waitForText(page, /somebody (?:with|who)|user who can manage/);
    expect(await page.$('main button, main select, main input')).toBeNull();
    await page.goto('https://go.xero.com/Settings/Subscription');
    await waitForText(page, /Current plan/);
    expect(await page.$('main button')).toBeNull();
  });

  const consents = [
    { what: 'one organisation', isBulk: false },
    { what: 'several in one consent where the app may', isBulk: true },
  ];
  it.each(consents)('connects $what', async ({ isBulk }) => {
    xero.heal();
    const user = xero.user('maya@fernhill-books.example');
    const mine = xero.world.organisations.filter((one) => xero.bookkeeperOf(one.name).id === user.id);
    xero.world.links = [];
    xero.app.canBulkConnect = isBulk && generation !== 'cards';
    xero.app.redirectUris.add('https://app.ledgerline.example/xero');
    const url = new URL('https://login.xero.com/identity/connect/authorize');
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: xero.app.clientId,
      redirect_uri: 'https://app.ledgerline.example/xero',
      scope: 'openid offline_access accounting.settings.read',
      state: 'state-of-the-screen-test',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    }).toString();
    await page.goto('https://login.xero.com/identity/user/logout');
    await page.goto(url.href);
    const wanted = xero.app.canBulkConnect ? mine : mine.slice(1, 2);
    await connectOrganisation(page, user, ...wanted.map((one) => one.tenantId));
    await pollFor('the links', async () => xero.world.links.length === wanted.length || undefined);
    expect(new Set(xero.world.links.map((link) => link.tenantId))).toEqual(new Set(wanted.map((one) => one.tenantId)));
  });
});

describe.runIf(isEveryCase).each(generations)('the played QuickBooks with its %s screens', (generation) => {
  const name = 'Northgate Plumbing';
  const maya = 'maya@fernhill-books.example';
  const olive = 'olive@client-owners.example';
  let quickbooks: QuickbooksControl;
  let page: Page;

  const company = () => quickbooks.company(name);
  const mayasRole = () => company().members.find(({ userId }) => userId === quickbooks.user(maya).id)?.role;
  const becomes = (what: string, isSo: () => boolean): Promise<true> => pollFor(what, async () => isSo() || undefined);

  let signedIn: string | undefined;

  async function enterAs(email: string, route: string): Promise<void> {
    if (signedIn !== email) await page.goto('https://accounts.intuit.com/app/sign-out');
    const door = `https://qbo.intuit.com/app/login?pagereq=${encodeURIComponent(route)}&deeplinkcompanyid=${company().realmId}`;
    await page.goto(door);
    if (signedIn !== email) await logIn(page, quickbooks.user(email));
    signedIn = email;
    await page.waitForSelector('[data-testid=page-title]');
  }

  const shownCompany = (): Promise<string | null> =>
    page.$eval('[data-testid=company-name]', (place) =>
      place instanceof HTMLSelectElement ? (place.selectedOptions[0]?.text ?? '') : place.textContent,
    );

  /** Chooses what a row or card offers, in the menu of the row where it has one. */
  async function inRow(words: string, action: RegExp): Promise<void> {
    const mark = (isOpen: boolean) =>
      page.evaluate(
        (wanted, opens) => {
          const rows = [...document.querySelectorAll<HTMLElement>('main tr, main article')];
          const row = rows.find((candidate) => candidate.textContent?.includes(wanted));
          for (const other of rows) other.classList.toggle('wanted', other === row);
          if (opens) row?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click();
          return row !== undefined;
        },
        words,
        isOpen,
      );
    await pollFor(`a row with ${words}`, async () => (await mark(false)) || undefined);
    await mark(true);
    await press(page, action, '.wanted');
  }

  /** Chooses what reads like this in a list, whatever the list is made of. */
  const choose = (words: RegExp): Promise<void> =>
    page.evaluate(
      (source, flags) => {
        const pattern = new RegExp(source, flags);
        for (const option of document.querySelectorAll('option')) if (pattern.test(option.text)) option.selected = true;
        for (const choice of document.querySelectorAll<HTMLElement>('label.choice, [role=radio]'))
          if (pattern.test(choice.textContent ?? '')) choice.click();
      },
      words.source,
      words.flags,
    );

  beforeAll(async () => {
    quickbooks = sandbox.control.quickbooks;
    quickbooks.layout.generation = generation;
    page = await driver.newPage('about:blank');
  });
  afterAll(() => quickbooks.heal());

  it('lets the owner give the right back, from the menu on', async () => {
    quickbooks.setRole(name, maya, 'reports_only');
    await enterAs(olive, 'homepage');
    if (generation !== 'rail') await page.click('[aria-label=Settings]');
    await press(page, /^Manage users$/i);
    await inRow(maya, /^Edit/);
    await waitForText(page, maya);
    await choose(/company admin/i);
    await press(page, /^(?:Save|Save changes|Finish)$/);
    await becomes('the role', () => mayasRole() === 'company_admin');
    await waitForText(page, generation === 'classic' ? 'Company administrator' : 'Company admin');
  });

  it('lets the owner add somebody who was removed', async () => {
    quickbooks.removeMember(name, maya);
    await enterAs(olive, 'settings/users');
    expect(await seen(page)).not.toContain(maya);
    await press(page, /^Add user$/);
    await typeInto(page, '[name=email]', maya);
    await choose(/company admin/i);
    await press(page, /^(?:Send invitation|Finish)$/);
    await becomes('a member', () => mayasRole() === 'company_admin');
    await waitForText(page, maya);
  });

  it('says that the subscription is over, and lets the owner renew it and choose a plan', async () => {
    quickbooks.setSubscription(name, 'EXPIRED');
    await enterAs(olive, 'homepage');
    await waitForText(page, /subscription (?:has ended|has expired|expired)/i);
    await page.goto('https://app.qbo.intuit.com/app/settings?panel=billing');
    await press(page, /^(?:Subscribe|Subscribe Now|Resubscribe)$/);
    if (generation !== 'tabbed') await press(page, /^(?:Confirm|Resubscribe now)$/);
    await becomes('the renewal', () => company().subscription === 'SUBSCRIBED');
    await press(page, /^(?:Upgrade|Change plan|Upgrade or change plan)$/);
    await choose(/Plus$/);
    await press(page, /^(?:Confirm|Save plan)$/);
    await becomes('the plan', () => company().plan === 'QuickBooks Online Plus');
    expect(await waitForText(page, /QuickBooks Online Plus/)).not.toMatch(
      /subscription (?:has ended|has expired|expired)/i,
    );
  });

  it('lets the owner disconnect an app, which is missing in the list then', async () => {
    await enterAs(olive, 'apps');
    await inRow('Paper Trail Receipts', /^Disconnect$/);
    await press(page, /^(?:Disconnect|Confirm Disconnect|Disconnect app)$/, '[role=dialog], dialog');
    await becomes('no app', () => company().otherApps.length === 0);
    await waitForText(page, /no apps|not connected to any apps/i);
  });

  it('shows a person without the right neither users nor billing', async () => {
    quickbooks.setRole(name, maya, 'standard');
    await enterAs(maya, 'settings/users');
    expect(await waitForText(page, /permission|admin access|no access/)).not.toContain(olive);
    if (generation === 'classic') await page.click('[aria-label=Settings]');
    if (generation === 'tabbed') {
      await page.click('[aria-label=Settings]');
      expect(await page.$('[aria-disabled=true]::-p-text(Manage users)')).not.toBeNull();
    }
    if (generation === 'classic') expect(await page.$('[role=menuitem]::-p-text(Manage Users)')).toBeNull();
    await page.goto('https://app.qbo.intuit.com/app/settings?panel=billing');
    expect(await waitForText(page, /Only an administrator|admin access|no access/)).not.toContain('Visa');
  });

  it('switches to another company', async () => {
    await enterAs(olive, 'homepage');
    const other = quickbooks.company('Marigold Bakehouse');
    if (generation === 'classic') {
      await page.click('[aria-label=Settings]');
      await press(page, /^Switch Company$/);
      await inRow(other.name, /^Open$/);
    } else if (generation === 'tabbed') {
      await page.click('[data-testid=company-picker-button]');
      await press(page, /^Marigold Bakehouse$/);
    } else await page.select('[data-testid=company-name]', other.realmId);
    await pollFor('the other company', async () => (await shownCompany().catch(() => '')) === other.name || undefined);
  });

  it('connects a company, on one page or two', async () => {
    const { app } = quickbooks;
    app.redirectUris.add('https://app.ledgerline.example/quickbooks');
    const url = new URL('https://appcenter.intuit.com/connect/oauth2');
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: app.clientId,
      redirect_uri: 'https://app.ledgerline.example/quickbooks',
      scope: 'com.intuit.quickbooks.accounting openid',
      state: 'state-of-the-screen-test',
    }).toString();
    await page.goto('https://accounts.intuit.com/app/sign-out');
    await page.goto(url.href);
    await connectCompany(page, quickbooks.user(olive), name);
    await pollFor('the way back', async () => page.url().startsWith('https://app.ledgerline.example/') || undefined);
    expect(new URL(page.url()).searchParams.get('realmId')).toBe(company().realmId);
  });
});
