import type { Page } from 'puppeteer-core';
import type { Person } from '../../sandbox/own/world.ts';
import { pollFor } from '../poll.ts';

/** Signs in if the server asks for it, up to the question whether the app may read the books. */
export async function reachConsent(page: Page, person: Person): Promise<void> {
  const first = await page.waitForSelector('#sign-in, #allow');
  if ((await first?.evaluate((element) => element.id)) === 'sign-in') {
    await page.bringToFront();
    await page.type('#email', person.email);
    await page.type('#password', person.password);
    await page.click('#sign-in');
  }
  await page.waitForSelector('#allow');
}

/** Lets the app read the books of the person's company. */
export async function allowAccess(page: Page, person: Person): Promise<void> {
  await reachConsent(page, person);
  await clickAndLeave(page, '#allow');
}

/** Says no. */
export async function denyAccess(page: Page, person: Person): Promise<void> {
  await reachConsent(page, person);
  await clickAndLeave(page, '#deny');
}

/** Clicks something after which the page goes away, which may cut the click's own answer off. */
async function clickAndLeave(page: Page, selector: string): Promise<void> {
  const before = page.url();
  await page.click(selector).catch((problem: unknown) =>
    pollFor('the page to go away', async () => page.isClosed() || page.url() !== before || undefined, 1000).catch(
      () => {
        throw problem;
      },
    ),
  );
}
