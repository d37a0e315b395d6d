import type { Page } from 'puppeteer-core';
import type { Person } from '../../sandbox/own/world.ts';
import { clickAndLeave, fill } from './hands.ts';

/** Signs in if the server asks for it, up to the question whether the app may read the books. */
async function reachConsent(page: Page, person: Person): Promise<void> {
  const first = await page.waitForSelector('#sign-in, #allow');
  if ((await first?.evaluate((element) => element.id)) === 'sign-in') {
    await page.bringToFront();
    await fill(page, '#email', person.email);
    await fill(page, '#password', person.password);
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
