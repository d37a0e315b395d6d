import type { Faults } from '../core/faults.ts';
import { outage } from '../core/oauth-faults.ts';
import { outages } from './api-errors.ts';
import type { LimitKind } from './limits.ts';
import { endSessions } from './product.ts';
import { publicClientId, webClientId } from './seed.ts';
import { realLifetimes, realManners, type SalesforceState, type TokenCounters } from './state.ts';
import { endApproval } from './tokens.ts';
import { type AppPolicy, type ClientApp, newPolicy, type Org, type OrgUser, policyOf, type World } from './world.ts';

/** What a test, or the control page, may do to the played Salesforce. Orgs go by the name in their host (`northwind-orchards`). */
export interface SalesforceControl {
  readonly world: World;
  readonly lifetimes: typeof realLifetimes;
  readonly manners: typeof realManners;
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

  /** Sessions of the app in this org are past the session timeout; refresh tokens stay good. */
  expireSessions(domain: string): void;
  /** An admin pressed Revoke on OAuth Usage. */
  revoke(domain: string): void;
  setActive(domain: string, isActive: boolean): void;
  /** API Enabled on the person's profile. */
  setApiEnabled(domain: string, hasApi: boolean): void;
  denyObject(domain: string, objectName: string): void;
  /** Only the office's addresses are let in; sessions of the app end. */
  restrictAddresses(domain: string): void;
  /** Sessions of the app are no longer good for the REST interface: address lock or a higher level asked for. */
  refuseSessions(domain: string): void;
  blockApp(domain: string): void;
  uninstallApp(domain: string): void;
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
    org,
    userOf: (domain) => person(domain, false),
    adminOf: (domain) => person(domain, true),
    app: app(publicClientId),
    webApp: app(webClientId),
    policy,
    counters: () => ({ ...state.counters }),
    secrets: () => [...state.secrets],
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
    setApiEnabled(domain, hasApi) {
      person(domain, false).hasApi = hasApi;
    },
    denyObject: (domain, objectName) => void person(domain, false).deniedObjects.add(objectName),
    restrictAddresses(domain) {
      org(domain).isIpRestricted = true;
      expireSessions(domain);
    },
    refuseSessions(domain) {
      policy(domain).isSessionRefused = true;
    },
    blockApp: (domain) => set(domain, { isBlocked: true }),
    uninstallApp: (domain) => set(domain, { isInstalled: false }),
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
        Object.assign(one, { hasApi: true, isClosed: false, isIpRestricted: false, trialEndsMs: undefined });
        one.policies.set(publicClientId, newPolicy({ isInstalled: true, wasTried: true }));
        for (const user of one.users)
          Object.assign(user, { isActive: true, hasApi: true, isApiOnly: false, deniedObjects: new Set() });
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

function must<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the sandbox has no ${what}`);
  return value;
}
