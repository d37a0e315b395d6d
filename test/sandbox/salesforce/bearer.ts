import type { Reply, SandboxRequest } from '../core/http.ts';
import { refusals } from './api-errors.ts';
import { placeOf } from './hosts.ts';
import type { ApiSession, SalesforceState } from './state.ts';
import { useSession } from './tokens.ts';
import { mayUseApi, type Org, type OrgUser } from './world.ts';

/** Who calls the data interface of which org. */
export interface Caller {
  org: Org;
  user: OrgUser;
  session: ApiSession;
}

/** The live session behind a request, with its org and person; undefined for every dead, foreign or unknown token. */
export function findCaller(state: SalesforceState, request: SandboxRequest): Caller | undefined {
  const token = /^(?:Bearer|OAuth) (.*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const session = useSession(state, token);
  const org = state.world.orgs.find((candidate) => candidate.id === session?.orgId);
  const user = org?.users.find((candidate) => candidate.id === session?.userId);
  const place = placeOf(state.world, request);
  const isElsewhere = place?.org !== undefined && place.org !== org;
  return session && org && user?.isActive && !user.isFrozen && !org.isClosed && !isElsewhere
    ? { org, user, session }
    : undefined;
}

/** Checks the bearer as the data interface does: session, its level and scope, the edition, the person's profile. */
export function readCaller(state: SalesforceState, request: SandboxRequest): Caller | { refusal: Reply } {
  if (!request.headers.authorization) return { refusal: refusals.noBearer() };
  const caller = findCaller(state, request);
  if (!caller) return { refusal: refusals.sessionOver() };
  const { org, user, session } = caller;
  const hasScope = session.scopes.includes('api') || session.scopes.includes('full');
  if (org.isSessionLocked || !hasScope) return { refusal: refusals.notForRest() };
  // The same words for an edition without the interface and a person without the right to it (facts: 3).
  return org.hasApi && mayUseApi(org, user) ? caller : { refusal: refusals.noApi() };
}
