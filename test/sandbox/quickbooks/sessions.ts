import { type Reply, redirectReply, type SandboxRequest } from '../core/http.ts';
import { newHandle } from '../core/random.ts';
import type { QuickbooksState, Session } from './state.ts';
import type { User } from './world.ts';

const cookieName = 'intuit-session';

/** One sign-in for all of Intuit's hosts. */
const cookie = (value: string, more = ''): string =>
  `${cookieName}=${value}; Domain=intuit.com; Path=/; Secure; HttpOnly; SameSite=Lax${more}`;

export function findSession(
  state: QuickbooksState,
  request: SandboxRequest,
): { session: Session; user: User } | undefined {
  const session = state.sessions.get(request.cookies[cookieName] ?? '');
  const user = state.world.users.find((candidate) => candidate.id === session?.userId);
  return session && user ? { session, user } : undefined;
}

/** Signs a person in and sends them on. */
export function startSession(state: QuickbooksState, userId: string, location: string): Reply {
  const id = newHandle();
  state.sessions.set(id, { userId, realmId: undefined });
  return redirectReply(location, { 'set-cookie': cookie(id) });
}

export function endSession(state: QuickbooksState, request: SandboxRequest): Reply {
  state.sessions.delete(request.cookies[cookieName] ?? '');
  return redirectReply('https://accounts.intuit.com/app/sign-in', { 'set-cookie': cookie('', '; Max-Age=0') });
}

/** To the sign-in page and back to where the person wanted to go (facts: 6, "Hosts"). */
export function askToSignIn(request: SandboxRequest): Reply {
  const page = new URL('https://accounts.intuit.com/app/sign-in');
  page.searchParams.set('app_group', 'QBO');
  page.searchParams.set('asset_alias', 'Intuit.accounting.core.qbowebapp');
  page.searchParams.set('return_url', request.url.href);
  return redirectReply(page.href);
}

/** Where to go after signing in: never off the provider's own hosts. */
export function safeReturn(wanted: string | null): string {
  const fallback = 'https://app.qbo.intuit.com/app/homepage';
  if (!wanted || !URL.canParse(wanted)) return fallback;
  const url = new URL(wanted);
  return url.protocol === 'https:' && url.hostname.endsWith('.intuit.com') ? url.href : fallback;
}
