import type { Page } from 'puppeteer-core';
import type { BrowserDriver } from '../browsers/driver.ts';
import type { SeenGuide } from '../browsers/guide-eye.ts';
import { pollFor } from '../browsers/poll.ts';

/** The overlay needs to stand still this long before it believes a click (SEC-61). */
const steadyMs = 750;

/** As long as it points at nothing it may wait for a page that still draws what a press led to: a person looks again. */
const aimlessMs = 2500;

/** Most steps of a path, with its detours. */
const maxSteps = 16;

async function seeGuide(browser: BrowserDriver, page: Page): Promise<SeenGuide | undefined> {
  const guides = await browser.seeGuides(page).catch(() => []);
  return guides.find(({ outline }) => outline !== null) ?? guides[0];
}

/** The one overlay of a page, or that of its frames which points at something, as soon as it says this. */
export async function waitForGuide(browser: BrowserDriver, page: Page, wanted: RegExp): Promise<SeenGuide> {
  let last: SeenGuide | undefined;
  const found = pollFor(
    `an overlay that says ${wanted}`,
    async () => {
      last = await seeGuide(browser, page);
      return last && wanted.test(last.text) ? last : undefined;
    },
    20_000,
  );
  return found.catch((problem: unknown) => {
    throw new Error(
      `${String(problem)}\nThe overlay says: ${last ? last.text : 'nothing, there is none'} (${page.url()})`,
    );
  });
}

/** Opens it where there was no room for it; a click just after it was drawn anew does not count (SEC-61). */
async function unfold(browser: BrowserDriver, page: Page): Promise<void> {
  await pollFor('the overlay to open', async () => {
    if (!(await seeGuide(browser, page))?.opener) return true;
    await new Promise((resolve) => setTimeout(resolve, steadyMs));
    const opener = (await seeGuide(browser, page))?.opener;
    if (opener) await page.mouse.click(opener.x, opener.y);
    return undefined;
  });
}

/** All that the overlay says, opened where there was no room for it. */
export async function readWholeGuide(browser: BrowserDriver, page: Page, wanted: RegExp): Promise<string> {
  await page.bringToFront();
  await waitForGuide(browser, page, /./);
  await unfold(browser, page);
  return (await waitForGuide(browser, page, wanted)).text;
}

/** How far down to press, of the whole height: the middle of a link of two lines is between them, where it is no link. */
async function heightToPress(page: Page, { x, y, width, height }: NonNullable<SeenGuide['outline']>): Promise<number> {
  const middle = 0.5;
  const isLink = await page.evaluate(
    (left, top) => document.elementFromPoint(left, top)?.closest('a, button, label, input, select, iframe') != null,
    x + width / 2,
    y + height * middle,
  );
  return isLink ? middle : middle / 2;
}

/** Does on the page what the overlay points at: presses it, or chooses or types what it names. */
async function act(page: Page, { outline, wanted, step }: SeenGuide): Promise<void> {
  if (!outline) throw new Error(`the overlay points at nothing: ${step}`);
  const x = outline.x + outline.width / 2;
  const y = outline.y + outline.height * (await heightToPress(page, outline));
  const kind = await page.evaluate(
    (left, top, words) => {
      let root: Document = document;
      let element = root.elementFromPoint(left, top);
      while (element instanceof HTMLIFrameElement || element?.tagName === 'FRAME') {
        const frame: HTMLIFrameElement = element as HTMLIFrameElement;
        const box: DOMRect = frame.getBoundingClientRect();
        left -= box.x + frame.clientLeft;
        top -= box.y + frame.clientTop;
        root = frame.contentDocument as Document;
        element = root.elementFromPoint(left, top);
      }
      if (element?.tagName === 'SELECT') {
        const list = element as HTMLSelectElement;
        const option = [...list.options].find((one) => one.text.replace(/\s+/g, ' ').trim() === words);
        if (!option) return `no option “${words}”`;
        list.value = option.value;
        list.dispatchEvent(new Event('input', { bubbles: true }));
        list.dispatchEvent(new Event('change', { bubbles: true }));
        return 'chosen';
      }
      const isField =
        element?.tagName === 'INPUT' && !/^(?:checkbox|radio|submit|button)$/.test((element as HTMLInputElement).type);
      return isField ? 'field' : 'press';
    },
    x,
    y,
    wanted,
  );
  if (kind === 'chosen') return;
  if (kind !== 'press' && kind !== 'field') throw new Error(kind);
  await page.mouse.click(x, y);
  if (kind === 'field') await page.keyboard.type(wanted);
}

