import { createHash } from 'node:crypto';
import { emptyReply, jsonReply, type Reply, type SandboxRequest } from '../core/http.ts';
import { placeOf } from './hosts.ts';
import type { Approval, Code, SalesforceState } from './state.ts';
import { endApproval, isRefreshable, issueTokens, openApproval, rotate } from './tokens.ts';
import { type ClientApp, type Org, type OrgUser, policyOf, profileOf } from './world.ts';

const fresh = { 'cache-control': 'no-cache,must-revalidate,max-age=0,no-store,private' };

export type Refusal = readonly [error: string, description: string];

const refuse = ([error, description]: Refusal): Reply =>
  jsonReply(400, { error, error_description: description }, fresh);

/** Who asks. A key in a header instead of the body is not seen; a secret is wanted where the app's box is ticked (facts: 1). */
function authenticate(state: SalesforceState, request: SandboxRequest): ClientApp | Refusal {
  const app = state.world.apps.find((candidate) => candidate.clientId === request.form.get('client_id'));
  if (!app?.isEnabled || app.isPropagating) return ['invalid_client_id', 'client identifier invalid'];
  const secret = request.form.get('client_secret') ?? undefined;
  const isProven = app.requiresSecret ? app.secret !== undefined && secret === app.secret : true;
  return isProven ? app : ['invalid_client', 'invalid client credentials'];
}

/** Why an org does not let this person use the app any more, in the order the org looks (facts: 3); undefined when it does. */
function refusalOf(org: Org, user: OrgUser, clientId: string): Refusal | undefined {
  const policy = policyOf(org, clientId);
  if (org.isClosed) return ['invalid_grant', 'inactive organization'];
  const { ranges, isOutOfHours } = profileOf(org, user);
  if (!user.isActive || user.isFrozen) return ['invalid_grant', 'inactive user'];
  if (ranges.length > 0 && policy.ipRelaxation === 'enforce') return ['invalid_grant', 'ip restricted'];
  if (isOutOfHours) return ['invalid_grant', 'LOGIN_DURING_RESTRICTED_TIME'];
  if (policy.isBlocked) return ['OAUTH_APP_BLOCKED', 'this app is blocked by admin'];
  if (!policy.isInstalled && !user.mayApproveUninstalledApps) {
    return ['invalid_client', 'External client app is not installed in this org'];
  }
  if (policy.permittedUsers === 'admin_approved' && !policy.profiles.has(user.profile)) {
    return ['invalid_app_access', 'user is not admin approved to access this app'];
  }
  return undefined;
}

/** POST /services/oauth2/token */
export async function answerToken(state: SalesforceState, request: SandboxRequest): Promise<Reply> {
  for (const name of ['code', 'code_verifier', 'refresh_token']) {
    const value = request.form.get(name);
    if (value) state.secrets.add(value);
  }
  const grantType = request.form.get('grant_type');
  if (grantType === null) return refuse(['invalid_request', 'must supply grant_type']);
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
    return refuse(['unsupported_grant_type', 'grant type not supported']);
  }
  const isRefresh = grantType === 'refresh_token';
  const app = authenticate(state, request);
  const answer = isClient(app) ? await (isRefresh ? refresh : exchange)(state, app, request) : app;
  if (!isRefused(answer)) return jsonReply(200, answer, fresh);
  state.counters[isRefresh ? 'refreshRefused' : 'exchangeRefused'] += 1;
  return refuse(answer);
}

const isClient = (app: ClientApp | Refusal): app is ClientApp => 'clientId' in app;
const isRefused = (answer: Refusal | Record<string, unknown>): answer is Refusal => Array.isArray(answer);

