import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { launchChromium } from './chromium.ts';
import type { BrowserDriver, BrowserKind, LaunchOptions, LoadedExtension } from './driver.ts';
import { launchFirefox } from './firefox.ts';
import { makeProbe } from './probe/probe.ts';

/** A sandbox nobody has changed yet, and a browser in front of it. */
export interface Borrowed {
  sandbox: Sandbox;
  browser: BrowserDriver;
  /** Ends the sandbox; the browser waits, empty, for whoever wants one next, unless it was asked for as a new one. */
  giveBack(): Promise<void>;
}

export interface BorrowOptions extends Omit<LaunchOptions, 'sandbox'> {
  /** Wants a browser with a profile nobody has used, for scenes about the profile itself. */
  isNew?: boolean;
}

/** Empty browsers, and the port they find the sandbox at; they end with this process, which runs many files. */
const idle: Record<BrowserKind, { browser: BrowserDriver; port: number }[]> = { chromium: [], firefox: [] };

/** All that have been started; killing one that is closed does nothing. */
const started: BrowserDriver[] = [];

// Vitest ends its processes by this signal: the browsers would live on.
process.once('SIGTERM', () => {
  for (const browser of started) browser.kill();
  process.exit();
});

const yes = (): boolean => true;
const no = (): boolean => false;

/** An idle browser with this extension, and a new sandbox at its port; undefined where there is none, or one that will not. */
async function refill(kind: BrowserKind, extension: LoadedExtension): Promise<Omit<Borrowed, 'giveBack'> | undefined> {
  const found = idle[kind].pop();
  if (!found) return undefined;
  const { browser, port } = found;
  const sandbox = await startSandbox(port).catch(() => undefined);
  if (sandbox && (await browser.fill(extension).then(yes, no))) return { browser, sandbox };
  await sandbox?.close();
  await browser.close();
  return undefined;
}

/**
 * Starting a browser costs seconds, and so does all that it does for the first time: most scenes take one that others
 * have left, with the extension put in anew. What a start decides (`managed`, `listenToBackground`, `headless`,
 * `colorScheme`) is had of a new browser only.
 */
export async function borrowBrowser(kind: BrowserKind, options: BorrowOptions): Promise<Borrowed> {
  const { isNew = false, extensionDir, grantHosts, ...start } = options;
  const extension = { extensionDir, ...(grantHosts ? { grantHosts } : {}) };
  const isShared = !isNew && Object.keys(start).length === 0;
  const found = isShared ? await refill(kind, extension) : undefined;
  const sandbox = found?.sandbox ?? (await startSandbox());
  const launch = kind === 'chromium' ? launchChromium : launchFirefox;
  const browser = found?.browser ?? (await launch({ ...extension, ...start, sandbox }));
  if (!found) started.push(browser);
  return {
    sandbox,
    browser,
    async giveBack() {
      const isEmpty = isShared && (await browser.empty().then(yes, no));
      if (!isEmpty) await browser.close();
      await sandbox.close();
      if (isEmpty) idle[kind].push({ browser, port: sandbox.port });
    },
  };
}

/** A browser without the product, for pages of the sandbox on their own. */
export async function borrowPlainBrowser(kind: BrowserKind): Promise<Borrowed> {
  const probe = await makeProbe(kind);
  const borrowed = await borrowBrowser(kind, { extensionDir: probe.dir });
  await probe.remove();
  return borrowed;
}
