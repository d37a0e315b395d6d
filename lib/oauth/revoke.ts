import * as oauth from 'oauth4webapi';
import type { Evidence } from '../model/evidence';
import { parseJson } from '../model/json';
import { failure, type Result, success } from '../model/result';
import type { OAuthFacts } from '../providers/provider';
import { basicCredentials, toOAuthClient } from './oauth-client';
import { complaintOf, type TokenCall, tokenCall } from './token-call';
import type { TokenContext } from './tokens';

type Revocation = NonNullable<OAuthFacts['revocation']>;

/** Some providers want the token as JSON instead of a form (Intuit's .NET and JavaScript SDKs); the client proves itself by Basic. */
async function revokeAsJson(context: TokenContext, call: TokenCall, url: string, token: string): Promise<Response> {
  return call.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: basicCredentials(context.app) },
    body: JSON.stringify({ token }),
  });
}

/** Errors that say the token is over, from servers that do not answer 200 to that (RFC 6749 §5.2, RFC 6750 §3.1). */
const overErrors: readonly unknown[] = ['invalid_token', 'invalid_grant'];

/** Whether an answer proves that the grant is over; any other refusal may leave it alive, above all one of the app itself. */
async function isOver(response: Response, doneWhen: Revocation['doneWhen']): Promise<boolean> {
  const { status } = response;
  const body = await response.clone().text();
  // A page comes from something in front of the provider, which never heard of it.
  if (status < 400 || status >= 500) return status === 200 && !body.trimStart().startsWith('<');
  const parsed = parseJson(body);
  const isToken =
    (status === 400 || status === 401) &&
    typeof parsed === 'object' &&
    parsed !== null &&
    'error' in parsed &&
    overErrors.includes(parsed.error);
  return isToken || doneWhen?.({ status, body }) === true;
}

/**
 * Ends a grant at the provider (RFC 7009). Success also for tokens the provider no longer knows: 200 by §2.2, an error that
 * names the token, or what the provider's facts say. On failure the evidence is in phase `revoke`; the caller keeps the
 * token and tries again later (SEC-14).
 */
export async function revokeGrant(context: TokenContext, refreshToken: string): Promise<Result<null, Evidence>> {
  const call = tokenCall(context.provider, context.app, context);
  const { revocation } = context.provider.oauth(context.app);
  const { server, client, auth } = toOAuthClient(context.provider, context.app, context.clockOffsetMs);
  try {
    const response =
      revocation?.body === 'json'
        ? await revokeAsJson(context, call, revocation.url, refreshToken)
        : await oauth.revocationRequest(server, client, auth, refreshToken, { [oauth.customFetch]: call.fetch });
    if (await isOver(response, revocation?.doneWhen)) return success(null);
    await oauth.processRevocationResponse(response);
    return failure(call.evidence('revoke', 'a page in place of an answer'));
  } catch (error) {
    return failure(call.evidence('revoke', complaintOf(error)));
  }
}
