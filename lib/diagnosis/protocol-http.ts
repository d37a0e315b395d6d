import type { Rule } from '../model/rule';

const rfc9110 = 'RFC 9110 §15';

/** What HTTP itself says by its status, whoever sends it: the floor under the other layers. */
export const httpRules: readonly Rule[] = [
  {
    id: 'http-401',
    source: `${rfc9110}.5.2; RFC 6750 §3.1: an expired access token is the commonest reason`,
    cause: 'access_token_expired',
    weight: 0.44,
    when: { phases: ['api', 'page'], status: [401] },
    also: [
      { cause: 'grant_revoked', weight: 0.3 },
      { cause: 'token_malformed', weight: 0.2 },
    ],
    tests: ['refresh'],
  },
  {
    id: 'http-402',
    source: `${rfc9110}.5.3: payment required`,
    cause: 'plan_restricted',
    weight: 0.85,
    when: { status: [402] },
  },
  {
    id: 'http-403',
    source: `${rfc9110}.5.4: understood and refused; signing in again as the same person does not change it`,
    cause: 'user_permission_insufficient',
    weight: 0.4,
    when: { phases: ['api', 'page'], status: [403] },
    also: [
      { cause: 'plan_restricted', weight: 0.25 },
      { cause: 'scope_missing', weight: 0.25 },
      { cause: 'tenant_unavailable', weight: 0.2 },
    ],
    tests: ['list_tenants', 'other_area', 'read_subscription'],
  },
  {
    id: 'http-403-sign-in',
    source: `${rfc9110}.5.4; RFC 6749 knows no 403 on these endpoints, so something in front refused`,
    cause: 'unknown',
    weight: 0.35,
    when: { phases: ['authorize', 'callback', 'token', 'refresh', 'revoke'], status: [403] },
    also: [
      { cause: 'access_policy_blocked', weight: 0.25 },
      { cause: 'network_unreachable', weight: 0.2 },
    ],
  },
  {
    id: 'http-403-edge',
    source:
      'Cloudflare docs, "Cloudflare 1xxx errors": 1006 to 1012 and 1020 refuse the address or by a rule of the site',
    cause: 'access_policy_blocked',
    weight: 0.5,
    when: {
      status: [403],
      codes: ['1005', '1006', '1007', '1008', '1009', '1010', '1012', '1020'],
      body: ['text', 'html'],
    },
    also: [{ cause: 'network_unreachable', weight: 0.4 }],
    tests: ['reach_other_site'],
  },
  {
    id: 'http-404',
    source: `${rfc9110}.5.5: the thing asked for is not there; the connection was let through`,
    cause: 'not_an_auth_problem',
    weight: 0.5,
    when: { phases: ['api', 'page'], status: [404, 410] },
    also: [
      { cause: 'request_invalid', weight: 0.35 },
      { cause: 'tenant_unavailable', weight: 0.25 },
    ],
  },
  {
    id: 'http-our-request',
    source: `${rfc9110}.5: method, media type, condition or header is wrong; §15.6.2 not implemented`,
    cause: 'request_invalid',
    weight: 0.6,
    when: { status: [405, 406, 411, 412, 414, 415, 417, 426, 431, 501, 505] },
    also: [{ cause: 'not_an_auth_problem', weight: 0.35 }],
  },
  {
    id: 'http-404-sign-in',
    source: `${rfc9110}.5.5: OAuth endpoints do not move; the address is wrong`,
    cause: 'request_invalid',
    weight: 0.5,
    when: { phases: ['authorize', 'token', 'refresh', 'revoke'], status: [404, 405] },
  },
  {
    id: 'http-data-refused',
    source: `${rfc9110}.5.10 conflict, .14 too large, .21 unprocessable: the data, not the connection`,
    cause: 'not_an_auth_problem',
    weight: 0.68,
    when: { phases: ['api', 'page'], status: [409, 413, 422, 423, 424] },
  },
  {
    id: 'words-parameter',
    source: `${rfc9110}.5.1 in words: what was asked for is not said as it has to be`,
    cause: 'request_invalid',
    weight: 0.55,
    when: {
      phases: ['api', 'page'],
      status: [400, 422],
      says: ['missing parameter', 'missing required', 'required parameter', 'invalid parameter', 'unknown parameter'],
    },
    also: [{ cause: 'not_an_auth_problem', weight: 0.5 }],
  },
  {
    id: 'http-400-api',
    source: `${rfc9110}.5.1: the request was read and not understood, so it was let through`,
    cause: 'unknown',
    weight: 0.2,
    when: { phases: ['api', 'page'], status: [400] },
    also: [
      { cause: 'request_invalid', weight: 0.2 },
      { cause: 'not_an_auth_problem', weight: 0.2 },
    ],
  },
  {
    id: 'http-400-authorize',
    source: 'RFC 6749 §3.1.2.4 and §4.1.2.1: what cannot be told by redirect is told on a page',
    cause: 'request_invalid',
    weight: 0.35,
    when: { phases: ['authorize', 'callback'], status: [400] },
    also: [
      { cause: 'redirect_uri_mismatch', weight: 0.3 },
      { cause: 'client_credentials_invalid', weight: 0.3 },
    ],
  },
  {
    id: 'http-407-511',
    source: `${rfc9110}.5.8 proxy authentication; RFC 6585 §6 network authentication (captive portal)`,
    cause: 'network_unreachable',
    weight: 0.93,
    when: { status: [407, 511] },
  },
  {
    id: 'http-429',
    source: 'RFC 6585 §4: too many requests',
    cause: 'rate_limited',
    weight: 0.93,
    when: { status: [429] },
  },
  {
    id: 'http-500',
    source: `${rfc9110}.6.1`,
    cause: 'provider_outage',
    weight: 0.6,
    when: { status: [500] },
    also: [{ cause: 'not_an_auth_problem', weight: 0.2 }],
    tests: ['provider_status'],
  },
  {
    id: 'http-502-503-504',
    source: `${rfc9110}.6.3 to .6.5: behind the gateway, overloaded or in maintenance, or too slow; 52x are Cloudflare's`,
    cause: 'provider_outage',
    weight: 0.85,
    when: { status: [502, 503, 504, 508, 520, 521, 522, 523, 524, 525, 526, 527, 529, 530] },
  },
  {
    id: 'http-408',
    source: `${rfc9110}.5.9: the server waited too long for the request`,
    cause: 'provider_outage',
    weight: 0.5,
    when: { status: [408] },
    also: [{ cause: 'network_unreachable', weight: 0.45 }],
  },
];
