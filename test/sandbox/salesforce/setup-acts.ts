import { emptyReply, type Reply, type SandboxRequest, textReply } from '../core/http.ts';
import type { SignedIn } from './sessions.ts';
import { findApp } from './setup-data.ts';
import type { SalesforceState } from './state.ts';
import { endApproval } from './tokens.ts';
import { type AppPolicy, type ClientApp, type Org, type OrgUser, type Profile, policyOf } from './world.ts';

/** What a button of Setup is about. */
interface SetupRequest {
  state: SalesforceState;
  org: Org;
  form: URLSearchParams;
}

const isOn = (form: URLSearchParams, name: string): boolean => form.get(name) === 'true';

function withApp(
  { state, org, form }: SetupRequest,
  change: (policy: AppPolicy, app: ClientApp) => void,
  isEnding = false,
): void {
  const app = findApp(state, form.get('app'));
  if (!app) return;
  change(policyOf(org, app.clientId), app);
  if (isEnding) endSessions(state, org.id, app.clientId);
}

function withUser({ org, form }: SetupRequest, change: (user: OrgUser) => void): void {
  for (const user of org.users) if (user.id.startsWith(form.get('user') ?? '-')) change(user);
}

function withProfile({ org, form }: SetupRequest, change: (profile: Profile) => void): void {
  for (const profile of org.profiles) if (profile.id.startsWith(form.get('profile') ?? '-')) change(profile);
}

/** Whoever is out from now on loses the sessions of before. */
function endUserSessions(state: SalesforceState, { id }: OrgUser): void {
  for (const [token, session] of state.apiSessions) if (session.userId === id) state.apiSessions.delete(token);
}

/** What the buttons of Setup do. */
const actions: Readonly<Record<string, (request: SetupRequest) => void>> = {
  install: (request) =>
    withApp(request, (policy) => {
      policy.isInstalled = true;
    }),
  uninstall: (request) =>
    withApp(
      request,
      (policy) => {
        policy.isInstalled = false;
      },
      true,
    ),
  block: (request) =>
    withApp(
      request,
      (policy) => {
        policy.isBlocked = true;
      },
      true,
    ),
  unblock: (request) =>
    withApp(request, (policy) => {
      policy.isBlocked = false;
    }),
  save_policies: (request) =>
    withApp(request, (policy) => {
      policy.permittedUsers = request.form.get('permittedUsers') === 'admin_approved' ? 'admin_approved' : 'all';
      policy.ipRelaxation = request.form.get('ipRelaxation') === 'relax' ? 'relax' : 'enforce';
      const refresh = request.form.get('refresh');
      if (refresh === 'until_revoked' || refresh === 'at_once') policy.refresh = refresh;
      // Pages that have the profiles on the same form send them along.
      if (request.form.has('withProfiles')) policy.profiles = new Set(request.form.getAll('profiles'));
    }),
  save_app_profiles: (request) =>
    withApp(request, (policy) => {
      policy.profiles = new Set(request.form.getAll('profiles'));
    }),
  save_app: (request) =>
    withApp(request, (_policy, app) => {
      if (app.ownerDomain !== request.org.domain) return;
      const callbacks = (request.form.get('callbacks') ?? '').split(/\s+/).filter(Boolean);
      app.redirectUris.clear();
      for (const callback of callbacks) app.redirectUris.add(callback);
      app.requiresSecret = isOn(request.form, 'wantsSecret');
    }),
  save_user: (request) =>
    withUser(request, (user) => {
      user.isActive = isOn(request.form, 'isActive');
      if (!user.isActive) endUserSessions(request.state, user);
    }),
  freeze: (request) =>
    withUser(request, (user) => {
      user.isFrozen = true;
      endUserSessions(request.state, user);
    }),
  unfreeze: (request) =>
    withUser(request, (user) => {
      user.isFrozen = false;
    }),
  save_assignments: (request) =>
    withUser(request, (user) => {
      user.permissionSets = new Set(request.form.getAll('permissionSets'));
    }),
  revoke: (request) =>
    withUser(request, ({ id }) => {
      const app = findApp(request.state, request.form.get('app'));
      const mine = request.state.approvals.filter(
        ({ userId, clientId }) => userId === id && clientId === app?.clientId,
      );
      for (const approval of mine) endApproval(request.state, approval);
    }),
  save_profile: (request) =>
    withProfile(request, (profile) => {
      profile.hasApi = isOn(request.form, 'hasApi');
    }),
  add_range: (request) =>
    withProfile(request, (profile) => {
      profile.ranges.push({ start: request.form.get('start') ?? '', end: request.form.get('end') ?? '' });
    }),
  delete_range: (request) =>
    withProfile(request, (profile) => {
      profile.ranges = profile.ranges.filter(({ start }) => start !== request.form.get('start'));
    }),
  save_hours: (request) =>
    withProfile(request, (profile) => {
      profile.isOutOfHours = request.form.get('hours') === 'limited';
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
  const act = actions[form.get('what') ?? ''];
  if (!act) return textReply(404, 'No such button');
  act({ state, org, form });
  return emptyReply(204);
}

/** Blocking and uninstalling end the app's sessions in this org; what people allowed stays, and is refused from now on. */
export function endSessions(state: SalesforceState, orgId: string, clientId: string): void {
  for (const [token, session] of state.apiSessions) {
    if (session.orgId === orgId && session.clientId === clientId) state.apiSessions.delete(token);
  }
}
