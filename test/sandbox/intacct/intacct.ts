import { type Reply, type SandboxRequest, textReply } from '../core/http.ts';
import { html, pageReply } from '../core/page.ts';
import type { PlayedProvider, SandboxCore } from '../core/provider.ts';
import { answerAuthorize, answerSignInPages } from './authorize.ts';
import { createIntacctControl, type IntacctControl } from './control.ts';
import { intacctTargets } from './control-targets.ts';
import { answerRest } from './services.ts';
import { createState, type IntacctState } from './state.ts';
import { answerMetadata, answerRevocation, answerToken } from './token-endpoint.ts';
import { answerWeb } from './web.ts';

interface Route {
  hosts: RegExp;
  method: 'GET' | 'POST' | 'any';
  path: RegExp;
  /** A name for faults and log, or how to tell it from the request. */
  endpoint: string | ((request: SandboxRequest) => string);
  answer(state: IntacctState, request: SandboxRequest): Reply | Promise<Reply>;
}

const api = /^api\.intacct\.com$/;
const web = /^www(-p\d+)?\.intacct\.com$/;
const hosts = ['api.intacct.com', 'www.intacct.com', 'www-p02.intacct.com', 'developer.sage.com', 'status.sage.com'];

const simplePage = (title: string, words: string) => (): Reply =>
  pageReply({ title, body: html`<main class="card"><h1>${title}</h1><p>${words}</p></main>` });

const tokenEndpoints: Readonly<Record<string, string>> = {
  authorization_code: 'token.exchange',
  refresh_token: 'token.refresh',
};

const restEndpoint = (path: string): string => {
  if (path.endsWith('/services/core/query')) return 'api.query';
  if (path.endsWith('/services/core/session/id')) return 'api.session';
  return path.includes('/objects/') ? 'api.objects' : 'api.service';
};

const routes: readonly Route[] = [
  {
    hosts: api,
    method: 'GET',
    path: /^\/ia\/api\/v1\/oauth2\/authorize$/,
    endpoint: 'authorize',
    answer: answerAuthorize,
  },
  {
    hosts: api,
    method: 'any',
    path: /^\/ia\/authorize$/,
    endpoint: (request) => (request.form.get('decision') === 'accept' ? 'redirect' : 'login'),
    answer: answerSignInPages,
  },
  {
    hosts: api,
    method: 'POST',
    path: /^\/ia\/api\/v1\/oauth2\/token$/,
    endpoint: ({ form }) => tokenEndpoints[form.get('grant_type') ?? ''] ?? 'token.other',
    answer: answerToken,
  },
  {
    hosts: api,
    method: 'POST',
    path: /^\/ia\/api\/v1\/oauth2\/revoke$/,
    endpoint: 'revocation',
    answer: answerRevocation,
  },
  {
    hosts: api,
    method: 'GET',
    path: /^\/\.well-known\/(openid-configuration|jwks\.json)$/,
    endpoint: 'metadata',
    answer: answerMetadata,
  },
  { hosts: api, method: 'any', path: /^\/ia\/api\//, endpoint: ({ path }) => restEndpoint(path), answer: answerRest },
  { hosts: web, method: 'any', path: /^\/ia\/acct\//, endpoint: 'web', answer: answerWeb },
  {
    hosts: /^developer\.sage\.com$/,
    method: 'GET',
    path: /^\//,
    endpoint: 'developer',
    answer: simplePage('Sage developer console', 'Applications and their keys.'),
  },
  {
    hosts: /^status\.sage\.com$/,
    method: 'GET',
    path: /^\//,
    endpoint: 'status',
    answer: simplePage('Sage status', 'All systems operational.'),
  },
];

const findRoute = (request: SandboxRequest): Route | undefined =>
  routes.find(
    (route) =>
      route.hosts.test(request.host) &&
      (route.method === 'any' || route.method === request.method) &&
      route.path.test(request.path),
  );

/** Sage Intacct under its real host names, and what a test may do to it. */
export function createIntacct(core: SandboxCore): { provider: PlayedProvider; control: IntacctControl } {
  const state = createState(core.clock);
  const control = createIntacctControl(state, core.faults);
  return {
    control,
    provider: {
      id: 'intacct',
      name: 'Sage Intacct',
      hosts,
      endpointOf(request) {
        const endpoint = findRoute(request)?.endpoint ?? 'other';
        return typeof endpoint === 'string' ? endpoint : endpoint(request);
      },
      answer: (request) => findRoute(request)?.answer(state, request) ?? textReply(404, 'Not found'),
      targets: () => intacctTargets(control, core.faults),
    },
  };
}
