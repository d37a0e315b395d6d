import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from '../tools/browser-paths.mjs';
import { copyBuild } from './build-copy.ts';
import { startConnectProxy } from './connect-proxy.ts';
import { type BrowserDriver, type LaunchOptions, type Look, type OutputLine, withoutQuery } from './driver.ts';
import { collectPrinted } from './firefox-output.ts';
import { firefoxEnvironment, firefoxPreferences, sandboxPreferences } from './firefox-preferences.ts';
import { privileged } from './firefox-privileged.ts';
import { makeProfile } from './firefox-template.ts';
import { seeGuidesInFirefox } from './guide-eye.ts';
import { pollFor } from './poll.ts';
import { stopBrowser } from './stop-browser.ts';

function addOnIdOf(manifest: Record<string, unknown>): string {
  const id = /"gecko":\{[^}]*?"id":"([^"]+)"/.exec(JSON.stringify(manifest))?.[1];
  if (!id) throw new Error('the manifest has no browser_specific_settings.gecko.id');
  return id;
}

/** A home folder with the manifest from which Firefox reads what an organisation has set for an add-on. */
async function policyHome(
  profileDir: string,
  addOnId: string,
  managed: object | undefined,
): Promise<Record<string, string>> {
  if (!managed) return {};
  const home = join(profileDir, 'home');
  const folder = join(home, '.mozilla', 'managed-storage');
  await mkdir(folder, { recursive: true });
  const manifest = { name: addOnId, description: 'Set by the organisation', type: 'storage', data: managed };
  await writeFile(join(folder, `${addOnId}.json`), JSON.stringify(manifest));
  return { HOME: home };
}

/** Starts Firefox with the extension; every host name leads to the sandbox through a proxy on loopback. */
export async function launchFirefox(options: LaunchOptions): Promise<BrowserDriver> {
  const executablePath = findBrowser('firefox');
  if (!executablePath) throw new Error('Firefox is not installed: node test/tools/install.mjs --browsers');
  let build = await copyBuild(options.extensionDir, { grantHosts: false });
  let addOnId = addOnIdOf(build.manifest);
  let uuid = randomUUID();
  const originOf = (): string => `moz-extension://${uuid}`;
  const profileDir = await makeProfile();
  const proxy = await startConnectProxy(options.sandbox.port);
  const output: OutputLine[] = [];

  const start = async (): Promise<Browser> => {
    // Puppeteer saves the preferences of a used profile before it writes its own, and wants both files to be there.
    await writeFile(join(profileDir, 'user.js'), '', { flag: 'a' });
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless: options.headless ?? true,
      userDataDir: profileDir,
      acceptInsecureCerts: true,
      defaultViewport: null,
      networkEnabled: false,
      // Shorter than a scene may take, so that an answer that never comes is told as such.
      protocolTimeout: 60_000,
      args: ['--remote-allow-system-access'],
      env: { ...process.env, ...firefoxEnvironment, ...(await policyHome(profileDir, addOnId, options.managed)) },
      extraPrefsFirefox: {
        ...firefoxPreferences(),
        ...sandboxPreferences({ addOnId, uuid, proxyPort: proxy.port, colorScheme: options.colorScheme }),
      },
    });
    collectPrinted(browser, output);
    await browser.installExtension(build.dir).catch(async (problem: unknown) => {
      await stopBrowser(browser, 'crash');
      throw problem;
    });
    return browser;
  };
  let browser = await start();

  const newPage = async (url?: string): Promise<Page> => {
    const page = await browser.newPage();
    page.on('console', (message) =>
      output.push({ source: withoutQuery(page.url()), kind: message.type(), text: message.text() }),
    );
    if (url) {
      // `goto` loads pages of the extension, but its promise does not settle for them.
      const loading = page.goto(url, { waitUntil: 'domcontentloaded', timeout: 15_000 }).catch(() => undefined);
      if (!url.startsWith('moz-extension:')) await loading;
      await pollFor(`${url} to load`, async () =>
        (await page.evaluate('location.href !== "about:blank" && document.readyState !== "loading"').catch(() => false))
          ? true
          : undefined,
      );
    }
    return page;
  };

  const pageAddresses = async (): Promise<string[]> => Promise.all((await browser.pages()).map(addressOf));

  return {
    kind: 'firefox',
    get extensionOrigin() {
      return originOf();
    },
    get redirectBase() {
      return `https://${createHash('sha1').update(addOnId).digest('hex')}.extensions.allizom.org/`;
    },
    ownHosts: /(^|\.)(mozilla\.(com|org|net)|firefox\.com)$|\.extensions\.allizom\.org$/,
    profileDir,
    openExtensionPage: (path) => newPage(`${originOf()}/${path}`),
    newPage,
    openToolbarPopup: async () => undefined,
    waitForPage: (address, timeoutMs) =>
      pollFor(
        `a page at ${address}`,
        async () => {
          for (const page of await browser.pages()) if (address.test(await addressOf(page))) return page;
          return undefined;
        },
        timeoutMs,
        async () => (await pageAddresses()).map(withoutQuery).join(', '),
      ),
    seeGuides: (page) => seeGuidesInFirefox(browser, page),
    isOpen: () => browser.connected,
    pageAddresses,
    async killBackground() {
      return (await privileged(browser, terminateScript(addOnId))) === true;
    },
    async isBackgroundRunning() {
      return (await privileged(browser, runningScript(addOnId))) === true;
    },
    runInBackground: () => Promise.reject(new Error('Firefox does not let its background page be driven')),
    async setLook(page, { colorScheme, reducedMotion, width, height }: Look) {
      if (colorScheme)
        await setPreference('layout.css.prefers-color-scheme.content-override', colorScheme === 'dark' ? 0 : 1);
      if (reducedMotion !== undefined) await setPreference('ui.prefersReducedMotion', reducedMotion ? 1 : 0);
      if (width || height) await page.setViewport({ width: width ?? 1280, height: height ?? 900 });
    },
    async setOffline(isOffline) {
      await privileged(browser, `Services.io.offline = ${isOffline}; return true;`);
    },
    output: () => output,
    async empty() {
      await privileged(browser, keepData(false));
      await browser.uninstallExtension(addOnId);
      await privileged(browser, forgetAllScript);
      await build.remove();
      output.length = 0;
    },
    async fill({ extensionDir }) {
      build = await copyBuild(extensionDir, { grantHosts: false });
      addOnId = addOnIdOf(build.manifest);
      // Another address than before: what the browser may still be forgetting is not that of this extension.
      uuid = randomUUID();
      await privileged(browser, `${keepData(true)} ${addressScript(addOnId, uuid)}`);
      await browser.installExtension(build.dir);
    },
    async restart(how = 'close', extension) {
      await stopBrowser(browser, how);
      await preferencesPutBack(profileDir);
      if (extension) {
        await build.remove();
        build = await copyBuild(extension.extensionDir, { grantHosts: false });
      }
      browser = await start();
    },
    kill: () => void browser.process()?.kill('SIGKILL'),
    async close() {
      await stopBrowser(browser, 'close');
      await proxy.close();
      await build.remove();
      await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };

  async function setPreference(name: string, value: number): Promise<void> {
    await privileged(browser, `Services.prefs.setIntPref(${JSON.stringify(name)}, ${value}); return true;`);
  }
}

