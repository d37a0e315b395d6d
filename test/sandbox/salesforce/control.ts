import { must } from '../core/control-parts.ts';
import type { Faults } from '../core/faults.ts';
import { outage } from '../core/oauth-faults.ts';
import { outages } from './api-errors.ts';
import type { LimitKind } from './limits.ts';
import { publicClientId, webClientId } from './seed.ts';
import { endSessions } from './setup-acts.ts';
import { realLifetimes, realManners, type SalesforceState, type TokenCounters } from './state.ts';
import { endApproval, openApproval } from './tokens.ts';
import {
  type AppPolicy,
  type ClientApp,
  type Layout,
  newPolicy,
  type Org,
  type OrgUser,
  type Profile,
  policyOf,
  profileOf,
  type World,
} from './world.ts';

/** What a test, or the control page, may do to the played Salesforce. Orgs go by the name in their host (`northwind-orchards`). */
export interface SalesforceControl {
  readonly world: World;
  readonly lifetimes: typeof realLifetimes;
  readonly manners: typeof realManners;
  /** How Setup looks from now on; a page that is open has to be loaded anew. */
  readonly layout: Layout;
  org(domain: string): Org;
  /** The person who connects the org; not an admin. */
  userOf(domain: string): OrgUser;
  adminOf(domain: string): OrgUser;
  /** The registration the extension uses; its redirect URIs must be added first. */
  readonly app: ClientApp;
  readonly webApp: ClientApp;
  /** What the org's admin set for the extension's app. */
  policy(domain: string): AppPolicy;
  counters(): TokenCounters;
  /** Every token, code, state and verifier seen so far (SEC-43). */
  secrets(): readonly string[];

  /** The person signed in before the simulator was started: the extension's app holds the refresh token. */
  adoptGrant(domain: string, refreshToken: string, scopes: readonly string[]): void;
  /** Sessions of the app in this org are past the session timeout; refresh tokens stay good. */
  expireSessions(domain: string): void;
  /** An admin pressed Revoke on OAuth Usage. */
  revoke(domain: string): void;
  setActive(domain: string, isActive: boolean): void;
  /** Frozen: inactive in all but name. */
  freeze(domain: string): void;
  /** API Enabled on the person's profile; no permission set gives it either. */
  setApiEnabled(domain: string, hasApi: boolean): void;
  denyObject(domain: string, objectName: string): void;
  /** The profile's Login IP Ranges name only the office's addresses; sessions of the app end. */
  restrictAddresses(domain: string): void;
  /** The profile's Login Hours leave out the time it is now. */
  closeHours(domain: string): void;
  /** Session Settings lock sessions to the address they began at: those of the app are no longer good for the REST interface. */
  refuseSessions(domain: string): void;
  blockApp(domain: string): void;
  uninstallApp(domain: string): void;
  /** The org never heard of the app: it is not installed, and in no list. */
  forgetApp(domain: string): void;
  approveOnly(domain: string, profiles: readonly string[]): void;
  setRefreshRule(domain: string, refresh: AppPolicy['refresh']): void;
  /** The edition lost the REST interface. */
  loseApi(domain: string): void;
  closeOrg(domain: string): void;
  exhaust(domain: string, kind: LimitKind): void;
  startOutage(kind: keyof typeof outages): void;
  unregisterRedirects(): void;
  /** Heals everything; what people allowed stays. */
  heal(): void;
}

