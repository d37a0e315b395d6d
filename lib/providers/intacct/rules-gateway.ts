import type { Rule } from '../../model/rule';

const catalogue = 'facts/sage-intacct 5';

/** The gateway in front of the REST interface and the token endpoint (`GW-`), and what stands in front of that. */
export const intacctGatewayRules: readonly Rule[] = [
  {
    id: 'intacct-gw-0011',
    source: `${catalogue}: inactive or unknown sender id, client id or company`,
    cause: 'app_not_authorized',
    weight: 0.66,
    when: { codes: ['gw-0011'] },
    also: [
      { cause: 'tenant_unavailable', weight: 0.55 },
      { cause: 'client_credentials_invalid', weight: 0.5 },
      { cause: 'request_invalid', weight: 0.35 },
    ],
    tests: ['refresh'],
  },
  {
    id: 'intacct-gw-0011-sign-in',
    source: `${catalogue}: before anybody has signed in, the app is all the gateway can know`,
    cause: 'client_credentials_invalid',
    weight: 0.84,
    when: { phases: ['authorize'], codes: ['gw-0011'] },
    overturns: { causes: ['app_not_authorized'], upTo: 0.66 },
    also: [{ cause: 'app_not_authorized', weight: 0.4 }],
  },
  {
    id: 'intacct-gw-0011-after-refresh',
    source:
      'facts/sage-intacct 1.5: app and company are known where tokens are made, so it is the company’s own list of apps',
    cause: 'app_not_authorized',
    weight: 0.8,
    when: {
      phases: ['api'],
      codes: ['gw-0011'],
      and: ({ evidence }) => evidence.history.refreshedJustNow === true,
    },
    overturns: { causes: ['access_token_expired', 'request_invalid'], upTo: 0.79 },
  },
  {
    id: 'intacct-gw-0011-on-refresh',
    source: `${catalogue}: the app is known, other companies use it, so what the gateway does not know is the company`,
    cause: 'tenant_unavailable',
    weight: 0.78,
    when: {
      phases: ['refresh'],
      codes: ['gw-0011'],
      and: ({ evidence }) => (evidence.siblings.sameProviderHealthy ?? 0) > 0,
    },
    also: [{ cause: 'app_not_authorized', weight: 0.5 }],
  },
  {
    id: 'intacct-gw-0010',
    source: `${catalogue}: comes with HTTP 200 in XML`,
    cause: 'rate_limited',
    weight: 0.96,
    when: { codes: ['gw-0010'] },
  },
  {
    id: 'intacct-gw-0031',
    source: `${catalogue}: cannot be decoded or lacks elements`,
    cause: 'token_malformed',
    weight: 0.94,
    when: { codes: ['gw-0031'] },
  },
  {
    id: 'intacct-gw-request',
    source: `${catalogue}: content type, attribute, payload, endpoint, header, body, user name, client id`,
    cause: 'request_invalid',
    weight: 0.93,
    when: {
      codes: [
        'gw-0012',
        'gw-0013',
        'gw-0014',
        'gw-0015',
        'gw-0032',
        'gw-0033',
        'gw-0034',
        'gw-0035',
        'gw-0036',
        'gw-0037',
        'gw-0038',
        'gw-0039',
      ],
    },
  },
  {
    id: 'intacct-gw-0042',
    source: `${catalogue}: Forbidden (address with override cookie)`,
    cause: 'unknown',
    weight: 0.6,
    when: { codes: ['gw-0042'] },
    also: [{ cause: 'access_policy_blocked', weight: 0.4 }],
  },
  {
    id: 'intacct-gw-0001',
    source: `${catalogue}: the one 5xx code of the gateway`,
    cause: 'provider_outage',
    weight: 0.94,
    when: { codes: ['gw-0001'] },
  },
  {
    id: 'intacct-gw-other',
    source: 'facts/sage-intacct 3: any other gateway code stops before the company is reached',
    cause: 'request_invalid',
    weight: 0.5,
    when: { codes: ['gw-0*'] },
    also: [{ cause: 'unknown', weight: 0.3 }],
  },
  {
    id: 'intacct-username',
    source: `${catalogue}: client_credentials wants user@company`,
    cause: 'request_invalid',
    weight: 0.93,
    when: { says: ['username format is invalid', 'expected user@company', 'Missing Tenant Data'] },
  },
  {
    id: 'intacct-edge',
    source: 'facts/sage-intacct 3 shape 7: Cloudflare page in front',
    cause: 'provider_outage',
    weight: 0.55,
    when: { says: ['cloudflare', 'cf-error-details'], body: ['html'] },
    also: [{ cause: 'access_policy_blocked', weight: 0.35 }],
    tests: ['provider_status'],
  },
];
