import type { Action, Actor, Cause } from '../model/cause';

/** What follows from a cause when no rule says otherwise. */
export interface CauseDefaults {
  action: Action;
  actor: Actor;
  reconnectHelps: 'yes' | 'no' | 'maybe';
}

/** Action by design ("Causes"); `yes` only where the grant is dead or too narrow and signing in repairs it. */
export const causeDefaults = {
  access_token_expired: { action: 'refresh', actor: 'nobody', reconnectHelps: 'maybe' },
  refresh_token_expired: { action: 'reconnect', actor: 'you', reconnectHelps: 'yes' },
  grant_revoked: { action: 'reconnect', actor: 'you', reconnectHelps: 'yes' },
  grant_invalid: { action: 'reconnect', actor: 'you', reconnectHelps: 'yes' },
  token_malformed: { action: 'reconnect', actor: 'you', reconnectHelps: 'maybe' },
  client_credentials_invalid: { action: 'fix_app_config', actor: 'app_owner', reconnectHelps: 'no' },
  redirect_uri_mismatch: { action: 'fix_app_config', actor: 'app_owner', reconnectHelps: 'no' },
  scope_missing: { action: 'reconnect', actor: 'you', reconnectHelps: 'yes' },
  app_not_authorized: { action: 'ask_admin', actor: 'company_admin', reconnectHelps: 'no' },
  user_permission_insufficient: { action: 'ask_admin', actor: 'company_admin', reconnectHelps: 'no' },
  user_inactive: { action: 'ask_admin', actor: 'company_admin', reconnectHelps: 'no' },
  access_policy_blocked: { action: 'ask_admin', actor: 'company_admin', reconnectHelps: 'no' },
  plan_restricted: { action: 'change_plan', actor: 'plan_owner', reconnectHelps: 'no' },
  tenant_unavailable: { action: 'reconnect', actor: 'you', reconnectHelps: 'maybe' },
  rate_limited: { action: 'wait', actor: 'nobody', reconnectHelps: 'no' },
  provider_outage: { action: 'wait', actor: 'provider', reconnectHelps: 'no' },
  network_unreachable: { action: 'check_network', actor: 'you', reconnectHelps: 'no' },
  user_cancelled: { action: 'reconnect', actor: 'you', reconnectHelps: 'yes' },
  clock_skew: { action: 'fix_clock', actor: 'you', reconnectHelps: 'no' },
  request_invalid: { action: 'contact_support', actor: 'you', reconnectHelps: 'no' },
  not_an_auth_problem: { action: 'none', actor: 'nobody', reconnectHelps: 'no' },
  unknown: { action: 'contact_support', actor: 'you', reconnectHelps: 'maybe' },
} as const satisfies Record<Cause, CauseDefaults>;
