import type { Browser } from 'puppeteer-core';

/** Ends a browser: `close` lets it write everything down, `crash` is a power cut. */
export async function stopBrowser(browser: Browser, how: 'close' | 'crash'): Promise<void> {
  if (how === 'close') return browser.close();
  const process = browser.process();
  const gone = new Promise((resolve) => process?.once('exit', resolve));
  process?.kill('SIGKILL');
  await gone;
}
