import * as oauth from 'oauth4webapi';
import { toOAuthClient } from './oauth-client';
import { tokenCall } from './token-call';
import type { TokenContext } from './tokens';

/** A code no server has given out. */
const madeUpCode = 'ledgerline-made-up-code';

/**
 * Whether the token endpoint takes these app credentials: a made-up code is looked at only after they were accepted, so
 * `invalid_client` refuses them and `invalid_grant` accepts them (RFC 6749 §5.2). Undefined when the answer tells neither.
 * Never throws; uses up nothing. For providers that are known to look at them first (`provesKeys`).
 */
export async function proveKeys(context: TokenContext, redirectUri: string): Promise<boolean | undefined> {
  const call = tokenCall(context.provider, context.app, context);
  const { server, client, auth } = toOAuthClient(context.provider, context.app, context.clockOffsetMs);
  try {
    const response = await oauth.genericTokenEndpointRequest(
      server,
      client,
      auth,
      'authorization_code',
      { code: madeUpCode, redirect_uri: redirectUri },
      { [oauth.customFetch]: call.fetch },
    );
    await oauth.processGenericTokenEndpointResponse(server, client, response);
    return undefined;
  } catch (error) {
    if (!(error instanceof oauth.ResponseBodyError)) return undefined;
    if (error.error === 'invalid_client') return false;
    return error.error === 'invalid_grant' ? true : undefined;
  }
}
