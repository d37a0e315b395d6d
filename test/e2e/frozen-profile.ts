import type { Page } from 'puppeteer-core';
import type { BrowserKind } from '../browsers/driver.ts';
import { type Profile, profileAt } from '../frozen/0.1.0/profile.ts';
import { writeProfile } from '../frozen/0.1.0/write.ts';
import { press } from './seen.ts';
import { openStage, type Stage } from './stage.ts';
import { type Json, readAll } from './stored.ts';

const hourMs = 3_600_000;

/** Where the provider is that the firm of the profile described itself. */
const ownHosts = ['https://id.books.example/*', 'https://api.books.example/*'];

/** What the organisation sets by policy: the key that is marked as managed in the profile. Chromium takes no policy from a test. */
const policy = {
  apps: [
    {
      provider: 'salesforce',
      environment: 'sandbox',
      clientId: '3MVG9ledgerlineSANDBOX.public.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN',
    },
  ],
};

/** A browser with this build in it, for the profile of an earlier version. */
export function openStageForProfile(kind: BrowserKind, isNew = false): Promise<Stage> {
  const managed = kind === 'firefox' ? { managed: policy } : {};
  return openStage(kind, { grantHosts: ownHosts, ...managed, ...(isNew ? { isNew } : {}) });
}

/** The hosts a build is given in the browser of the profile. */
export const extensionFor = (extensionDir: string): { extensionDir: string; grantHosts: string[] } => ({
  extensionDir,
  grantHosts: ownHosts,
});

/** Gives the extension every host of the profile. Chromium's build has them already, because nobody can answer its prompt. */
async function giveHosts(stage: Stage): Promise<void> {
  if (stage.browser.kind === 'chromium') return;
  const page = await stage.openConsole();
  await page.evaluate((others) => {
    const { optional_host_permissions: patterns = [] }: { optional_host_permissions?: string[] } = Object(
      Object(chrome.runtime).getManifest(),
    );
    const origins = [...patterns.filter((pattern) => pattern !== 'https://*/*'), ...others];
    const button = document.createElement('button');
    button.textContent = 'Give every host';
    button.onclick = () => chrome.permissions.request({ origins }).then(() => button.remove());
    document.body.prepend(button);
  }, ownHosts);
  await press(page, /^Give every host$/);
  await page.waitForFunction(
    () => ![...document.querySelectorAll('button')].some(({ textContent }) => textContent === 'Give every host'),
  );
}

/** The simulator knows the sign-ins of the profile that are alive, as if they had been made with it. */
async function adoptGrants({ sandbox }: Stage, { grants }: Profile): Promise<void> {
  const { xero, quickbooks, salesforce, intacct, books } = sandbox.control;
  const known = (id: string): { refreshToken: string; scopes: readonly string[] } => {
    const found = grants.find(({ grant }) => grant.id === id);
    if (!found) throw new Error(`the profile has no ${id}`);
    return { refreshToken: found.tokens.refreshToken, scopes: found.grant.scopes };
  };
  const ofPerson = (id: string, email: string, ...organisationNames: string[]): void =>
    xero.adoptGrant({ ...known(id), email, organisationNames });
  const maya = ['Harbour Lane Bakery', 'Copperfield Cycles', 'Tidewater Marine Supplies', 'Redgum Landscapes'];
  ofPerson('grant-maya', 'maya@fernhill-books.example', ...maya);
  ofPerson('grant-tomas', 'tomas@fernhill-books.example', 'Brightwater Dental', 'Kestrel Freight');
  ofPerson('grant-priya', 'priya@fernhill-books.example', 'Ironbark Engineering');
  ofPerson('grant-olive', 'olive@client-owners.example', 'Old Mill Brewing Co', 'Juniper & Slate Interiors');
  for (const [id, company] of [
    ['grant-marigold', 'Marigold Bakehouse'],
    ['grant-northgate', 'Northgate Plumbing'],
  ] as const) {
    quickbooks.adoptGrant(company, known(id).refreshToken, known(id).scopes);
  }
  for (const [id, domain] of [
    ['grant-northwind', 'northwind-orchards'],
    ['grant-northwind-uat', 'northwind-orchards--uat.sandbox'],
  ] as const) {
    salesforce.adoptGrant(domain, known(id).refreshToken, known(id).scopes);
  }
  intacct.adoptGrant({ companyId: 'FernhillGroup', userId: 'ledgerline' }, known('grant-fernhill').refreshToken);
  // Its apps have other keys with each start.
  Object.assign(books.firmApp, { clientId: 'fernhill-books-desk-77', secret: 'frozen-books-secret-not-a-real-one' });
  const { refreshToken, scopes } = known('grant-books');
  await books.adoptGrant('anna@harbour.example', refreshToken, scopes);
}

/**
 * Puts the profile of version 0.1.0, closed two hours ago, in the place of whatever the extension has stored, while nothing
 * of the extension runs. Its living sign-ins are known to the simulator.
 */
export async function putProfile(stage: Stage): Promise<Profile> {
  const profile = profileAt(Date.now() - 2 * hourMs);
  await giveHosts(stage);
  await adoptGrants(stage, profile);
  // A picture runs no script, so it opens no database, and lives where the databases are.
  const picture = await stage.browser.openExtensionPage('icon/128.png');
  for (let open = await consoleOf(stage); open; open = await consoleOf(stage)) await open.close();
  await stage.browser.killBackground();
  await picture.evaluate(writeProfile, profile);
  await picture.close();
  return profile;
}

/** A console that is open; undefined when there is none. */
async function consoleOf(stage: Stage): Promise<Page | undefined> {
  const isOpen = (await stage.browser.pageAddresses()).some((address) => /console\.html/.test(address));
  return isOpen ? stage.browser.waitForPage(/console\.html/) : undefined;
}

/** What is stored of what may not be lost, by id. */
export interface StoredNames {
  connections: string[];
  nicknames: string[];
  switches: string[];
  grants: string[];
  apps: string[];
}

/** Reads it from one of our own pages: what is compared before and after. */
export async function storedNames(page: Page): Promise<StoredNames> {
  const names = async (database: string, store: string, of: (value: Json, key: unknown) => unknown) =>
    (await readAll(page, database, store)).map(({ key, value }) => String(of(value, key))).sort();
  return {
    connections: await names('ledgerline', 'connections', ({ id }) => id),
    nicknames: await names('ledgerline', 'connections', ({ id, nickname }) => `${id} ${nickname}`),
    switches: await names('ledgerline', 'connections', ({ id, isPaused, isMuted }) => `${id} ${isPaused} ${isMuted}`),
    grants: await names('ledgerline-vault', 'grants', (_value, key) => key),
    apps: await names('ledgerline-vault', 'apps', (_value, key) => key),
  };
}
