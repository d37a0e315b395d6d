import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser, type CDPSession, type Page, type Target } from 'puppeteer-core';
import { findBrowser } from '../tools/browser-paths.mjs';
import { copyBuild } from './build-copy.ts';
import {
  type BrowserDriver,
  type LaunchOptions,
  type LoadedExtension,
  type Look,
  type OutputLine,
  withoutQuery,
} from './driver.ts';
import { seeGuidesInChromium } from './guide-eye.ts';
import { pollFor } from './poll.ts';
import { scratchDir } from './scratch.ts';
import { stopBrowser } from './stop-browser.ts';

/** The id Chromium derives from the manifest's `key`: the first 128 bits of its hash, in the letters a to p. */
function extensionIdOf(manifest: Record<string, unknown>): string {
  if (typeof manifest.key !== 'string') throw new Error('the manifest has no key, so the extension id is not known');
  const hash = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex').slice(0, 32);
  return [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** Safety nets of its memory and services of its maker: a tenth of its work, and nothing a page or an extension sees. */
const unneededFeatures = [
  'PartitionAllocBackupRefPtr',
  'PartitionAllocDanglingPtr',
  'PartitionAllocMemoryReclaimer',
  'DataSharing',
  'GlobalMediaControls',
  'HistoryEmbeddings',
  'LCPCriticalPathPredictor',
  'LensOverlay',
  'NavigationPredictor',
  'OptimizationGuideModelDownloading',
  'PageContentAnnotations',
  'PreloadTopChromeWebUI',
  'Prerender2',
  'PrivacySandboxSettings4',
  'SafetyHub',
  'SegmentationPlatform',
  'SidePanelPinning',
];

/** Starts Chromium with the extension; every host name leads to the sandbox. */
export async function launchChromium(options: LaunchOptions): Promise<BrowserDriver> {
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error('Chromium is not installed: node test/tools/install.mjs --browsers');
  const copy = ({ extensionDir, grantHosts = [] }: LoadedExtension) => copyBuild(extensionDir, { grantHosts });
  let build = await copy(options);
  let id = extensionIdOf(build.manifest);
  const profileDir = await mkdtemp(join(scratchDir(), 'ledgerline-chromium-'));
  const originOf = (): string => `chrome-extension://${id}`;
  const output: OutputLine[] = [];
  let look: Look = options.colorScheme ? { colorScheme: options.colorScheme } : {};
  let isOffline = false;

  const start = async (): Promise<Browser> => {
    const browser = await puppeteer.launch({
      executablePath,
      headless: options.headless ?? true,
      userDataDir: profileDir,
      enableExtensions: [build.dir],
      pipe: true,
      defaultViewport: null,
      networkEnabled: false,
      // Shorter than a scene may take, so that an answer that never comes is reported as such.
      protocolTimeout: 60_000,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        `--disable-features=${unneededFeatures}`,
        // What moves costs a busy machine frames nobody sees.
        '--force-prefers-reduced-motion',
        '--disable-breakpad',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-domain-reliability',
        '--no-default-browser-check',
        '--lang=en-US',
        '--window-size=1280,900',
        `--host-resolver-rules=MAP * 127.0.0.1:${options.sandbox.port}`,
        `--ignore-certificate-errors-spki-list=${options.sandbox.spki}`,
      ],
    });
    const watch = (target: Target): void => {
      if (target.type() === 'service_worker' && options.listenToBackground === false) return;
      void listen(target, output).catch(() => undefined);
    };
    browser.on('targetcreated', (target) => {
      watch(target);
      if (isOffline) void setTargetOffline(target, true);
    });
    for (const target of browser.targets()) watch(target);
    await waitForExtension(browser, id);
    return browser;
  };
  let browser = await start();

  const workerTarget = (): Target | undefined =>
    browser.targets().find((target) => target.type() === 'service_worker' && target.url().startsWith(originOf()));

  const newPage = async (url?: string): Promise<Page> => {
    const page = await browser.newPage();
    await applyLook(page, look);
    if (url) await page.goto(url, { waitUntil: 'domcontentloaded' });
    return page;
  };

  const pageAddresses = (): string[] =>
    browser
      .targets()
      .filter((target) => target.type() === 'page')
      .map((target) => target.url());

  const wakeBackground = async (): Promise<Target> => {
    const running = workerTarget();
    if (running) return running;
    const page = await newPage(`${originOf()}/manifest.json`);
    const session = await page.createCDPSession();
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.startWorker', { scopeURL: `${originOf()}/` });
    const target = await pollFor('the worker to start', async () => workerTarget());
    await page.close();
    return target;
  };

  /** Ends our worker through a session of the browser's own. */
  const orderEnd = async (): Promise<void> => {
    const session = await browser.target().createCDPSession();
    const { targetInfos } = await session.send('Target.getTargets');
    const ours = targetInfos.filter(({ type, url }) => type === 'service_worker' && url.startsWith(originOf()));
    for (const { targetId } of ours) await session.send('Target.closeTarget', { targetId });
    await session.detach();
  };

  return {
    kind: 'chromium',
    get extensionOrigin() {
      return originOf();
    },
    get redirectBase() {
      return `https://${id}.chromiumapp.org/`;
    },
    ownHosts: /(^|\.)(google|googleapis|gstatic|gvt1)\.com$|\.chromiumapp\.org$/,
    profileDir,
    openExtensionPage: (path) => newPage(`${originOf()}/${path}`),
    newPage,
    async openToolbarPopup(over) {
      const extension = (await browser.extensions()).get(id);
      await over.bringToFront();
      await extension?.triggerAction(over);
      const target = await browser.waitForTarget((candidate) => candidate.url().startsWith(`${originOf()}/popup.html`));
      const page = (await target.page()) ?? (await target.asPage());
      await applyLook(page, look);
      return page;
    },
    waitForPage: (address, timeoutMs) =>
      pollFor(
        `a page at ${address}`,
        async () => {
          const target = browser.targets().find((one) => one.type() === 'page' && address.test(one.url()));
          const page = await target?.page();
          if (page) await applyLook(page, look);
          return page ?? undefined;
        },
        timeoutMs,
        async () => pageAddresses().map(withoutQuery).join(', '),
      ),
    seeGuides: seeGuidesInChromium,
    isOpen: () => browser.connected,
    pageAddresses: async () => pageAddresses(),
    async killBackground() {
      const target = workerTarget();
      const worker = await target?.worker();
      if (!target || !worker) return false;
      // A worker that ends while a session of ours is attached takes the whole browser down when it is started again;
      // `close` detaches its own session first.
      await offlineSessions.get(target)?.detach();
      const isGone = async (): Promise<true | undefined> => (workerTarget() === target ? undefined : true);
      await worker.close();
      await pollFor('the worker to end', isGone, 4000).catch(async () => {
        // A busy browser has been seen to lose the order. The session it came through is gone, so another one is opened.
        await orderEnd();
        await pollFor('the worker to end', isGone);
      });
      return true;
    },
    isBackgroundRunning: async () => workerTarget() !== undefined,
    async runInBackground(expression) {
      const worker = await (await wakeBackground()).worker();
      return worker?.evaluate(expression);
    },
    async setLook(page, wanted) {
      look = { ...look, ...(wanted.colorScheme ? { colorScheme: wanted.colorScheme } : {}) };
      await applyLook(page, wanted);
    },
    async setOffline(wanted) {
      isOffline = wanted;
      await Promise.all(browser.targets().map((target) => setTargetOffline(target, wanted)));
    },
    output: () => output,
    async empty() {
      const blank = await browser.newPage();
      await browser.uninstallExtension(id);
      const others = (await browser.pages()).filter((page) => page !== blank);
      await Promise.all(others.map((page) => page.close().catch(() => undefined)));
      const session = await blank.createCDPSession();
      await session.send('Network.clearBrowserCookies');
      await session.send('Network.clearBrowserCache');
      await session.send('Storage.clearDataForOrigin', { origin: originOf(), storageTypes: 'all' });
      await session.detach();
      await build.remove();
      look = {};
      isOffline = false;
      output.length = 0;
    },
    async fill(extension) {
      build = await copy(extension);
      id = extensionIdOf(build.manifest);
      await browser.installExtension(build.dir);
      await waitForExtension(browser, id);
    },
    async restart(how = 'close', extension) {
      await stopBrowser(browser, how);
      if (extension) {
        await build.remove();
        build = await copy(extension);
        // The browser keeps the worker's scripts of a version and would run them again: the builds have the same version.
        await rm(join(profileDir, 'Default', 'Service Worker'), { recursive: true, force: true, maxRetries: 5 });
      }
      browser = await start();
    },
    kill: () => void browser.process()?.kill('SIGKILL'),
    async close() {
      await stopBrowser(browser, 'close');
      await build.remove();
      await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Puppeteer does not wait for the extensions it loads. */
async function waitForExtension(browser: Browser, id: string): Promise<void> {
  await pollFor('the extension', async () => (await browser.extensions()).has(id) || undefined);
}

async function applyLook(page: Page, { colorScheme, reducedMotion, width, height }: Look): Promise<void> {
  const features = [
    ...(colorScheme ? [{ name: 'prefers-color-scheme', value: colorScheme }] : []),
    ...(reducedMotion === undefined
      ? []
      : [{ name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' }]),
  ];
  if (features.length > 0) await page.emulateMediaFeatures(features);
  if (width || height) await page.setViewport({ width: width ?? 1280, height: height ?? 900 });
}

/** Collects what a page or worker writes. */
async function listen(target: Target, output: OutputLine[]): Promise<void> {
  const add = (kind: string, text: string): void =>
    void output.push({ source: withoutQuery(target.url()), kind, text });
  if (target.type() === 'service_worker') {
    const worker = await target.worker();
    worker?.on('console', (message) => add(message.type(), message.text()));
    worker?.on('error', (error) => add('uncaught', error.message));
  } else if (target.type() === 'page') {
    const page = await target.page();
    page?.on('console', (message) => add(message.type(), message.text()));
    page?.on('pageerror', (error) => add('uncaught', error instanceof Error ? error.message : String(error)));
  }
}

const offlineSessions = new WeakMap<Target, CDPSession>();

async function setTargetOffline(target: Target, isOffline: boolean): Promise<void> {
  if (target.type() !== 'page' && target.type() !== 'service_worker') return;
  try {
    // The state lasts as long as the session that set it.
    const session = offlineSessions.get(target) ?? (await target.createCDPSession());
    offlineSessions.set(target, session);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: isOffline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  } catch {
    // The page or worker ended in the meantime: nothing is left to be offline.
  }
}
