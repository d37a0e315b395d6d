/** How an org's Setup is laid out (facts: 4 and 7). */
export interface Layout {
  /**
   * `framed`: Lightning with the classic page in a frame. `native`: Lightning draws the pages itself, with cards, menus and
   * switches. `classic`: no Lightning at all.
   */
  setup: 'framed' | 'native' | 'classic';
  /** What third-party apps are here: the older kind, or the one that replaces it, with pages of its own. */
  apps: 'connected' | 'external';
}

/** What an admin set for an app in one org (facts: 1 "Refresh policy", "Rotation"; 2; 3). */
export interface AppPolicy {
  /** Whether an admin installed the app; without that only people who may approve uninstalled apps can connect it. */
  isInstalled: boolean;
  isBlocked: boolean;
  permittedUsers: 'all' | 'admin_approved';
  /** Profiles that are approved in advance. */
  profiles: Set<string>;
  /** Whether the profiles' Login IP Ranges hold for this app. */
  ipRelaxation: 'enforce' | 'relax';
  refresh: 'until_revoked' | 'at_once' | { idleMs: number } | { afterMs: number };
  isRotating: boolean;
  /** The admin was told of the app: it is listed on OAuth Usage after one attempt. */
  wasTried: boolean;
}

/** A profile: what everybody with it may do, and from where and when (facts: 7). */
export interface Profile {
  id: string;
  name: string;
  /** API Enabled. */
  hasApi: boolean;
  /** Objects the profile may not read. */
  deniedObjects: Set<string>;
  /** Login IP Ranges: nobody of ours comes from one of them, so any range keeps us out. */
  ranges: { start: string; end: string }[];
  /** Login Hours leave out the time it is now. */
  isOutOfHours: boolean;
}

/** A permission set: gives API Enabled and read access to every object to whom it is assigned. */
export interface PermissionSet {
  id: string;
  name: string;
}

export interface OrgUser {
  id: string;
  username: string;
  password: string;
  name: string;
  profile: string;
  isAdmin: boolean;
  /** View Setup and Configuration: may look at Setup, and change nothing. */
  mayViewSetup: boolean;
  isActive: boolean;
  /** Kept out until somebody unfreezes them. */
  isFrozen: boolean;
  /** Names of the permission sets assigned. */
  permissionSets: Set<string>;
  mayApproveUninstalledApps: boolean;
  /** Has an integration or API-only licence. */
  isApiOnly: boolean;
}

export interface LoginEntry {
  atMs: number;
  username: string;
  status: string;
}

/** An org: what an accounting person calls a company. */
export interface Org {
  /** 18 characters. */
  id: string;
  name: string;
  /** `acme`, or `acme--uat.sandbox`: what stands before `.my.salesforce.com`. */
  domain: string;
  edition: string;
  isSandbox: boolean;
  instance: string;
  trialEndsMs: number | undefined;
  /** Whether the edition has the REST API. */
  hasApi: boolean;
  /** Locked, closed or suspended as a whole. */
  isClosed: boolean;
  /** Session Settings: sessions are locked to the address they began at, which ours never come from. */
  isSessionLocked: boolean;
  profiles: Profile[];
  permissionSets: PermissionSet[];
  users: OrgUser[];
  /** Settings for each app by its consumer key. */
  policies: Map<string, AppPolicy>;
  loginHistory: LoginEntry[];
}

/** A registered app; the same for all orgs, because it is packaged. */
export interface ClientApp {
  clientId: string;
  secret: string | undefined;
  name: string;
  /** The org it was made in, where its settings are. */
  ownerDomain: string;
  redirectUris: Set<string>;
  scopes: Set<string>;
  requiresPkce: boolean;
  /** Ticked by default; an app in a browser has to untick it. */
  requiresSecret: boolean;
  isEnabled: boolean;
  /** Minutes old: nobody knows its key yet. */
  isPropagating: boolean;
}

export interface World {
  orgs: Org[];
  apps: ClientApp[];
}

export function newPolicy(changes: Partial<AppPolicy> = {}): AppPolicy {
  return {
    isInstalled: false,
    isBlocked: false,
    permittedUsers: 'all',
    profiles: new Set(),
    ipRelaxation: 'enforce',
    refresh: 'until_revoked',
    isRotating: false,
    wasTried: false,
    ...changes,
  };
}

export function policyOf(org: Org, clientId: string): AppPolicy {
  const known = org.policies.get(clientId);
  if (known) return known;
  const fresh = newPolicy();
  org.policies.set(clientId, fresh);
  return fresh;
}

export function profileOf(org: Org, user: OrgUser): Profile {
  const profile = org.profiles.find(({ name }) => name === user.profile);
  if (!profile) throw new Error(`the sandbox has no profile ${user.profile}`);
  return profile;
}

/** API Enabled, by profile or permission set. */
export const mayUseApi = (org: Org, user: OrgUser): boolean =>
  profileOf(org, user).hasApi || user.permissionSets.size > 0;

export const mayRead = (org: Org, user: OrgUser, objectName: string): boolean =>
  !profileOf(org, user).deniedObjects.has(objectName) || user.permissionSets.size > 0;

export const originOf = (org: Org): string => `https://${org.domain}.my.salesforce.com`;
export const lightningOf = (org: Org): string => `https://${org.domain}.lightning.force.com`;
