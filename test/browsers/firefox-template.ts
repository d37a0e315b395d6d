import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../tools/browser-paths.mjs';
import { firefoxEnvironment, firefoxPreferences } from './firefox-preferences.ts';
import { scratchDir } from './scratch.ts';
import { stopBrowser } from './stop-browser.ts';

/** The profile, in the folder of the test run. */
const templateDir = (): string => join(scratchDir(), 'firefox-template');

/**
 * Makes a folder for the profiles of a test run, and starts and stops Firefox once, for all the test files to copy its
 * profile: what Firefox does on the first start of a profile costs as much as the start itself. Vitest calls it before
 * the first file; it returns what is done after the last.
 */
export default async function makeTemplate(): Promise<() => Promise<void>> {
  const scratch = await mkdtemp(join(tmpdir(), 'ledgerline-'));
  process.env.LEDGERLINE_SCRATCH = scratch;
  const removeAll = (): Promise<void> => rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  const executablePath = findBrowser('firefox');
  if (!executablePath) return removeAll;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    userDataDir: templateDir(),
    env: { ...process.env, ...firefoxEnvironment },
    extraPrefsFirefox: firefoxPreferences(),
  });
  await stopBrowser(browser, 'close');
  return removeAll;
}

/** A new profile: a copy of the template where there is one, else an empty folder. */
export async function makeProfile(): Promise<string> {
  const dir = await mkdtemp(join(scratchDir(), 'ledgerline-firefox-'));
  if (existsSync(templateDir())) await cp(templateDir(), dir, { recursive: true });
  return dir;
}
