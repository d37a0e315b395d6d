import type { WordVariant } from '../word-variant';

/** Causes for which the facts page knows a reason or a click path of this provider's own (facts 7). */
export const intacctVariants: readonly WordVariant[] = [
  { cause: 'refresh_token_expired', parts: [], steps: 3 },
  { cause: 'grant_revoked', parts: ['todo', 'why', 'why_likely'], steps: 3 },
  { cause: 'grant_invalid', parts: ['todo'], steps: 3 },
  { cause: 'access_token_expired', parts: ['why'], steps: 0 },
  { cause: 'app_not_authorized', parts: ['message', 'why', 'why_likely'], steps: 3 },
  { cause: 'user_permission_insufficient', parts: ['message', 'why', 'why_likely'], steps: 3 },
  {
    cause: 'user_permission_insufficient',
    parts: ['message'],
    steps: 3,
    only: { name: 'company', areas: /^(?:entities|locations|departments|classes)$/ },
  },
  {
    cause: 'user_permission_insufficient',
    parts: ['message'],
    steps: 3,
    only: { name: 'ledger', areas: /^(?:accounts|journal_entries|journal_lines)$/ },
  },
  { cause: 'user_inactive', parts: ['message'], steps: 3 },
  { cause: 'access_policy_blocked', parts: ['why'], steps: 4 },
  { cause: 'plan_restricted', parts: ['message', 'why'], steps: 2 },
  { cause: 'tenant_unavailable', parts: ['why'], steps: 3 },
  { cause: 'client_credentials_invalid', parts: [], steps: 3 },
  { cause: 'rate_limited', parts: ['why'], steps: 0 },
  { cause: 'token_malformed', parts: ['why'], steps: 0 },
  { cause: 'redirect_uri_mismatch', parts: ['todo'], steps: 0 },
  { cause: 'scope_missing', parts: ['todo'], steps: 0 },
  { cause: 'provider_outage', parts: ['todo'], steps: 0 },
  { cause: 'network_unreachable', parts: ['todo'], steps: 0 },
  { cause: 'user_cancelled', parts: ['todo'], steps: 0 },
  { cause: 'clock_skew', parts: ['why'], steps: 0 },
  { cause: 'request_invalid', parts: ['todo'], steps: 0 },
  { cause: 'not_an_auth_problem', parts: ['why'], steps: 0 },
  { cause: 'unknown', parts: ['todo'], steps: 0 },
];
