import type { Page } from 'puppeteer-core';
import type { Connection } from '../../lib/model/connection.ts';
import { launchChromium } from '../browsers/chromium.ts';
import type { BrowserDriver } from '../browsers/driver.ts';
import { pollFor } from '../browsers/poll.ts';
import type { Pages } from './pages.ts';
import { extensionDir } from './places.ts';

/** What our functions find in a page of the extension. */
declare const chrome: {
  runtime: { sendMessage(message: unknown): Promise<unknown> };
  alarms: { create(name: string, when: { when: number }): Promise<void> };
  scripting: { getRegisteredContentScripts(): Promise<unknown[]> };
};

/** One of the two extensions in a browser and a profile of its own. */
export interface Bench {
  browser: BrowserDriver;
  /** A page of the extension that stays open: it sends messages and keeps the process of the extension's pages alive. */
  keeper: Page;
}

/** Both extensions, each in a browser of its own; what they do is measured in turn. */
export interface Both {
  product: Bench;
  empty: Bench;
}

/** A message the worker has no work for: what it costs is waking up. */
export const idleMessage = { type: 'bench' };

/** Nothing is attached to the worker: it is measured as it lives. */
export async function openBench(which: 'product' | 'empty', sandbox: Pick<Pages, 'port' | 'spki'>): Promise<Bench> {
  const browser = await launchChromium({ extensionDir: extensionDir(which), sandbox, listenToBackground: false });
  const keeper = await browser.openExtensionPage('manifest.json');
  // Our page opens once after the installation. The browser draws all its tabs anew with every load in any of them.
  if (which === 'product') await (await browser.waitForPage(/\/console\.html/)).close();
  // The worker of a fresh installation must have answered once before it can be ended.
  await keeper.evaluate((message) => chrome.runtime.sendMessage(message), idleMessage);
  return { browser, keeper };
}

/** Puts records where the extension keeps its connections, instead of those that are there. */
export async function store({ browser }: Bench, connections: readonly Connection[]): Promise<void> {
  // The database is there as soon as a page of the extension has read it.
  const page = await browser.openExtensionPage('popup.html');
  await page.waitForSelector('#app main');
  await page.evaluate(async (records) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('ledgerline');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction('connections', 'readwrite');
    const table = transaction.objectStore('connections');
    table.clear();
    for (const record of records) table.put(record);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
    database.close();
  }, connections);
  await page.close();
}

/** The browser needs a moment to end a worker for good. */
const goneMs = 600;

/** Ends the workers of some extensions, and waits until they are gone. */
export async function endWorkers(...benches: Bench[]): Promise<void> {
  await Promise.all(benches.map(({ browser }) => browser.killBackground()));
  await new Promise((resolve) => setTimeout(resolve, goneMs));
}

/** From a message of a page until the answer, in ms; with a worker that was ended this is wake-up, script and dispatch. */
export async function timeAnswer({ keeper }: Bench, message: unknown): Promise<number> {
  return keeper.evaluate(async (sent) => {
    const startMs = performance.now();
    await chrome.runtime.sendMessage(sent);
    return performance.now() - startMs;
  }, message);
}

/**
 * Rings the alarm, with which the worker takes up what was stored, until the watcher is registered on provider pages: the
 * installation sets the alarm as well, and can put it off.
 */
export async function waitForWatcher({ keeper }: Bench): Promise<void> {
  await pollFor('the watcher to be registered', async () => {
    await keeper.evaluate(() => chrome.alarms.create('due', { when: Date.now() + 10 }));
    const count = await keeper.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length);
    return count > 0 || undefined;
  });
}
