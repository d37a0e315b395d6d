import { ElementHandle, type Page } from 'puppeteer-core';
import { pollFor } from '../browsers/poll.ts';
import { fill } from '../browsers/walks/hands.ts';

/** A row of popup or console as a person sees it. */
export interface SeenRow {
  company: string;
  status: string;
  text: string;
}

/** The text a person sees on a page, white space collapsed. */
export async function seen(page: Page): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, not what the markup holds
  return page.evaluate(() => document.body.innerText.replace(/\s+/g, ' ').trim());
}

/** What the banner about the pending sign-in says; empty when there is none. */
export async function seenBanner(page: Page): Promise<string> {
  return page.evaluate(() => {
    const banner = document.querySelector<HTMLElement>('.flow-banner');
    // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, not what the markup holds
    return banner?.innerText.replace(/\s+/g, ' ').trim() ?? '';
  });
}

export async function seenRows(page: Page): Promise<SeenRow[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('li.row')].flatMap((row) => {
      const names = [...row.querySelectorAll('bdi')].map((name) => name.textContent ?? '');
      // The first name is the row's own; an incident stands for all the companies it names.
      const companies = row.classList.contains('incident') ? names : names.slice(0, 1);
      return companies.map((company) => ({
        company,
        status: row.dataset.status ?? '',
        // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, not what the markup holds
        text: row.innerText.replace(/\s+/g, ' ').trim(),
      }));
    }),
  );
}

function fits(text: string, wanted: RegExp | string): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

async function waitForWords(
  page: Page,
  wanted: RegExp | string,
  read: (page: Page) => Promise<string>,
  timeoutMs: number,
): Promise<string> {
  let last = '';
  const found = pollFor(
    `the words ${wanted}`,
    async () => {
      last = await read(page).catch(() => '');
      return fits(last, wanted) ? last : undefined;
    },
    timeoutMs,
  );
  return found.catch(async (error: unknown) => {
    throw new Error(`${String(error)}\nRead: ${last.slice(0, 600)}\nSeen: ${(await seen(page)).slice(0, 1500)}`);
  });
}

/** Waits until the page shows this text. */
export function waitForText(page: Page, wanted: RegExp | string, timeoutMs = 15_000): Promise<string> {
  return waitForWords(page, wanted, seen, timeoutMs);
}

/** Waits until the banner about the sign-in says this; returns all it says. */
export function waitForBanner(page: Page, wanted: RegExp | string, timeoutMs = 15_000): Promise<string> {
  return waitForWords(page, wanted, seenBanner, timeoutMs);
}

/** Closes the banner about a sign-in, if there is one; a good one goes by itself, perhaps just now. */
export async function closeBanner(page: Page): Promise<void> {
  await pollFor('the banner to go', async () => {
    const isGone = await page.evaluate(() => {
      const buttons = [...document.querySelectorAll<HTMLElement>('.flow-banner button')];
      buttons.find((button) => /^(?:Close|Cancel)$/.test(button.textContent?.trim() ?? ''))?.click();
      return document.querySelector('.flow-banner') === null;
    });
    return isGone || undefined;
  });
}

/** Waits until there is nothing to say about a sign-in any more. */
export async function waitForNoBanner(page: Page, timeoutMs = 15_000): Promise<void> {
  await waitForWords(page, /^$/, seenBanner, timeoutMs);
}

/** Waits until the row of a company in popup or console shows this state. */
export async function waitForRow(page: Page, company: string, status: string, timeoutMs = 15_000): Promise<SeenRow> {
  let rows: SeenRow[] = [];
  return pollFor(
    `${company} to be ${status}`,
    async () => {
      rows = await seenRows(page);
      return rows.find((row) => row.company === company && row.status === status);
    },
    timeoutMs,
    async () => JSON.stringify(rows),
  );
}

/**
 * Clicks an element. False where it did not get the click: it was drawn anew meanwhile, or something above it went away and
 * moved it, as a banner does that goes by itself.
 */
async function hitBy(element: ElementHandle): Promise<boolean> {
  const mark = element.evaluate((one) => {
    one.addEventListener('click', () => Reflect.set(one, 'wasHit', true), { capture: true, once: true });
  });
  const isSent = await mark.then(() => element.click()).then(yes, no);
  // What is gone now has done its work.
  return isSent && element.evaluate((one) => Reflect.get(one, 'wasHit') === true).catch(yes);
}

/** Clicks the button or link that reads like this, as soon as there is one; `within` narrows it to a part of the page. */
export async function press(page: Page, name: RegExp, within = 'body'): Promise<void> {
  // A tab in the background draws nothing, and a click waits for what is drawn.
  await page.bringToFront();
  const click = async (): Promise<true | undefined> => {
    const found = await page.evaluateHandle(
      (source, flags, selector) => {
        const pattern = new RegExp(source, flags);
        const parts = [...document.querySelectorAll<HTMLElement>(selector)];
        const candidates = parts.flatMap((part) => [...part.querySelectorAll<HTMLElement>('button, a, summary')]);
        // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, not what the markup holds
        return candidates.find((one) => one.checkVisibility() && pattern.test(one.innerText.trim())) ?? null;
      },
      name.source,
      name.flags,
      within,
    );
    const isClicked = found instanceof ElementHandle && (await hitBy(found));
    await found.dispose();
    return isClicked || undefined;
  };
  await pollFor(`a button ${name}`, click, undefined, async () => (await seen(page)).slice(0, 1500));
}

const yes = (): boolean => true;
const no = (): boolean => false;

/** The button of a company's row. */
export async function pressInRow(page: Page, company: string, name: RegExp): Promise<void> {
  await waitForText(page, company);
  await page.evaluate((wanted) => {
    for (const row of document.querySelectorAll<HTMLElement>('li.row')) {
      const names = [...row.querySelectorAll('bdi')].map((name) => name.textContent);
      const isIt = row.classList.contains('incident') ? names.includes(wanted) : names[0] === wanted;
      row.classList.toggle('e2e-wanted', isIt);
    }
  }, company);
  await press(page, name, 'li.row.e2e-wanted');
}

/** Goes to a place of the console without loading it anew, and waits until it is drawn: what was there before takes no click. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate(
    (hash) =>
      new Promise<void>((done) => {
        if (location.hash === hash) return done();
        addEventListener('hashchange', () => setTimeout(done, 50), { once: true });
        location.hash = hash;
      }),
    `#/${place}`,
  );
}

export async function typeInto(page: Page, selector: string, value: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.bringToFront();
  await fill(page, selector, value);
}
