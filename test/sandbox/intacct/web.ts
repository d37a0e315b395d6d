import { type Reply, redirectReply, type SandboxRequest, textReply } from '../core/http.ts';
import { newHandle } from '../core/random.ts';
import { signInTo } from './authorize.ts';
import { objectRules } from './objects.ts';
import {
  type AdminView,
  homePage,
  permissionsPage,
  rolePage,
  rolesPage,
  securityPage,
  subscriptionsPage,
  userPage,
  usersPage,
} from './screens/admin-pages.ts';
import { framesetPage, menuPage, type PageName, pageAddress, pageNumbered } from './screens/frames.ts';
import { webLoginPage } from './screens/sign-in-pages.ts';
import type { IntacctState, Owner } from './state.ts';
import { endAccess } from './tokens.ts';
import { type Company, findCompany, findUser, letIn } from './world.ts';

/** Applications a company can switch on. */
const applications: readonly string[] = [
  'Web Services',
  ...new Set([...objectRules.values()].map(({ subscription }) => subscription).filter((name) => name !== 'Company')),
];

const cookieName = 'intacct-web-session';

const loginAddress = 'https://www.intacct.com/ia/acct/login.phtml';

/** The app shell's address as people see it: the session and one thing more. */
const shellAddress = (session: string): string =>
  `https://www.intacct.com/ia/acct/frameset.phtml?.sess=${session}&.cc=${newHandle(24)}`;

interface SignedIn {
  session: string;
  owner: Owner;
  company: Company;
}

function findSignedIn(state: IntacctState, session: string | undefined): SignedIn | undefined {
  const owner = state.webSessions.get(session ?? '');
  const company = owner && findCompany(state.world, owner.companyId);
  return session && owner && company ? { session, owner, company } : undefined;
}

/** Signing in to the product ends the tokens of the same user, as far as is known (facts: 1.2). */
function answerLogin(state: IntacctState, request: SandboxRequest): Reply {
  if (request.method !== 'POST') {
    const session = request.cookies[cookieName];
    return findSignedIn(state, session) ? redirectReply(shellAddress(session ?? '')) : webLoginPage(undefined);
  }
  const owner = signInTo(state.world, request.form);
  if (typeof owner === 'string') return webLoginPage(owner);
  const company = findCompany(state.world, owner.companyId);
  if (company && findUser(company, owner.userId)?.isWebServicesOnly) {
    return webLoginPage('This user can be used by Web Services only.');
  }
  if (state.unpublished.signInEndsAccess) endAccess(state, owner);
  const session = newHandle(24);
  state.secrets.add(session);
  state.webSessions.set(session, owner);
  return redirectReply(shellAddress(session), {
    'set-cookie': `${cookieName}=${session}; Domain=intacct.com; Path=/; Secure; HttpOnly; SameSite=Lax`,
  });
}

function showPage(state: IntacctState, request: SandboxRequest, { session, owner, company }: SignedIn): Reply {
  const view: AdminView = { session, company, apps: state.world.apps };
  const me = findUser(company, owner.userId);
  const page = pageNumbered(request.query.get('.op'));
  if (page !== 'home' && me?.admin === 'off') return textReply(403, 'You do not have permission to view this page.');
  const role = company.roles.find(({ id }) => id === request.query.get('.role'));
  const user = findUser(company, request.query.get('.user') ?? '');
  switch (page) {
    case 'users':
      return usersPage(view, false);
    case 'webServicesUsers':
      return usersPage(view, true);
    case 'user':
      return user ? userPage(view, user) : usersPage(view, false);
    case 'role':
      return role ? rolePage(view, role) : rolesPage(view);
    case 'permissions':
      return role ? permissionsPage(view, role, request.query.get('.app') ?? '') : rolesPage(view);
    case 'roles':
      return rolesPage(view);
    case 'security':
      return securityPage(view, false);
    case 'securityEdit':
      return securityPage(view, true);
    case 'subscriptions':
      return subscriptionsPage(view, applications);
    default:
      return homePage(view);
  }
}

/** What Save does on the pages above; back to the list afterwards. */
function save(request: SandboxRequest, { session, owner, company }: SignedIn): Reply {
  const { form } = request;
  if (findUser(company, owner.userId)?.admin === 'off') return textReply(403, 'You do not have permission to do this.');
  const backTo = (page: PageName): Reply => redirectReply(`https://${request.host}${pageAddress(session, page)}`);
  const role = company.roles.find(({ id }) => id === form.get('.role'));
  const user = findUser(company, form.get('.user') ?? '');
  switch (form.get('.do')) {
    case 'user':
      if (user) {
        user.status = form.get('status') === 'inactive' ? 'inactive' : 'active';
        user.type = form.get('type') === 'Employee' ? 'Employee' : 'Business';
        user.isLocked = false;
        user.roles = (form.get('role') ?? '') === '' ? [] : [form.get('role') ?? ''];
      }
      return backTo('users');
    case 'permissions': {
      const application = `${form.get('.app')} > `;
      for (const { place } of objectRules.values()) if (place.startsWith(application)) role?.permissions.delete(place);
      for (const place of form.getAll('place')) role?.permissions.set(place, new Set(['List', 'View']));
      return backTo('roles');
    }
    case 'client': {
      const clientId = form.get('clientId')?.trim() ?? '';
      if (form.get('clientStatus') === 'Active') letIn(company, clientId);
      else
        company.clients = company.clients.map((one) => (one.clientId === clientId ? { ...one, isActive: false } : one));
      return backTo('security');
    }
    case 'subscriptions':
      company.subscriptions = new Set(['Company', ...form.getAll('application')]);
      return backTo('subscriptions');
    default:
      return backTo('home');
  }
}

/** www.intacct.com and the pods: the product, below /ia/acct/. */
export function answerWeb(state: IntacctState, request: SandboxRequest): Reply {
  const name = request.path.slice('/ia/acct/'.length);
  if (name === 'login.phtml') return answerLogin(state, request);
  const signedIn = findSignedIn(
    state,
    (request.method === 'POST' ? request.form : request.query).get('.sess') ?? undefined,
  );
  if (!signedIn) return redirectReply(loginAddress);
  switch (name) {
    case 'frameset.phtml':
      return framesetPage(signedIn.session, signedIn.owner, 'home');
    case 'topmenu.phtml':
      return menuPage(signedIn.session, signedIn.owner);
    case 'lister.phtml':
      return showPage(state, request, signedIn);
    case 'editor.phtml':
      return request.method === 'POST' ? save(request, signedIn) : textReply(405, 'Method not allowed');
    case 'logout.phtml':
      state.webSessions.delete(signedIn.session);
      return redirectReply(loginAddress);
    default:
      return textReply(404, 'Not found');
  }
}
