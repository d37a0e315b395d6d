import { fileURLToPath } from 'node:url';
import type { Frame, Page } from 'puppeteer-core';
import { build } from 'vite';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { PageQuestion, PageTally } from './in-page.ts';

/** One page of a played product in one state, and what is right there. */
export interface VariantPage extends Omit<PageQuestion, 'seeds'> {
  name: string;
  /** Brings the browser there; returns the frame that holds the screen, which is the page itself where it has none. */
  open(page: Page): Promise<Page | Frame>;
  /** The right element for the step or the choice, on the page as it is drawn: a selector of puppeteer's. */
  at?: string;
}

/** The pages of one provider, in all its generations. */
export interface VariantSource {
  provider: string;
  /** Signs somebody in; called once, before the pages. */
  enter(page: Page, sandbox: Sandbox): Promise<void>;
  pages(sandbox: Sandbox): readonly VariantPage[];
}

/** The product's own code and the scrambler, as one script that leaves `guideVariants` behind. */
export async function bundleProduct(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('in-page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'guideVariants',
      },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('the build left nothing');
  return `${output.output[0].code}\nglobalThis.guideVariants = guideVariants;`;
}

interface InPage {
  mark(element: Element, name: string): void;
  tryVariants(question: PageQuestion): PageTally;
}

declare global {
  var guideVariants: InPage;
}

/** Opens a page and tries its variants in it. Throws where the right element is not on the page as it is drawn. */
export async function tryPage(
  page: Page,
  script: string,
  { open, at, name, ...question }: VariantPage,
  seeds: readonly number[],
): Promise<PageTally> {
  const frame = await open(page);
  await frame.evaluate(script);
  if (at !== undefined) {
    const right = await frame.waitForSelector(at, { timeout: 5000 }).catch(() => null);
    if (!right) throw new Error(`${name} has no ${at}`);
    await right.evaluate(
      (element, what) => globalThis.guideVariants.mark(element, what),
      question.walk?.step ?? 'choose',
    );
  }
  return frame.evaluate((asked) => globalThis.guideVariants.tryVariants(asked), { ...question, seeds });
}
