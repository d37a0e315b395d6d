import type { Reply, SandboxRequest } from '../core/http.ts';
import { refusals } from './errors.ts';
import type { AccessToken, IntacctState } from './state.ts';
import { isAlive } from './tokens.ts';
import { type Company, findCompany, findUser, isAddressRefused, isLetIn, type User } from './world.ts';

/** Who asks, and on behalf of which company and entity. */
export interface Caller {
  token: AccessToken;
  company: Company;
  user: User;
  /** The entity whose data is asked for; undefined at the top level. */
  entityId: string | undefined;
}

/** What stands in front of every call of the REST interface: header, token, company, app, address, limits. */
export async function admit(state: IntacctState, request: SandboxRequest): Promise<Caller | { refusal: Reply }> {
  const value = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (value === undefined) return { refusal: refusals.authorizationHeader() };
  const token = state.access.get(value);
  if (!token) {
    const claims = await state.signer.read(value);
    const isOurs = typeof claims === 'object';
    return { refusal: isOurs ? refusals.tokenNotValid(state.unpublished.refusal) : refusals.malformedToken() };
  }
  const company = findCompany(state.world, token.companyId);
  const user = company && findUser(company, token.userId);
  const app = state.world.apps.find((candidate) => candidate.clientId === token.clientId);
  if (!company || company.isClosed || !app?.isActive) return { refusal: refusals.invalidRequest() };
  if (!user || !isAlive(state, token)) return { refusal: refusals.tokenNotValid(state.unpublished.refusal) };
  if (!isLetIn(company, token.clientId)) return { refusal: refusals.invalidRequest() };
  if (isAddressRefused(company)) return { refusal: refusals.addressRefused() };
  if (company.hasDemoExpired) return { refusal: refusals.demoExpired() };
  const limit = state.limits.get(company.id);
  if (limit && state.clock.nowMs() < limit.untilMs) return { refusal: refusals.limited(limit.retryAfterSec) };
  // A header of any other name is ignored without a word: top-level data comes back (facts: 3).
  const wanted = request.headers['x-ia-api-param-entity'];
  return { token, company, user, entityId: user.entityId ?? wanted };
}
