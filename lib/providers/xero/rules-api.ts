import type { Rule, RuleCase } from '../../model/rule';
import { askedFor, holdsScope, lacksScope } from '../conditions';
import { isProductArea } from './product-areas';
import { xeroScopesFor } from './rules-scopes';

const catalogue = 'facts/xero 4 (API answers: RC response codes, OpenAPI 16.1.0, client fixtures)';

function missingScope(ruleCase: RuleCase): { missingScope: string } | Record<string, never> {
  const scope = xeroScopesFor(ruleCase)?.[0];
  return scope === undefined ? {} : { missingScope: scope };
}

/** The other refusals of Xero's API. "Authentic…" is token or tenant, "Author…" is scope (facts/xero 5.2). */
export const xeroRefusalRules: readonly Rule[] = [
  {
    id: 'xero-token-expired',
    source: `${catalogue}: TokenExpired, oauth_problem=token_expired`,
    cause: 'access_token_expired',
    weight: 0.97,
    when: { says: ['TokenExpired', 'token_expired'], phases: ['api', 'page'] },
    tests: ['refresh'],
  },
  {
    id: 'xero-401-authentication-unsuccessful',
    source: `${catalogue}: truncated token, id_token in its place, stray newline`,
    cause: 'token_malformed',
    weight: 0.75,
    when: { phases: ['api', 'page'], status: [401], says: ['AuthenticationUnsuccessful'] },
    also: [
      { cause: 'access_token_expired', weight: 0.4 },
      { cause: 'grant_revoked', weight: 0.3 },
    ],
    tests: ['refresh'],
  },
  {
    id: 'xero-authorization-unsuccessful',
    source: `${catalogue}: the token lacks the scope of this area; refreshing never adds one`,
    cause: 'scope_missing',
    weight: 0.82,
    when: { phases: ['api', 'page'], says: ['AuthorizationUnsuccessful', 'AuthorisationUnsuccessful'] },
    also: [
      { cause: 'plan_restricted', weight: 0.3 },
      { cause: 'user_permission_insufficient', weight: 0.25 },
    ],
    facts: missingScope,
  },
  {
    id: 'xero-authorization-unsuccessful-product',
    source: `${catalogue}: projects and payroll answer so too when the organisation does not have the product`,
    cause: 'plan_restricted',
    weight: 0.83,
    when: {
      phases: ['api'],
      says: ['AuthorizationUnsuccessful', 'AuthorisationUnsuccessful'],
      and: (it) => isProductArea(it) && holdsScope(it, xeroScopesFor(it)),
    },
    overturns: { causes: ['scope_missing'], upTo: 0.82 },
    also: [{ cause: 'user_permission_insufficient', weight: 0.55 }],
  },
  {
    id: 'xero-authorization-unsuccessful-scope-held',
    source: 'facts/xero 1.11: the area also wants a right of the person (reports, journals, payroll)',
    cause: 'user_permission_insufficient',
    weight: 0.82,
    when: {
      phases: ['api'],
      says: ['AuthorizationUnsuccessful', 'AuthorisationUnsuccessful'],
      and: (it) => !isProductArea(it) && holdsScope(it, xeroScopesFor(it)),
    },
    overturns: { causes: ['scope_missing'], upTo: 0.82 },
    also: [{ cause: 'plan_restricted', weight: 0.4 }],
  },
  {
    id: 'xero-scope-lacking',
    source: 'facts/xero 1.6 and 3: the granted scopes hold none that opens this area',
    cause: 'scope_missing',
    weight: 0.92,
    when: { phases: ['api'], status: [401, 403], and: (it) => lacksScope(it, xeroScopesFor(it)) },
    overturns: {
      causes: ['access_token_expired', 'user_permission_insufficient', 'plan_restricted', 'token_malformed'],
      upTo: 0.8,
    },
    facts: missingScope,
  },
  {
    id: 'xero-reporting-role',
    source: `${catalogue}; facts/xero 1.11: reports, and since 2026-06-29 journals, want the reports permission`,
    cause: 'user_permission_insufficient',
    weight: 0.96,
    when: { says: ['without the reporting role', 'reporting role', ['not permitted to access', 'role']] },
  },
  {
    id: 'xero-php-client-default',
    source: `${catalogue}: a PHP client's own text for any 401 or 403, not Xero's`,
    cause: 'access_token_expired',
    weight: 0.46,
    when: { phases: ['api'], status: [401], says: ['You are not permitted to access this resource'] },
    also: [
      { cause: 'scope_missing', weight: 0.4 },
      { cause: 'user_permission_insufficient', weight: 0.4 },
    ],
    overturns: { causes: ['user_permission_insufficient'], upTo: 0.7 },
    tests: ['refresh', 'list_tenants'],
  },
  {
    id: 'xero-signature',
    source: `${catalogue}: TokenInvalidSignature`,
    cause: 'token_malformed',
    weight: 0.88,
    when: { phases: ['api'], says: ['TokenInvalidSignature', 'TokenInvalid', 'TokenMalformed'] },
  },
  {
    id: 'xero-bank-feeds-partner',
    source: `${catalogue}: bank feeds are for partners`,
    cause: 'app_not_authorized',
    weight: 0.9,
    when: { codes: ['invalid-application'] },
    actor: 'app_owner',
  },
  {
    id: 'xero-bank-feeds-organisation',
    source: catalogue,
    cause: 'plan_restricted',
    weight: 0.9,
    when: { codes: ['invalid-organization-bank-feeds', 'invalid-organisation-bank-feeds'] },
  },
  {
    id: 'xero-organisation-unknown',
    source: `${catalogue}; OpenAPI finance: organisation-not-found`,
    cause: 'tenant_unavailable',
    weight: 0.9,
    when: {
      phases: ['api'],
      says: [
        'organisation-not-found',
        'organization-not-found',
        ['Organisation', 'does not exist'],
        ['Organization', 'does not exist'],
      ],
    },
  },
  {
    id: 'xero-finance-unauthorised',
    source: 'OpenAPI finance: problem type `unauthorized`; lending partners only',
    cause: 'app_not_authorized',
    weight: 0.6,
    when: { phases: ['api'], codes: ['unauthorized'], and: (it) => askedFor(it).includes('finance') },
  },
];
