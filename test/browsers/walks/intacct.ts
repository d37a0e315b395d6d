import type { Frame, Page } from 'puppeteer-core';
import type { User } from '../../sandbox/intacct/world.ts';
import { pollFor } from '../poll.ts';

/** Fills the sign-in form of Sage Intacct, of an app or of the product, and sends it; ids differ by its looks, names do not. */
export async function logIn(page: Page, companyId: string, user: User): Promise<void> {
  await page.waitForSelector('[name=company]');
  await page.bringToFront();
  await page.type('[name=company]', companyId);
  await page.type('[name=login]', user.id);
  await page.type('[name=passwd]', user.password);
  await clickAndLeave(page, 'form [type=submit]');
}

/** From the opened window to the answer: signs in and accepts. */
export async function acceptApp(page: Page, companyId: string, user: User): Promise<void> {
  await logIn(page, companyId, user);
  await page.waitForSelector('[name=decision]');
  await clickAndLeave(page, 'form [type=submit]');
}

/** What can be clicked in the product, and what it says. */
async function clickIn(frame: Frame, name: string): Promise<boolean> {
  return frame
    .evaluate((wanted) => {
      const all = [...document.querySelectorAll<HTMLElement>('a, button, summary')].filter((one) =>
        one.checkVisibility(),
      );
      const says = (one: HTMLElement): string => one.textContent?.trim() ?? '';
      const fold = all.find((one) => one.tagName === 'SUMMARY' && says(one).split(' > ').includes(wanted));
      // Unfolded by a word before: it holds this one too.
      if (fold?.closest('details')?.open && !all.some((one) => one !== fold && says(one) === wanted)) return true;
      const found =
        all.find((one) => says(one) === wanted) ??
        all.find((one) => wanted.includes(' > ') && says(one).endsWith(wanted)) ??
        fold;
      found?.click();
      return found !== undefined;
    }, name)
    .catch(() => false);
}

async function clickAnywhere(page: Page, name: string): Promise<boolean> {
  // Menus inside menus come last, and hold the nearer words.
  for (const frame of page.frames().toReversed()) if (await clickIn(frame, name)) return true;
  return false;
}

/** Follows the words of a menu entry, one after the other where the menu unfolds, in whatever frame it stands. */
export async function clickByName(page: Page, words: readonly string[]): Promise<void> {
  if (await clickAnywhere(page, words.join(' > '))) return;
  for (const word of words) {
    await pollFor(
      `something that says ${word}`,
      async () => (await clickAnywhere(page, word)) || undefined,
      2000,
    ).catch(() => undefined);
  }
}

/** Clicks something after which the page goes away, which may cut the click's own answer off. */
async function clickAndLeave(page: Page, selector: string): Promise<void> {
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
