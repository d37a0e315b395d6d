import type { Faults } from '../core/faults.ts';
import { refusals } from './errors.ts';
import type { Look } from './screens/screen.ts';
import { nonProductionClientId, otherClientId, productionClientId } from './seed.ts';
import {
  type IntacctCounters,
  type IntacctState,
  type Owner,
  realLifetimes,
  type Unpublished,
  usualLook,
  usualUnpublished,
} from './state.ts';
import { endAccess, endPool, replaceEarlier } from './tokens.ts';
import {
  type ClientApp,
  type Company,
  letIn,
  type Permissions,
  type Right,
  type Role,
  type User,
  type World,
} from './world.ts';

/** What a test, or the control page, may do to the played Sage Intacct. Companies go by company id, people by user id. */
export interface IntacctControl {
  readonly world: World;
  readonly lifetimes: typeof realLifetimes;
  /** Ways to play what Sage does not publish. */
  readonly unpublished: Unpublished;
  /** Generation and language of every page; may be changed while people look at them. */
  readonly look: Look;
  company(companyId: string): Company;
  user(companyId: string, userId: string): User;
  role(companyId: string, roleId: string): Role;
  /** The keys of the extension for live companies and for sandboxes; redirect URIs must be added first. */
  readonly app: ClientApp;
  readonly nonProductionApp: ClientApp;
  readonly otherApp: ClientApp;
  counters(): IntacctCounters;
  secrets(): readonly string[];

  /** The user signed in before the simulator was started: the extension's app holds the refresh token. */
  adoptGrant(owner: Owner, refreshToken: string): void;
  /** From now on the user's access tokens are past their life; refresh tokens stay good. */
  expireAccessTokens(owner: Owner): void;
  /** Another tool or environment authorises the same user: earlier refresh tokens are dead (facts: 1.1). */
  authorizeElsewhere(owner: Owner): void;
  /** Somebody revoked one token of the user: the whole pool is gone. */
  revokePool(owner: Owner): void;
  letIn(companyId: string): void;
  /** An admin took the app off the list of authorized client applications. */
  shutOut(companyId: string): void;
  /** Of a role, or of a user where the company keeps rights there. */
  setRights(companyId: string, holderId: string, place: string, rights: readonly Right[]): void;
  /** Every tick box of the role, or of the user, is empty. */
  emptyRole(companyId: string, holderId: string): void;
  setUser(companyId: string, userId: string, changes: Partial<Omit<User, 'id' | 'key'>>): void;
  unsubscribe(companyId: string, application: string): void;
  setCompany(companyId: string, changes: Partial<Pick<Company, 'isClosed' | 'hasDemoExpired' | 'ipFilter'>>): void;
  limit(companyId: string, retryAfterSec: number): void;
  startOutage(): void;
  /** The secret of the app was replaced in the developer console. */
  replaceSecret(secret: string): void;
  /** Heals everything: rights, states, limits, lifetimes, looks, app settings and faults; every company lets the app in. Tokens stay. */
  heal(): void;
}

function must<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the sandbox has no ${what}`);
  return value;
}

export function createIntacctControl(state: IntacctState, faults: Faults): IntacctControl {
  const { world } = state;
  const original = structuredClone({ companies: world.companies, apps: world.apps });
  const company = (companyId: string): Company =>
    must(
      world.companies.find(({ id }) => id === companyId),
      `company ${companyId}`,
    );
  const user = (companyId: string, userId: string): User =>
    must(
      company(companyId).users.find(({ id }) => id === userId),
      `user ${userId} of ${companyId}`,
    );
  const role = (companyId: string, roleId: string): Role =>
    must(
      company(companyId).roles.find(({ id }) => id === roleId),
      `role ${roleId} of ${companyId}`,
    );
  const permissionsOf = (companyId: string, holderId: string): Permissions =>
    (company(companyId).permissionType === 'user' ? user : role)(companyId, holderId).permissions;
  const app = (clientId: string): ClientApp =>
    must(
      world.apps.find((candidate) => candidate.clientId === clientId),
      `app ${clientId}`,
    );
  const own = (companyId: string): ClientApp =>
    app(company(companyId).isSandbox ? nonProductionClientId : productionClientId);

  return {
    world,
    lifetimes: state.lifetimes,
    unpublished: state.unpublished,
    look: state.look,
    company,
    user,
    role,
    app: app(productionClientId),
    nonProductionApp: app(nonProductionClientId),
    otherApp: app(otherClientId),
    counters: () => ({ ...state.counters }),
    secrets: () => [...state.secrets],
    adoptGrant({ companyId, userId }, refreshToken) {
      const { entityId } = user(companyId, userId);
      state.refresh.set(refreshToken, { companyId, userId, clientId: own(companyId).clientId, entityId });
      letIn(company(companyId), own(companyId).clientId);
    },
    expireAccessTokens: (owner) => endAccess(state, owner),
    authorizeElsewhere: (owner) => replaceEarlier(state, owner),
    revokePool: (owner) => endPool(state, owner),
    letIn: (companyId) => letIn(company(companyId), own(companyId).clientId),
    shutOut(companyId) {
      const { clientId } = own(companyId);
      company(companyId).clients = company(companyId).clients.filter((client) => client.clientId !== clientId);
    },
    setRights(companyId, holderId, place, rights) {
      permissionsOf(companyId, holderId).set(place, new Set(rights));
    },
    emptyRole(companyId, holderId) {
      permissionsOf(companyId, holderId).clear();
    },
    setUser(companyId, userId, changes) {
      Object.assign(user(companyId, userId), changes);
    },
    unsubscribe(companyId, application) {
      company(companyId).subscriptions.delete(application);
    },
    setCompany(companyId, changes) {
      Object.assign(company(companyId), changes);
    },
    limit(companyId, retryAfterSec) {
      state.limits.set(companyId, { untilMs: state.clock.nowMs() + retryAfterSec * 1000, retryAfterSec });
    },
    startOutage() {
      faults.always('intacct', 'api', { kind: 'answer', reply: refusals.outage() });
      faults.always('intacct', 'token', { kind: 'answer', reply: refusals.outage() });
    },
    replaceSecret(secret) {
      app(productionClientId).secret = secret;
    },
    heal() {
      for (const before of original.companies) {
        Object.assign(company(before.id), structuredClone(before));
        letIn(company(before.id), own(before.id).clientId);
      }
      for (const { clientId, secret, isActive } of original.apps) Object.assign(app(clientId), { secret, isActive });
      state.limits.clear();
      Object.assign(state.lifetimes, realLifetimes);
      Object.assign(state.unpublished, usualUnpublished);
      Object.assign(state.look, usualLook);
      faults.clear();
    },
  };
}
