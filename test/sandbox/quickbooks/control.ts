import { must } from '../core/control-parts.ts';
import type { FaultEffect, Faults } from '../core/faults.ts';
import { outage } from '../core/oauth-faults.ts';
import { gatewayRefusals, outageBodies, serviceRefusals } from './fault-bodies.ts';
import type { realRates } from './limits.ts';
import { developmentKeys, productionKeys } from './seed.ts';
import { type Grant, type QuickbooksState, realLifetimes, realManners, type TokenCounters } from './state.ts';
import { endGrant, openGrant } from './tokens.ts';
import {
  type ClientApp,
  type Company,
  findMember,
  type Role,
  type Subscription,
  type User,
  type World,
} from './world.ts';

/** What a test, or the control page, may do to the played QuickBooks. Companies go by name, people by e-mail address. */
export interface QuickbooksControl {
  readonly world: World;
  readonly lifetimes: typeof realLifetimes;
  /** How it behaves where the facts know several ways. */
  readonly manners: typeof realManners;
  /** How the screens look: put in place at once, for pages loaded from then on. */
  readonly layout: QuickbooksState['layout'];
  readonly rates: typeof realRates;
  company(name: string): Company;
  user(email: string): User;
  /** The admin who keeps its books, even while they are not one. */
  bookkeeperOf(companyName: string): User;
  /** The two key sets of the registration the extension uses; redirect URIs must be added first. */
  readonly app: ClientApp;
  readonly developmentApp: ClientApp;
  /** Grants of a company that are alive. */
  grantsOf(companyName: string): readonly Grant[];
  counters(): TokenCounters;
  /** Every token, code, state and client secret seen so far (SEC-43). */
  secrets(): readonly string[];

  /** Its bookkeeper signed in before the simulator was started: the extension's app holds the refresh token. */
  adoptGrant(companyName: string, refreshToken: string, scopes: readonly string[]): void;
  /** From now on its access tokens are past their life; refresh tokens stay good. */
  expireAccessTokens(companyName: string): void;
  /** The next refresh brings another refresh token, as once a day. */
  rotateNext(companyName: string): void;
  /** The refresh token lay idle for too long. */
  expireRefreshToken(companyName: string): void;
  /** Somebody pressed Disconnect on the Apps page. */
  disconnect(companyName: string): void;
  setRole(companyName: string, email: string, role: Role): void;
  removeMember(companyName: string, email: string): void;
  setSubscription(companyName: string, subscription: Subscription): void;
  setCondition(companyName: string, condition: Company['condition']): void;
  /** Every call for the company is throttled for so long. */
  limit(companyName: string, forMs: number): void;
  /** The reads of the month are used up, for all companies of the app. */
  useUpMonth(): void;
  /** API and token endpoint fail until faults are cleared. */
  startOutage(kind: 'nginx' | 'maintenance' | 'cut' | 'internal' | 'system' | 'timeout'): void;
  /** The app has another secret now; the stored one is wrong. */
  replaceSecret(): void;
  /** The app's redirect URIs are not registered any more, until healed. */
  unregisterRedirects(): void;
  /** Heals everything: people, subscriptions, limits, lifetimes, manners, app and faults. Grants stay. */
  heal(): void;
}

