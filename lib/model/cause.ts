import * as z from 'zod/mini';

/** Every reason a connection can fail for (or be fine by); the taxonomy of the product. */
export const causes = [
  'access_token_expired',
  'refresh_token_expired',
  'grant_revoked',
  'grant_invalid',
  'token_malformed',
  'client_credentials_invalid',
  'redirect_uri_mismatch',
  'scope_missing',
  'app_not_authorized',
  'user_permission_insufficient',
  'user_inactive',
  'access_policy_blocked',
  'plan_restricted',
  'tenant_unavailable',
  'rate_limited',
  'provider_outage',
  'network_unreachable',
  'user_cancelled',
  'clock_skew',
  'request_invalid',
  'not_an_auth_problem',
  'unknown',
] as const;
export const Cause = z.enum(causes);
export type Cause = z.infer<typeof Cause>;

/** What the product does or asks for. */
const actions = [
  'refresh',
  'reconnect',
  'fix_app_config',
  'ask_admin',
  'change_plan',
  'wait',
  'check_network',
  'fix_clock',
  'contact_support',
  'none',
] as const;
export const Action = z.enum(actions);
export type Action = z.infer<typeof Action>;

/** Who has to act. */
const actors = ['you', 'company_admin', 'plan_owner', 'app_owner', 'provider', 'nobody'] as const;
export const Actor = z.enum(actors);
export type Actor = z.infer<typeof Actor>;

/** The cheapest question that would split the candidates one answer leaves open. */
const nextTests = [
  'refresh',
  'list_tenants',
  'read_subscription',
  'other_area',
  'provider_status',
  'reach_other_site',
  'server_clock',
  'reread_store',
] as const;
export const NextTest = z.enum(nextTests);
export type NextTest = z.infer<typeof NextTest>;
