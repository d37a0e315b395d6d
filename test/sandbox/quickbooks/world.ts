/** Roles of QuickBooks users; the first two may connect apps (facts: 1, "who may connect"). */
export type Role = 'primary_admin' | 'company_admin' | 'standard' | 'reports_only' | 'time_tracking';

/** `SubscriptionStatus` of CompanyInfo (facts: 2). */
export type Subscription = 'TRIAL' | 'TRIALOPTIN' | 'SUBSCRIBED' | 'EXPIRED' | 'RESTRICTED' | 'SUSPENDED' | 'CANCELLED';

/** `OfferingSku` of CompanyInfo, smallest first. */
export const plans = [
  'QuickBooks Online Simple Start',
  'QuickBooks Online Essentials',
  'QuickBooks Online Plus',
  'QuickBooks Online Advanced',
] as const;
export type Plan = (typeof plans)[number];

export interface User {
  id: string;
  email: string;
  password: string;
  givenName: string;
  familyName: string;
}

export interface Member {
  userId: string;
  role: Role;
}

export interface Company {
  realmId: string;
  name: string;
  country: 'US' | 'CA' | 'GB' | 'AU';
  currency: string;
  plan: Plan;
  subscription: Subscription;
  /** A test company: development keys reach only these, production keys only the others (facts: 1, "Keys"). */
  isTest: boolean;
  /** `lapsed` refuses reads too, with code 7001; a subscription that merely ended does not (facts: 0.4, 4b). */
  condition: 'open' | 'locked' | 'maintenance' | 'lapsed' | 'deleted';
  members: Member[];
  /** Apps of other makers on its Apps page. */
  otherApps: string[];
}

/** How the screens look and read, oldest first: words, addresses, and what they are made of. */
export const generations = ['classic', 'tabbed', 'rail'] as const;
export type Generation = (typeof generations)[number];

export type KeySet = 'production' | 'development';

/** One key set of an app on the developer portal. */
export interface ClientApp {
  clientId: string;
  secret: string;
  keySet: KeySet;
  name: string;
  redirectUris: Set<string>;
  /** Scopes Intuit onboarded the app for, beyond those every app may ask for. */
  extraScopes: Set<string>;
  /** Reads counted against it this month; sandbox calls are not (facts: 2, "Limits"). */
  monthlyReads: number;
  monthlyLimit: number;
}

export interface World {
  users: User[];
  companies: Company[];
  apps: ClientApp[];
}

/** Whether a role may connect apps. */
export const isAdmin = (role: Role | undefined): boolean => role === 'primary_admin' || role === 'company_admin';

export function findMember(company: Company, userId: string): Member | undefined {
  return company.members.find((member) => member.userId === userId);
}

/** Companies in the selector of the consent page: those the person is an admin of, of the kind the keys reach. */
export function connectableBy(world: World, userId: string, keySet: KeySet): Company[] {
  return world.companies.filter(
    (company) =>
      isAdmin(findMember(company, userId)?.role) &&
      company.isTest === (keySet === 'development') &&
      company.condition !== 'deleted',
  );
}

/** Whether the subscription is over: the product says so above every page, and lets the primary admin renew it. */
export const hasEnded = ({ subscription, condition }: Company): boolean =>
  subscription === 'EXPIRED' || subscription === 'CANCELLED' || condition === 'lapsed';

/** Whether a plan has what needs at least another one. */
export function includesPlan(plan: Plan, needed: Plan): boolean {
  return plans.indexOf(plan) >= plans.indexOf(needed);
}
