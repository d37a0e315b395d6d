import { type Reply, redirectReply, type SandboxRequest } from '../core/http.ts';
import { newHandle } from '../core/random.ts';
import type { Session, XeroState } from './state.ts';
import type { User } from './world.ts';

const cookieName = 'xero-session';

/** One session for all hosts, as behind the real single sign-on. */
const cookie = (value: string, more = ''): string =>
  `${cookieName}=${value}; Domain=xero.com; Path=/; Secure; HttpOnly; SameSite=Lax${more}`;

export function findSession(state: XeroState, request: SandboxRequest): { session: Session; user: User } | undefined {
  const session = state.sessions.get(request.cookies[cookieName] ?? '');
  const user = state.world.users.find((candidate) => candidate.id === session?.userId);
  return session && user ? { session, user } : undefined;
}

/** Signs a person in and sends them on. */
export function startSession(state: XeroState, userId: string, location: string): Reply {
  const id = newHandle();
  state.sessions.set(id, { userId, tenantId: undefined });
  return redirectReply(location, { 'set-cookie': cookie(id) });
}

export function endSession(state: XeroState, request: SandboxRequest, location: string): Reply {
  state.sessions.delete(request.cookies[cookieName] ?? '');
  return redirectReply(location, { 'set-cookie': cookie('', '; Max-Age=0') });
}

/** To the sign-in page and back to where the person wanted to go. */
export function askToSignIn(request: SandboxRequest): Reply {
  const login = new URL('https://login.xero.com/identity/user/login');
  login.searchParams.set('ReturnUrl', request.url.href);
  return redirectReply(login.href);
}

/** Where to go after signing in: never off the provider's own hosts. */
export function safeReturn(wanted: string | null): string {
  const fallback = 'https://my.xero.com/';
  if (!wanted) return fallback;
  const url = URL.canParse(wanted, 'https://login.xero.com') ? new URL(wanted, 'https://login.xero.com') : undefined;
  return url && url.protocol === 'https:' && /\.xero\.com$/.test(url.hostname) ? url.href : fallback;
}
