import { emptyReply, jsonReply, type Reply, redirectReply, type SandboxRequest, textReply } from '../core/http.ts';
import { findShellFile, shellPage } from './screens/shell.ts';
import { askToSignIn, findSession } from './sessions.ts';
import type { Session, XeroState } from './state.ts';
import { dropLinks, findMembership, type Generation, type Organisation, type Role, type User } from './world.ts';

const roles: readonly Role[] = ['READONLY', 'INVOICEONLY', 'STANDARD', 'FINANCIALADVISER'];

/** go.xero.com: the product itself. Which organisation it shows is kept in the session, and in the address of the new shell. */
export function answerProduct(state: XeroState, request: SandboxRequest): Reply {
  const file = findShellFile(request.path);
  if (file) return file;
  const signedIn = findSession(state, request);
  if (!signedIn) return askToSignIn(request);
  const { session, user } = signedIn;
  if (/^\/organisationlogin(\/|$)/i.test(request.path)) return switchOrganisation(state, request, session, user);

  const shortCode = /^\/app\/(![A-Za-z0-9]+)/.exec(request.path)?.[1];
  const shown = findShown(state, session, user, shortCode);
  if (!shown) return redirectReply('https://my.xero.com/');
  session.tenantId = shown.tenantId;
  if (request.path.startsWith('/_shell/')) return actOnShell(state, request, shown, user);
  if (request.path === '/' || /^\/dashboard$/i.test(request.path)) {
    return redirectReply(`https://go.xero.com/app/${shown.shortCode}/homepage`);
  }
  return shellPage(describeShell(state, shown, user));
}

function findShown(
  { world }: XeroState,
  session: Session,
  user: User,
  shortCode: string | undefined,
): Organisation | undefined {
  const mine = world.organisations.filter((organisation) => findMembership(organisation, user.id));
  if (shortCode !== undefined) return mine.find((organisation) => organisation.shortCode === shortCode);
  return mine.find((organisation) => organisation.tenantId === session.tenantId) ?? mine[0];
}

/** `/organisationlogin/default.aspx?shortcode=!…&redirecturl=/…`, in any case of letters (facts: 6.1). */
function switchOrganisation(state: XeroState, request: SandboxRequest, session: Session, user: User): Reply {
  const values = new Map([...request.query].map(([name, value]) => [name.toLowerCase(), value]));
  const shown = findShown(state, session, user, values.get('shortcode') ?? '');
  if (!shown) return redirectReply('https://my.xero.com/');
  session.tenantId = shown.tenantId;
  const path = values.get('redirecturl') ?? '/';
  return redirectReply(
    path.startsWith('/') && !path.startsWith('//') ? `https://go.xero.com${path}` : 'https://go.xero.com/',
  );
}

/** Everything the single-page app draws. */
export interface ShellData {
  generation: Generation;
  organisation: { name: string; shortCode: string; plan: string; country: string; hasTrialEnded: boolean };
  me: { name: string; email: string; canManageUsers: boolean; isSubscriber: boolean };
  roles: readonly Role[];
  users: { id: string; name: string; email: string; role: Role; canSeeReports: boolean; isSubscriber: boolean }[];
  apps: { id: string; name: string; by: string; since: string }[];
}

function describeShell({ world, layout }: XeroState, shown: Organisation, user: User): ShellData {
  const mine = findMembership(shown, user.id);
  const nameOf = (person: User | undefined): string =>
    person ? `${person.givenName} ${person.familyName}` : 'Somebody';
  const { name, shortCode, plan, country, hasTrialEnded } = shown;
  return {
    generation: layout.generation,
    organisation: { name, shortCode, plan, country, hasTrialEnded },
    me: {
      name: nameOf(user),
      email: user.email,
      canManageUsers: mine?.canManageUsers ?? false,
      isSubscriber: mine?.isSubscriber ?? false,
    },
    roles,
    users: shown.members.flatMap(({ userId, role, canSeeReports, isSubscriber }) => {
      const person = world.users.find((candidate) => candidate.id === userId);
      return person
        ? [{ id: userId, name: nameOf(person), email: person.email, role, canSeeReports, isSubscriber }]
        : [];
    }),
    apps: [
      ...world.links
        .filter((link) => link.tenantId === shown.tenantId)
        .map((link) => ({
          id: link.id,
          name: world.apps.find((app) => app.clientId === link.clientId)?.name ?? 'App',
          by: nameOf(world.users.find((candidate) => candidate.id === link.userId)),
          since: new Date(link.createdMs).toISOString().slice(0, 10),
        })),
      ...shown.otherApps.map((name) => ({ id: `other ${name}`, name, by: 'Olive Marchetti', since: '2026-03-14' })),
    ],
  };
}

/** What the buttons of the single-page app do. */
function actOnShell(state: XeroState, request: SandboxRequest, shown: Organisation, user: User): Reply {
  if (request.path === '/_shell/data') return jsonReply(200, describeShell(state, shown, user));
  if (request.method !== 'POST') return textReply(404, 'Not found');
  const id = request.form.get('id') ?? '';
  if (request.path === '/_shell/disconnect') {
    dropLinks(state.world, (link) => link.id === id && link.tenantId === shown.tenantId);
    shown.otherApps = shown.otherApps.filter((name) => id !== `other ${name}`);
    return emptyReply(204);
  }
  const mine = findMembership(shown, user.id);
  const role = roles.find((candidate) => candidate === request.form.get('role'));
  const rights = { role: role ?? 'READONLY', canSeeReports: request.form.get('reports') === 'on' };
  if (request.path === '/_shell/permissions' && mine?.canManageUsers) {
    const theirs = findMembership(shown, id);
    if (theirs) Object.assign(theirs, rights);
    return emptyReply(theirs ? 204 : 404);
  }
  if (request.path === '/_shell/invite' && mine?.canManageUsers) {
    const invited = state.world.users.find((candidate) => candidate.email === request.form.get('email'));
    if (!invited || findMembership(shown, invited.id)) return emptyReply(404);
    // The invitation is taken as accepted: there is no mail here.
    shown.members.push({ ...rights, userId: invited.id, canManageUsers: false, isSubscriber: false });
    return emptyReply(204);
  }
  if (request.path === '/_shell/plan' && mine?.isSubscriber) {
    shown.plan = request.form.get('plan') ?? shown.plan;
    shown.hasTrialEnded = false;
    return emptyReply(204);
  }
  return textReply(403, 'Not allowed');
}
