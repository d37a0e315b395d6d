import type { Frame, Page } from 'puppeteer-core';
import type { User } from '../../sandbox/intacct/world.ts';
import { pollFor } from '../poll.ts';
import { clickAndLeave, fill } from './hands.ts';

/** Fills the sign-in form of Sage Intacct, of an app or of the product, and sends it; ids differ by its looks, names do not. */
export async function logIn(page: Page, companyId: string, user: User): Promise<void> {
  await page.waitForSelector('[name=company]');
  await page.bringToFront();
  await fill(page, '[name=company]', companyId);
  await fill(page, '[name=login]', user.id);
  await fill(page, '[name=passwd]', user.password);
  await clickAndLeave(page, 'form [type=submit]');
}

/** From the opened window to the answer: signs in and accepts. */
export async function acceptApp(page: Page, companyId: string, user: User): Promise<void> {
  await logIn(page, companyId, user);
  await page.waitForSelector('[name=decision]');
  await clickAndLeave(page, 'form [type=submit]');
}

/** Clicks what says this; of folds of the menu also one that has it among other words. Undefined where nothing does. */
async function clickIn(frame: Frame, name: string): Promise<'entry' | 'fold' | undefined> {
  return frame
    .evaluate((wanted) => {
      const all = [...document.querySelectorAll<HTMLElement>('a, button, summary')].filter((one) =>
        one.checkVisibility(),
      );
      const says = (one: HTMLElement): string => one.textContent?.trim() ?? '';
      const entry =
        all.find((one) => one.tagName !== 'SUMMARY' && says(one) === wanted) ??
        all.find((one) => wanted.includes(' > ') && says(one).endsWith(wanted));
      const folds = all.filter((one) => one.tagName === 'SUMMARY' && !one.closest('details')?.open);
      const fold =
        folds.find((one) => says(one) === wanted) ??
        folds.find((one) =>
          says(one)
            .split(/ > |, /)
            .includes(wanted),
        );
      (entry ?? fold)?.click();
      return entry ? ('entry' as const) : fold && ('fold' as const);
    }, name)
    .catch(() => undefined);
}

async function clickAnywhere(page: Page, name: string): ReturnType<typeof clickIn> {
  // Menus inside menus come last, and hold the nearer words.
  for (const frame of page.frames().toReversed()) {
    const clicked = await clickIn(frame, name);
    if (clicked) return clicked;
  }
  return undefined;
}

/** Follows the words of a menu entry, one after the other where the menu unfolds, in whatever frame it stands. */
export async function clickByName(page: Page, words: readonly string[]): Promise<void> {
  if (await clickAnywhere(page, words.join(' > '))) return;
  for (const [place, word] of words.entries()) {
    const isLast = place === words.length - 1;
    const before = words[place - 1];
    const click = async (): Promise<true | undefined> => {
      const clicked = await clickAnywhere(page, word);
      if (clicked === 'entry' || (clicked === 'fold' && !isLast)) return true;
      // The menu was loaded anew meanwhile, and is folded again.
      if (isLast && before !== undefined) await clickAnywhere(page, before);
      return undefined;
    };
    // A word on the way may be no more than a heading.
    await pollFor(`something that says ${word}`, click, 2000).catch(() => undefined);
  }
}

/** Clicks what says this in the row, card or line of a list that names something. */
export async function clickInRow(page: Page, row: string, name: string): Promise<void> {
  await pollFor(`${name} beside ${row}`, async () => {
    for (const frame of page.frames()) {
      const isClicked = await frame
        .evaluate(
          (about, wanted) => {
            const parts = [...document.querySelectorAll('tr, li, article')];
            const part = parts.find((one) => [...one.querySelectorAll('*')].some((cell) => cell.textContent === about));
            const all = [...(part?.querySelectorAll<HTMLElement>('a, button') ?? [])];
            const found = all.find((one) => one.textContent?.trim() === wanted);
            found?.click();
            return found !== undefined;
          },
          row,
          name,
        )
        .catch(() => false);
      if (isClicked) return true;
    }
    return undefined;
  });
}
