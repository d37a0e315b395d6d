import * as oauth from 'oauth4webapi';
import type { AppCredentials } from '../model/app-credentials';
import type { Evidence } from '../model/evidence';
import type { TokenSet } from '../model/grant';
import { parseJson } from '../model/json';
import type { Now, SendHttp } from '../model/ports';
import { failure, type Result, success } from '../model/result';
import type { Provider, Told } from '../providers/provider';
import { toOAuthClient } from './oauth-client';
import { complaintOf, type TokenCall, tokenCall } from './token-call';

/** A good token answer. Times are Unix ms in server time. */
export interface TokenAnswer {
  tokens: TokenSet;
  scopes: string[];
  /** Undefined where neither the answer nor the provider tells. */
  accessExpiresAtMs: number | undefined;
  issuedAtMs: number;
  clockOffsetMs: number | undefined;
  /** What the provider definition reads out of the answer. */
  told: Told;
}

/** A token request that did not bring tokens. */
export interface TokenFailure {
  evidence: Evidence;
  /** There was no definite answer: the server may have processed the request and rotated (SEC-33). */
  isOutcomeUnknown: boolean;
}

/** Who asks, at which provider, with which ports. */
export interface TokenContext {
  provider: Provider;
  app: AppCredentials;
  /** Device time minus server time to reckon with, in ms. */
  clockOffsetMs: number;
  /** Keeps what an answer's `Date` shows; returns the offset to reckon with from then on. */
  believeOffset(offsetMs: number): Promise<number>;
  send: SendHttp;
  now: Now;
}

function failed(call: TokenCall, phase: 'token' | 'refresh', error: unknown): { ok: false; problem: TokenFailure } {
  return failure({ evidence: call.evidence(phase, complaintOf(error)), isOutcomeUnknown: call.isOutcomeUnknown() });
}

interface AnswerFacts {
  context: TokenContext;
  call: TokenCall;
  answer: oauth.TokenEndpointResponse;
  /** The set before it: what the answer leaves out stays (SEC-10). */
  before?: TokenSet;
  callback?: URLSearchParams;
}

function toAnswer({ context, call, answer, before, callback }: AnswerFacts): TokenAnswer {
  const { scopes, accessLifeMs } = context.provider.oauth(context.app);
  const clockOffsetMs = call.clockOffsetMs();
  const issuedAtMs = context.now() - (clockOffsetMs ?? context.clockOffsetMs);
  const tokens: TokenSet = {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? before?.refreshToken,
    idToken: answer.id_token ?? before?.idToken,
  };
  const told = context.provider.read({ tokens, answer: { ...answer }, ...(callback ? { callback } : {}) });
  const usualEndMs = accessLifeMs === undefined ? undefined : issuedAtMs + accessLifeMs;
  return {
    tokens,
    scopes: answer.scope === undefined ? [...scopes] : answer.scope.split(' ').filter(Boolean),
    accessExpiresAtMs:
      answer.expires_in === undefined ? (told.accessEndsAtMs ?? usualEndMs) : issuedAtMs + answer.expires_in * 1000,
    issuedAtMs,
    clockOffsetMs,
    told,
  };
}

/**
 * What is wrong with an answer the library accepts. It also takes DPoP tokens (RFC 9449), which are bound to a key we do not
 * have: an API would refuse them (SEC-10).
 */
function unusable(answer: oauth.TokenEndpointResponse): Error | undefined {
  return answer.token_type === 'bearer' ? undefined : new Error('not a bearer token');
}

/** The two customary ways of asking for a refresh token (OpenID Connect Core §11; Salesforce's scope list). */
const stayingScopes = ['offline_access', 'refresh_token'];

/**
 * Exchanges the code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.5). The answer is validated as SEC-10 says; an id token that
 * comes along is checked for issuer, audience and time. An answer without the refresh token that was asked for is a
 * failure: it would pass for a connection until the access token ends, and take the place of a set that can be renewed.
 */
export async function exchangeCode(
  context: TokenContext,
  callback: { parameters: URLSearchParams; redirectUri: string; codeVerifier: string },
): Promise<Result<TokenAnswer, TokenFailure>> {
  const call = tokenCall(context.provider, context.app, context);
  const oauthClient = toOAuthClient(context.provider, context.app, context.clockOffsetMs);
  try {
    const response = await oauth.authorizationCodeGrantRequest(
      oauthClient.server,
      oauthClient.client,
      oauthClient.auth,
      callback.parameters,
      callback.redirectUri,
      callback.codeVerifier,
      { [oauth.customFetch]: call.fetch },
    );
    const { server, client } = toOAuthClient(
      context.provider,
      context.app,
      call.shownOffsetMs() ?? context.clockOffsetMs,
    );
    const answer = await oauth.processAuthorizationCodeResponse(server, client, response);
    const complaint = unusable(answer);
    if (complaint) return failed(call, 'token', complaint);
    const isAskedToStay = context.provider.oauth(context.app).scopes.some((scope) => stayingScopes.includes(scope));
    if (isAskedToStay && answer.refresh_token === undefined)
      return failed(call, 'token', new Error('nothing to renew the access with'));
    return success(toAnswer({ context, call, answer, callback: callback.parameters }));
  } catch (error) {
    return failed(call, 'token', error);
  }
}

/** Members of a token answer that may be absent (RFC 6749 §5.1). */
const optionalMembers: ReadonlySet<string> = new Set(['refresh_token', 'expires_in', 'scope']);

function isOfUse(name: string, value: unknown): boolean {
  // A refreshed id token proves nothing we use.
  if (name === 'id_token') return false;
  if (name === 'scope') return typeof value === 'string';
  return !(optionalMembers.has(name) && (value === null || value === ''));
}

/** What may be absent and says nothing counts as absent: it must never cost the rotated refresh token that came with it. */
async function withoutOddities(response: Response): Promise<Response> {
  const parsed = parseJson(await response.clone().text());
  if (typeof parsed !== 'object' || parsed === null || !('access_token' in parsed)) return response;
  const kept = Object.fromEntries(Object.entries(parsed).filter(([name, value]) => isOfUse(name, value)));
  return new Response(JSON.stringify(kept), { status: response.status, headers: response.headers });
}

/**
 * Asks for a fresh access token (RFC 6749 §6). An answer without a refresh token means that the old one stays (SEC-10):
 * the caller gets it back in the token set.
 */
export async function refreshTokens(
  context: TokenContext,
  tokens: TokenSet,
): Promise<Result<TokenAnswer, TokenFailure>> {
  const call = tokenCall(context.provider, context.app, context);
  const { server, client, auth } = toOAuthClient(context.provider, context.app, context.clockOffsetMs);
  try {
    const response = await oauth.refreshTokenGrantRequest(server, client, auth, tokens.refreshToken ?? '', {
      [oauth.customFetch]: call.fetch,
    });
    const answer = await oauth.processRefreshTokenResponse(server, client, await withoutOddities(response));
    const complaint = unusable(answer);
    return complaint
      ? failed(call, 'refresh', complaint)
      : success(toAnswer({ context, call, answer, before: tokens }));
  } catch (error) {
    return failed(call, 'refresh', error);
  }
}