async function exchange(
  state: SalesforceState,
  app: ClientApp,
  request: SandboxRequest,
): Promise<Refusal | Record<string, unknown>> {
  const code = state.codes.get(request.form.get('code') ?? '');
  const place = placeOf(state.world, request);
  const problem = codeProblem(state, code, app, request, place);
  if (code) code.isUsed = true;
  const found = code && findPerson(state, code);
  if (!code || problem || !found) return problem ?? ['invalid_grant', 'invalid authorization code'];
  const { org, user } = found;
  const refusal = refusalOf(org, user, app.clientId);
  if (refusal) return refusal;
  state.counters.exchanged += 1;
  const approval = openApproval(state, code);
  return issueTokens(state, { approval, app, org, user, refreshToken: approval.refreshToken });
}

function codeProblem(
  state: SalesforceState,
  code: Code | undefined,
  app: ClientApp,
  request: SandboxRequest,
  place: ReturnType<typeof placeOf>,
): Refusal | undefined {
  const isWrongHost =
    place?.isSandbox !== code?.authorization.isSandbox || (place?.org && place.org.id !== code?.orgId);
  if (!code || code.isUsed || code.authorization.clientId !== app.clientId || isWrongHost) {
    return ['invalid_grant', 'invalid authorization code'];
  }
  if (state.clock.nowMs() - code.issuedMs > state.lifetimes.codeMs)
    return ['invalid_grant', 'expired authorization code'];
  if (code.authorization.redirectUri !== request.form.get('redirect_uri')) {
    return ['redirect_uri_mismatch', 'redirect_uri must match configuration'];
  }
  return provesChallenge(code.authorization.challenge, request.form.get('code_verifier'))
    ? undefined
    : ['invalid_grant', 'invalid code verifier'];
}

/** RFC 7636 §4.6, S256. */
function provesChallenge(challenge: string | undefined, verifier: string | null): boolean {
  if (challenge === undefined) return true;
  return verifier !== null && createHash('sha256').update(verifier).digest('base64url') === challenge;
}

function findPerson(
  state: SalesforceState,
  of: Pick<Code, 'orgId' | 'userId'>,
): { org: Org; user: OrgUser } | undefined {
  const org = state.world.orgs.find((candidate) => candidate.id === of.orgId);
  const user = org?.users.find((candidate) => candidate.id === of.userId);
  return org && user && { org, user };
}

const dead: Refusal = ['invalid_grant', 'expired access/refresh token'];

/** Every reason for which a refresh token no longer works reads the same, also the wrong host (facts: 3). */
async function refresh(
  state: SalesforceState,
  app: ClientApp,
  request: SandboxRequest,
): Promise<Refusal | Record<string, unknown>> {
  const value = request.form.get('refresh_token') ?? '';
  const mine = state.approvals.filter((candidate) => candidate.clientId === app.clientId);
  if (mine.some((approval) => approval.consumed.has(value))) state.counters.consumedPresented += 1;
  const approval: Approval | undefined = mine.find((candidate) => candidate.refreshToken === value);
  const found = approval && findPerson(state, approval);
  const place = placeOf(state.world, request);
  if (!found || place?.isSandbox !== found.org.isSandbox || (place.org && place.org.id !== found.org.id)) return dead;
  const { org, user } = found;
  const refusal = refusalOf(org, user, app.clientId);
  if (refusal) return refusal;
  if (!isRefreshable(state, org, approval)) return dead;
  state.counters.refreshed += 1;
  return issueTokens(state, { approval, app, org, user, refreshToken: rotate(state, org, approval) });
}

/** /services/oauth2/revoke: ends what the person allowed, for a refresh token as for an access token. */
export function answerRevoke(state: SalesforceState, request: SandboxRequest): Reply {
  const token = request.form.get('token') ?? request.query.get('token') ?? '';
  const approvalId = state.apiSessions.get(token)?.approvalId;
  const approval = state.approvals.find((candidate) => candidate.refreshToken === token || candidate.id === approvalId);
  if (!approval) return refuse(['invalid_token', 'invalid token']);
  state.counters.revoked += 1;
  endApproval(state, approval);
  return emptyReply(200, fresh);
}