/** What is to be done, and where: one step may take two presses, as in a menu. */
function placeOf({ step, wanted, outline }: SeenGuide): string {
  return `${step} ${wanted} ${Math.round(outline?.x ?? 0)} ${Math.round(outline?.y ?? 0)}`;
}

/**
 * What a person does by the words alone: something in a frame that the overlay cannot point into, or a value that stands in
 * our own window. Says whether the words named anything of that kind.
 */
export type Help = (guide: SeenGuide) => Promise<boolean>;

/**
 * Walks a path the way a person does who follows only what the overlay says: opens the overlay where it is folded, then
 * presses, chooses or types what it points at, page after page, until it says `end`. Returns the steps taken, in its words.
 * Throws where it points at nothing, or says the same step again and again.
 */
export async function followOverlay(
  browser: BrowserDriver,
  page: Page,
  end: RegExp,
  help: Help = async () => false,
): Promise<string[]> {
  const taken: string[] = [];
  let last = '';
  await page.bringToFront();
  for (;;) {
    let before: string | undefined;
    let sinceMs = 0;
    const guide = await pollFor(
      `the overlay's next step after ${JSON.stringify(taken)}`,
      async () => {
        const seen = await seeGuide(browser, page);
        if (!seen) return undefined;
        // What is still being scrolled into view is not where it was a moment ago.
        const place = JSON.stringify([seen.step, seen.outline, seen.opener]);
        if (place !== before) {
          before = place;
          sinceMs = Date.now();
          return undefined;
        }
        const isAimless = seen.step !== '' && !seen.outline;
        if (isAimless && Date.now() - sinceMs < aimlessMs) return undefined;
        if (end.test(seen.text) || (seen.opener && !seen.step)) return seen;
        return placeOf(seen) !== last && (seen.outline || seen.step) ? seen : undefined;
      },
      30_000,
    ).catch(async (problem: unknown) => {
      const seen = await seeGuide(browser, page);
      throw new Error(
        `${String(problem)}\nThe overlay says: ${seen ? JSON.stringify(seen) : 'nothing'} (${page.url()})`,
      );
    });
    if (end.test(guide.text)) return taken;
    if (taken.length >= maxSteps) throw new Error(`no end after ${JSON.stringify(taken)}`);
    if (guide.opener && !guide.step) {
      await unfold(browser, page);
      continue;
    }
    const isHelped = await help(guide);
    last = placeOf(guide);
    taken.push(`${guide.step} ${guide.wanted}`);
    if (!isHelped) await act(page, guide);
  }
}

/** A click may be lost on a page that is still being drawn: whoever sees nothing happen for so long clicks again. */
const patienceMs = 4000;

/**
 * Does on the pages of a sign-in what the overlay says, until the window is gone: presses what it points at, and chooses the
 * company by `choose`, which is told what the overlay says, where it points at the control for that.
 */
export async function followConsent(
  browser: BrowserDriver,
  window: Page,
  choose: (guide: SeenGuide) => Promise<void>,
): Promise<void> {
  let last = '';
  let sinceMs = 0;
  await pollFor(
    'the end of the sign-in',
    async () => {
      if (window.isClosed()) return true;
      const [guide] = await browser.seeGuides(window).catch(() => []);
      if (!guide?.outline) return undefined;
      const place = `${guide.headline} ${JSON.stringify(guide.outline)}`;
      if (place === last && Date.now() - sinceMs < patienceMs) return undefined;
      last = place;
      sinceMs = Date.now();
      const { x, y, width, height } = guide.outline;
      const isChoice = await window.evaluate(
        (left, top) => document.elementFromPoint(left, top)?.closest('select, fieldset, [role=radiogroup]') != null,
        x + width / 2,
        y + height / 2,
      );
      if (isChoice) await choose(guide);
      else await window.mouse.click(x + width / 2, y + height / 2);
      return undefined;
    },
    20_000,
  );
}
