import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../tools/browser-paths.mjs';
import { firefoxPreferences } from './firefox-preferences.ts';
import { stopBrowser } from './stop-browser.ts';

/** Where the processes that run the test files find the profile. */
const place = 'LEDGERLINE_FIREFOX_TEMPLATE';

/**
 * Starts and stops Firefox once, for all the test files to copy its profile: what Firefox does on the first start of a
 * profile costs as much as the start itself. Vitest calls it before the first file; it returns what is done after the last.
 */
export default async function makeTemplate(): Promise<(() => Promise<void>) | undefined> {
  const executablePath = findBrowser('firefox');
  if (!executablePath) return undefined;
  const dir = await mkdtemp(join(tmpdir(), 'ledgerline-firefox-template-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    userDataDir: dir,
    extraPrefsFirefox: firefoxPreferences(),
  });
  await stopBrowser(browser, 'close');
  process.env[place] = dir;
  return () => rm(dir, { recursive: true, force: true, maxRetries: 5 });
}

/** A new profile: a copy of the template where there is one, else an empty folder. */
export async function makeProfile(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'ledgerline-firefox-'));
  const template = process.env[place];
  if (template) await cp(template, dir, { recursive: true });
  return dir;
}
