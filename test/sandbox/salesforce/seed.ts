import { createHash } from 'node:crypto';
import { type ClientApp, newPolicy, type Org, type OrgUser, type Profile, type World } from './world.ts';

/** The consumer key the extension uses: an External Client App with PKCE and without a secret. */
export const publicClientId = '3MVG9ledgerlineSANDBOX.public.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN';
/** A server-side app, as the provider's JavaScript client is used in. */
export const webClientId = '3MVG9ledgerlineSANDBOX.web.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ';
export const webClientSecret = 'SANDBOX0SALESFORCE0WEB0APP0SECRET0NOT0A0REAL0ONE0000000000000001';
export const webRedirectUri = 'http://localhost:3000/oauth2/callback';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Three more characters tell which of the first fifteen are capitals, so that ids survive systems that ignore case. */
function withCaseMarks(id: string): string {
  const marks = [0, 5, 10].map((start) => {
    const bits = [...id.slice(start, start + 5)].reduce(
      (sum, letter, at) => sum + (/[A-Z]/.test(letter) ? 1 << at : 0),
      0,
    );
    return letters[bits] ?? 'A';
  });
  return id + marks.join('');
}

/** A record id of 18 characters; the same for the same name at every start. */
export function idFor(prefix: string, name: string): string {
  const bytes = createHash('sha256').update(`ledgerline sandbox salesforce ${name}`).digest();
  const tail = [...bytes.subarray(0, 7)].map((byte) => digits[byte % digits.length]).join('');
  return withCaseMarks(`${prefix}8d000${tail}`.padEnd(15, '0').slice(0, 15));
}

function user(orgDomain: string, name: string, rights: Partial<OrgUser> = {}): OrgUser {
  const given = name.split(' ')[0] ?? name;
  const username = `${given.toLowerCase()}@${orgDomain.replace(/[^a-z0-9-]/g, '.')}.example`;
  return {
    id: idFor('005', username),
    username,
    password: `${given}-opens-the-org`,
    name,
    profile: 'Standard User',
    isAdmin: false,
    mayViewSetup: false,
    isActive: true,
    isFrozen: false,
    permissionSets: new Set(),
    mayApproveUninstalledApps: false,
    isApiOnly: false,
    ...rights,
  };
}

const admin = (orgDomain: string, name: string): OrgUser =>
  user(orgDomain, name, {
    profile: 'System Administrator',
    isAdmin: true,
    mayViewSetup: true,
    mayApproveUninstalledApps: true,
  });

/** Somebody who may look at Setup and change nothing there. */
const auditor = (orgDomain: string): OrgUser =>
  user(orgDomain, 'Ines Achterberg', { profile: 'Read Only', mayViewSetup: true });

const profile = (orgDomain: string, name: string): Profile => ({
  id: idFor('00e', `${orgDomain} ${name}`),
  name,
  hasApi: true,
  deniedObjects: new Set(),
  ranges: [],
  isOutOfHours: false,
});

interface OrgSeed {
  name: string;
  domain: string;
  edition: string;
  people: [person: string, admin: string];
}

const seeds: readonly OrgSeed[] = [
  {
    name: 'Northwind Orchards',
    domain: 'northwind-orchards',
    edition: 'Enterprise Edition',
    people: ['Maya Lindqvist', 'Olive Marchetti'],
  },
  {
    name: 'Calder Rail Logistics',
    domain: 'calder-rail',
    edition: 'Unlimited Edition',
    people: ['Maya Lindqvist', 'Hugo Steiner'],
  },
  {
    name: 'Pelican Point Resorts',
    domain: 'pelican-point',
    edition: 'Professional Edition',
    people: ['Priya Brandt', 'Olive Marchetti'],
  },
  {
    name: 'Northwind Orchards',
    domain: 'northwind-orchards--uat.sandbox',
    edition: 'Enterprise Edition',
    people: ['Maya Lindqvist', 'Olive Marchetti'],
  },
];

function org({ name, domain, edition, people: [person, boss] }: OrgSeed): Org {
  return {
    id: idFor('00D', domain),
    name,
    domain,
    edition,
    isSandbox: domain.includes('--'),
    instance: domain.includes('--') ? 'DEU140S' : 'DEU62',
    trialEndsMs: undefined,
    hasApi: true,
    isClosed: false,
    isSessionLocked: false,
    profiles: ['System Administrator', 'Standard User', 'Read Only'].map((title) => profile(domain, title)),
    permissionSets: [{ id: idFor('0PS', domain), name: 'Accounting Integration' }],
    users: [user(domain, person), admin(domain, boss), auditor(domain)],
    policies: new Map([
      [publicClientId, newPolicy({ isInstalled: true, wasTried: true })],
      [webClientId, newPolicy({ isInstalled: true, wasTried: true })],
    ]),
    loginHistory: [],
  };
}

function app(
  about: Pick<ClientApp, 'clientId' | 'secret' | 'name' | 'ownerDomain' | 'scopes' | 'requiresSecret'>,
  redirectUris: string[],
): ClientApp {
  return { ...about, redirectUris: new Set(redirectUris), requiresPkce: true, isEnabled: true, isPropagating: false };
}

/** Three companies and a sandbox of one of them, all invented, and two registered apps that their admins have installed. */
export function seedOrgs(): World {
  return {
    orgs: seeds.map(org),
    apps: [
      app(
        {
          clientId: publicClientId,
          secret: undefined,
          name: 'Ledgerline',
          ownerDomain: 'calder-rail',
          scopes: new Set(['api', 'refresh_token']),
          requiresSecret: false,
        },
        [],
      ),
      app(
        {
          clientId: webClientId,
          secret: webClientSecret,
          name: 'Fernhill Importer',
          ownerDomain: 'pelican-point',
          scopes: new Set(['api', 'refresh_token', 'openid', 'id']),
          requiresSecret: true,
        },
        [webRedirectUri],
      ),
    ],
  };
}
