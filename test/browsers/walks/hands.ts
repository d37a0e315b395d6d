import type { Page } from 'puppeteer-core';
import { pollFor } from '../poll.ts';

/**
 * Puts words into a field at once, as pasting does: the page hears of it like of typing. Key by key costs a browser a
 * tenth of a whole sign-in; what keys do is tried in scenes of their own.
 */
export async function fill(page: Page, selector: string, words: string): Promise<void> {
  await page.$eval(
    selector,
    (field, text) => {
      if (!(field instanceof HTMLElement)) throw new Error('not a field');
      field.focus();
      document.execCommand('insertText', false, text);
    },
    words,
  );
}

/** Clicks something after which the page goes away, which may cut the click's own answer off. */
export async function clickAndLeave(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector);
  const before = page.url();
  try {
    await page.click(selector);
  } catch (problem) {
    await pollFor('the page to go away', async () => page.isClosed() || page.url() !== before || undefined, 1000).catch(
      () => {
        throw problem;
      },
    );
  }
}
