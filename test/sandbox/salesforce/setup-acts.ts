import { emptyReply, type Reply, type SandboxRequest, textReply } from '../core/http.ts';
import type { SignedIn } from './sessions.ts';
import { findApp } from './setup-data.ts';
import type { SalesforceState } from './state.ts';
import { endApproval } from './tokens.ts';
import { type AppPolicy, type ClientApp, type Org, type OrgUser, type Profile, policyOf } from './world.ts';

/** What a button of Setup is about. */
interface Deed {
  state: SalesforceState;
  org: Org;
  form: URLSearchParams;
}

const isOn = (form: URLSearchParams, name: string): boolean => form.get(name) === 'true';

function withApp(
  { state, org, form }: Deed,
  change: (policy: AppPolicy, app: ClientApp) => void,
  isEnding = false,
): void {
  const app = findApp(state, form.get('app'));
  if (!app) return;
  change(policyOf(org, app.clientId), app);
  if (isEnding) endSessions(state, org.id, app.clientId);
}

function withUser({ org, form }: Deed, change: (user: OrgUser) => void): void {
  for (const user of org.users) if (user.id.startsWith(form.get('user') ?? '-')) change(user);
}

function withProfile({ org, form }: Deed, change: (profile: Profile) => void): void {
  for (const profile of org.profiles) if (profile.id.startsWith(form.get('profile') ?? '-')) change(profile);
}

/** Whoever is out from now on loses the sessions of before. */
function endUserSessions(state: SalesforceState, { id }: OrgUser): void {
  for (const [token, session] of state.apiSessions) if (session.userId === id) state.apiSessions.delete(token);
}

/** What the buttons of Setup do. */
const deeds: Readonly<Record<string, (deed: Deed) => void>> = {
  install: (deed) =>
    withApp(deed, (policy) => {
      policy.isInstalled = true;
    }),
  uninstall: (deed) =>
    withApp(
      deed,
      (policy) => {
        policy.isInstalled = false;
      },
      true,
    ),
  block: (deed) =>
    withApp(
      deed,
      (policy) => {
        policy.isBlocked = true;
      },
      true,
    ),
  unblock: (deed) =>
    withApp(deed, (policy) => {
      policy.isBlocked = false;
    }),
  save_policies: (deed) =>
    withApp(deed, (policy) => {
      policy.permittedUsers = deed.form.get('permittedUsers') === 'admin_approved' ? 'admin_approved' : 'all';
      policy.ipRelaxation = deed.form.get('ipRelaxation') === 'relax' ? 'relax' : 'enforce';
      const refresh = deed.form.get('refresh');
      if (refresh === 'until_revoked' || refresh === 'at_once') policy.refresh = refresh;
      // Pages that have the profiles on the same form send them along.
      if (deed.form.has('withProfiles')) policy.profiles = new Set(deed.form.getAll('profiles'));
    }),
  save_app_profiles: (deed) =>
    withApp(deed, (policy) => {
      policy.profiles = new Set(deed.form.getAll('profiles'));
    }),
  save_app: (deed) =>
    withApp(deed, (_policy, app) => {
      if (app.ownerDomain !== deed.org.domain) return;
      const callbacks = (deed.form.get('callbacks') ?? '').split(/\s+/).filter(Boolean);
      app.redirectUris.clear();
      for (const callback of callbacks) app.redirectUris.add(callback);
      app.requiresSecret = isOn(deed.form, 'wantsSecret');
    }),
  save_user: (deed) =>
    withUser(deed, (user) => {
      user.isActive = isOn(deed.form, 'isActive');
      if (!user.isActive) endUserSessions(deed.state, user);
    }),
  freeze: (deed) =>
    withUser(deed, (user) => {
      user.isFrozen = true;
      endUserSessions(deed.state, user);
    }),
  unfreeze: (deed) =>
    withUser(deed, (user) => {
      user.isFrozen = false;
    }),
  save_assignments: (deed) =>
    withUser(deed, (user) => {
      user.permissionSets = new Set(deed.form.getAll('permissionSets'));
    }),
  revoke: (deed) =>
    withUser(deed, ({ id }) => {
      const app = findApp(deed.state, deed.form.get('app'));
      const mine = deed.state.approvals.filter(({ userId, clientId }) => userId === id && clientId === app?.clientId);
      for (const approval of mine) endApproval(deed.state, approval);
    }),
  save_profile: (deed) =>
    withProfile(deed, (profile) => {
      profile.hasApi = isOn(deed.form, 'hasApi');
    }),
  add_range: (deed) =>
    withProfile(deed, (profile) => {
      profile.ranges.push({ start: deed.form.get('start') ?? '', end: deed.form.get('end') ?? '' });
    }),
  delete_range: (deed) =>
    withProfile(deed, (profile) => {
      profile.ranges = profile.ranges.filter(({ start }) => start !== deed.form.get('start'));
    }),
  save_hours: (deed) =>
    withProfile(deed, (profile) => {
      profile.isOutOfHours = deed.form.get('hours') === 'limited';
    }),
  save_session_settings: ({ org, form }) => {
    org.isSessionLocked = isOn(form, 'isSessionLocked');
  },
  add_product: ({ org }) => {
    org.hasApi = true;
  },
};

/** A button of Setup was pressed; admins only. */
export function actInSetup(state: SalesforceState, { org, user }: SignedIn, { form }: SandboxRequest): Reply {
  if (!user.isAdmin) return textReply(403, 'Insufficient Privileges');
  const deed = deeds[form.get('what') ?? ''];
  if (!deed) return textReply(404, 'No such button');
  deed({ state, org, form });
  return emptyReply(204);
}

/** Blocking and uninstalling end the app's sessions in this org; what people allowed stays, and is refused from now on. */
export function endSessions(state: SalesforceState, orgId: string, clientId: string): void {
  for (const [token, session] of state.apiSessions) {
    if (session.orgId === orgId && session.clientId === clientId) state.apiSessions.delete(token);
  }
}
