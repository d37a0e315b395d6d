/** What an admin set for an app in one org (facts: 1 "Refresh policy", "Rotation"; 2; 3). */
export interface AppPolicy {
  /** Whether an admin installed the app; without that only people who may approve uninstalled apps can connect it. */
  isInstalled: boolean;
  isBlocked: boolean;
  permittedUsers: 'all' | 'admin_approved';
  /** Profiles that are approved in advance. */
  profiles: Set<string>;
  refresh: 'until_revoked' | 'at_once' | { idleMs: number } | { afterMs: number };
  isRotating: boolean;
  /** Sessions of the app are tied to addresses the org does not allow, or lack the level it asks for. */
  isSessionRefused: boolean;
  /** The admin was told of the app: it is listed on OAuth Usage after one attempt. */
  wasTried: boolean;
}

export interface OrgUser {
  id: string;
  username: string;
  password: string;
  name: string;
  profile: string;
  isAdmin: boolean;
  isActive: boolean;
  /** The profile's API Enabled. */
  hasApi: boolean;
  mayApproveUninstalledApps: boolean;
  /** Has an integration or API-only licence. */
  isApiOnly: boolean;
  /** Objects the profile may not read. */
  deniedObjects: Set<string>;
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
  /** Addresses other than the office's are refused. */
  isIpRestricted: boolean;
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
    refresh: 'until_revoked',
    isRotating: false,
    isSessionRefused: false,
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

export const originOf = (org: Org): string => `https://${org.domain}.my.salesforce.com`;
export const lightningOf = (org: Org): string => `https://${org.domain}.lightning.force.com`;
