import { emptyReply, jsonReply, type Reply, redirectReply, type SandboxRequest, textReply } from '../core/http.ts';
import { findShellFile, shellPage } from './screens/shell.ts';
import { askToSignIn, findSession } from './sessions.ts';
import type { QuickbooksState, Session } from './state.ts';
import { endGrant } from './tokens.ts';
import { type Company, findMember, type Generation, hasEnded, isAdmin, plans, type Role, type User } from './world.ts';

const roles: readonly Role[] = ['primary_admin', 'company_admin', 'standard', 'reports_only', 'time_tracking'];

/** Hosts on which the product runs: the short one, the usual one, clusters, and that of test companies (facts: 6). */
export const productHosts = ['qbo.intuit.com', 'app.qbo.intuit.com', 'c12.qbo.intuit.com', 'sandbox.qbo.intuit.com'];

/** The product. Which company it shows is kept in the session; the address does not tell. */
export function answerProduct(state: QuickbooksState, request: SandboxRequest): Reply {
  const file = findShellFile(request.path);
  if (file) return file;
  const signedIn = findSession(state, request);
  if (!signedIn) return askToSignIn(request);
  const { session, user } = signedIn;
  if (request.path === '/app/login' || request.path === '/login') return enter(request, session);
  if (request.path === '/app/multiEntitySwitchCompany') {
    session.realmId = request.query.get('companyId') ?? session.realmId;
    return redirectReply(`https://${request.host}/app/homepage`);
  }
  const mine = companiesOf(state, request, user);
  const shown = mine.find((company) => company.realmId === session.realmId) ?? mine[0];
  if (!shown) return textReply(200, 'You have no QuickBooks company. Create a company to go on.');
  session.realmId = shown.realmId;
  if (request.path === '/_shell/data') return jsonReply(200, describeShell(state, { shown, mine, user }));
  if (request.path.startsWith('/_shell/')) return actOnShell(state, request, shown, user);
  return request.path.startsWith('/app/')
    ? shellPage(describeShell(state, { shown, mine, user }))
    : redirectReply(`https://${request.host}/app/homepage`);
}

/** `…/app/login?pagereq=<route>&deeplinkcompanyid=<company>`: the company first, then the page. */
function enter(request: SandboxRequest, session: Session): Reply {
  session.realmId = request.query.get('deeplinkcompanyid') ?? session.realmId;
  const host = request.host === 'qbo.intuit.com' ? 'app.qbo.intuit.com' : request.host;
  const route = (request.query.get('pagereq') ?? 'homepage').replace(/^\/+/, '');
  return redirectReply(new URL(route, `https://${host}/app/`).href);
}

/** Companies of a person on this host. */
function companiesOf({ world }: QuickbooksState, request: SandboxRequest, user: User): Company[] {
  const isTestHost = request.host.startsWith('sandbox.');
  return world.companies.filter(
    (company) => findMember(company, user.id) && company.isTest === isTestHost && company.condition !== 'deleted',
  );
}

/** Everything the single-page app draws. */
export interface ShellData {
  generation: Generation;
  company: {
    name: string;
    realmId: string;
    plan: string;
    plans: readonly string[];
    subscription: string;
    hasEnded: boolean;
  };
  /** The companies to switch to. */
  companies: { name: string; realmId: string }[];
  me: { name: string; email: string; role: Role | undefined; isAdmin: boolean; isPrimary: boolean };
  users: { id: string; name: string; email: string; role: Role }[];
  apps: { id: string; name: string; by: string | undefined }[];
}

const nameOf = (user: User | undefined): string => (user ? `${user.givenName} ${user.familyName}` : 'Somebody');

interface Shown {
  shown: Company;
  mine: readonly Company[];
  user: User;
}

function describeShell({ world, grants, layout }: QuickbooksState, { shown, mine, user }: Shown): ShellData {
  const role = findMember(shown, user.id)?.role;
  const person = (userId: string): User | undefined => world.users.find((candidate) => candidate.id === userId);
  const links = grants.filter((grant) => grant.realmId === shown.realmId && grant.refresh);
  const { name, realmId, plan, subscription } = shown;
  return {
    generation: layout.generation,
    company: { name, realmId, plan, plans, subscription, hasEnded: hasEnded(shown) },
    companies: mine.map((company) => ({ name: company.name, realmId: company.realmId })),
    me: { name: nameOf(user), email: user.email, role, isAdmin: isAdmin(role), isPrimary: role === 'primary_admin' },
    users: shown.members.flatMap((member) => {
      const known = person(member.userId);
      return known ? [{ id: known.id, name: nameOf(known), email: known.email, role: member.role }] : [];
    }),
    apps: [
      ...links.map((grant) => ({
        id: grant.clientId,
        name: world.apps.find((app) => app.clientId === grant.clientId)?.name ?? 'App',
        by: nameOf(person(grant.userId)),
      })),
      ...shown.otherApps.map((other) => ({ id: `other ${other}`, name: other, by: undefined })),
    ],
  };
}

/** What the buttons of the single-page app do. */
function actOnShell(state: QuickbooksState, request: SandboxRequest, shown: Company, user: User): Reply {
  if (request.method !== 'POST') return textReply(404, 'Not found');
  const mine = findMember(shown, user.id);
  const id = request.form.get('id') ?? '';
  const role = roles.find((candidate) => candidate === request.form.get('role')) ?? 'standard';
  if (!isAdmin(mine?.role)) return textReply(403, 'Not allowed');
  switch (request.path) {
    case '/_shell/disconnect':
      for (const grant of state.grants) {
        if (grant.realmId === shown.realmId && grant.clientId === id) endGrant(state, grant);
      }
      shown.otherApps = shown.otherApps.filter((name) => id !== `other ${name}`);
      return emptyReply(204);
    case '/_shell/role': {
      const theirs = findMember(shown, id);
      if (theirs) theirs.role = role;
      return emptyReply(theirs ? 204 : 404);
    }
    case '/_shell/invite': {
      const invited = state.world.users.find((candidate) => candidate.email === request.form.get('email'));
      if (!invited || findMember(shown, invited.id)) return emptyReply(404);
      // The invitation is taken as accepted: there is no mail here.
      shown.members.push({ userId: invited.id, role });
      return emptyReply(204);
    }
    case '/_shell/renew':
      if (mine?.role !== 'primary_admin') return textReply(403, 'Not allowed');
      shown.subscription = 'SUBSCRIBED';
      shown.condition = 'open';
      return emptyReply(204);
    case '/_shell/plan': {
      const plan = plans.find((candidate) => candidate === request.form.get('plan'));
      if (mine?.role !== 'primary_admin') return textReply(403, 'Not allowed');
      if (plan) shown.plan = plan;
      return emptyReply(plan ? 204 : 404);
    }
    default:
      return textReply(404, 'Not found');
  }
}
