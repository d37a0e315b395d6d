import { type Reply, redirectReply, type SandboxRequest, textReply } from '../core/http.ts';
import { newGuid, newHandle } from '../core/random.ts';
import { refuseScopes } from './scopes.ts';
import { limitPage, signInErrorPage } from './screens/sign-in-pages.ts';
import { askToSignIn, findSession } from './sessions.ts';
import type { Authorization, XeroState } from './state.ts';
import { connectableBy, putLink } from './world.ts';

/** GET https://login.xero.com/identity/connect/authorize: wrong requests get a page, never a redirect (facts: 1.5). */
export function answerAuthorize(state: XeroState, request: SandboxRequest): Reply {
  const { query } = request;
  const secret = query.get('state');
  if (secret) state.secrets.add(secret);
  const redirectUri = query.get('redirect_uri') ?? '';
  if (URL.canParse(redirectUri) && new URL(redirectUri).hostname === '127.0.0.1') return textReply(403, 'Forbidden');
  const problem = refuseAuthorize(state, query, redirectUri);
  if (problem) return signInErrorPage(problem, state.errorPageStatus, state.layout.generation);

  const signedIn = findSession(state, request);
  if (!signedIn) return askToSignIn(request);
  if (query.get('prompt') === 'login') {
    request.url.searchParams.delete('prompt');
    return askToSignIn(request);
  }
  const authorization: Authorization = {
    id: newGuid(),
    clientId: query.get('client_id') ?? '',
    redirectUri,
    scopes: wantedScopes(query),
    state: secret ?? undefined,
    nonce: query.get('nonce') ?? undefined,
    challenge: query.get('code_challenge') ?? undefined,
    forceSingle: (query.get('acr_values') ?? '').includes('bulk_connect:false'),
    userId: signedIn.user.id,
    authEventId: newGuid(),
    decision: undefined,
  };
  state.authorizations.set(authorization.id, authorization);
  return redirectReply(
    `https://authorize.xero.com/?consentId=${authorization.id}&returnUrl=${encodeURIComponent('/identity/connect/authorize/callback')}`,
  );
}

const wantedScopes = (query: URLSearchParams): string[] => (query.get('scope') ?? '').split(' ').filter(Boolean);

function refuseAuthorize(state: XeroState, query: URLSearchParams, redirectUri: string): string | undefined {
  const app = state.world.apps.find((candidate) => candidate.clientId === query.get('client_id'));
  if (!app?.isEnabled) return 'unauthorized_client : Unknown client or client not enabled';
  if (!app.redirectUris.has(redirectUri)) return 'unauthorized_client : Invalid redirect_uri';
  if (query.get('response_type') !== 'code') return 'unsupported_response_type';
  const challenge = query.get('code_challenge');
  if (app.kind === 'public' && !challenge) return 'invalid_request : code challenge required';
  if (challenge && query.get('code_challenge_method') !== 'S256') {
    return 'invalid_request : Transform algorithm not supported';
  }
  return refuseScopes(wantedScopes(query), app.extraScopes);
}

/** The answer of the consent screen: Cancel, or Allow access with the picked organisations. */
export function answerConsent(state: XeroState, request: SandboxRequest): Reply {
  const authorization = state.authorizations.get(request.form.get('consentId') ?? '');
  const app = state.world.apps.find((candidate) => candidate.clientId === authorization?.clientId);
  if (!authorization || !app || authorization.decision)
    return signInErrorPage('invalid_request', state.errorPageStatus, state.layout.generation);
  const back = redirectReply(
    `https://login.xero.com/identity/connect/authorize/callback?consentId=${authorization.id}`,
  );
  if (request.form.get('decision') !== 'allow') {
    authorization.decision = 'denied';
    return back;
  }
  const { clientId, userId, authEventId } = authorization;
  const picked = connectableBy(state.world, userId).filter((organisation) =>
    request.form.getAll('tenantId').includes(organisation.tenantId),
  );
  if (picked.length === 0) return redirectReply(`https://authorize.xero.com/?consentId=${authorization.id}`);
  const known = new Set(state.world.links.filter((link) => link.clientId === clientId).map((link) => link.tenantId));
  const added = picked.filter((organisation) => !known.has(organisation.tenantId));
  const isCapped =
    known.size + added.length > app.connectionCap || added.some((organisation) => organisation.otherApps.length >= 2);
  if (isCapped) return redirectReply(`https://authorize.xero.com/connectionLimit?consentId=${authorization.id}`);
  for (const { tenantId } of picked) {
    putLink(state.world, { clientId, userId, tenantId, authEventId }, state.clock.nowMs());
  }
  authorization.decision = 'allowed';
  return back;
}

/** The last hop: back to the app with a code or with the refusal. */
export function answerCallback(state: XeroState, request: SandboxRequest): Reply {
  const authorization = state.authorizations.get(request.query.get('consentId') ?? '');
  if (!authorization?.decision)
    return signInErrorPage('invalid_request', state.errorPageStatus, state.layout.generation);
  state.authorizations.delete(authorization.id);
  const back = new URL(authorization.redirectUri);
  if (authorization.decision === 'denied') {
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', 'TenantConsent status DENIED');
  } else {
    const code = newHandle();
    state.secrets.add(code);
    state.codes.set(code, { authorization, issuedMs: state.clock.nowMs(), isUsed: false });
    back.searchParams.set('code', code);
    back.searchParams.set('scope', authorization.scopes.join(' '));
    back.searchParams.set('session_state', `${newHandle()}.${newHandle(16)}`);
  }
  if (authorization.state !== undefined) back.searchParams.set('state', authorization.state);
  return redirectReply(back.href);
}

export function answerLimitPage(state: XeroState, request: SandboxRequest): Reply {
  const authorization = state.authorizations.get(request.query.get('consentId') ?? '');
  const app = state.world.apps.find((candidate) => candidate.clientId === authorization?.clientId);
  return limitPage(app?.name ?? 'This app', state.layout.generation);
}
