import type { Page } from 'puppeteer-core';
import { signIn } from '../../browsers/walks/xero.ts';
import type { XeroControl } from '../../sandbox/xero/control.ts';
import { type Generation, generations } from '../../sandbox/xero/world.ts';
import type { VariantPage, VariantSource } from './variant-pages.ts';

const company = 'Harbour Lane Bakery';
const code = '!hLb42';
const maya = 'maya@fernhill-books.example';
const names = { person: [maya, 'Maya Lindqvist'], app: ['Ledgerline'], company: [company] };
const title = '[data-automationid=page-title]';

type Walk = NonNullable<VariantPage['walk']>;
type Rights = Parameters<XeroControl['setMembership']>[2];

/** Where a person stands, and what is right there in each generation; `-p-` are puppeteer's selectors by words. */
interface Place {
  name: string;
  /** Without an address the same place is reached by pressing things on the way. */
  path: string;
  presses?: Partial<Record<Generation, readonly string[]>>;
  walk: Omit<Walk, 'provider'>;
  at: Partial<Record<Generation, string>>;
  signs?: readonly string[];
  prepare?(xero: XeroControl): void;
}

const button = (words: string): string => `::-p-xpath(//*[self::button or self::a][normalize-space()="${words}"])`;
const inCard = (words: string): string =>
  `::-p-xpath(//article[contains(., "${maya}")]//button[normalize-space()="${words}"])`;
const option = (words: string): string =>
  `::-p-xpath(//form//*[self::label or @role="radio"][normalize-space()="${words}"])`;
const inMayasRow = (what: string): string => `[data-user-email="${maya}"] ${what}`;

const lower = (rights: Rights) => (xero: XeroControl) => xero.setMembership(company, maya, rights);
const permission = { cause: 'user_permission_insufficient' };
const reports = { ...permission, area: 'profit-and-loss' };
const home = `/app/${code}/homepage`;
const openMenu = { classic: [button(company)], table: [button(company)], cards: [button(company)] };
const forMaya = { classic: [button('Maya Lindqvist')], cards: [inCard('Change permissions')] };

const places: readonly Place[] = [
  {
    name: 'the dashboard',
    path: home,
    walk: { ...permission, step: 'menu' },
    at: { classic: button(company), table: button(company), cards: button(company) },
  },
  {
    name: 'the open menu',
    path: home,
    presses: openMenu,
    walk: { ...permission, step: 'settings' },
    at: { classic: button('Settings'), table: button('Settings'), cards: button('Settings') },
  },
  {
    name: 'the settings',
    path: '/Settings',
    walk: { ...permission, step: 'users' },
    at: { classic: button('Users'), table: button('Users'), cards: button('Users and permissions') },
  },
  {
    name: 'the users',
    path: '/Settings/Users',
    prepare: lower({ role: 'READONLY' }),
    signs: ['role_limited'],
    walk: { ...permission, step: 'person' },
    at: { classic: button('Maya Lindqvist'), cards: inCard('Change permissions') },
  },
  {
    name: 'the role to choose',
    path: '/Settings/Users',
    prepare: lower({ role: 'READONLY' }),
    presses: forMaya,
    signs: ['role_limited'],
    walk: { ...permission, step: 'role', wanted: 'Standard' },
    at: { classic: option('Standard'), table: inMayasRow('select'), cards: option('Standard') },
  },
  {
    name: 'the reports to allow',
    path: '/Settings/Users',
    prepare: lower({ canSeeReports: false }),
    presses: forMaya,
    walk: { ...reports, step: 'reports' },
    at: { classic: 'form [name=reports]', table: inMayasRow('input'), cards: '[role=switch]' },
  },
  {
    name: 'the rights to save',
    path: '/Settings/Users',
    presses: forMaya,
    walk: { ...permission, step: 'save' },
    at: {
      classic: button('Update permissions'),
      table: inMayasRow('button'),
      cards: button('Save changes'),
    },
  },
  {
    name: 'the users without the person',
    path: '/Settings/Users',
    prepare: (xero) => xero.removeMember(company, maya),
    signs: ['person_missing'],
    walk: { cause: 'user_inactive', step: 'invite' },
    at: { classic: button('Invite a user'), table: button('Invite a user'), cards: button('Add a user') },
  },
  {
    name: 'the invitation',
    path: '/Settings/Users',
    prepare: (xero) => xero.removeMember(company, maya),
    presses: { classic: [button('Invite a user')], table: [button('Invite a user')], cards: [button('Add a user')] },
    signs: ['person_missing'],
    walk: { cause: 'user_inactive', step: 'email', wanted: maya },
    at: { classic: '[name=email]', table: '[name=email]', cards: '[name=email]' },
  },
  {
    name: 'the open menu, for the plan',
    path: home,
    prepare: (xero) => xero.endTrial(company),
    presses: openMenu,
    signs: ['subscription_ended'],
    walk: { cause: 'plan_restricted', step: 'billing' },
    at: { classic: button('Subscription & billing'), table: button('Subscription and billing') },
  },
  {
    name: 'the plan',
    path: '/Settings/Subscription',
    prepare: (xero) => xero.endTrial(company),
    signs: ['subscription_ended'],
    walk: { cause: 'plan_restricted', step: 'change' },
    at: { classic: button('Change pricing plan'), table: button('Change pricing plan'), cards: button('Change plan') },
  },
  {
    name: 'the plans to choose from',
    path: '/Settings/Subscription',
    prepare: (xero) => xero.changePlan(company, 'IGNITE'),
    presses: {
      classic: [button('Change pricing plan')],
      table: [button('Change pricing plan')],
      cards: [button('Change plan')],
    },
    walk: { cause: 'plan_restricted', step: 'plan', wanted: 'GROW' },
    at: { classic: option('GROW'), table: 'dialog select', cards: option('GROW') },
  },
];

