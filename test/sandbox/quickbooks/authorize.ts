import { type Reply, redirectReply, type SandboxRequest } from '../core/http.ts';
import { newHandle } from '../core/random.ts';
import { consentPage, takeOverPage } from './screens/consent-pages.ts';
import { errorPage } from './screens/sign-in-pages.ts';
import { askToSignIn, findSession } from './sessions.ts';
import type { Authorization, QuickbooksState } from './state.ts';
import { type ClientApp, connectableBy } from './world.ts';

const consentAddress = 'https://appcenter.intuit.com/app/connect/oauth2';

/** Scopes every app may ask for, and those Intuit grants to single apps (facts: 1, "Scopes"). */
const openScopes = new Set([
  'com.intuit.quickbooks.accounting',
  'com.intuit.quickbooks.payment',
  'openid',
  'profile',
  'email',
  'phone',
  'address',
]);
const restrictedScopes = new Set([
  'payroll.compensation.read',
  'project-management.project',
  'time-tracking.time-entry',
  'app-foundations.custom-dimensions.read',
  'app-foundations.custom-field-definitions',
  'indirect-tax.tax-calculation.quickbooks',
]);
const companyScopes =
  /^(com\.intuit\.quickbooks\.|payroll|project-management|time-tracking|app-foundations|indirect-tax)/;

const scopesOf = (query: URLSearchParams): string[] => (query.get('scope') ?? '').split(' ').filter(Boolean);

const appOf = (state: QuickbooksState, query: URLSearchParams): ClientApp | undefined =>
  state.world.apps.find((app) => app.clientId === query.get('client_id'));

/** Production: https and no bare address; development may use http on localhost (facts: 1, "Redirect URI rules"). */
export function isAllowedRedirect(uri: string, { keySet }: Pick<ClientApp, 'keySet'>): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  if (protocol === 'http:') return keySet === 'development' && hostname === 'localhost';
  return protocol === 'https:' && !/^[\d.]+$|^\[/.test(hostname);
}

/** Ends on a page of Intuit, never in a redirect; an unknown id and an unregistered address look the same (facts: 0.7). */
function refuse(state: QuickbooksState, query: URLSearchParams): Reply | undefined {
  const app = appOf(state, query);
  const isRegistered = app?.redirectUris.has(query.get('redirect_uri') ?? '') ?? false;
  if (app && isRegistered && query.get('response_type') === 'code' && query.get('state')) return undefined;
  if (state.manners.errorPage === 'undefined') {
    return redirectReply('https://appcenter.intuit.com/app/connect/oauth2/error');
  }
  return errorPage(state.manners.errorPage, app?.name);
}

function backTo(query: URLSearchParams, values: Record<string, string | undefined>): Reply {
  const back = new URL(query.get('redirect_uri') ?? 'https://appcenter.intuit.com/');
  for (const [name, value] of Object.entries(values)) if (value !== undefined) back.searchParams.set(name, value);
  return redirectReply(back.href);
}

/** GET https://appcenter.intuit.com/connect/oauth2 and, after signing in, /app/connect/oauth2: the consent page. */
export function answerAuthorize(state: QuickbooksState, request: SandboxRequest): Reply {
  const { query } = request;
  const secret = query.get('state');
  if (secret) state.secrets.add(secret);
  const refusal = refuse(state, query);
  if (refusal) return refusal;
  const app = appOf(state, query);
  const scopes = scopesOf(query);
  // A mistyped scope is answered with the same address for ever (facts: 4a).
  if (scopes.some((scope) => !openScopes.has(scope) && !restrictedScopes.has(scope)))
    return redirectReply(request.url.href);
  if (scopes.some((scope) => restrictedScopes.has(scope) && !app?.extraScopes.has(scope))) {
    return backTo(query, { error: 'invalid_scope', state: secret ?? undefined });
  }
  const signedIn = findSession(state, request);
  if (!signedIn || !app) return askToSignIn(request);
  if (request.path !== new URL(consentAddress).pathname) return redirectReply(`${consentAddress}${request.url.search}`);
  return consentPage({
    query,
    app,
    user: signedIn.user,
    generation: state.layout.generation,
    wantsCompany: scopes.some((scope) => companyScopes.test(scope)),
    companies: connectableBy(state.world, signedIn.user.id, app.keySet),
  });
}

/** Another admin's connection of the same app and company (facts: 1, "Who may connect"). */
function isTaken(state: QuickbooksState, app: ClientApp, realmId: string, userId: string): boolean {
  return state.grants.some(
    (grant) =>
      grant.refresh !== undefined &&
      grant.clientId === app.clientId &&
      grant.realmId === realmId &&
      grant.userId !== userId,
  );
}

/** The answer of the consent page: Cancel, or Connect with a company; once more where another admin holds the connection. */
export function answerConsent(state: QuickbooksState, request: SandboxRequest): Reply {
  const query = new URLSearchParams(request.form.get('request') ?? '');
  const app = appOf(state, query);
  const signedIn = findSession(state, request);
  if (!app || !signedIn || refuse(state, query)) return errorPage('undefined', undefined);
  const { user } = signedIn;
  const secret = query.get('state') ?? undefined;
  const decision = request.form.get('decision');
  if (decision === 'cancel') return backTo(query, { error: 'access_denied', state: secret });
  const wantsCompany = scopesOf(query).some((scope) => companyScopes.test(scope));
  const companies = connectableBy(state.world, user.id, app.keySet);
  const index = Number(request.form.get('company') || '-1');
  const picked = companies[index];
  if (wantsCompany && !picked) return redirectReply(`${consentAddress}?${query}`);
  const { generation } = state.layout;
  if (picked && decision === 'next') {
    return consentPage({ query, app, user, generation, wantsCompany, companies, picked: { index, company: picked } });
  }
  const realmId = wantsCompany ? picked?.realmId : undefined;
  if (picked && decision !== 'switch' && isTaken(state, app, picked.realmId, user.id)) {
    return takeOverPage({
      generation,
      query,
      company: request.form.get('company') ?? '',
      companyName: picked.name,
      appName: app.name,
    });
  }
  const authorization: Authorization = {
    clientId: app.clientId,
    redirectUri: query.get('redirect_uri') ?? '',
    scopes: scopesOf(query),
    state: secret,
    userId: user.id,
    realmId,
  };
  const code = `AB1${Math.floor(state.clock.nowMs() / 1000)}${newHandle(24).replace(/[-_]/g, 'x')}`;
  state.secrets.add(code);
  state.codes.set(code, { authorization, issuedMs: state.clock.nowMs(), grant: undefined });
  return backTo(query, { code, state: secret, realmId });
}
