import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptApp, logIn } from '../../browsers/walks/intacct.ts';
import type { IntacctControl } from '../../sandbox/intacct/control.ts';
import { kinds, testInOneBrowser } from '../in-turn.ts';
import { closeBanner, goTo, press, waitForBanner, waitForText } from '../seen.ts';
import { openStage, type Stage } from '../stage.ts';
import { readAll } from '../stored.ts';

const company = 'FernhillGroup';
const userId = 'ledgerline';
const signInPages = /^https:\/\/api\.intacct\.com\/ia\//;

/** Sign-ins to Sage Intacct that cannot succeed: each ends in its own sentence, and leaves nothing behind. */
describe.each(kinds)('a sign-in to Sage Intacct in %s', (kind) => {
  let stage: Stage;
  let intacct: IntacctControl;
  let console: Page;
  let redirectUri: string;

  beforeAll(async () => {
    stage = await openStage(kind);
    intacct = stage.sandbox.control.intacct;
    redirectUri = `${stage.browser.redirectBase}intacct`;
    intacct.letIn(company);
    console = await stage.openConsole('apps');
  });
  afterAll(() => stage?.close());

  async function saveApp(clientId: string, clientSecret: string): Promise<void> {
    const message = { type: 'app.save', providerId: 'intacct', environment: 'production', clientId, clientSecret };
    const reply = await console.evaluate((request) => Reflect.get(chrome, 'runtime').sendMessage(request), message);
    expect(reply).toMatchObject({ ok: true });
  }

  async function start(): Promise<void> {
    await closeBanner(console);
    await goTo(console, 'connections');
    await goTo(console, 'connect/intacct');
    await waitForText(console, 'Connect Sage Intacct');
    await press(console, /^Sign in to Sage Intacct$/);
  }

  /** Firefox shows a page that refuses; the person reads it and closes the window. Chromium never shows it. */
  async function closeRefusal(): Promise<void> {
    if (kind === 'chromium') return;
    const page = await stage.browser.waitForPage(signInPages);
    await page.close();
  }

  const signInAs = async (companyId: string, who = userId): Promise<void> =>
    acceptApp(await stage.browser.waitForPage(signInPages), companyId, intacct.user(companyId, who));

  async function nothingIsStored(): Promise<void> {
    expect(await readAll(console, 'ledgerline', 'connections')).toEqual([]);
  }

  it('with a return address that is not registered, says so', async () => {
    intacct.app.redirectUris.clear();
    await saveApp(intacct.app.clientId, intacct.app.secret);
    await start();
    await closeRefusal();
    await waitForBanner(console, 'The return address is missing from your Sage Intacct app');
    intacct.app.redirectUris.add(redirectUri);
    intacct.nonProductionApp.redirectUris.add(redirectUri);
    await nothingIsStored();
  });

  const inOneBrowser = testInOneBrowser(kind);

  inOneBrowser('with a client id nobody knows, blames the app key', async () => {
    await saveApp('00000000000000000000.app.sage.com', 'some-secret');
    await start();
    await closeRefusal();
    await waitForBanner(console, 'Sage Intacct does not accept your app key');
    await nothingIsStored();
  });

  inOneBrowser('with a wrong secret, blames the app key', async () => {
    await saveApp(intacct.app.clientId, 'wrong-secret');
    await start();
    await signInAs(company);
    await waitForBanner(console, 'Sage Intacct does not accept your app key');
    await nothingIsStored();
  });

  inOneBrowser('with the key of the other environment, blames the app key', async () => {
    await saveApp(intacct.nonProductionApp.clientId, intacct.nonProductionApp.secret);
    await start();
    await signInAs(company);
    await waitForBanner(console, 'Sage Intacct does not accept your app key');
    await nothingIsStored();
  });

  inOneBrowser('as a user without rights, names the permission', async () => {
    await saveApp(intacct.app.clientId, intacct.app.secret);
    intacct.emptyRole(company, 'Reporting');
    await start();
    await signInAs(company);
    await waitForBanner(console, 'A permission is missing');
    intacct.heal();
    await nothingIsStored();
  });

  inOneBrowser('as a user who is switched off, stays on the provider’s page until the person closes it', async () => {
    intacct.setUser(company, userId, { status: 'inactive' });
    await start();
    const page = await stage.browser.waitForPage(signInPages);
    await logIn(page, company, intacct.user(company, userId));
    await waitForText(page, 'Your user is inactive');
    await page.close();
    await waitForBanner(console, /was not finished/);
    intacct.heal();
    await nothingIsStored();
  });
});
