import { createHash } from 'node:crypto';
import type { ClientApp, Company, KeySet, Member, Plan, User, World } from './world.ts';

/** The two key sets of the firm's app registration; both have a secret, every app of Intuit has (facts: 0.1). */
export const productionKeys = {
  clientId: 'ABsandboxProductionKeysOfTheFirmAppq7Wn2Rk5Yt8Zu3',
  secret: 'sandboxProductionSecretNotARealOne000001',
};
export const developmentKeys = {
  clientId: 'ABsandboxDevelopmentKeysOfTheFirmAp4Hx9Lm6Pv1Sd0',
  secret: 'sandboxDevelopmentSecretNotARealOne00001',
};
/** Where the provider's own SDK is sent back to. */
export const sdkRedirectUri = 'https://importer.fernhill-books.example/callback';

/** The same id for the same name at every start, so that screenshots and profiles can be compared. */
function stableDigits(name: string, length: number): string {
  const hex = createHash('sha256').update(`ledgerline quickbooks ${name}`).digest('hex');
  return BigInt(`0x${hex}`).toString().slice(0, length);
}

function stableGuid(name: string): string {
  const hex = createHash('sha256').update(`ledgerline quickbooks ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function user(givenName: string, familyName: string, domain: string): User {
  const email = `${givenName.toLowerCase()}@${domain}`;
  return { id: stableGuid(email), email, password: `${givenName}-opens-the-books`, givenName, familyName };
}

const people = {
  maya: user('Maya', 'Lindqvist', 'fernhill-books.example'),
  tomas: user('Tomas', 'Okafor', 'fernhill-books.example'),
  priya: user('Priya', 'Brandt', 'fernhill-books.example'),
  /** Owns every company: primary admin, pays the subscription. */
  olive: user('Olive', 'Marchetti', 'client-owners.example'),
};

interface CompanySeed {
  name: string;
  country: Company['country'];
  plan: Plan;
  bookkeeper: keyof typeof people;
  isTest?: boolean;
}

const currencies = { US: 'USD', CA: 'CAD', GB: 'GBP', AU: 'AUD' } as const;

const companies: readonly CompanySeed[] = [
  { name: 'Marigold Bakehouse', country: 'US', plan: 'QuickBooks Online Plus', bookkeeper: 'maya' },
  { name: 'Northgate Plumbing', country: 'US', plan: 'QuickBooks Online Simple Start', bookkeeper: 'maya' },
  { name: 'Tallow & Wick Candles', country: 'CA', plan: 'QuickBooks Online Essentials', bookkeeper: 'maya' },
  { name: 'Cedar Point Dental', country: 'US', plan: 'QuickBooks Online Advanced', bookkeeper: 'tomas' },
  { name: 'Bluestem Landscaping', country: 'US', plan: 'QuickBooks Online Plus', bookkeeper: 'tomas' },
  { name: 'Rivet & Sons Garage', country: 'GB', plan: 'QuickBooks Online Essentials', bookkeeper: 'priya' },
  {
    name: 'Sandbox Company_US_1',
    country: 'US',
    plan: 'QuickBooks Online Plus',
    bookkeeper: 'maya',
    isTest: true,
  },
];

function company({ name, country, plan, bookkeeper, isTest = false }: CompanySeed): Company {
  const members: Member[] = [
    { userId: people.olive.id, role: 'primary_admin' },
    { userId: people[bookkeeper].id, role: 'company_admin' },
  ];
  return {
    realmId: `93414${stableDigits(name, 11)}`,
    name,
    country,
    currency: currencies[country],
    plan,
    subscription: 'SUBSCRIBED',
    isTest,
    condition: 'open',
    members,
    otherApps: ['Paper Trail Receipts'],
  };
}

function app(keys: { clientId: string; secret: string }, keySet: KeySet, redirectUris: string[]): ClientApp {
  return {
    ...keys,
    keySet,
    name: 'Ledgerline',
    redirectUris: new Set(redirectUris),
    extraScopes: new Set(),
    monthlyReads: 0,
    monthlyLimit: 500_000,
  };
}

/** A bookkeeping firm of three people, six client companies and a test company, all of them invented. */
export function seedFirm(): World {
  return {
    users: Object.values(people).map((person) => ({ ...person })),
    companies: companies.map(company),
    apps: [app(productionKeys, 'production', [sdkRedirectUri]), app(developmentKeys, 'development', [sdkRedirectUri])],
  };
}
