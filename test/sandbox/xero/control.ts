import { must } from '../core/control-parts.ts';
import type { Faults } from '../core/faults.ts';
import { outage } from '../core/oauth-faults.ts';
import { newGuid } from '../core/random.ts';
import { outageTexts } from './api-errors.ts';
import type { LimitKind } from './limits.ts';
import { publicClientId, webClientId } from './seed.ts';
import { realLifetimes, type TokenCounters, type XeroState } from './state.ts';
import { endGrant, openGrant } from './tokens.ts';
import {
  type ClientApp,
  dropLinks,
  findMembership,
  type Membership,
  type Organisation,
  putLink,
  type User,
  type World,
} from './world.ts';

/** A sign-in of which only the refresh token and the links to organisations are left. */
interface EarlierGrant {
  email: string;
  refreshToken: string;
  scopes: readonly string[];
  organisationNames: readonly string[];
}

/** What a test, or the control page, may do to the played Xero. Organisations go by name, people by e-mail address. */
export interface XeroControl {
  readonly world: World;
  readonly lifetimes: typeof realLifetimes;
  /** How the screens look: put in place at once, for pages loaded from then on. */
  readonly layout: XeroState['layout'];
  organisation(name: string): Organisation;
  user(email: string): User;
  /** The person who keeps its books, even while they are not a member. */
  bookkeeperOf(organisationName: string): User;
  /** The registration the extension uses; its redirect URIs must be added first. */
  readonly app: ClientApp;
  readonly webApp: ClientApp;
  counters(): TokenCounters;
  /** Every token, code, state and verifier seen so far (SEC-43). */
  secrets(): readonly string[];
  /** Status of the sign-in error page. */
  setErrorPageStatus(status: number): void;

  /** The person signed in before the simulator was started: the extension's app holds the refresh token. */
  adoptGrant(grant: EarlierGrant): void;
  /** From now on the person's access tokens are past their life; refresh tokens stay good. */
  expireAccessTokens(email: string): void;
  /** The person's refresh token was last used longer ago than it may lie idle. */
  expireRefreshToken(email: string): void;
  /** All of the person's grants and links are gone, as after revocation. */
  revokeGrant(email: string): void;
  /** Takes a scope away from the person's grants; tokens issued from now on lack it. */
  dropScope(email: string, scope: string): void;
  /** Somebody pressed Disconnect on the Connected apps page. */
  disconnect(organisationName: string): void;
  setMembership(organisationName: string, email: string, rights: Partial<Omit<Membership, 'userId'>>): void;
  removeMember(organisationName: string, email: string): void;
  /** A removed or lowered person has all rights of a bookkeeper again. */
  restoreMember(organisationName: string, email: string): void;
  endTrial(organisationName: string): void;
  setOffline(organisationName: string, isOffline: boolean): void;
  changePlan(organisationName: string, plan: string): void;
  /** Same name, new tenant id, no links (facts: 1.9). */
  resetDemoCompany(organisationName: string): void;
  limit(organisationName: string, kind: LimitKind, retryAfterSec: number): void;
  /** Every call of the API and the token endpoint fails until faults are cleared. */
  startOutage(kind: keyof typeof outageTexts, retryAfterSec?: number): void;
  /** The app's redirect URIs are not registered any more, until healed. */
  unregisterRedirects(): void;
  /** Heals everything: rights, states, limits, lifetimes, app settings and faults. Links and grants stay. */
  heal(): void;
}