export function createQuickbooksControl(state: QuickbooksState, faults: Faults): QuickbooksControl {
  const { world } = state;
  const original = structuredClone(world.companies);
  const unregistered = new Set<string>();

  const company = (name: string): Company =>
    must(
      world.companies.find((candidate) => candidate.name === name),
      `company ${name}`,
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
  const grantsOf = (name: string): Grant[] =>
    state.grants.filter((grant) => grant.realmId === company(name).realmId && grant.refresh !== undefined);

  const internal = gatewayRefusals.internal();
  const timeout = gatewayRefusals.timeout();
  const system = serviceRefusals.system();
  const gatewayFault = ({ message, detail, code, type }: typeof internal): string =>
    JSON.stringify({
      warnings: null,
      intuitObject: null,
      fault: { error: [{ message, detail, code, element: null }], type },
    });
  const outages: Readonly<Record<Parameters<QuickbooksControl['startOutage']>[0], FaultEffect>> = {
    nginx: outage(503, outageBodies.nginx),
    maintenance: outage(200, outageBodies.maintenance),
    cut: outage(500, outageBodies.cut),
    internal: outage(500, gatewayFault(internal)),
    timeout: outage(504, gatewayFault(timeout)),
    system: outage(
      500,
      JSON.stringify({
        Fault: {
          Error: [{ Message: system.message, Detail: system.detail, code: system.code, element: '' }],
          type: system.type,
        },
      }),
    ),
  };

  const control: QuickbooksControl = {
    world,
    lifetimes: state.lifetimes,
    manners: state.manners,
    layout: state.layout,
    rates: state.limits.rates,
    company,
    user,
    bookkeeperOf(name) {
      const member = original
        .find((candidate) => candidate.name === name)
        ?.members.find((candidate) => candidate.role === 'company_admin');
      return must(
        world.users.find((candidate) => candidate.id === member?.userId),
        `bookkeeper of ${name}`,
      );
    },
    app: app(productionKeys.clientId),
    developmentApp: app(developmentKeys.clientId),
    grantsOf,
    counters: () => ({ ...state.counters }),
    secrets: () => [...state.secrets],
    adoptGrant(name, refreshToken, scopes) {
      const { realmId } = company(name);
      const { id: userId } = control.bookkeeperOf(name);
      const grant = openGrant(state, { clientId: productionKeys.clientId, userId, realmId, scopes });
      const nowMs = state.clock.nowMs();
      grant.refresh = { value: refreshToken, issuedMs: nowMs, usedMs: nowMs };
    },
    expireAccessTokens(name) {
      const { realmId } = company(name);
      const endsMs = state.clock.nowMs() - 1000;
      for (const access of state.accessTokens.values()) if (access.grant.realmId === realmId) access.endsMs = endsMs;
    },
    rotateNext(name) {
      for (const { refresh } of grantsOf(name)) if (refresh) refresh.issuedMs -= state.lifetimes.rotationMs;
    },
    expireRefreshToken(name) {
      for (const { refresh } of grantsOf(name)) if (refresh) refresh.usedMs -= state.lifetimes.refreshIdleMs + 1000;
      control.expireAccessTokens(name);
    },
    disconnect(name) {
      for (const grant of grantsOf(name)) endGrant(state, grant);
    },
    setRole(name, email, role) {
      must(findMember(company(name), user(email).id), `${email} in ${name}`).role = role;
    },
    removeMember(name, email) {
      const { id } = user(email);
      company(name).members = company(name).members.filter((member) => member.userId !== id);
    },
    setSubscription(name, subscription) {
      company(name).subscription = subscription;
    },
    setCondition(name, condition) {
      company(name).condition = condition;
    },
    limit(name, forMs) {
      state.limits.exhaust(company(name).realmId, forMs);
    },
    useUpMonth() {
      control.app.monthlyReads = control.app.monthlyLimit;
    },
    startOutage(kind) {
      for (const endpoint of ['api', 'token', 'revocation']) faults.always('quickbooks', endpoint, outages[kind]);
    },
    replaceSecret() {
      control.app.secret = `${productionKeys.secret.slice(0, -4)}9999`;
    },
    unregisterRedirects() {
      for (const uri of control.app.redirectUris) unregistered.add(uri);
      control.app.redirectUris.clear();
    },
    heal() {
      for (const before of original) Object.assign(company(before.name), structuredClone(before));
      Object.assign(control.app, { secret: productionKeys.secret, monthlyReads: 0 });
      for (const uri of unregistered) control.app.redirectUris.add(uri);
      unregistered.clear();
      Object.assign(state.lifetimes, realLifetimes);
      Object.assign(state.manners, realManners);
      state.limits.clear();
      faults.clear();
    },
  };
  return control;
}
