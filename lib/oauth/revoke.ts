import * as oauth from 'oauth4webapi';
import type { Evidence } from '../model/evidence';
import { failure, type Result, success } from '../model/result';
import { partyOf } from './party';
import { complaintOf, tokenCall } from './token-call';
import type { TokenContext } from './tokens';

/**
 * Ends a grant at the provider (RFC 7009). Success also for tokens the provider no longer knows (§2.2).
 * On failure the evidence is in phase `revoke`; the caller keeps the token and tries again later (SEC-14).
 */
export async function revokeGrant(context: TokenContext, refreshToken: string): Promise<Result<null, Evidence>> {
  const call = tokenCall(context.provider, context.environment, context);
  const { server, client, auth } = partyOf(context.provider, context.app, context.clockOffsetMs);
  try {
    const response = await oauth.revocationRequest(server, client, auth, refreshToken, {
      [oauth.customFetch]: call.fetch,
    });
    await oauth.processRevocationResponse(response);
    return success(null);
  } catch (error) {
    return failure(call.evidence('revoke', complaintOf(error)));
  }
}
