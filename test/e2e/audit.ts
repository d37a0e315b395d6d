import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import type { BrowserDriver, Look } from '../browsers/driver.ts';

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The narrowest page there is (UX-20, UX-40), and an ordinary one. */
const narrowPx = 320;
const usualPx = 1000;

/** What axe finds on a page as it is: the rule, and the elements it is about. */
async function findViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axeSource);
  return page.evaluate(async () => {
    const { axe } = Object(window);
    const { violations }: AxeResults = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`);
  });
}

/** Parts that make the page scroll sideways. */
async function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > clientWidth + 1 || left < -1;
    });
    const parts = wide.slice(0, 4).map(({ tagName, className }) => `${tagName.toLowerCase()}.${className}`);
    return [`scrolls sideways, ${scrollWidth} in ${clientWidth} px: ${parts.join(' | ')}`];
  });
}

/** Makes all words 40 % longer for as long as the work runs, as other languages do (UX-81). */
async function withLongWords(page: Page, work: () => Promise<string[]>): Promise<string[]> {
  await page.evaluate(() => {
    const restore: (() => void)[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const before = node.nodeValue ?? '';
      if (before.trim() === '' || node.parentElement?.closest('pre, code, script, style')) continue;
      const text = node;
      restore.push(() => {
        text.nodeValue = before;
      });
      const more = 'áéíóú '.repeat(200).slice(0, Math.ceil(before.trim().length * 0.4));
      text.nodeValue = `${before} ${more.trim()}`;
    }
    Reflect.set(window, 'restoreWords', restore);
  });
  const found = await work();
  await page.evaluate(() => {
    for (const restore of Reflect.get(window, 'restoreWords')) restore();
  });
  return found;
}

async function setDirection(page: Page, direction: 'ltr' | 'rtl'): Promise<void> {
  await page.evaluate((wanted) => {
    document.documentElement.dir = wanted;
  }, direction);
}

/**
 * Everything that is wrong with a page of ours in light, dark, right-to-left, narrow, and with longer words. Leaves the
 * page as it was, at its usual width.
 */
export async function examine(browser: BrowserDriver, page: Page): Promise<string[]> {
  const found: string[] = [];
  const note = (how: string, troubles: readonly string[]): void => {
    found.push(...troubles.map((trouble) => `${how}: ${trouble}`));
  };
  // Without motion, so that no colour is looked at on its way from one scheme to the other.
  const look = (wanted: Look): Promise<void> => browser.setLook(page, { ...wanted, reducedMotion: true });
  await page.bringToFront();
  await look({ colorScheme: 'light', width: usualPx, height: 900 });
  note('light', await findViolations(page));
  await look({ colorScheme: 'dark' });
  note('dark', await findViolations(page));
  await setDirection(page, 'rtl');
  await look({ colorScheme: 'light', width: narrowPx, height: 900 });
  note('right to left, narrow', await findOverflow(page));
  await setDirection(page, 'ltr');
  note('narrow', await findOverflow(page));
  note('long words', await withLongWords(page, () => findOverflow(page)));
  await look({ width: usualPx, height: 900 });
  return found;
}
