import type { Page } from 'puppeteer-core';
import type { User } from '../../sandbox/xero/world.ts';
import { clickAndLeave, fill } from './hands.ts';

/** What a person does on Xero's sign-in page. */
export async function signIn(page: Page, user: User): Promise<void> {
  await page.waitForSelector('#xl-form-email');
  await fill(page, '#xl-form-email', user.email);
  await fill(page, '#xl-form-password', user.password);
  await page.click('#xl-form-submit');
}

/** Signs in if Xero asks for it; a browser that did so before goes straight to the consent screen. */
export async function reachConsent(page: Page, user: User): Promise<void> {
  const first = await page.waitForSelector('#xl-form-email, #approveButton');
  const isLogin = await first?.evaluate((element) => element.id === 'xl-form-email');
  if (isLogin) await signIn(page, user);
  await page.waitForSelector('#approveButton');
}

/** Picks organisations (several only where the app may) on the consent screen and allows access. */
export async function allowAccess(page: Page, ...tenantIds: string[]): Promise<void> {
  await chooseOrganisations(page, ...tenantIds);
  await clickAndLeave(page, '#approveButton');
}

/** Chooses in a drop-down list, or among boxes, radio buttons or buttons that play them. */
export async function chooseOrganisations(page: Page, ...tenantIds: string[]): Promise<void> {
  if (await page.$('#multipleTenants')) {
    await page.select('#multipleTenants', ...tenantIds);
    return;
  }
  for (const tenantId of tenantIds) await page.click(`[value="${tenantId}"]`);
}

export const cancelConsent = (page: Page): Promise<void> => clickAndLeave(page, '#cancelButton');

/** From the opened window to the answer: signs in and allows access to these organisations. */
export async function connectOrganisation(page: Page, user: User, ...tenantIds: string[]): Promise<void> {
  await reachConsent(page, user);
  await allowAccess(page, ...tenantIds);
}
