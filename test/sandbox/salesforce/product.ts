import { emptyReply, jsonReply, type Reply, redirectReply, type SandboxRequest, textReply } from '../core/http.ts';
import { namesOf } from './records.ts';
import { classicPage, lightningPage, lightningScript } from './screens/lightning.ts';
import { findWebSession, type SignedIn } from './sessions.ts';
import type { SalesforceState } from './state.ts';
import { originOf, policyOf } from './world.ts';

/** What Lightning and its classic frames know of the org they show. */
export interface OrgData {
  org: { id: string; name: string; edition: string; instance: string; isIpRestricted: boolean };
  me: { name: string; isAdmin: boolean };
  apps: {
    id: string;
    name: string;
    isInstalled: boolean;
    isBlocked: boolean;
    permittedUsers: string;
    userCount: number;
  }[];
  users: { id: string; name: string; username: string; profile: string; isActive: boolean; hasApi: boolean }[];
  loginHistory: { at: string; username: string; status: string }[];
  records: Record<string, string[]>;
}

function describe(state: SalesforceState, { org, user }: SignedIn): OrgData {
  return {
    org: {
      id: org.id,
      name: org.name,
      edition: org.edition,
      instance: org.instance,
      isIpRestricted: org.isIpRestricted,
    },
    me: { name: user.name, isAdmin: user.isAdmin },
    apps: state.world.apps
      .filter(({ clientId }) => policyOf(org, clientId).wasTried)
      .map(({ clientId, name }) => {
        const { isInstalled, isBlocked, permittedUsers } = policyOf(org, clientId);
        const users = state.approvals.filter((approval) => approval.clientId === clientId && approval.orgId === org.id);
        const userCount = new Set(users.map((approval) => approval.userId)).size;
        return { id: clientId, name, isInstalled, isBlocked, permittedUsers, userCount };
      }),
    users: org.users.map(({ id, name, username, profile, isActive, hasApi }) => ({
      id,
      name,
      username,
      profile,
      isActive,
      hasApi,
    })),
    loginHistory: org.loginHistory.slice(0, 20).map(({ atMs, username, status }) => ({
      at: new Date(atMs).toISOString().slice(0, 16).replace('T', ' '),
      username,
      status,
    })),
    records: Object.fromEntries(
      ['Account', 'Contact', 'Opportunity', 'Order', 'Product2'].map((name) => [name, namesOf(name)]),
    ),
  };
}

/** The product on the org's Lightning and Setup hosts. */
export function answerLightning(state: SalesforceState, request: SandboxRequest): Reply {
  if (request.path === '/_lightning/client.js') return lightningScript('client');
  if (request.path === '/_lightning/classic.js') return lightningScript('classic');
  const signedIn = findWebSession(state, request);
  if (!signedIn) return toFrontDoor(state, request);
  if (request.path === '/_classic/data') return jsonReply(200, describe(state, signedIn));
  if (request.path === '/_classic/act' && request.method === 'POST') return act(state, signedIn, request);
  const classic = /^\/_classic\/(\w+)$/.exec(request.path)?.[1];
  if (classic) return classicPage(classic, describe(state, signedIn));
  return request.path.startsWith('/lightning/')
    ? lightningPage(describe(state, signedIn))
    : redirectReply('/lightning/page/home');
}

/** The session lives on the org's own host and is carried over from there. */
function toFrontDoor(state: SalesforceState, request: SandboxRequest): Reply {
  const domain = request.host.split(/\.(?:lightning\.force|my\.salesforce-setup)\.com$/)[0];
  const org = state.world.orgs.find((candidate) => candidate.domain === domain);
  if (!org) return textReply(404, 'Not found');
  const to = request.host.endsWith('salesforce-setup.com') ? 'setup' : 'lightning';
  const wanted = encodeURIComponent(request.url.pathname + request.url.search);
  return redirectReply(`${originOf(org)}/secur/frontdoor.jsp?to=${to}&retURL=${wanted}`);
}

/** What the buttons of the classic pages do; admins only. */
function act(state: SalesforceState, { org, user }: SignedIn, { form }: SandboxRequest): Reply {
  if (!user.isAdmin) return textReply(403, 'Insufficient Privileges');
  const policy = policyOf(org, form.get('app') ?? '');
  const other = org.users.find((candidate) => candidate.id === form.get('user'));
  const deeds: Record<string, () => void> = {
    install: () => {
      policy.isInstalled = true;
    },
    uninstall: () => {
      policy.isInstalled = false;
      endSessions(state, org.id, form.get('app') ?? '');
    },
    block: () => {
      policy.isBlocked = true;
      endSessions(state, org.id, form.get('app') ?? '');
    },
    unblock: () => {
      policy.isBlocked = false;
    },
    permit: () => {
      policy.permittedUsers = form.get('value') === 'admin_approved' ? 'admin_approved' : 'all';
    },
    activate: () => Object.assign(other ?? {}, { isActive: true }),
    deactivate: () => {
      Object.assign(other ?? {}, { isActive: false });
      for (const [token, session] of state.apiSessions)
        if (session.userId === other?.id) state.apiSessions.delete(token);
    },
    give_api: () => Object.assign(other ?? {}, { hasApi: true }),
    take_api: () => Object.assign(other ?? {}, { hasApi: false }),
    open_network: () => {
      org.isIpRestricted = false;
    },
    close_network: () => {
      org.isIpRestricted = true;
    },
  };
  const deed = deeds[form.get('what') ?? ''];
  if (!deed) return textReply(404, 'No such button');
  deed();
  return emptyReply(204);
}

/** Blocking and uninstalling end the app's sessions in this org; what people allowed stays, and is refused from now on. */
export function endSessions(state: SalesforceState, orgId: string, clientId: string): void {
  for (const [token, session] of state.apiSessions) {
    if (session.orgId === orgId && session.clientId === clientId) state.apiSessions.delete(token);
  }
}
