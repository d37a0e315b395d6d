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

/** A frame of the product, as soon as it shows a heading like this. */
export async function frameWithHeading(page: Page, heading: RegExp, selector = 'h1'): Promise<Frame> {
  return pollFor(`a frame with the heading ${heading}`, async () => {
    for (const frame of page.frames()) {
      const text = await frame.$eval(selector, (element) => element.textContent ?? '').catch(() => '');
      if (heading.test(text)) return frame;
    }
    return undefined;
  });
}

/** Chooses an entry of the product's menu, which stands in a frame of its own. */
export async function chooseInMenu(page: Page, entry: string): Promise<void> {
  const clicked = await pollFor(`the menu entry ${entry}`, async () => {
    for (const frame of page.frames()) {
      const found = await frame
        .evaluate((wanted) => {
          const link = [...document.querySelectorAll('a')].find((one) => one.textContent?.trim() === wanted);
          link?.click();
          return link !== undefined;
        }, entry)
        .catch(() => false);
      if (found) return true;
    }
    return undefined;
  });
  if (!clicked) throw new Error(`no menu entry ${entry}`);
}

/** Clicks a link or button of a frame by what it says. */
export async function clickInFrame(frame: Frame, name: string): Promise<void> {
  await frame.evaluate((wanted) => {
    const all = [...document.querySelectorAll<HTMLElement>('a, button')];
    all.find((one) => one.textContent?.trim() === wanted)?.click();
  }, name);
}

/** The Security tab of the company, by the menu and its tab. */
export async function openSecurity(page: Page): Promise<Frame> {
  await chooseInMenu(page, 'Company > Setup > Configuration > Company');
  await clickInFrame(await frameWithHeading(page, /Company information/), 'Security');
  return frameWithHeading(page, /Authorized client applications/, 'h2:last-of-type');
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
