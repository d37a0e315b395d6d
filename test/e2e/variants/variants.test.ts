import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Borrowed, borrowPlainBrowser } from '../../browsers/borrow.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { isEveryCase } from '../in-turn.ts';
import { salesforceVariants } from './salesforce.ts';
import { bundleProduct, tryPage, type VariantSource } from './variant-pages.ts';
import { xeroVariants } from './xero.ts';

/** Providers whose pages are tried; a page is one entry of its list, see `VariantPage`. */
const sources: readonly VariantSource[] = [xeroVariants, salesforceVariants];

/** Variants of each page. */
const variantsPerPage = isEveryCase ? 100 : 16;

let sandbox: Sandbox;
let driver: Borrowed['browser'];
let giveBack: Borrowed['giveBack'] | undefined;
let script: string;

beforeAll(async () => {
  ({ sandbox, browser: driver, giveBack } = await borrowPlainBrowser('chromium'));
  script = await bundleProduct();
});
afterAll(() => giveBack?.());

/** Every page of a provider rebuilt in many ways: the product's own code points at the right element, or at none. */
describe.each(sources)('the screens of $provider, rebuilt', (source) => {
  const tally = { variants: 0, right: 0, words: 0 };
  let page: Page;

  beforeAll(async () => {
    page = await driver.newPage('about:blank');
    await source.enter(page, sandbox);
  });

  it('are pointed at rightly or put into words, and never wrongly', async () => {
    const wrong: string[] = [];
    const asDrawn: string[] = [];
    for (const [at, variant] of source.pages(sandbox).entries()) {
      const seeds = Array.from({ length: variantsPerPage }, (_, index) => at * 1000 + index);
      const { drawn, right, words, wrong: mistakes } = await tryPage(page, script, variant, seeds);
      if (drawn !== 'right') asDrawn.push(`${variant.name}: ${typeof drawn === 'string' ? drawn : drawn.wrong}`);
      wrong.push(...mistakes.map((what) => `${variant.name}, ${what}`));
      tally.variants += seeds.length;
      tally.right += right;
      tally.words += words;
    }
    process.stdout.write(`${source.provider}: ${JSON.stringify({ ...tally, wrong: wrong.length })}\n`);
    expect(asDrawn).toEqual([]);
    expect(wrong).toEqual([]);
    expect(tally.variants).toBeGreaterThanOrEqual(500);
    // Words alone would be no guidance: most rebuilt pages are still pointed at.
    expect(tally.right / tally.variants).toBeGreaterThan(0.6);
  });
});
