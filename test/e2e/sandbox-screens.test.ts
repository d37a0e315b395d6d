import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browsers/chromium.ts';
import type { BrowserDriver } from '../browsers/driver.ts';
import { pollFor } from '../browsers/poll.ts';
import { makeProbe } from '../browsers/probe/probe.ts';
import { connectCompany, logIn } from '../browsers/walks/quickbooks.ts';
import { connectOrganisation, signIn } from '../browsers/walks/xero.ts';
import type { QuickbooksControl } from '../sandbox/quickbooks/control.ts';
import { generations } from '../sandbox/quickbooks/world.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { press, seen, typeInto, waitForText } from './seen.ts';

const company = 'Kestrel Freight';
const hook = (name: string): string => `[data-automationid=${name}]`;

let sandbox: Sandbox;
let probe: Awaited<ReturnType<typeof makeProbe>>;
let driver: BrowserDriver;

beforeAll(async () => {
  sandbox = await startSandbox();
  probe = await makeProbe('chromium');
  driver = await launchChromium({ extensionDir: probe.dir, sandbox });
});

afterAll(async () => {
  await driver.close();
  await probe.remove();
  await sandbox.close();
});

describe('the played product is a single-page app whose buttons work', () => {
  let page: Page;

  beforeAll(async () => {
    page = await driver.newPage('https://go.xero.com/app/!kFr71/homepage');
    await signIn(page, sandbox.control.xero.user('olive@client-owners.example'));
    await page.waitForSelector(hook('page-title'));
  });

  const title = (): Promise<string | null> => page.$eval(hook('page-title'), (element) => element.textContent);
  const choose = async (text: string): Promise<void> => {
    await page.click(hook('xrh-orgname'));
    await page.click(`.xrh-dropdown button::-p-text(${text})`);
  };
  /** Waits for the played provider to know it, and for the page to have drawn the answer. */
  const becomes = async (what: string, isSo: () => boolean): Promise<void> => {
    await pollFor(what, async () => isSo() || undefined);
    // On a busy machine the browser may keep a request of its own open: the drawing is waited for, not that one.
    await page.waitForNetworkIdle({ idleTime: 60, timeout: 3000 }).catch(() => undefined);
  };
  const organisation = () => sandbox.control.xero.organisation(company);

  it('moves between routes without loading, and back', async () => {
    await page.evaluate('globalThis.mark = true');
    await page.click('.xrh-tab::-p-text(Contacts)');
    expect([await title(), new URL(page.url()).pathname]).toEqual(['Contacts', '/app/!kFr71/contacts/contact/']);
    await choose('Connected apps');
    expect(new URL(page.url()).pathname).toBe('/app/!kFr71/settings/connected-apps');
    await page.evaluate('history.back()');
    await page.waitForFunction('document.title.includes("Contacts")');
    expect(await page.evaluate('globalThis.mark')).toBe(true);
  });

  it('changes a role', async () => {
    await page.goto('https://go.xero.com/Settings/Users');
    const { email, id } = sandbox.control.xero.bookkeeperOf(company);
    const row = `[data-user-email="${email}"]`;
    await page.select(`${row} ${hook('role-select')}`, 'READONLY');
    await page.click(`${row} ${hook('update-permissions')}`);
    await becomes('the role', () => organisation().members.find((member) => member.userId === id)?.role === 'READONLY');
  });

  it('invites somebody', async () => {
    const { email, id } = sandbox.control.xero.user('priya@fernhill-books.example');
    await page.click(hook('invite-user'));
    await page.type(hook('invite-email'), email);
    await page.click(hook('dialog-confirm'));
    await becomes('a member', () => organisation().members.some((member) => member.userId === id));
    await page.waitForSelector(`[data-user-email="${email}"]`);
  });

  it('disconnects an app', async () => {
    await choose('Connected apps');
    await page.click(hook('disconnect-app'));
    await page.click(hook('dialog-confirm'));
    await becomes('no app', () => organisation().otherApps.length === 0);
  });

  it('changes the plan', async () => {
    await choose('Subscription');
    await page.click(hook('change-plan'));
    await page.select(hook('plan-select'), 'ULTIMATE');
    await page.click(hook('dialog-confirm'));
    await becomes('the plan', () => organisation().plan === 'ULTIMATE');
  });

  it('connects several organisations in one consent where the app may', async () => {
    const { xero } = sandbox.control;
    const user = xero.user('maya@fernhill-books.example');
    const mine = xero.world.organisations.filter((one) => xero.bookkeeperOf(one.name).id === user.id);
    xero.app.canBulkConnect = true;
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
    await connectOrganisation(page, user, ...mine.map((organisation) => organisation.tenantId));
    await pollFor('five links', async () => xero.world.links.length === 5 || undefined);
    expect(new Set(xero.world.links.map((link) => link.tenantId))).toEqual(new Set(mine.map((one) => one.tenantId)));
  });
});

describe.each(generations)('the played QuickBooks with its %s screens', (generation) => {
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
    await page.evaluate(() => {
      for (const option of document.querySelectorAll('option'))
        if (/company admin/i.test(option.text)) option.selected = true;
      for (const choice of document.querySelectorAll<HTMLElement>('label.choice, [role=radio]'))
        if (/company admin/i.test(choice.textContent ?? '')) choice.click();
    });
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
    await page.evaluate(() => {
      for (const option of document.querySelectorAll('option')) if (/Plus$/.test(option.text)) option.selected = true;
      for (const choice of document.querySelectorAll<HTMLElement>('label.choice, [role=radio]'))
        if (/Plus$/.test(choice.textContent ?? '')) choice.click();
    });
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
