import { type Reply, redirectReply, type SandboxRequest } from '../core/http.ts';
import { newGuid, newHandle } from '../core/random.ts';
import { refusals } from './errors.ts';
import { acceptPage, oauthLoginPage, refusedPage } from './screens/sign-in-pages.ts';
import type { Authorization, IntacctState, Owner } from './state.ts';
import { findCompany, findUser, letIn, type World } from './world.ts';

/** The address discovery names; where the pages of the sign-in really are is not public (facts: 7). */
const pages = 'https://api.intacct.com/ia/authorize';

/** GET https://api.intacct.com/ia/api/v1/oauth2/authorize: a wrong request gets a page, never a redirect (facts: 5). */
export function answerAuthorize(state: IntacctState, request: SandboxRequest): Reply {
  const { query } = request;
  const secret = query.get('state');
  if (secret) state.secrets.add(secret);
  const app = state.world.apps.find((candidate) => candidate.clientId === query.get('client_id'));
  if (!app?.isActive) return refusedPage(state.look, refusals.invalidRequest());
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!app.redirectUris.has(redirectUri) || !redirectUri.startsWith('https://'))
    return refusedPage(state.look, refusals.redirectUri());
  if (query.get('response_type') !== 'code') return refusedPage(state.look, refusals.payload());
  const authorization: Authorization = {
    id: newGuid(),
    clientId: app.clientId,
    redirectUri,
    wantsRefresh: (query.get('scope') ?? '').split(' ').includes('offline_access'),
    state: secret ?? undefined,
    challenge: query.get('code_challenge') ?? undefined,
    owner: undefined,
  };
  state.authorizations.set(authorization.id, authorization);
  return redirectReply(`${pages}?request=${authorization.id}`);
}

/** Who signs in with company id, user id and password; a message when nobody does. */
export function signInTo(world: World, form: URLSearchParams): Owner | string {
  const company = findCompany(world, form.get('company')?.trim() ?? '');
  const user = company && findUser(company, form.get('login')?.trim() ?? '');
  // One message for every wrong field, so that nobody learns which one it is.
  if (!company || company.isClosed || !user || user.password !== form.get('passwd')) {
    return 'Sign-in information is incorrect. Please check your company ID, user ID and password.';
  }
  if (user.isLocked) return 'Your account has been locked out. Try again in 24 hours or ask your administrator.';
  if (user.status !== 'active') return 'Your user is inactive. Please contact your administrator.';
  return { companyId: company.id, userId: user.id };
}

const findAuthorization = (state: IntacctState, id: string | null): Authorization | undefined =>
  state.authorizations.get(id ?? '');

/** The pages between the request and the way back: sign-in, then Accept (facts: 7). */
export function answerSignInPages(state: IntacctState, request: SandboxRequest): Reply {
  const isPost = request.method === 'POST';
  const authorization = findAuthorization(state, (isPost ? request.form : request.query).get('request'));
  const app = state.world.apps.find((candidate) => candidate.clientId === authorization?.clientId);
  if (!authorization || !app) return refusedPage(state.look, refusals.invalidRequest());
  if (isPost && request.form.get('decision') === 'accept') return accept(state, authorization);
  if (isPost) {
    const owner = signInTo(state.world, request.form);
    if (typeof owner === 'string') return oauthLoginPage(state.look, authorization.id, owner);
    authorization.owner = owner;
    return redirectReply(`${pages}?request=${authorization.id}`);
  }
  return authorization.owner
    ? acceptPage(state.look, authorization.id, app.name, authorization.owner)
    : oauthLoginPage(state.look, authorization.id, undefined);
}

function accept(state: IntacctState, authorization: Authorization): Reply {
  const { owner, clientId, redirectUri } = authorization;
  const company = owner && findCompany(state.world, owner.companyId);
  const user = company && findUser(company, owner.userId);
  if (!owner || !user) return oauthLoginPage(state.look, authorization.id, undefined);
  if (user.admin === 'full') letIn(company, clientId);
  state.authorizations.delete(authorization.id);
  const code = newHandle();
  state.secrets.add(code);
  state.codes.set(code, { authorization, owner, issuedMs: state.clock.nowMs() });
  const back = new URL(redirectUri);
  back.searchParams.set('code', code);
  if (authorization.state !== undefined) back.searchParams.set('state', authorization.state);
  return redirectReply(back.href);
}
