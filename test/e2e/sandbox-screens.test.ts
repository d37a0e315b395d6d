import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browsers/chromium.ts';
import type { BrowserDriver } from '../browsers/driver.ts';
import { pollFor } from '../browsers/poll.ts';
import { makeProbe } from '../browsers/probe/probe.ts';
import { connectOrganisation, signIn } from '../browsers/walks/xero.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';

const company = 'Kestrel Freight';
const hook = (name: string): string => `[data-automationid=${name}]`;

describe('the played product is a single-page app whose buttons work', () => {
  let sandbox: Sandbox;
  let probe: Awaited<ReturnType<typeof makeProbe>>;
  let driver: BrowserDriver;
  let page: Page;

  beforeAll(async () => {
    sandbox = await startSandbox();
    probe = await makeProbe('chromium');
    driver = await launchChromium({ extensionDir: probe.dir, sandbox });
    page = await driver.newPage('https://go.xero.com/app/!kFr71/homepage');
    await signIn(page, sandbox.control.xero.user('olive@client-owners.example'));
    await page.waitForSelector(hook('page-title'));
  });

  afterAll(async () => {
    await driver.close();
    await probe.remove();
    await sandbox.close();
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