function pageOf(xero: XeroControl, generation: Generation, place: Place): VariantPage | undefined {
  const at = place.at[generation];
  if (at === undefined) return undefined;
  return {
    name: `${place.name} (${generation})`,
    names,
    signs: place.signs ?? [],
    walk: { provider: 'xero', ...place.walk },
    at,
    async open(page) {
      xero.heal();
      xero.layout.generation = generation;
      place.prepare?.(xero);
      // Which organisation is shown is kept by the session since `enter`; the address of the older pages leaves it out.
      // What stands there already would not be loaded anew.
      if (new URL(page.url()).pathname === place.path) await page.goto('about:blank');
      await page.goto(`https://go.xero.com${place.path}${place.path === home ? '' : `#company=${code}`}`);
      await page.waitForSelector(title);
      for (const words of place.presses?.[generation] ?? []) {
        const found = await page.waitForSelector(words, { timeout: 5000 });
        await found?.evaluate((element) => element instanceof HTMLElement && element.click());
      }
      return page;
    },
  };
}

/** The consent screen, with another organisation chosen than the wanted one, or none. */
function consentOf(xero: XeroControl, generation: Generation): VariantPage {
  const { tenantId } = xero.organisation('Copperfield Cycles');
  return {
    name: `the consent screen (${generation})`,
    names,
    signs: [],
    choose: { key: tenantId, name: 'Copperfield Cycles', state: generation === 'table' ? 'other' : 'none' },
    at: `::-p-xpath(//*[self::option or self::label or @role="radio"][contains(., "Copperfield Cycles")])`,
    async open(page: Page) {
      xero.heal();
      xero.layout.generation = generation;
      xero.app.redirectUris.add('https://app.ledgerline.example/xero');
      const url = new URL('https://login.xero.com/identity/connect/authorize');
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: xero.app.clientId,
        redirect_uri: 'https://app.ledgerline.example/xero',
        scope: 'openid offline_access accounting.settings.read',
        state: 'state-of-the-variants',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      }).toString();
      await page.goto(url.href);
      await page.waitForSelector('#approveButton');
      return page;
    },
  };
}

/** Xero's screens on the way to each repair, and its consent screen. */
export const xeroVariants: VariantSource = {
  provider: 'xero',
  async enter(page, sandbox) {
    const { xero } = sandbox.control;
    const owner = xero.organisation(company).members.find((member) => member.isSubscriber);
    const user = xero.world.users.find(({ id }) => id === owner?.userId);
    if (!user) throw new Error('nobody owns the company');
    await page.goto(`https://go.xero.com${home}`);
    await signIn(page, user);
    await page.waitForSelector(title);
  },
  pages: ({ control: { xero } }) =>
    generations.flatMap((generation) => [
      ...places.flatMap((place) => pageOf(xero, generation, place) ?? []),
      consentOf(xero, generation),
    ]),
};
