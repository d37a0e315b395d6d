import type { Cause } from '../model/cause';
import { type Text, text } from '../model/text';

const names = {
  access_token_expired: 'status_cause_access_token_expired',
  refresh_token_expired: 'status_cause_refresh_token_expired',
  grant_revoked: 'status_cause_grant_revoked',
  grant_invalid: 'status_cause_grant_invalid',
  token_malformed: 'status_cause_token_malformed',
  client_credentials_invalid: 'status_cause_client_credentials_invalid',
  redirect_uri_mismatch: 'status_cause_redirect_uri_mismatch',
  scope_missing: 'status_cause_scope_missing',
  app_not_authorized: 'status_cause_app_not_authorized',
  user_permission_insufficient: 'status_cause_user_permission_insufficient',
  user_inactive: 'status_cause_user_inactive',
  access_policy_blocked: 'status_cause_access_policy_blocked',
  plan_restricted: 'status_cause_plan_restricted',
  tenant_unavailable: 'status_cause_tenant_unavailable',
  rate_limited: 'status_cause_rate_limited',
  provider_outage: 'status_cause_provider_outage',
  network_unreachable: 'status_cause_network_unreachable',
  user_cancelled: 'status_cause_user_cancelled',
  clock_skew: 'status_cause_clock_skew',
  request_invalid: 'status_cause_request_invalid',
  not_an_auth_problem: 'status_cause_not_an_auth_problem',
  unknown: 'status_cause_unknown',
} as const satisfies Record<Cause, string>;

/** A cause in two to five words, for a line of the history. */
export function causeName(cause: Cause): Text {
  return text(names[cause]);
}
