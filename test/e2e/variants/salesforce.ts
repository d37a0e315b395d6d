import type { Frame, Page } from 'puppeteer-core';
import { pollFor } from '../../browsers/poll.ts';
import { logIn } from '../../browsers/walks/salesforce.ts';
import type { SalesforceControl } from '../../sandbox/salesforce/control.ts';
import type { Layout } from '../../sandbox/salesforce/world.ts';
import { layouts } from '../providers/salesforce-layouts.ts';
import type { VariantPage, VariantSource } from './variant-pages.ts';

const domain = 'northwind-orchards';
const maya = 'maya@northwind-orchards.example';
const names = { person: [maya, 'Maya Lindqvist'], app: ['Ledgerline'], company: ['Northwind Orchards'] };

/** Where an admin stands in Setup, and what is right there; `at` holds for every layout that has the place. */
interface Place {
  name: string;
  /** In the address of Setup; of a record, what comes behind the person's id. */
  page: string | { ofPerson: string };
  walk: Omit<NonNullable<VariantPage['walk']>, 'provider'>;
  at: string;
  /** The list of apps is another one for the newer kind of apps. */
  isOfApps?: true;
  /** Setup's own tree stands in Lightning only. */
  isLightningOnly?: true;
  prepare?(salesforce: SalesforceControl): void;
}

const pressable = '*[self::a or self::button or self::input or self::label]';
const named = (...words: string[]): string =>
  `(${words.map((one) => `normalize-space(.)="${one}" or normalize-space(@value)="${one}"`).join(' or ')})`;
const press = (...words: string[]): string => `::-p-xpath(//${pressable}[${named(...words)}])`;
const inRow = (row: string, what: string): string =>
  `::-p-xpath(//*[self::tr or self::li][contains(., "${row}")]//${what})`;
const field = (words: string): string =>
  `::-p-xpath(//*[self::input or self::select][@id=//label[normalize-space(.)="${words}"]/@for or ancestor::label[contains(., "${words}")]])`;

const inactive = { cause: 'user_inactive' };
const notInstalled = { cause: 'app_not_authorized' };

const places: readonly Place[] = [
  {
    name: 'the entry of users in the tree',
    page: 'SetupOneHome',
    isLightningOnly: true,
    walk: { ...inactive, step: 'users' },
    at: press('Users'),
  },
  {
    name: 'the entry of session settings in the tree',
    page: 'SetupOneHome',
    isLightningOnly: true,
    walk: {
      cause: 'access_policy_blocked',
      description: 'This session is not valid for use with it',
      step: 'settings',
    },
    at: press('Session Settings'),
  },
  {
    name: 'the app to install',
    page: 'ConnectedAppsUsage',
    isOfApps: true,
    walk: { ...notInstalled, step: 'install' },
    at: inRow('Ledgerline', `${pressable}[${named('Install')}]`),
    prepare: (salesforce) => salesforce.uninstallApp(domain),
  },
  {
    name: 'the app to unblock',
    page: 'ConnectedAppsUsage',
    isOfApps: true,
    walk: { ...notInstalled, description: 'the app is blocked', step: 'unblock' },
    at: inRow('Ledgerline', `*[@role="switch" or (self::a and ${named('Unblock')})]`),
    prepare: (salesforce) => salesforce.blockApp(domain),
  },
  {
    name: 'the edit of a person',
    page: { ofPerson: '' },
    walk: { ...inactive, step: 'edit' },
    at: press('Edit'),
    prepare: (salesforce) => salesforce.setActive(domain, false),
  },
  {
    name: 'the person who is frozen',
    page: { ofPerson: '' },
    walk: { ...inactive, step: 'unfreeze' },
    at: press('Unfreeze'),
    prepare: (salesforce) => salesforce.freeze(domain),
  },
  {
    name: 'the assignments of a person',
    page: { ofPerson: '' },
    walk: { cause: 'user_permission_insufficient', step: 'assign' },
    at: press('Edit Assignments', 'Add Assignments'),
    prepare: (salesforce) => salesforce.setApiEnabled(domain, false),
  },
  {
    name: 'the box for active people',
    page: { ofPerson: '/e' },
    walk: { ...inactive, step: 'active' },
    at: field('Active'),
    prepare: (salesforce) => salesforce.setActive(domain, false),
  },
  {
    name: 'the lock of sessions',
    page: 'SecuritySession',
    walk: { cause: 'access_policy_blocked', description: 'This session is not valid for use with it', step: 'lock' },
    at: field('Lock sessions to the IP address from which they originated'),
    prepare: (salesforce) => salesforce.refuseSessions(domain),
  },
  {
    name: 'the app to edit where it was made',
    page: 'NavigationMenus',
    walk: { cause: 'client_credentials_invalid', step: 'app' },
    at: inRow('Ledgerline', `*[@aria-haspopup or (self::a and not(@role) and ${named('Edit')})]`),
    prepare: (salesforce) => {
      salesforce.app.ownerDomain = domain;
    },
  },
  {
    name: 'what the edition lacks',
    page: 'CompanyProfileInfo',
    walk: { cause: 'plan_restricted', step: 'add' },
    at: inRow('Web Services API', `*[@aria-haspopup or (self::a and not(@role) and ${named('Add')})]`),
    prepare: (salesforce) => salesforce.loseApi(domain),
  },
];

const addressOf = (path: string): string => `https://${domain}.lightning.force.com/lightning/${path}`;

function pathOf({ page, isOfApps }: Place, salesforce: SalesforceControl, { apps }: Layout): string {
  if (typeof page !== 'string') {
    const place = `/${salesforce.userOf(domain).id}${page.ofPerson}`;
    return `setup/ManageUsers/page?address=${encodeURIComponent(place)}`;
  }
  return `setup/${isOfApps && apps === 'external' ? 'ExternalClientApplicationOauthUsage' : page}/home`;
}

/** The frame of a classic page, or the page itself; whatever holds the right element. */
async function holderOf(page: Page, at: string): Promise<Page | Frame> {
  return pollFor(`${at} at ${page.url()}`, async () => {
    for (const frame of page.frames()) if (await frame.$(at).catch(() => null)) return frame;
    return undefined;
  });
}

function pageOf(salesforce: SalesforceControl, layout: Layout, place: Place): VariantPage[] {
  // Only lists of apps differ between the kinds of apps.
  if (layout.apps === 'external' && !place.isOfApps) return [];
  if (layout.setup === 'classic' && place.isLightningOnly) return [];
  return [
    {
      name: `${place.name} (${layout.setup}, ${layout.apps})`,
      names,
      signs: [],
      walk: { provider: 'salesforce', ...place.walk },
      at: place.at,
      async open(page) {
        salesforce.heal();
        salesforce.app.ownerDomain = 'calder-rail';
        Object.assign(salesforce.layout, layout);
        place.prepare?.(salesforce);
        await page.goto(addressOf(pathOf(place, salesforce, layout)));
        return holderOf(page, place.at);
      },
    },
  ];
}

/** Salesforce's Setup on the way to each repair, in every layout. */
export const salesforceVariants: VariantSource = {
  provider: 'salesforce',
  async enter(page, { control: { salesforce } }) {
    await page.goto(`https://${domain}.my.salesforce.com/`);
    await logIn(page, salesforce.adminOf(domain));
    await pollFor('the product', async () => /force\.com\/(?:lightning|home)\//.test(page.url()) || undefined);
  },
  pages: ({ control: { salesforce } }) =>
    layouts.flatMap((layout) => places.flatMap((place) => pageOf(salesforce, layout, place))),
};
