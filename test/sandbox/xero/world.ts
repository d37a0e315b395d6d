import { newGuid } from '../core/random.ts';

/** How the product looks: pages and radio buttons, tables and lists, or cards and switches. */
export const generations = ['classic', 'table', 'cards'] as const;
export type Generation = (typeof generations)[number];

/** Roles of the accounting API's Users endpoint (facts: 2.2). */
export type Role = 'READONLY' | 'INVOICEONLY' | 'STANDARD' | 'FINANCIALADVISER' | 'CASHBOOKCLIENT' | 'MANAGEDCLIENT';

export interface User {
  id: string;
  email: string;
  password: string;
  givenName: string;
  familyName: string;
}

export interface Membership {
  userId: string;
  role: Role;
  canSeeReports: boolean;
  canManageUsers: boolean;
  isSubscriber: boolean;
}

export interface Organisation {
  /** Changes when a demo company is reset. */
  tenantId: string;
  name: string;
  /** With its leading `!`. */
  shortCode: string;
  country: 'AU' | 'NZ' | 'GB' | 'US';
  currency: string;
  /** `Class` of the Organisation endpoint. */
  plan: string;
  isDemo: boolean;
  isOffline: boolean;
  hasTrialEnded: boolean;
  members: Membership[];
  /** Names of other uncertified apps connected to it; at most two of those may be (facts: 1.12). */
  otherApps: string[];
}

export interface ClientApp {
  clientId: string;
  /** `web` apps prove themselves with the secret, `public` ones with PKCE alone. */
  kind: 'web' | 'public';
  secret: string | undefined;
  name: string;
  redirectUris: Set<string>;
  /** Scopes that were granted to the app beyond those every app may ask for. */
  extraScopes: Set<string>;
  isEnabled: boolean;
  /** Most organisations it may be connected to, over all users. */
  connectionCap: number;
  /** Whether one consent may pick several organisations (a premium of the largest tier). */
  canBulkConnect: boolean;
  dayLimit: number;
}

/** The link between an app, a person and an organisation: what `/connections` lists. */
export interface Link {
  id: string;
  clientId: string;
  userId: string;
  tenantId: string;
  authEventId: string;
  createdMs: number;
  updatedMs: number;
}

export interface World {
  users: User[];
  organisations: Organisation[];
  apps: ClientApp[];
  links: Link[];
}

/** Only these may connect an organisation (facts: 1.11). */
const mayConnect = (role: Role): boolean => role === 'STANDARD' || role === 'FINANCIALADVISER';

export function findMembership(organisation: Organisation, userId: string): Membership | undefined {
  return organisation.members.find((member) => member.userId === userId);
}

/** Organisations a person can pick on the consent screen. */
export function connectableBy(world: World, userId: string): Organisation[] {
  return world.organisations.filter((organisation) => {
    const membership = findMembership(organisation, userId);
    return membership !== undefined && mayConnect(membership.role);
  });
}

/** What `/connections` lists for a person and app: links that are still backed by the right to connect. */
export function liveLinks(world: World, clientId: string, userId: string): Link[] {
  const open = new Set(connectableBy(world, userId).map((organisation) => organisation.tenantId));
  return world.links.filter((link) => link.clientId === clientId && link.userId === userId && open.has(link.tenantId));
}

/** Links an organisation to an app, or renews the link with the sign-in it was picked in. */
export function putLink(world: World, link: Omit<Link, 'id' | 'createdMs' | 'updatedMs'>, nowMs: number): void {
  const known = world.links.find(
    (other) => other.clientId === link.clientId && other.userId === link.userId && other.tenantId === link.tenantId,
  );
  if (known) {
    known.authEventId = link.authEventId;
    known.updatedMs = nowMs;
  } else {
    world.links.push({ ...link, id: newGuid(), createdMs: nowMs, updatedMs: nowMs });
  }
}

export function dropLinks(world: World, which: (link: Link) => boolean): void {
  world.links = world.links.filter((link) => !which(link));
}