export function createXeroControl(state: XeroState, faults: Faults): XeroControl {
  const { world } = state;
  const original = structuredClone(world.organisations);
  const unregistered = new Set<string>();

  const organisation = (name: string): Organisation =>
    must(
      world.organisations.find((candidate) => candidate.name === name),
      `organisation ${name}`,
    );
  const user = (email: string): User =>
    must(
      world.users.find((candidate) => candidate.email === email),
      `user ${email}`,
    );
  const app = (clientId: string): ClientApp =>
    must(
      world.apps.find((candidate) => candidate.clientId === clientId),
      `app ${clientId}`,
    );
  const grantsOf = (email: string) => state.grants.filter((grant) => grant.userId === user(email).id);
  const originalMember = (organisationName: string, userId: string): Membership | undefined =>
    original.find((candidate) => candidate.name === organisationName)?.members.find((one) => one.userId === userId);

  const control: XeroControl = {
    world,
    lifetimes: state.lifetimes,
    layout: state.layout,
    organisation,
    user,
    bookkeeperOf(organisationName) {
      const before = original.find((candidate) => candidate.name === organisationName);
      const member = before?.members.find((one) => !one.isSubscriber);
      return must(
        world.users.find((candidate) => candidate.id === member?.userId),
        `bookkeeper of ${organisationName}`,
      );
    },
    app: app(publicClientId),
    webApp: app(webClientId),
    counters: () => ({ ...state.counters }),
    secrets: () => [...state.secrets],
    setErrorPageStatus(status) {
      state.errorPageStatus = status;
    },
    adoptGrant({ email, refreshToken, scopes, organisationNames }) {
      const { id: userId } = user(email);
      const authEventId = newGuid();
      const grant = openGrant(state, { clientId: publicClientId, userId, scopes, authEventId });
      grant.current = { value: refreshToken, issuedMs: state.clock.nowMs() };
      for (const name of organisationNames) {
        const { tenantId } = organisation(name);
        putLink(world, { clientId: publicClientId, userId, tenantId, authEventId }, state.clock.nowMs());
      }
    },
    expireAccessTokens(email) {
      const { id } = user(email);
      const endsMs = state.clock.nowMs() - 1000;
      for (const access of state.accessEnds.values())
        if (access.userId === id) access.endsMs = Math.min(access.endsMs, endsMs);
    },
    expireRefreshToken(email) {
      const issuedMs = state.clock.nowMs() - state.lifetimes.refreshIdleMs - 1000;
      for (const grant of grantsOf(email)) {
        if (grant.current) grant.current.issuedMs = issuedMs;
        grant.previous = undefined;
      }
      control.expireAccessTokens(email);
    },
    revokeGrant(email) {
      for (const grant of grantsOf(email)) endGrant(grant);
      dropLinks(world, (link) => link.userId === user(email).id);
    },
    dropScope(email, scope) {
      for (const grant of grantsOf(email)) grant.scopes.delete(scope);
      control.expireAccessTokens(email);
    },
    disconnect(organisationName) {
      const { tenantId } = organisation(organisationName);
      dropLinks(world, (link) => link.tenantId === tenantId);
    },
    setMembership(organisationName, email, rights) {
      const membership = findMembership(organisation(organisationName), user(email).id);
      Object.assign(must(membership, `${email} in ${organisationName}`), rights);
    },
    removeMember(organisationName, email) {
      const { id } = user(email);
      const company = organisation(organisationName);
      company.members = company.members.filter((member) => member.userId !== id);
    },
    restoreMember(organisationName, email) {
      const { id } = user(email);
      const before = originalMember(organisationName, id);
      control.removeMember(organisationName, email);
      if (before) organisation(organisationName).members.push({ ...before });
    },
    endTrial(organisationName) {
      organisation(organisationName).hasTrialEnded = true;
    },
    setOffline(organisationName, isOffline) {
      organisation(organisationName).isOffline = isOffline;
    },
    changePlan(organisationName, plan) {
      const company = organisation(organisationName);
      company.plan = plan;
      company.hasTrialEnded = false;
    },
    resetDemoCompany(organisationName) {
      control.disconnect(organisationName);
      organisation(organisationName).tenantId = newGuid();
    },
    limit(organisationName, kind, retryAfterSec) {
      state.limits.exhaust(organisation(organisationName).tenantId, kind, retryAfterSec);
    },
    startOutage(kind, retryAfterSec) {
      const effect = outage(kind === 'internal' ? 500 : 503, outageTexts[kind], retryAfterSec);
      for (const endpoint of ['api', 'connections', 'token', 'revocation']) faults.always('xero', endpoint, effect);
    },
    unregisterRedirects() {
      for (const uri of control.app.redirectUris) unregistered.add(uri);
      control.app.redirectUris.clear();
    },
    heal() {
      for (const company of world.organisations) {
        const before = original.find((candidate) => candidate.name === company.name);
        if (before) Object.assign(company, structuredClone(before), { tenantId: company.tenantId });
      }
      for (const registered of world.apps) {
        Object.assign(registered, { isEnabled: true, connectionCap: 50, canBulkConnect: false });
      }
      for (const uri of unregistered) control.app.redirectUris.add(uri);
      unregistered.clear();
      Object.assign(state.lifetimes, realLifetimes);
      state.errorPageStatus = 200;
      state.limits.clear();
      faults.clear();
    },
  };
  return control;
}
