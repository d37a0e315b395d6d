import { type Reply, redirectReply, type SandboxRequest, textReply } from '../core/http.ts';
import { newHandle } from '../core/random.ts';
import { placeOf } from './hosts.ts';
import { consentPage, errorPage, errorTexts } from './screens/sign-in-pages.ts';
import { askToSignIn, findWebSession } from './sessions.ts';
import type { Authorization, SalesforceState } from './state.ts';
import type { Refusal } from './token-endpoint.ts';
import { type ClientApp, type Org, type OrgUser, originOf, policyOf } from './world.ts';

export const consentPath = '/setup/secur/RemoteAccessAuthorizationPage.apexp';
export const errorPath = '/setup/secur/RemoteAccessErrorPage.apexp';
export const installErrorPath = '/identity/app/AppInstallErrorPage.apexp';

function errorAddress(origin: string, [error, description]: Refusal): string {
  return `${origin}${errorPath}?${new URLSearchParams({ error, error_description: description })}`;
}

/** A refusal before anybody is signed in; never a redirect to the app. */
function refuseHere(state: SalesforceState, request: SandboxRequest, refusal: Refusal): Reply {
  const [error, description] = refusal;
  const { refusal: how, refusalStatus } = state.manners;
  if (how === 'page') return redirectReply(errorAddress(request.url.origin, refusal));
  return textReply(refusalStatus, `error=${error}&error_description=${encodeURIComponent(description)}`);
}

/** GET /services/oauth2/authorize on a common sign-in host or on an org's own. */
export function answerAuthorize(state: SalesforceState, request: SandboxRequest): Reply {
  const { query } = request;
  const secret = query.get('state') ?? undefined;
  if (secret) state.secrets.add(secret);
  const app = state.world.apps.find((candidate) => candidate.clientId === query.get('client_id'));
  if (!app?.isEnabled || app.isPropagating) {
    return refuseHere(state, request, ['invalid_client_id', 'client identifier invalid']);
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!app.redirectUris.has(redirectUri)) {
    return refuseHere(state, request, ['redirect_uri_mismatch', 'redirect_uri must match configuration']);
  }
  if (query.get('response_type') !== 'code') {
    return refuseHere(state, request, ['unsupported_response_type', 'response type not supported']);
  }
  const challenge = query.get('code_challenge') ?? undefined;
  if (app.requiresPkce && !challenge) {
    return refuseHere(state, request, ['invalid_request', 'missing required code challenge']);
  }
  const authorization: Authorization = {
    source: newHandle(),
    clientId: app.clientId,
    redirectUri,
    scopes: (query.get('scope') ?? [...app.scopes].join(' ')).split(' ').filter(Boolean),
    state: secret,
    challenge,
    isSandbox: placeOf(state.world, request)?.isSandbox ?? false,
  };
  state.authorizations.set(authorization.source, authorization);
  return redirectReply(`${consentPath}?source=${authorization.source}`);
}

/** What a person finds on the consent page's address: the sign-in first, then refusals of the org, then the question. */
export function answerConsentPage(state: SalesforceState, request: SandboxRequest): Reply {
  const authorization = state.authorizations.get(request.query.get('source') ?? '');
  const app = state.world.apps.find((candidate) => candidate.clientId === authorization?.clientId);
  if (!authorization || !app)
    return redirectReply(errorAddress(request.url.origin, ['invalid_request', 'expired request']));
  const signedIn = findWebSession(state, request, authorization.isSandbox);
  if (!signedIn) return askToSignIn(request);
  const { org, user } = signedIn;
  if (request.host !== new URL(originOf(org)).host) {
    return redirectReply(`${originOf(org)}${consentPath}?source=${authorization.source}`);
  }
  policyOf(org, app.clientId).wasTried = true;
  const refusal = refuseInOrg(org, user, app, authorization);
  if (refusal) return refusal;
  const isAllowed = state.approvals.some(
    (known) =>
      known.clientId === app.clientId &&
      known.userId === user.id &&
      authorization.scopes.every((scope) => known.scopes.includes(scope)),
  );
  return isAllowed
    ? sendCode(state, authorization, signedIn)
    : consentPage(state.layout.setup, authorization, app, user);
}

/** Refusals by the org's rules: some end on a page of Salesforce's, some are sent back to the app (facts: 2, 3). */
function refuseInOrg(org: Org, user: OrgUser, app: ClientApp, authorization: Authorization): Reply | undefined {
  const policy = policyOf(org, app.clientId);
  const onPage = (refusal: Refusal): Reply => redirectReply(errorAddress(originOf(org), refusal));
  const toApp = ([error, description]: Refusal): Reply =>
    goBack(authorization, { error, error_description: description });
  if (policy.isBlocked) return toApp(['OAUTH_APP_BLOCKED', 'this app is blocked by admin']);
  if (!policy.isInstalled && !user.mayApproveUninstalledApps) {
    return onPage(['invalid_client', 'app must be installed into org']);
  }
  if (policy.permittedUsers === 'admin_approved' && !policy.profiles.has(user.profile)) {
    return toApp(['OAUTH_APP_ACCESS_DENIED', 'user is not admin approved to access this app']);
  }
  if (authorization.scopes.some((scope) => !app.scopes.has(scope))) {
    return onPage(['invalid_scope', 'the requested scope is not allowed']);
  }
  if (user.isApiOnly) return toApp(['OAUTH_APPROVAL_ERROR_GENERIC', errorTexts.generic]);
  return undefined;
}

/** The answer on the consent page. */
export function answerDecision(state: SalesforceState, request: SandboxRequest): Reply {
  const authorization = state.authorizations.get(request.form.get('source') ?? '');
  const signedIn = authorization && findWebSession(state, request, authorization.isSandbox);
  if (!authorization || !signedIn)
    return redirectReply(errorAddress(request.url.origin, ['invalid_request', 'expired request']));
  if (request.form.get('decision') === 'allow' || request.form.has('allow'))
    return sendCode(state, authorization, signedIn);
  state.authorizations.delete(authorization.source);
  return goBack(authorization, { error: 'access_denied', error_description: 'end-user denied authorization' });
}

function sendCode(
  state: SalesforceState,
  authorization: Authorization,
  { org, user }: { org: Org; user: OrgUser },
): Reply {
  state.authorizations.delete(authorization.source);
  const code = `aPrx${newHandle(48)}==`;
  state.secrets.add(code);
  state.codes.set(code, {
    authorization,
    orgId: org.id,
    userId: user.id,
    issuedMs: state.clock.nowMs(),
    isUsed: false,
  });
  return goBack(authorization, { code });
}

function goBack(authorization: Authorization, values: Record<string, string>): Reply {
  const back = new URL(authorization.redirectUri);
  for (const [name, value] of Object.entries(values)) back.searchParams.set(name, value);
  if (authorization.state !== undefined) back.searchParams.set('state', authorization.state);
  return redirectReply(back.href);
}

/** The pages a sign-in can stop on without ever going back to the app. */
export function answerErrorPage(state: SalesforceState, request: SandboxRequest): Reply {
  const error = request.query.get('error') ?? request.query.get('error_code') ?? '';
  return errorPage(state.layout.setup, error, state.manners.refusalStatus);
}