/**
 * After a crash Puppeteer puts the preferences it found back without anybody waiting for it; those of a next start, with
 * the address of the extension in them, must not be what it overwrites.
 */
async function preferencesPutBack(profileDir: string): Promise<void> {
  const kept = ['prefs.js', 'user.js'].map((file) => join(profileDir, `${file}.puppeteer`));
  await pollFor('the preferences to be put back', async () => !kept.some((file) => existsSync(file)) || undefined);
}

/** Firefox does not report where pages of the extension navigate to; the page itself knows. */
async function addressOf(page: Page): Promise<string> {
  const known = page.url();
  if (known !== 'about:blank') return known;
  return page.evaluate(() => location.href).catch(() => known);
}

const extensionScript = (addOnId: string): string =>
  `const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(addOnId)});`;

/** Whether the data of an add-on outlives it: one that is installed for a time only is taken out at the end of the browser. */
const keepData = (isKept: boolean): string =>
  `for (const name of ['keepStorageOnUninstall', 'keepUuidOnUninstall'])
  Services.prefs.setBoolPref('extensions.webextensions.' + name, ${isKept});`;

const addressScript = (addOnId: string, uuid: string): string =>
  `Services.prefs.setStringPref('extensions.webextensions.uuids', ${JSON.stringify(JSON.stringify({ [addOnId]: uuid }))});`;

/** One window with one blank tab, no cookies, no caches, on the net, and the looks of the beginning. */
const forgetAllScript = `Services.io.offline = false;
Services.prefs.clearUserPref('layout.css.prefers-color-scheme.content-override');
Services.prefs.setIntPref('ui.prefersReducedMotion', 1);
const [first, ...others] = Services.wm.getEnumerator('navigator:browser');
for (const window of others) window.close();
const { gBrowser } = first;
gBrowser.removeAllTabsBut(gBrowser.addTrustedTab('about:blank'), { skipPermitUnload: true, animate: false });
await new Promise((done) => Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: done }));`;

/** Ends the event page the way the idle timer does, so that `runtime.onSuspend` and wake-up listeners behave as in life. */
const terminateScript = (addOnId: string): string => `${extensionScript(addOnId)}
if (extension.backgroundState !== 'running') return false;
await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
return true;`;

const runningScript = (addOnId: string): string =>
  `${extensionScript(addOnId)} return extension.backgroundState === 'running';`;
