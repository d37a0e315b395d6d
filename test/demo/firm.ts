import type { Page } from 'puppeteer-core';
import { reachConsent } from '../browsers/walks/xero.ts';
import { press, waitForRow, waitForText } from '../e2e/seen.ts';
import type { Stage } from '../e2e/stage.ts';
import type { User } from '../sandbox/xero/world.ts';
import { label, words } from './words.ts';

/** One of the firm's people and the organisations whose books they keep. */
export interface Bookkeeper {
  user: User;
  organisations: string[];
}

/** The three people of the firm, each with their organisations. */
export function bookkeepers({ xero }: Stage): Bookkeeper[] {
  const byEmail = new Map<string, Bookkeeper>();
  for (const { name } of xero.world.organisations) {
    const user = xero.bookkeeperOf(name);
    const known = byEmail.get(user.email) ?? { user, organisations: [] };
    known.organisations.push(name);
    byEmail.set(user.email, known);
  }
  return [...byEmail.values()];
}

/** Nobody is signed in to the provider in this browser any more. */
export async function signOut({ browser }: Stage): Promise<void> {
  const page = await browser.newPage('https://login.xero.com/identity/user/logout');
  await page.close();
}

/** What may be looked at while somebody connects. */
export interface Watchers {
  onConsent?(page: Page): Promise<void>;
  onChoice?(console: Page): Promise<void>;
}

/** One person signs in once, allows all their organisations, and watches them all. */
export async function connectAll(stage: Stage, console: Page, person: Bookkeeper, watch: Watchers = {}): Promise<void> {
  const { xero } = stage;
  await signOut(stage);
  xero.app.canBulkConnect = true;
  const signInPage = await stage.startConnect(console);
  if (watch.onConsent) {
    await reachConsent(signInPage, person.user);
    await watch.onConsent(signInPage);
  }
  await stage.allow(signInPage, ...person.organisations);
  await waitForText(console, words('console_choose_title'));
  await watch.onChoice?.(console);
  await press(console, label('console_choose_action_other', `${person.organisations.length}`));
  for (const name of person.organisations) await waitForRow(console, name, 'connected', 30_000);
  xero.app.canBulkConnect = false;
}
