import { namesOf } from './records.ts';
import { idFor } from './seed.ts';
import type { SignedIn } from './sessions.ts';
import type { SalesforceState } from './state.ts';
import { type AppPolicy, type ClientApp, type Layout, type Org, policyOf } from './world.ts';

/** An app as Setup shows it to this org. */
interface AppData {
  id: string;
  name: string;
  kind: Layout['apps'];
  isInstalled: boolean;
  isBlocked: boolean;
  permittedUsers: AppPolicy['permittedUsers'];
  ipRelaxation: AppPolicy['ipRelaxation'];
  refresh: 'until_revoked' | 'at_once' | 'limited';
  profiles: string[];
  userCount: number;
  /** Known here: after one attempt. */
  isListed: boolean;
  /** Its settings, in the org it was made in. */
  settings: { key: string; callbacks: string[]; wantsSecret: boolean } | undefined;
}

/** What the screens know of the org they show and of who looks at it. */
export interface OrgData {
  layout: Layout;
  org: { id: string; name: string; edition: string; instance: string; hasApi: boolean; isSessionLocked: boolean };
  me: { name: string; isAdmin: boolean; maySetup: boolean };
  apps: AppData[];
  users: {
    id: string;
    name: string;
    username: string;
    profile: string;
    isActive: boolean;
    isFrozen: boolean;
    permissionSets: string[];
    apps: string[];
  }[];
  profiles: {
    id: string;
    name: string;
    hasApi: boolean;
    ranges: { start: string; end: string }[];
    isOutOfHours: boolean;
  }[];
  permissionSets: { id: string; name: string }[];
  loginHistory: { at: string; username: string; status: string }[];
  records: Record<string, string[]>;
}

const appId = (app: ClientApp): string => idFor('0H4', app.clientId).slice(0, 15);

/** The app behind an id of Setup's pages. */
export const findApp = (state: SalesforceState, id: string | null): ClientApp | undefined =>
  state.world.apps.find((app) => appId(app) === id);

function describeApp(state: SalesforceState, org: Org, app: ClientApp): AppData {
  const { isInstalled, isBlocked, permittedUsers, ipRelaxation, refresh, profiles, wasTried } = policyOf(
    org,
    app.clientId,
  );
  const here = state.approvals.filter(({ clientId, orgId }) => clientId === app.clientId && orgId === org.id);
  return {
    id: appId(app),
    name: app.name,
    // Of the registered apps only the one without a secret has moved to the newer kind.
    kind: state.layout.apps === 'external' && app.secret === undefined ? 'external' : 'connected',
    isInstalled,
    isBlocked,
    permittedUsers,
    ipRelaxation,
    refresh: typeof refresh === 'string' ? refresh : 'limited',
    profiles: [...profiles],
    userCount: new Set(here.map(({ userId }) => userId)).size,
    isListed: wasTried,
    settings:
      app.ownerDomain === org.domain
        ? { key: app.clientId, callbacks: [...app.redirectUris], wantsSecret: app.requiresSecret }
        : undefined,
  };
}

const empty = { apps: [], users: [], profiles: [], permissionSets: [], loginHistory: [] };

/** The org as this person may see it: without a right to Setup, nothing of Setup is told. */
export function describeOrg(state: SalesforceState, { org, user }: SignedIn): OrgData {
  const { id, name, edition, instance, hasApi, isSessionLocked } = org;
  const shared = {
    layout: state.layout,
    org: { id, name, edition, instance, hasApi, isSessionLocked },
    me: { name: user.name, isAdmin: user.isAdmin, maySetup: user.mayViewSetup },
    records: Object.fromEntries(
      ['Account', 'Contact', 'Opportunity', 'Order', 'Product2'].map((object) => [object, namesOf(object)]),
    ),
  };
  if (!user.mayViewSetup) return { ...shared, ...empty };
  const nameOf = (clientId: string): string => state.world.apps.find((app) => app.clientId === clientId)?.name ?? '';
  return {
    ...shared,
    apps: state.world.apps
      .map((app) => describeApp(state, org, app))
      .filter(({ isListed, settings }) => isListed || settings !== undefined),
    users: org.users.map((one) => ({
      id: one.id,
      name: one.name,
      username: one.username,
      profile: one.profile,
      isActive: one.isActive,
      isFrozen: one.isFrozen,
      permissionSets: [...one.permissionSets],
      apps: state.approvals
        .filter((approval) => approval.userId === one.id && approval.orgId === org.id)
        .map(({ clientId }) => nameOf(clientId)),
    })),
    profiles: org.profiles.map((profile) => ({
      id: profile.id,
      name: profile.name,
      hasApi: profile.hasApi,
      ranges: profile.ranges,
      isOutOfHours: profile.isOutOfHours,
    })),
    permissionSets: org.permissionSets,
    loginHistory: org.loginHistory.slice(0, 20).map(({ atMs, username, status }) => ({
      at: new Date(atMs).toISOString().slice(0, 16).replace('T', ' '),
      username,
      status,
    })),
  };
}
