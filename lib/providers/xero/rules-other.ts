import type { Rule } from '../../model/rule';

const catalogue = 'facts/xero 4 (API answers: RC response codes, OpenAPI 16.1.0, client fixtures)';
const legacy = 'facts/xero 2.5 shape 3 (oauth_problem of the OAuth 1.0a gateway, still sent when no bearer is present)';

/** What the legacy gateway says: `oauth_problem` names it, `oauth_problem_advice` narrows it. */
const legacyRules: readonly Rule[] = [
  {
    id: 'xero-legacy-no-header',
    source: `${legacy}: no Authorization header left the client`,
    cause: 'request_invalid',
    weight: 0.8,
    when: { says: ['consumer_key_unknown'] },
    also: [{ cause: 'client_credentials_invalid', weight: 0.5 }],
  },
  {
    id: 'xero-legacy-consumer',
    source: `${legacy}: consumer_key_rejected, or advice "Unknown consumer"`,
    cause: 'client_credentials_invalid',
    weight: 0.86,
    when: { says: ['consumer_key_rejected', 'Unknown consumer', 'consumer_key_refused'] },
  },
  {
    id: 'xero-legacy-token-rejected',
    source: `${legacy}: token_rejected, with advice that decides`,
    cause: 'token_malformed',
    weight: 0.74,
    when: { says: ['token_rejected', ['token', 'does not match an expected']] },
    also: [{ cause: 'grant_revoked', weight: 0.45 }],
  },
  {
    id: 'xero-legacy-revoked',
    source: `${legacy}: advice "has been revoked by the user"`,
    cause: 'grant_revoked',
    weight: 0.93,
    when: { says: ['revoked by the user', 'has been revoked'] },
  },
  {
    id: 'xero-legacy-no-token',
    source: `${legacy}: advice "Token has not been provided"`,
    cause: 'request_invalid',
    weight: 0.84,
    when: { says: ['Token has not been provided', 'parameter_absent', 'token not provided'] },
    also: [{ cause: 'token_malformed', weight: 0.45 }],
  },
  {
    id: 'xero-legacy-signature',
    source: `${legacy}: signing belongs to clients of before 2021`,
    cause: 'request_invalid',
    weight: 0.86,
    when: {
      says: [
        'signature_invalid',
        'signature_method_rejected',
        'nonce_used',
        'timestamp_refused',
        'version_rejected',
        'parameter_rejected',
      ],
    },
  },
  {
    id: 'xero-legacy-certificate',
    source: 'facts/xero (legacy partner apps): the client certificate was refused',
    cause: 'client_credentials_invalid',
    weight: 0.8,
    when: { says: ['client SSL certificate', 'client certificate'] },
    also: [{ cause: 'network_unreachable', weight: 0.35 }],
  },
  {
    id: 'xero-legacy-permission',
    source: `${legacy}: permission_denied, permission_unknown`,
    cause: 'user_permission_insufficient',
    weight: 0.6,
    when: { says: ['oauth_problem=permission_denied', 'permission_unknown'] },
  },
];

/** Limits and outages. */
const availabilityRules: readonly Rule[] = [
  {
    id: 'xero-rate-limit',
    source: `${catalogue}; facts/xero 2.3: X-Rate-Limit-Problem names the limit; the old gateway used 503`,
    cause: 'rate_limited',
    weight: 0.96,
    when: {
      and: ({ evidence, signals }) =>
        (evidence.answer?.headers['x-rate-limit-problem'] ?? '') !== '' ||
        signals.folded.includes('ratelimitexceeded') ||
        signals.codes.includes('rate-limit-error'),
    },
  },
  {
    id: 'xero-organisation-offline',
    source: `${catalogue}: that organisation alone, for some minutes`,
    cause: 'provider_outage',
    weight: 0.93,
    when: {
      says: [
        'Organisation is offline',
        'Organization is offline',
        'organisation-offline',
        ['Cannot process org', 'at this time'],
      ],
    },
  },
  {
    id: 'xero-offline',
    source: catalogue,
    cause: 'provider_outage',
    weight: 0.94,
    when: {
      says: [
        ['Xero API', 'temporarily unavailable'],
        ['Xero API', 'offline for maintenance'],
        ['Xero API', 'currently offline'],
        'An error occurred in Xero',
        'unhandled error with the Xero API',
        'status.developer.xero.com',
      ],
    },
  },
  {
    id: 'xero-finance-unavailable',
    source: 'OpenAPI finance problem types',
    cause: 'provider_outage',
    weight: 0.9,
    when: { codes: ['service-unavailable', 'internal-error', 'request-timeout'] },
  },
  {
    id: 'xero-edge-bad-request',
    source: `${catalogue}: the edge in front answers an odd 400 page now and then`,
    cause: 'provider_outage',
    weight: 0.6,
    when: { phases: ['api', 'token', 'refresh'], status: [400], body: ['html'] },
    also: [{ cause: 'request_invalid', weight: 0.3 }],
  },
];

/** The connection was let through; the data or the request was not. */
const dataRules: readonly Rule[] = [
  {
    id: 'xero-approval-limit',
    source: `${catalogue}: entry plans approve 20 invoices a month`,
    cause: 'plan_restricted',
    weight: 0.9,
    when: {
      says: [
        ['reached the limit', 'approve'],
        ['limit', 'invoices you can approve'],
      ],
    },
  },
  {
    id: 'xero-validation',
    source: `${catalogue}; facts/xero 2.5 shapes 4 and 5`,
    cause: 'not_an_auth_problem',
    weight: 0.88,
    when: {
      phases: ['api'],
      says: [
        'ValidationException',
        'A validation exception occurred',
        'PostDataInvalidException',
        'Validation error occurred',
        'invalidFields',
        'ObjectNotFoundException',
      ],
    },
  },
  {
    id: 'xero-problem-400',
    source: 'facts/xero 2.5 shape 5: lower-case problem bodies of finance, bank feeds and payroll name a data rule',
    cause: 'not_an_auth_problem',
    weight: 0.66,
    when: {
      phases: ['api'],
      status: [400, 404, 409, 413, 422],
      codes: ['invalid-*', 'application/problem+json', 'duplicate-*'],
    },
    also: [{ cause: 'request_invalid', weight: 0.4 }],
  },
  {
    id: 'xero-not-found',
    source: `${catalogue}: plain text even where JSON was asked for`,
    cause: 'not_an_auth_problem',
    weight: 0.86,
    when: { phases: ['api'], status: [404] },
  },
  {
    id: 'xero-method',
    source: `${catalogue}: ErrorNumber 20`,
    cause: 'request_invalid',
    weight: 0.88,
    when: { says: ['ApiMethodNotImplementedException', 'ApiMethodNotImplemented'] },
  },
  {
    id: 'xero-format-exception',
    source: `${catalogue}: .NET exceptions inside a 500 name what was wrong with the request`,
    cause: 'request_invalid',
    weight: 0.82,
    when: {
      says: [
        'System.FormatException',
        'Guid should contain',
        'System.ArgumentException',
        'UnsupportedMediaType',
        'QueryParseException',
      ],
    },
    also: [{ cause: 'not_an_auth_problem', weight: 0.5 }],
  },
  {
    id: 'xero-412',
    source: `${catalogue}: a conditional header, or a TLS 1.0 client`,
    cause: 'request_invalid',
    weight: 0.8,
    when: { status: [412] },
  },
];

export const xeroOtherRules: readonly Rule[] = [...legacyRules, ...availabilityRules, ...dataRules];
