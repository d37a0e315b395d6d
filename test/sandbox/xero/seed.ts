import { createHash } from 'node:crypto';
import type { ClientApp, Membership, Organisation, User, World } from './world.ts';

/** The app registration of the extension: "Mobile or desktop app", that is PKCE and no secret. */
export const publicClientId = '7A0C5D8E4F1B4E0B9D2C3A6F8E1D0B54';
/** A "Web app" registration, as server-side clients such as the provider's own SDK use. */
export const webClientId = '1F6B2D90C7E84A35B0D9E3F4A5C6B7D8';
export const webClientSecret = 'sandbox-web-app-secret-not-a-real-one-0001';
export const webRedirectUri = 'http://localhost:3000/callback';

/** The same id for the same name at every start, so that screenshots and profiles can be compared. */
function stableGuid(name: string): string {
  const hex = createHash('sha256').update(`ledgerline sandbox ${name}`).digest('hex');
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
  /** Runs every company: manages users and pays the subscription; not connected to any app. */
  olive: user('Olive', 'Marchetti', 'client-owners.example'),
};

type Person = keyof typeof people;

interface CompanySeed {
  name: string;
  code: string;
  country: Organisation['country'];
  plan: string;
  bookkeeper: Person;
}

const currencies = { AU: 'AUD', NZ: 'NZD', GB: 'GBP', US: 'USD' } as const;

const companies: readonly CompanySeed[] = [
  { name: 'Harbour Lane Bakery', code: '!hLb42', country: 'AU', plan: 'GROW', bookkeeper: 'maya' },
  { name: 'Copperfield Cycles', code: '!cFc07', country: 'AU', plan: 'IGNITE', bookkeeper: 'maya' },
  { name: 'Tidewater Marine Supplies', code: '!tMs19', country: 'NZ', plan: 'COMPREHENSIVE', bookkeeper: 'maya' },
  { name: 'Juniper & Slate Interiors', code: '!jSi33', country: 'GB', plan: 'GROW', bookkeeper: 'maya' },
  { name: 'Redgum Landscapes', code: '!rGl58', country: 'AU', plan: 'TRIAL', bookkeeper: 'maya' },
  { name: 'Brightwater Dental', code: '!bWd64', country: 'NZ', plan: 'ULTIMATE', bookkeeper: 'tomas' },
  { name: 'Kestrel Freight', code: '!kFr71', country: 'GB', plan: 'COMPREHENSIVE', bookkeeper: 'tomas' },
  { name: 'Old Mill Brewing Co', code: '!oMb80', country: 'US', plan: 'GROW', bookkeeper: 'tomas' },
  { name: 'Lumen Yoga Studio', code: '!lYs88', country: 'AU', plan: 'IGNITE', bookkeeper: 'tomas' },
  { name: 'Ironbark Engineering', code: '!iBe90', country: 'AU', plan: 'ULTIMATE', bookkeeper: 'priya' },
  { name: 'Saltmarsh Seafoods', code: '!sMs95', country: 'GB', plan: 'GROW', bookkeeper: 'priya' },
  { name: 'Demo Company (AU)', code: '!dMo01', country: 'AU', plan: 'DEMO', bookkeeper: 'priya' },
];

const member = (userId: string, rights: Partial<Membership>): Membership => ({
  userId,
  role: 'STANDARD',
  canSeeReports: true,
  canManageUsers: false,
  isSubscriber: false,
  ...rights,
});

function organisation(seed: CompanySeed): Organisation {
  return {
    tenantId: stableGuid(seed.name),
    name: seed.name,
    shortCode: seed.code,
    country: seed.country,
    currency: currencies[seed.country],
    plan: seed.plan,
    isDemo: seed.plan === 'DEMO',
    isOffline: false,
    hasTrialEnded: false,
    members: [
      member(people.olive.id, { role: 'FINANCIALADVISER', canManageUsers: true, isSubscriber: true }),
      member(people[seed.bookkeeper].id, {}),
    ],
    otherApps: ['Paper Trail Receipts'],
  };
}

function app(about: Pick<ClientApp, 'clientId' | 'kind' | 'secret' | 'name'>, redirectUris: string[]): ClientApp {
  return {
    ...about,
    redirectUris: new Set(redirectUris),
    extraScopes: new Set(),
    isEnabled: true,
    connectionCap: 50,
    canBulkConnect: false,
    dayLimit: 5000,
  };
}

/** A bookkeeping firm of three people with twelve client companies, all of them invented, and its two app registrations. */
export function seedFirm(): World {
  return {
    users: Object.values(people).map((person) => ({ ...person })),
    organisations: companies.map(organisation),
    apps: [
      app({ clientId: publicClientId, kind: 'public', secret: undefined, name: 'Ledgerline' }, []),
      app({ clientId: webClientId, kind: 'web', secret: webClientSecret, name: 'Fernhill Importer' }, [webRedirectUri]),
    ],
    links: [],
  };
}
