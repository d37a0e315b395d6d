import { type Reply, type SandboxRequest, textReply } from '../core/http.ts';
import type { PlayedProvider, SandboxCore } from '../core/provider.ts';
import { answerAccounting } from './accounting.ts';
import { answerAuthorize, answerCallback, answerConsent, answerLimitPage } from './authorize.ts';
import { answerConnections } from './connections.ts';
import { createXeroControl, type XeroControl } from './control.ts';
import { controlTargets } from './control-targets.ts';
import { answerProduct } from './product.ts';
import { consentPage } from './screens/consent-page.ts';
import { loginPage, signInErrorPage } from './screens/sign-in-pages.ts';
import { developerPage, organisationsPage, statusPage, statusSummary } from './screens/small-pages.ts';
import { askToSignIn, endSession, findSession, safeReturn, startSession } from './sessions.ts';
import { createState, type XeroState } from './state.ts';
import { answerMetadata, answerRevocation, answerToken } from './token-endpoint.ts';
import { connectableBy, liveLinks } from './world.ts';

const notFound = (): Reply => textReply(404, 'Not found');

/** A page or call of the played provider: its name for faults and log, and what answers it. */
interface Route {
  host: string;
  method: 'GET' | 'POST' | 'DELETE' | 'any';
  path: RegExp;
  /** A name, or how to tell it from the request. */
  endpoint: string | ((request: SandboxRequest) => string);
  answer(state: XeroState, request: SandboxRequest): Reply | Promise<Reply>;
}

const routes: readonly Route[] = [
  {
    host: 'login',
    method: 'GET',
    path: /^\/identity\/connect\/authorize$/,
    endpoint: 'authorize',
    answer: answerAuthorize,
  },
  {
    host: 'login',
    method: 'GET',
    path: /^\/identity\/connect\/authorize\/callback$/,
    endpoint: 'redirect',
    answer: answerCallback,
  },
  { host: 'login', method: 'any', path: /^\/identity\/user\/login$/, endpoint: 'login', answer: answerLogin },
  {
    host: 'login',
    method: 'GET',
    path: /^\/identity\/user\/logout$/,
    endpoint: 'logout',
    answer: (state, request) => endSession(state, request, 'https://login.xero.com/identity/user/login'),
  },
  { host: 'authorize', method: 'GET', path: /^\/$/, endpoint: 'consent', answer: answerConsentPage },
  { host: 'authorize', method: 'POST', path: /^\/consent$/, endpoint: 'decision', answer: answerConsent },
  { host: 'authorize', method: 'GET', path: /^\/connectionLimit$/, endpoint: 'limit', answer: answerLimitPage },
  {
    host: 'identity',
    method: 'POST',
    path: /^\/connect\/token$/,
    endpoint: (request) => (request.form.get('grant_type') === 'refresh_token' ? 'token.refresh' : 'token.exchange'),
    answer: answerToken,
  },
  {
    host: 'identity',
    method: 'POST',
    path: /^\/connect\/revocation$/,
    endpoint: 'revocation',
    answer: answerRevocation,
  },
  {
    host: 'identity',
    method: 'GET',
    path: /^\/\.well-known\/openid-configuration(\/jwks)?$/,
    endpoint: 'metadata',
    answer: answerMetadata,
  },
  {
    host: 'api',
    method: 'any',
    path: /^\/connections(\/|$)/i,
    endpoint: (request) => (request.method === 'DELETE' ? 'connections.delete' : 'connections.list'),
    answer: answerConnections,
  },
  {
    host: 'api',
    method: 'any',
    path: /^\/api\.xro\/2\.0\//,
    endpoint: (request) => `api.${(request.path.split('/')[3] ?? '').toLowerCase()}`,
    answer: answerAccounting,
  },
  { host: 'go', method: 'any', path: /^\//, endpoint: 'product', answer: answerProduct },
  { host: 'my', method: 'GET', path: /^\//, endpoint: 'my', answer: answerOrganisations },
  { host: 'status', method: 'GET', path: /^\/api\/v2\/summary\.json$/, endpoint: 'status', answer: statusSummary },
  { host: 'status', method: 'GET', path: /^\/$/, endpoint: 'status', answer: statusPage },
  { host: 'developer', method: 'any', path: /^\/app\/manage$/, endpoint: 'developer', answer: developerPage },
];

function answerLogin(state: XeroState, request: SandboxRequest): Reply {
  if (request.method !== 'POST') return loginPage(request.query.get('ReturnUrl') ?? '', false);
  const user = state.world.users.find(
    (candidate) => candidate.email === request.form.get('email')?.trim().toLowerCase(),
  );
  const returnUrl = request.form.get('ReturnUrl');
  if (!user || user.password !== request.form.get('password')) return loginPage(returnUrl ?? '', true);
  return startSession(state, user.id, safeReturn(returnUrl));
}

function answerConsentPage(state: XeroState, request: SandboxRequest): Reply {
  const authorization = state.authorizations.get(request.query.get('consentId') ?? '');
  const app = state.world.apps.find((candidate) => candidate.clientId === authorization?.clientId);
  const user = state.world.users.find((candidate) => candidate.id === authorization?.userId);
  if (!authorization || !app || !user)
    return signInErrorPage('invalid_request', state.errorPageStatus, state.layout.generation);
  return consentPage({
    generation: state.layout.generation,
    authorization,
    app,
    user,
    organisations: connectableBy(state.world, user.id),
    connected: new Set(liveLinks(state.world, app.clientId, user.id).map((link) => link.tenantId)),
  });
}

function answerOrganisations(state: XeroState, request: SandboxRequest): Reply {
  const signedIn = findSession(state, request);
  return signedIn ? organisationsPage(state, signedIn.user) : askToSignIn(request);
}

function findRoute(request: SandboxRequest): Route | undefined {
  return routes.find(
    (route) =>
      request.host === `${route.host}.xero.com` &&
      (route.method === 'any' || route.method === request.method) &&
      route.path.test(request.path),
  );
}

/** Xero under its real host names, and what a test may do to it. */
export function createXero(core: SandboxCore): { provider: PlayedProvider; control: XeroControl } {
  const state = createState(core.clock);
  const control = createXeroControl(state, core.faults);
  return {
    control,
    provider: {
      id: 'xero',
      name: 'Xero',
      hosts: [...new Set(routes.map((route) => `${route.host}.xero.com`))],
      endpointOf(request) {
        const endpoint = findRoute(request)?.endpoint ?? 'other';
        return typeof endpoint === 'string' ? endpoint : endpoint(request);
      },
      answer: (request) => findRoute(request)?.answer(state, request) ?? notFound(),
      targets: () => controlTargets(control, core.faults),
    },
  };
}
