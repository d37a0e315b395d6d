import { type Reply, redirectReply, type SandboxRequest, textReply } from '../core/http.ts';
import { newHandle } from '../core/random.ts';
import { signInTo } from './authorize.ts';
import { save } from './save.ts';
import { pageNumbered, type View, wordsOf } from './screens/addresses.ts';
import { deniedScreen } from './screens/company-pages.ts';
import { drawScreen } from './screens/drawing.ts';
import { isForAdmins, screenAt } from './screens/pages.ts';
import {
  clientScript,
  contentPage,
  partReply,
  pencil,
  shellPage,
  sideMenuPage,
  topMenuPage,
  workPage,
} from './screens/shell.ts';
import { webLoginPage } from './screens/sign-in-pages.ts';
import type { IntacctState, WebSession } from './state.ts';
import { endAccess } from './tokens.ts';
import { findCompany, findUser, type User } from './world.ts';

const cookieName = 'intacct-web-session';

const loginAddress = 'https://www.intacct.com/ia/acct/login.phtml';

/** The app shell's address as people see it: the session and one thing more. */
const shellAddress = (session: string): string =>
  `https://www.intacct.com/ia/acct/frameset.phtml?.sess=${session}&.cc=${newHandle(24)}`;

/** Who looks at a page, and what it is made of. */
interface SignedIn {
  session: WebSession;
  me: User | undefined;
  view: View;
}

function findSignedIn(state: IntacctState, id: string | null | undefined): SignedIn | undefined {
  const session = state.webSessions.get(id ?? '');
  const company = session && findCompany(state.world, session.owner.companyId);
  if (!id || !session || !company) return undefined;
  const { look, world } = state;
  const me = findUser(company, session.owner.userId);
  const entityId = me?.entityId ?? session.entityId;
  return { session, me, view: { session: id, look, words: wordsOf(look), company, apps: world.apps, entityId } };
}

/** Signing in to the product ends the tokens of the same user, as far as is known (facts: 1.2). */
function answerLogin(state: IntacctState, request: SandboxRequest): Reply {
  if (request.method !== 'POST') {
    const session = request.cookies[cookieName];
    return findSignedIn(state, session)
      ? redirectReply(shellAddress(session ?? ''))
      : webLoginPage(state.look, undefined);
  }
  const owner = signInTo(state.world, request.form);
  if (typeof owner === 'string') return webLoginPage(state.look, owner);
  const company = findCompany(state.world, owner.companyId);
  if (company && findUser(company, owner.userId)?.isWebServicesOnly) {
    return webLoginPage(state.look, 'This user can be used by Web Services only.');
  }
  if (state.unpublished.signInEndsAccess) endAccess(state, owner);
  const session = newHandle(24);
  state.secrets.add(session);
  state.webSessions.set(session, { owner, entityId: undefined });
  return redirectReply(shellAddress(session), {
    'set-cookie': `${cookieName}=${session}; Domain=intacct.com; Path=/; Secure; HttpOnly; SameSite=Lax`,
  });
}

function answerPage(request: SandboxRequest, { view, me }: SignedIn, isShell: boolean): Reply {
  const { query } = request;
  const isDenied = me?.admin === 'off' && isForAdmins(pageNumbered(query.get('.op'), view.look));
  const screen = isDenied ? deniedScreen(view) : screenAt(view, query);
  const drawn = drawScreen(screen, view.look.generation);
  if (isShell) return shellPage(view, me, { query: query.toString(), drawn });
  const status = isDenied ? 403 : 200;
  return 'x-part' in request.headers ? partReply(drawn, status) : contentPage(view, screen.title, drawn, status);
}

function answerSave(request: SandboxRequest, { view, me }: SignedIn): Reply {
  if (request.method !== 'POST') return textReply(405, 'Method not allowed');
  if (me?.admin === 'off') return textReply(403, view.words.noPermission);
  return redirectReply(`https://${request.host}${save(view, request.form)}`);
}

/** Works in another entity from now on, or at the top level. */
function answerEntity(request: SandboxRequest, { session, view }: SignedIn): Reply {
  const wanted = request.query.get('.entity');
  session.entityId = view.company.entities.find(({ id }) => id === wanted)?.id;
  return redirectReply(shellAddress(view.session));
}

/** www.intacct.com and the pods: the product, below /ia/acct/. */
export function answerWeb(state: IntacctState, request: SandboxRequest): Reply {
  const name = request.path.slice('/ia/acct/'.length);
  if (name === 'login.phtml') return answerLogin(state, request);
  if (name === 'client.js') return clientScript();
  if (name === 'pencil.svg') return pencil();
  const id = (request.method === 'POST' ? request.form : request.query).get('.sess');
  const signedIn = findSignedIn(state, id);
  if (!signedIn) return redirectReply(loginAddress);
  const { view, me } = signedIn;
  switch (name) {
    case 'frameset.phtml':
      return answerPage(request, signedIn, true);
    case 'topmenu.phtml':
      return topMenuPage(view, me);
    case 'work.phtml':
      return workPage(view, request.query);
    case 'sidemenu.phtml':
      return sideMenuPage(view, me, request.query.get('.menu'));
    case 'lister.phtml':
      return answerPage(request, signedIn, false);
    case 'editor.phtml':
      return answerSave(request, signedIn);
    case 'entity.phtml':
      return answerEntity(request, signedIn);
    case 'logout.phtml':
      state.webSessions.delete(view.session);
      return redirectReply(loginAddress);
    default:
      return textReply(404, 'Not found');
  }
}
