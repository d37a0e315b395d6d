import type { Page } from 'puppeteer-core';
import type { User } from '../../sandbox/quickbooks/world.ts';
import { clickAndLeave, fill } from './hands.ts';

/** Signs in with an Intuit account, on the page that asks for it: on one page, or on two. */
export async function logIn(page: Page, user: User): Promise<void> {
  await page.waitForSelector('input[name="Email"]');
  await page.bringToFront();
  if (!(await page.$('input[name="Password"]'))) {
    await fill(page, 'input[name="Email"]', user.email);
    await page.click('[data-testid=sign-in-submit]');
    await page.waitForSelector('input[name="Password"]');
  } else await fill(page, 'input[name="Email"]', user.email);
  await fill(page, 'input[name="Password"]', user.password);
  await clickAndLeave(page, '[data-testid=sign-in-submit]');
}

/** Signs in if Intuit asks for it, and reaches whatever page stands at the end: consent, refusal, or no company. */
export async function reachIntuit(page: Page, user: User): Promise<void> {
  const first = await page.waitForSelector('input[name="Email"], main.card:not(:has(input[name="Email"]))');
  const asks = await first?.evaluate((element) => element instanceof HTMLInputElement);
  if (asks) await logIn(page, user);
  await page.waitForSelector('main.card:not(:has(input[name="Email"]))');
}

/** Picks a company by its name, on the page that has the list of companies. */
export async function pickCompany(page: Page, companyName: string): Promise<void> {
  await page.evaluate((name) => {
    for (const label of document.querySelectorAll('label')) if (label.textContent?.trim() === name) label.click();
    for (const option of document.querySelectorAll('option')) if (option.text === name) option.selected = true;
  }, companyName);
}

/** Picks a company by its name and presses Connect, on a second page where there is one. */
export async function connectCompany(page: Page, user: User, companyName: string): Promise<void> {
  await reachIntuit(page, user);
  await page.waitForSelector('[data-testid=connect], [data-testid=next]');
  await page.bringToFront();
  await pickCompany(page, companyName);
  if (await page.$('[data-testid=next]')) {
    await page.click('[data-testid=next]');
    await page.waitForSelector('[data-testid=connect]');
  }
  await clickAndLeave(page, '[data-testid=connect]');
}

export const cancelConsent = (page: Page): Promise<void> => clickAndLeave(page, '[data-testid=cancel]');

/** Says yes to the question whether to take the connection over from another admin. */
export const switchAdmin = (page: Page): Promise<void> => clickAndLeave(page, '[data-testid=switch-admin]');
