import * as oauth from 'oauth4webapi';
import type { Evidence } from '../model/evidence';
import { failure, type Result, success } from '../model/result';
import { basicCredentials, partyOf } from './party';
import { complaintOf, type TokenCall, tokenCall } from './token-call';
import type { TokenContext } from './tokens';

/** Some providers want the token as JSON instead of a form (Intuit's .NET and JavaScript SDKs); the client proves itself by Basic. */
async function revokeAsJson(context: TokenContext, call: TokenCall, url: string, token: string): Promise<Response> {
  return call.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: basicCredentials(context.app) },
    body: JSON.stringify({ token }),
  });
}

/**
 * Ends a grant at the provider (RFC 7009). Success also for tokens the provider no longer knows: 200 by §2.2, 400 by those
 * that say so in their own way. On failure the evidence is in phase `revoke`; the caller keeps the token and tries again
 * later (SEC-14).
 */
export async function revokeGrant(context: TokenContext, refreshToken: string): Promise<Result<null, Evidence>> {
  const call = tokenCall(context.provider, context.app, context);
  const { revocation } = context.provider.oauth(context.app);
  const { server, client, auth } = partyOf(context.provider, context.app, context.clockOffsetMs);
  try {
    const response =
      revocation?.body === 'json'
        ? await revokeAsJson(context, call, revocation.url, refreshToken)
        : await oauth.revocationRequest(server, client, auth, refreshToken, { [oauth.customFetch]: call.fetch });
    if (response.status !== 400) await oauth.processRevocationResponse(response);
    return success(null);
  } catch (error) {
    return failure(call.evidence('revoke', complaintOf(error)));
  }
}
