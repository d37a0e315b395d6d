import { type Reply, type SandboxRequest, textReply } from '../core/http.ts';
import type { PlayedProvider, SandboxCore } from '../core/provider.ts';
import { answerAccounting, apiHosts } from './accounting.ts';
import { answerAuthorize, answerConsent } from './authorize.ts';
import { createQuickbooksControl, type QuickbooksControl } from './control.ts';
import { controlTargets } from './control-targets.ts';
import { answerDiscovery, answerKeys, answerStatus, answerUserInfo } from './metadata.ts';
import { answerProduct, productHosts } from './product.ts';
import { errorPage, signInPage } from './screens/sign-in-pages.ts';
import { developerPage } from './screens/small-pages.ts';
import { endSession, safeReturn, startSession } from './sessions.ts';
import { createState, type QuickbooksState } from './state.ts';
import { answerRevocation, answerToken } from './token-endpoint.ts';

/** A page or call of the played provider: its name for faults and log, and what answers it. */
interface Route {
  hosts: readonly string[];
  method: 'GET' | 'POST' | 'any';
  path: RegExp;
  /** A name, or how to tell it from the request. */
  endpoint: string | ((request: SandboxRequest) => string);
  answer(state: QuickbooksState, request: SandboxRequest): Reply | Promise<Reply>;
}

function answerSignIn(state: QuickbooksState, request: SandboxRequest): Reply {
  const { generation } = state.layout;
  const email = request.form.get('Email')?.trim().toLowerCase();
  const password = request.form.get('Password') ?? undefined;
  const returnUrl = request.form.get('return_url') ?? request.query.get('return_url') ?? '';
  const user = state.world.users.find((candidate) => candidate.email === email);
  if (user && user.password === password) return startSession(state, user.id, safeReturn(returnUrl));
  return signInPage({ returnUrl, generation, email, wasRefused: password !== undefined });
}

const appcenter = ['appcenter.intuit.com'];
const accounts = ['accounts.intuit.com'];

const routes: readonly Route[] = [
  {
    hosts: appcenter,
    method: 'GET',
    path: /^\/connect\/oauth2$/,
    endpoint: 'authorize',
    answer: answerAuthorize,
  },
  { hosts: appcenter, method: 'GET', path: /^\/app\/connect\/oauth2$/, endpoint: 'consent', answer: answerAuthorize },
  {
    hosts: appcenter,
    method: 'GET',
    path: /^\/app\/connect\/oauth2\/error$/,
    endpoint: 'error',
    answer: () => errorPage('undefined', undefined),
  },
  {
    hosts: appcenter,
    method: 'POST',
    path: /^\/app\/connect\/oauth2\/authorize$/,
    endpoint: 'decision',
    answer: answerConsent,
  },
  { hosts: accounts, method: 'any', path: /^\/app\/sign-in$/, endpoint: 'login', answer: answerSignIn },
  { hosts: accounts, method: 'GET', path: /^\/app\/sign-out$/, endpoint: 'logout', answer: endSession },
  {
    hosts: ['oauth.platform.intuit.com'],
    method: 'POST',
    path: /^\/oauth2\/v1\/tokens\/bearer$/,
    endpoint: (request) => (request.form.get('grant_type') === 'refresh_token' ? 'token.refresh' : 'token.exchange'),
    answer: answerToken,
  },
  {
    hosts: ['oauth.platform.intuit.com'],
    method: 'GET',
    path: /^\/op\/v1\/jwks$/,
    endpoint: 'keys',
    answer: answerKeys,
  },
  {
    hosts: ['developer.api.intuit.com'],
    method: 'POST',
    path: /^\/v2\/oauth2\/tokens\/revoke$/,
    endpoint: 'revocation',
    answer: answerRevocation,
  },
  {
    hosts: ['developer.api.intuit.com', 'developer.intuit.com'],
    method: 'GET',
    path: /^\/\.well-known\/openid_(sandbox_)?configuration\/?$/,
    endpoint: 'metadata',
    answer: answerDiscovery,
  },
  {
    hosts: ['accounts.platform.intuit.com', 'sandbox-accounts.platform.intuit.com'],
    method: 'GET',
    path: /^\/v1\/openid_connect\/userinfo$/,
    endpoint: 'userinfo',
    answer: answerUserInfo,
  },
  {
    hosts: Object.values(apiHosts),
    method: 'any',
    path: /^\/v3\/company\//,
    endpoint: (request) => `api.${(request.path.split('/')[4] ?? '').toLowerCase()}`,
    answer: answerAccounting,
  },
  { hosts: productHosts, method: 'any', path: /^\//, endpoint: 'product', answer: answerProduct },
  { hosts: ['developer.intuit.com'], method: 'any', path: /^\/$/, endpoint: 'developer', answer: developerPage },
  {
    hosts: ['status.developer.intuit.com'],
    method: 'GET',
    path: /^\/(api\/v2\/(status|summary|incidents)\.json)?$/,
    endpoint: 'status',
    answer: answerStatus,
  },
];

function findRoute(request: SandboxRequest): Route | undefined {
  return routes.find(
    (route) =>
      route.hosts.includes(request.host) &&
      (route.method === 'any' || route.method === request.method) &&
      route.path.test(request.path),
  );
}

/** QuickBooks Online under Intuit's real host names, and what a test may do to it. */
export function createQuickbooks(core: SandboxCore): { provider: PlayedProvider; control: QuickbooksControl } {
  const state = createState(core.clock);
  const control = createQuickbooksControl(state, core.faults);
  return {
    control,
    provider: {
      id: 'quickbooks',
      name: 'QuickBooks Online',
      hosts: [...new Set(routes.flatMap((route) => route.hosts))],
      endpointOf(request) {
        const endpoint = findRoute(request)?.endpoint ?? 'other';
        return typeof endpoint === 'string' ? endpoint : endpoint(request);
      },
      answer: (request) => findRoute(request)?.answer(state, request) ?? textReply(404, 'Not found'),
      targets: () => controlTargets(control, core.faults),
    },
  };
}
