import type { Reply, SandboxRequest } from '../core/http.ts';
import { refusals } from './api-errors.ts';
import type { XeroState } from './state.ts';

/** What an access token proves. */
export interface Bearer {
  clientId: string;
  userId: string;
  scopes: ReadonlySet<string>;
}

/** Checks the Authorization header as the gateway does: presence, signature, kind, life. */
export async function readBearer(state: XeroState, request: SandboxRequest): Promise<Bearer | { refusal: Reply }> {
  const token = /^Bearer (.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!token) return { refusal: refusals.noBearer() };
  const claims = await state.signer.read(token);
  if (claims === 'malformed') return { refusal: refusals.malformed() };
  if (claims === 'forged') return { refusal: refusals.forged() };
  const known = state.accessEnds.get(String(claims.jti));
  // An id token is signed as well, but has no id of its own here.
  if (!known) return { refusal: refusals.malformed() };
  if (state.clock.nowMs() >= known.endsMs) return { refusal: refusals.expired(known.endsMs) };
  const scopes = Array.isArray(claims.scope) ? claims.scope.map(String) : [];
  return { clientId: known.clientId, userId: known.userId, scopes: new Set(scopes) };
}
