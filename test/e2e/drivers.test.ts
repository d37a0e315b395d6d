import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browsers/chromium.ts';
import type { BrowserDriver } from '../browsers/driver.ts';
import { launchFirefox } from '../browsers/firefox.ts';
import { makeProbe } from '../browsers/probe/probe.ts';
import { cancelConsent, connectOrganisation, reachConsent } from '../browsers/walks/xero.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { isEveryCase, kinds, testInChromium } from './in-turn.ts';

const company = 'Harbour Lane Bakery';

/** Every scene of the gate rests on the drivers, too: by themselves they tell which of the two is wrong. */
describe.runIf(isEveryCase).each(kinds)('the driver of %s', (kind) => {
  let sandbox: Sandbox;
  let probe: Awaited<ReturnType<typeof makeProbe>>;
  let driver: BrowserDriver;

  beforeAll(async () => {
    sandbox = await startSandbox();
    probe = await makeProbe(kind);
    driver = await (kind === 'chromium' ? launchChromium : launchFirefox)({ extensionDir: probe.dir, sandbox });
    sandbox.control.xero.app.redirectUris.add(`${driver.redirectBase}xero`);
  });

  afterAll(async () => {
    await driver.close();
    await probe.remove();
    await sandbox.close();
  });

  const authorizeUrl = (): string => {
    const url = new URL('https://login.xero.com/identity/connect/authorize');
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: sandbox.control.xero.app.clientId,
      redirect_uri: `${driver.redirectBase}xero`,
      scope: 'openid offline_access accounting.settings.read',
      state: 'state-of-the-driver-test',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    }).toString();
    return url.href;
  };

  it('opens pages of the extension and knows its redirect host', async () => {
    const page = await driver.openExtensionPage('popup.html');
    const shown = await page.$eval('#redirect', (element) => element.textContent);
    expect(shown).toBe(driver.redirectBase);
    await page.close();
  });

  it('ends the background, which starts again with the next message', async () => {
    const page = await driver.openExtensionPage('popup.html');
    const before = await page.evaluate('ask({ type: "who" })');
    expect(await driver.isBackgroundRunning()).toBe(true);
    expect(await driver.killBackground()).toBe(true);
    expect(await driver.isBackgroundRunning()).toBe(false);
    const after = await page.evaluate('ask({ type: "who" })');
    expect(after).not.toEqual(before);
    await page.close();
  });

  it('signs in through the window the extension opens, and cancels there', async () => {
    const page = await driver.openExtensionPage('popup.html');
    const answer = async (): Promise<URL> => {
      await page.waitForFunction('document.getElementById("answer").textContent !== ""');
      const text = await page.$eval('#answer', (element) => element.textContent);
      await page.evaluate('document.getElementById("answer").textContent = ""');
      return new URL(/"url":"([^"]+)"/.exec(text ?? '')?.[1] ?? 'about:blank');
    };
    await page.evaluate(`document.getElementById('url').value = ${JSON.stringify(authorizeUrl())}`);

    const user = sandbox.control.xero.bookkeeperOf(company);
    await page.click('#go');
    const first = await driver.waitForPage(/^https:\/\/login\.xero\.com\//);
    await connectOrganisation(first, user, sandbox.control.xero.organisation(company).tenantId);
    const allowed = await answer();
    expect(`${allowed.origin}${allowed.pathname}`).toBe(`${driver.redirectBase}xero`);
    expect(allowed.searchParams.has('code')).toBe(true);

    await page.bringToFront();
    await page.click('#go');
    const second = await driver.waitForPage(/^https:\/\/authorize\.xero\.com\//);
    await reachConsent(second, user);
    await cancelConsent(second);
    expect((await answer()).searchParams.get('error')).toBe('access_denied');
    await page.close();
  });

  it('takes the browser off the net and back', async () => {
    const page = await driver.openExtensionPage('popup.html');
    await driver.setOffline(true);
    expect(await page.evaluate('navigator.onLine')).toBe(false);
    await driver.setOffline(false);
    expect(await page.evaluate('navigator.onLine')).toBe(true);
    const web = await driver.newPage('https://status.xero.com/');
    expect(await web.$eval('h1', (element) => element.textContent)).toBe('Status');
    await web.close();
    await page.close();
  });

  it('shows pages dark, narrow and without motion', async () => {
    const page = await driver.openExtensionPage('popup.html');
    const seen = (): Promise<unknown> =>
      page.evaluate(
        `[getComputedStyle(document.body).backgroundColor, innerWidth, matchMedia('(prefers-reduced-motion: reduce)').matches]`,
      );
    await driver.setLook(page, { colorScheme: 'dark', width: 320, height: 500, reducedMotion: true });
    expect(await seen()).toEqual(['rgb(0, 0, 0)', 320, true]);
    await driver.setLook(page, { colorScheme: 'light', width: 400, height: 500, reducedMotion: false });
    expect(await seen()).toEqual(['rgb(255, 255, 255)', 400, false]);
    await page.close();
  });

  testInChromium(kind)('keeps what the extension stored over a close and a crash', async () => {
    for (const how of ['close', 'crash'] as const) {
      const page = await driver.openExtensionPage('popup.html');
      await page.evaluate(`keep(${JSON.stringify(how)})`);
      await driver.restart(how);
      const again = await driver.openExtensionPage('popup.html');
      expect(await again.evaluate('kept()')).toBe(how);
    }
  });

  it('asked no host of its own accord but the maker’s', () => {
    expect(sandbox.log.unknownHosts().filter((host) => !driver.ownHosts.test(host))).toEqual([]);
  });

  it('heard the background and the pages', () => {
    const texts = driver.output().map((line) => line.text);
    expect(texts.some((text) => text.includes('probe background started'))).toBe(true);
    expect(texts.some((text) => text.includes('probe popup opened'))).toBe(true);
  });
});

describe.runIf(isEveryCase)('what only Chromium can', () => {
  it('opens the real toolbar popup and evaluates in the worker', async () => {
    const sandbox = await startSandbox();
    const probe = await makeProbe('chromium');
    const driver = await launchChromium({ extensionDir: probe.dir, sandbox, colorScheme: 'dark' });
    try {
      const under = await driver.newPage('https://status.xero.com/');
      const popup = await driver.openToolbarPopup(under);
      expect(popup?.url()).toBe(`${driver.extensionOrigin}/popup.html`);
      expect(await popup?.evaluate('innerWidth')).toBeLessThan(420);
      expect(await popup?.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(0, 0, 0)');
      await driver.killBackground();
      expect(await driver.runInBackground('typeof startedAtMs')).toBe('number');
    } finally {
      await driver.close();
      await probe.remove();
      await sandbox.close();
    }
  });
});
