import type { Page } from 'puppeteer-core';
import type { OrgUser } from '../../sandbox/salesforce/world.ts';
import { pollFor } from '../poll.ts';
import { clickAndLeave, fill } from './hands.ts';

/** Signs in on the sign-in page that is shown: a common one, or an org's own. */
export async function logIn(page: Page, user: OrgUser): Promise<void> {
  await page.waitForSelector('#username');
  await page.bringToFront();
  await fill(page, '#username', user.username);
  await fill(page, '#password', user.password);
  await clickAndLeave(page, '#Login');
}

/** The buttons of the question, in every layout. */
const decisions = { approve: '#oaapprove, [value=allow]', deny: '#oadeny, [value=deny]' };

/** Signs in if Salesforce asks for it, and answers the question whether the app may, if it is put. */
export async function answerConsent(page: Page, user: OrgUser, answer: 'approve' | 'deny'): Promise<void> {
  const first = await page.waitForSelector(`#username, ${decisions.approve}`);
  if (await first?.evaluate((element) => element.id === 'username')) await logIn(page, user);
  // Who allowed the app before is not asked again: the window closes by itself.
  const isAsked = await pollFor('the question or the end of the window', async () => {
    if (page.isClosed() || /chromiumapp\.org|allizom\.org/.test(page.url())) return 'gone';
    return (await page.$(decisions.approve).catch(() => null)) ? 'asked' : undefined;
  });
  if (isAsked === 'asked') await clickAndLeave(page, decisions[answer]);
}
