import { type Reply, redirectReply, type SandboxRequest } from '../core/http.ts';
import { newHandle } from '../core/random.ts';
import { placeOf } from './hosts.ts';
import { loginPage } from './screens/sign-in-pages.ts';
import type { SalesforceState } from './state.ts';
import { lightningOf, type Org, type OrgUser, originOf, profileOf } from './world.ts';

const cookieName = 'sid';

function cookie(request: SandboxRequest, value: string, more = ''): string {
  const domain = request.host.split('.').slice(-2).join('.');
  return `${cookieName}=${value}; Domain=${domain}; Path=/; Secure; HttpOnly; SameSite=Lax${more}`;
}

export interface SignedIn {
  org: Org;
  user: OrgUser;
}

/** Who is signed in; on an org's own hosts, and for a sandbox's or a production sign-in, only if it is of that kind. */
export function findWebSession(
  state: SalesforceState,
  request: SandboxRequest,
  isSandbox?: boolean,
): SignedIn | undefined {
  const session = state.webSessions.get(request.cookies[cookieName] ?? '');
  const org = state.world.orgs.find((candidate) => candidate.id === session?.orgId);
  const user = org?.users.find((candidate) => candidate.id === session?.userId);
  const place = placeOf(state.world, request);
  const isOther =
    (place?.org !== undefined && place.org !== org) || (isSandbox !== undefined && org?.isSandbox !== isSandbox);
  return org && user && !isOther ? { org, user } : undefined;
}

/** To the sign-in page of the same host, and back to where the person wanted to go (facts: 4). */
export function askToSignIn(request: SandboxRequest): Reply {
  const startUrl = request.url.pathname + request.url.search;
  return redirectReply(`${request.url.origin}/?ec=302&startURL=${encodeURIComponent(startUrl)}`);
}

/** Where to go after signing in: only a path, and always on the org's own host. */
function startOf(org: Org, wanted: string | null): string {
  const isPath = wanted?.startsWith('/') && !wanted.startsWith('//');
  return isPath ? `${originOf(org)}${wanted}` : `${lightningOf(org)}/lightning/page/home`;
}

/** The sign-in page: GET shows it, POST signs in. */
export function answerLogin(state: SalesforceState, request: SandboxRequest): Reply {
  const startUrl = request.form.get('startURL') ?? request.query.get('startURL');
  if (request.method !== 'POST') return loginPage(startUrl ?? '', undefined);
  const place = placeOf(state.world, request);
  const reachable = state.world.orgs.filter((org) =>
    place?.org ? org === place.org : org.isSandbox === place?.isSandbox,
  );
  const username = request.form.get('username')?.trim().toLowerCase() ?? '';
  const org = reachable.find((candidate) => candidate.users.some((user) => user.username === username));
  const user = org?.users.find((candidate) => candidate.username === username);
  const refusal = refuseLogin(org, user, request.form.get('pw'));
  if (org) org.loginHistory.unshift({ atMs: state.clock.nowMs(), username, status: refusal?.status ?? 'Success' });
  if (!org || !user || refusal) return loginPage(startUrl ?? '', refusal?.words ?? wrongWords);
  return startSession(state, request, org, user, startOf(org, startUrl));
}

const wrongWords =
  'Please check your username and password. If you still can’t log in, contact your Salesforce administrator.';

/** An inactive person and a wrong password read alike; only the login history tells them apart. */
function refuseLogin(
  org: Org | undefined,
  user: OrgUser | undefined,
  password: string | null,
): { status: string; words: string } | undefined {
  if (!org || !user || user.password !== password) return { status: 'Invalid Password', words: wrongWords };
  if (!user.isActive) return { status: 'User is Inactive', words: wrongWords };
  if (org.isClosed) return { status: 'Organization Locked', words: 'Your organization is locked.' };
  const { ranges, isOutOfHours } = profileOf(org, user);
  if (user.isFrozen) return { status: 'User is frozen', words: wrongWords };
  if (ranges.length > 0) return { status: 'Restricted IP', words: 'You can’t log in from this network address.' };
  if (isOutOfHours) return { status: 'Restricted time', words: 'You can’t log in at this time.' };
  return undefined;
}

function startSession(
  state: SalesforceState,
  request: SandboxRequest,
  org: Org,
  user: OrgUser,
  location: string,
): Reply {
  const id = newHandle();
  state.webSessions.set(id, { orgId: org.id, userId: user.id });
  return redirectReply(location, { 'set-cookie': cookie(request, id) });
}

/** Carries the session over to the product's other host names, as its own front door does. */
export function answerFrontDoor(state: SalesforceState, request: SandboxRequest): Reply {
  const place = placeOf(state.world, request);
  const wanted = request.query.get('retURL') ?? '/lightning/page/home';
  const path = wanted.startsWith('/') && !wanted.startsWith('//') ? wanted : '/lightning/page/home';
  if (place?.kind === 'lightning') {
    return redirectReply(path, { 'set-cookie': cookie(request, request.query.get('sid') ?? '') });
  }
  const signedIn = findWebSession(state, request);
  if (!signedIn) return askToSignIn(request);
  const target = new URL(
    '/secur/frontdoor.jsp',
    request.query.get('to') === 'setup' ? setupOf(signedIn.org) : lightningOf(signedIn.org),
  );
  target.searchParams.set('sid', request.cookies[cookieName] ?? '');
  target.searchParams.set('retURL', path);
  return redirectReply(target.href);
}

const setupOf = (org: Org): string => `https://${org.domain}.my.salesforce-setup.com`;

export function endSession(state: SalesforceState, request: SandboxRequest): Reply {
  state.webSessions.delete(request.cookies[cookieName] ?? '');
  return redirectReply('/', { 'set-cookie': cookie(request, '', '; Max-Age=0') });
}
