import { jsonReply, type Reply, redirectReply, type SandboxRequest, textReply } from '../core/http.ts';
import { html, pageReply } from '../core/page.ts';
import type { PlayedProvider, SandboxCore } from '../core/provider.ts';
import {
  answerAuthorize,
  answerConsentPage,
  answerDecision,
  answerErrorPage,
  consentPath,
  errorPath,
  installErrorPath,
} from './authorize.ts';
import { createSalesforceControl, type SalesforceControl } from './control.ts';
import { controlTargets } from './control-targets.ts';
import { answerData, answerVersions } from './data-api.ts';
import { type HostKind, placeOf, playedHosts } from './hosts.ts';
import { answerIdentity, answerMetadata } from './identity.ts';
import { answerLightning } from './product.ts';
import { answerFrontDoor, answerLogin, endSession } from './sessions.ts';
import { createState, type SalesforceState } from './state.ts';
import { answerRevoke, answerToken } from './token-endpoint.ts';
import { lightningOf } from './world.ts';

/** A page or call of the played provider: its name for faults and log, and what answers it. */
interface Route {
  hosts: readonly HostKind[];
  method: 'GET' | 'POST' | 'any';
  path: RegExp;
  endpoint: string | ((request: SandboxRequest) => string);
  answer(state: SalesforceState, request: SandboxRequest): Reply | Promise<Reply>;
}

const signIn = ['login', 'my'] as const;
const exactly = (path: string): RegExp => new RegExp(`^${path.replace(/\./g, '\\.')}$`);

const routes: readonly Route[] = [
  {
    hosts: signIn,
    method: 'GET',
    path: exactly('/services/oauth2/authorize'),
    endpoint: 'authorize',
    answer: answerAuthorize,
  },
  { hosts: signIn, method: 'GET', path: exactly(consentPath), endpoint: 'consent', answer: answerConsentPage },
  { hosts: signIn, method: 'POST', path: exactly(consentPath), endpoint: 'consent.decision', answer: answerDecision },
  { hosts: signIn, method: 'GET', path: exactly(errorPath), endpoint: 'refusal', answer: answerErrorPage },
  { hosts: signIn, method: 'GET', path: exactly(installErrorPath), endpoint: 'refusal', answer: answerErrorPage },
  {
    hosts: signIn,
    method: 'POST',
    path: exactly('/services/oauth2/token'),
    endpoint: (request) => (request.form.get('grant_type') === 'refresh_token' ? 'token.refresh' : 'token.exchange'),
    answer: answerToken,
  },
  {
    hosts: signIn,
    method: 'GET',
    path: exactly('/services/oauth2/token'),
    endpoint: 'probe',
    answer: () => textReply(405, ''),
  },
  { hosts: signIn, method: 'any', path: exactly('/services/oauth2/revoke'), endpoint: 'revoke', answer: answerRevoke },
  {
    hosts: signIn,
    method: 'any',
    path: exactly('/services/oauth2/userinfo'),
    endpoint: 'identity',
    answer: answerIdentity,
  },
  {
    hosts: signIn,
    method: 'GET',
    path: /^\/(?:\.well-known\/openid-configuration|id\/keys)$/,
    endpoint: 'metadata',
    answer: answerMetadata,
  },
  { hosts: signIn, method: 'GET', path: /^\/id\/00D/, endpoint: 'identity', answer: answerIdentity },
  { hosts: ['my'], method: 'GET', path: /^\/services\/data\/?$/, endpoint: 'versions', answer: answerVersions },
  { hosts: ['my'], method: 'any', path: /^\/services\/data\//, endpoint: 'data', answer: answerData },
  { hosts: signIn, method: 'any', path: /^\/$/, endpoint: 'login', answer: answerLogin },
  {
    hosts: ['my', 'lightning'],
    method: 'GET',
    path: exactly('/secur/frontdoor.jsp'),
    endpoint: 'front_door',
    answer: answerFrontDoor,
  },
  { hosts: signIn, method: 'GET', path: exactly('/secur/logout.jsp'), endpoint: 'logout', answer: endSession },
  { hosts: ['my'], method: 'GET', path: /^\/lightning\//, endpoint: 'product', answer: toLightning },
  { hosts: ['lightning'], method: 'any', path: /^\//, endpoint: 'product', answer: answerLightning },
  { hosts: ['api_status'], method: 'GET', path: /^\/v1\//, endpoint: 'status', answer: () => jsonReply(200, []) },
  { hosts: ['status'], method: 'GET', path: /^\/$/, endpoint: 'status', answer: statusPage },
];

function toLightning(state: SalesforceState, request: SandboxRequest): Reply {
  const org = placeOf(state.world, request)?.org;
  return org
    ? redirectReply(lightningOf(org) + request.url.pathname + request.url.search)
    : textReply(404, 'Not found');
}

function statusPage(): Reply {
  return pageReply({
    title: 'Salesforce Status',
    body: html`<main class="card"><h2>Status</h2><p>All services are available.</p></main>`,
  });
}

/** Salesforce under its real host names, and what a test may do to it. */
export function createSalesforce(core: SandboxCore): { provider: PlayedProvider; control: SalesforceControl } {
  const state = createState(core.clock);
  const control = createSalesforceControl(state, core.faults);
  const findRoute = (request: SandboxRequest): Route | undefined => {
    const place = placeOf(state.world, request);
    return routes.find(
      (route) =>
        place !== undefined &&
        route.hosts.includes(place.kind) &&
        (route.method === 'any' || route.method === request.method) &&
        route.path.test(request.path),
    );
  };
  return {
    control,
    provider: {
      id: 'salesforce',
      name: 'Salesforce',
      hosts: playedHosts(state.world),
      endpointOf(request) {
        const endpoint = findRoute(request)?.endpoint ?? 'other';
        return typeof endpoint === 'string' ? endpoint : endpoint(request);
      },
      answer: (request) => findRoute(request)?.answer(state, request) ?? textReply(404, 'Not found'),
      targets: () => controlTargets(control, core.faults),
    },
  };
}
