import type { Cause } from '../model/cause';

/** Words of its own that a provider has for a cause: `<key>_<part>` for the parts, `<key>_step_<n>` for the click path. */
export interface Variant {
  key: string;
  /** `why`, `why_likely`, `todo`, `message`: which of the usual words are replaced. */
  parts: readonly string[];
  steps: number;
}

interface VariantFacts {
  provider: string;
  cause: Cause;
  parts: readonly string[];
  steps: number;
  /** The variant is for reads of these areas alone, and has its own name. */
  only?: { name: string; areas: RegExp };
}

/** Areas that are reports or journals, by their id. */
const reports = /profit|balance|trial|aged|receivable|payable|journal|report|budget|cash.?flow/i;

/** Only what a facts page knows a reason or a click path for (facts: Xero 6.3, QuickBooks 6, Intacct 7, Salesforce 2 and 4). */
const variantFacts: readonly VariantFacts[] = [
  { provider: 'xero', cause: 'refresh_token_expired', parts: ['why', 'why_likely'], steps: 3 },
  { provider: 'xero', cause: 'grant_revoked', parts: ['why'], steps: 3 },
  { provider: 'xero', cause: 'grant_invalid', parts: [], steps: 3 },
  { provider: 'xero', cause: 'token_malformed', parts: [], steps: 3 },
  { provider: 'xero', cause: 'scope_missing', parts: ['todo'], steps: 3 },
  { provider: 'xero', cause: 'tenant_unavailable', parts: ['why', 'why_likely'], steps: 3 },
  { provider: 'xero', cause: 'app_not_authorized', parts: ['message', 'why', 'why_likely'], steps: 3 },
  { provider: 'xero', cause: 'user_permission_insufficient', parts: ['message'], steps: 4 },
  {
    provider: 'xero',
    cause: 'user_permission_insufficient',
    parts: ['message', 'todo', 'why', 'why_likely'],
    steps: 4,
    only: { name: 'reports', areas: reports },
  },
  { provider: 'xero', cause: 'user_inactive', parts: ['message'], steps: 3 },
  { provider: 'xero', cause: 'plan_restricted', parts: ['message'], steps: 3 },
  { provider: 'xero', cause: 'client_credentials_invalid', parts: ['why'], steps: 3 },
  { provider: 'xero', cause: 'redirect_uri_mismatch', parts: [], steps: 3 },
  { provider: 'xero', cause: 'rate_limited', parts: ['why'], steps: 0 },
  { provider: 'quickbooks', cause: 'refresh_token_expired', parts: ['why', 'why_likely'], steps: 3 },
  { provider: 'quickbooks', cause: 'grant_revoked', parts: ['why'], steps: 3 },
  { provider: 'quickbooks', cause: 'grant_invalid', parts: [], steps: 3 },
  { provider: 'quickbooks', cause: 'token_malformed', parts: ['why', 'why_likely'], steps: 3 },
  { provider: 'quickbooks', cause: 'scope_missing', parts: ['todo'], steps: 3 },
  { provider: 'quickbooks', cause: 'tenant_unavailable', parts: [], steps: 3 },
  { provider: 'quickbooks', cause: 'app_not_authorized', parts: ['message', 'why'], steps: 3 },
  {
    provider: 'quickbooks',
    cause: 'user_permission_insufficient',
    parts: ['message', 'todo', 'why', 'why_likely'],
    steps: 3,
  },
  { provider: 'quickbooks', cause: 'user_inactive', parts: ['message'], steps: 3 },
  { provider: 'quickbooks', cause: 'plan_restricted', parts: ['message', 'why'], steps: 2 },
  { provider: 'quickbooks', cause: 'client_credentials_invalid', parts: [], steps: 3 },
  { provider: 'quickbooks', cause: 'redirect_uri_mismatch', parts: [], steps: 3 },
  { provider: 'quickbooks', cause: 'rate_limited', parts: ['why'], steps: 0 },
  { provider: 'quickbooks', cause: 'not_an_auth_problem', parts: ['why'], steps: 0 },
  { provider: 'intacct', cause: 'refresh_token_expired', parts: [], steps: 3 },
  { provider: 'intacct', cause: 'grant_revoked', parts: ['todo', 'why', 'why_likely'], steps: 3 },
  { provider: 'intacct', cause: 'grant_invalid', parts: ['todo'], steps: 3 },
  { provider: 'intacct', cause: 'access_token_expired', parts: ['why'], steps: 0 },
  { provider: 'intacct', cause: 'app_not_authorized', parts: ['message', 'why'], steps: 3 },
  { provider: 'intacct', cause: 'user_permission_insufficient', parts: ['message', 'why', 'why_likely'], steps: 3 },
  { provider: 'intacct', cause: 'user_inactive', parts: ['message'], steps: 3 },
  { provider: 'intacct', cause: 'access_policy_blocked', parts: ['why'], steps: 3 },
  { provider: 'intacct', cause: 'plan_restricted', parts: ['message', 'why'], steps: 2 },
  { provider: 'intacct', cause: 'tenant_unavailable', parts: ['why'], steps: 3 },
  { provider: 'intacct', cause: 'client_credentials_invalid', parts: [], steps: 3 },
  { provider: 'intacct', cause: 'rate_limited', parts: ['why'], steps: 0 },
  { provider: 'salesforce', cause: 'refresh_token_expired', parts: ['why'], steps: 3 },
  { provider: 'salesforce', cause: 'grant_revoked', parts: [], steps: 3 },
  { provider: 'salesforce', cause: 'grant_invalid', parts: ['why', 'why_likely'], steps: 3 },
  { provider: 'salesforce', cause: 'token_malformed', parts: ['why'], steps: 3 },
  { provider: 'salesforce', cause: 'scope_missing', parts: [], steps: 3 },
  { provider: 'salesforce', cause: 'app_not_authorized', parts: ['message', 'why', 'why_likely'], steps: 4 },
  { provider: 'salesforce', cause: 'user_permission_insufficient', parts: ['message'], steps: 3 },
  { provider: 'salesforce', cause: 'user_inactive', parts: ['message'], steps: 3 },
  { provider: 'salesforce', cause: 'access_policy_blocked', parts: ['message'], steps: 3 },
  { provider: 'salesforce', cause: 'plan_restricted', parts: ['why'], steps: 2 },
  { provider: 'salesforce', cause: 'client_credentials_invalid', parts: [], steps: 3 },
  { provider: 'salesforce', cause: 'redirect_uri_mismatch', parts: [], steps: 2 },
  { provider: 'salesforce', cause: 'rate_limited', parts: ['why'], steps: 0 },
];

function keyOf({ provider, cause, only }: VariantFacts): string {
  return `guidance_${provider}_${cause}${only === undefined ? '' : `_${only.name}`}`;
}

/** Every variant with the key its messages start with; a test checks that the words are there. */
export const variants: readonly (Variant & VariantFacts)[] = variantFacts.map((facts) => ({
  ...facts,
  key: keyOf(facts),
}));

/** The provider's own words for a cause, those for the failing area first; undefined where the usual ones do. */
export function findVariant(providerId: string, cause: Cause, area: string | undefined): Variant | undefined {
  const own = variants.filter((variant) => variant.provider === providerId && variant.cause === cause);
  const forArea = own.find(({ only }) => only !== undefined && area !== undefined && only.areas.test(area));
  return forArea ?? own.find(({ only }) => only === undefined);
}