export function createSalesforceControl(state: SalesforceState, faults: Faults): SalesforceControl {
  const { world } = state;
  const unregistered = new Set<string>();
  const org = (domain: string): Org =>
    must(
      world.orgs.find((candidate) => candidate.domain === domain),
      `org ${domain}`,
    );
  const app = (clientId: string): ClientApp =>
    must(
      world.apps.find((candidate) => candidate.clientId === clientId),
      `app ${clientId}`,
    );
  const person = (domain: string, isAdmin: boolean): OrgUser =>
    must(
      org(domain).users.find((user) => user.isAdmin === isAdmin),
      `person in ${domain}`,
    );
  const profile = (domain: string): Profile => profileOf(org(domain), person(domain, false));
  const policy = (domain: string): AppPolicy => policyOf(org(domain), publicClientId);
  const expireSessions = (domain: string): void => endSessions(state, org(domain).id, publicClientId);
  /** Changes what an admin set, and ends the sessions that came before it. */
  const set = (domain: string, changes: Partial<AppPolicy>): void => {
    Object.assign(policy(domain), changes);
    expireSessions(domain);
  };

  return {
    world,
    lifetimes: state.lifetimes,
    manners: state.manners,
    layout: state.layout,
    org,
    userOf: (domain) => person(domain, false),
    adminOf: (domain) => person(domain, true),
    app: app(publicClientId),
    webApp: app(webClientId),
    policy,
    counters: () => ({ ...state.counters }),
    secrets: () => [...state.secrets],
    adoptGrant(domain, refreshToken, scopes) {
      const code = { authorization: { clientId: publicClientId, scopes }, orgId: org(domain).id };
      const approval = openApproval(state, { ...code, userId: person(domain, false).id });
      approval.refreshToken = refreshToken;
    },
    expireSessions,
    revoke(domain) {
      const { id } = org(domain);
      for (const approval of state.approvals.filter((one) => one.orgId === id && one.clientId === publicClientId)) {
        endApproval(state, approval);
      }
    },
    setActive(domain, isActive) {
      person(domain, false).isActive = isActive;
      if (!isActive) expireSessions(domain);
    },
    freeze(domain) {
      person(domain, false).isFrozen = true;
      expireSessions(domain);
    },
    setApiEnabled(domain, hasApi) {
      profile(domain).hasApi = hasApi;
      person(domain, false).permissionSets.clear();
    },
    denyObject: (domain, objectName) => void profile(domain).deniedObjects.add(objectName),
    restrictAddresses(domain) {
      profile(domain).ranges = [{ start: '203.0.113.1', end: '203.0.113.62' }];
      expireSessions(domain);
    },
    closeHours(domain) {
      profile(domain).isOutOfHours = true;
      expireSessions(domain);
    },
    refuseSessions(domain) {
      org(domain).isSessionLocked = true;
    },
    blockApp: (domain) => set(domain, { isBlocked: true }),
    uninstallApp: (domain) => set(domain, { isInstalled: false }),
    forgetApp: (domain) => set(domain, newPolicy()),
    approveOnly: (domain, profiles) => set(domain, { permittedUsers: 'admin_approved', profiles: new Set(profiles) }),
    setRefreshRule(domain, refresh) {
      policy(domain).refresh = refresh;
    },
    loseApi(domain) {
      org(domain).hasApi = false;
    },
    closeOrg(domain) {
      org(domain).isClosed = true;
    },
    exhaust: (domain, kind) => state.limits.exhaust(org(domain).id, kind),
    startOutage(kind) {
      const { status, body } = outages[kind];
      for (const endpoint of ['data', 'token', 'revoke']) faults.always('salesforce', endpoint, outage(status, body));
    },
    unregisterRedirects() {
      const { redirectUris } = app(publicClientId);
      for (const uri of redirectUris) unregistered.add(uri);
      redirectUris.clear();
    },
    heal() {
      for (const one of world.orgs) {
        Object.assign(one, { hasApi: true, isClosed: false, isSessionLocked: false, trialEndsMs: undefined });
        for (const each of one.profiles)
          Object.assign(each, { hasApi: true, deniedObjects: new Set(), ranges: [], isOutOfHours: false });
        one.policies.set(publicClientId, newPolicy({ isInstalled: true, wasTried: true }));
        for (const user of one.users)
          Object.assign(user, { isActive: true, isFrozen: false, isApiOnly: false, permissionSets: new Set() });
      }
      for (const registered of world.apps) Object.assign(registered, { isEnabled: true, isPropagating: false });
      app(publicClientId).requiresSecret = false;
      for (const uri of unregistered) app(publicClientId).redirectUris.add(uri);
      unregistered.clear();
      Object.assign(state.lifetimes, realLifetimes);
      Object.assign(state.manners, realManners);
      state.limits.clear();
      faults.clear();
    },
  };
}
