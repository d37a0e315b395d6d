import type { Cause } from '../model/cause';
import type { GuidanceButton } from './shape';

/** What guidance offers for a cause. The words are messages named after it: `cause_<cause>_headline`, `_why`, `_why_likely`, `_todo`, `_effect`. */
export interface CausePlan {
  /** What the one button does; none where only time helps. */
  button?: GuidanceButton['action'];
  /** Screen of the provider that `open_link` leads to. */
  place?: string;
  /** The reason has a second wording that names who signed in: `cause_<cause>_why_named`, `_why_named_likely`. */
  isNamed?: boolean;
  /** False where the reason itself says that nothing is known for sure. */
  isInferred?: boolean;
  /** An admin can do it, in words of its own: `cause_<cause>_todo_admin`. */
  adminCan?: boolean;
  /** Somebody else has to act or to be told: `admin_message_<cause>` is ready for them (UX-71). */
  hasMessage?: boolean;
}

/** One plan for each cause: a new cause without guidance is a type error. */
export const causePlans = {
  access_token_expired: { button: 'check' },
  refresh_token_expired: { button: 'reconnect' },
  grant_revoked: { button: 'reconnect' },
  grant_invalid: { button: 'reconnect' },
  token_malformed: { button: 'reconnect' },
  client_credentials_invalid: { button: 'open_apps', hasMessage: true, adminCan: true },
  redirect_uri_mismatch: { button: 'open_apps', hasMessage: true, adminCan: true },
  scope_missing: { button: 'reconnect' },
  app_not_authorized: { button: 'copy_message', hasMessage: true, adminCan: true },
  user_permission_insufficient: { button: 'copy_message', isNamed: true, hasMessage: true, adminCan: true },
  user_inactive: { button: 'copy_message', isNamed: true, hasMessage: true, adminCan: true },
  access_policy_blocked: { button: 'copy_message', hasMessage: true, adminCan: true },
  plan_restricted: { button: 'copy_message', hasMessage: true, adminCan: true },
  tenant_unavailable: { button: 'reconnect' },
  rate_limited: {},
  provider_outage: { button: 'open_link', place: 'status' },
  network_unreachable: { button: 'check' },
  user_cancelled: { button: 'reconnect' },
  clock_skew: { button: 'check' },
  request_invalid: { button: 'copy_message', hasMessage: true },
  not_an_auth_problem: {},
  unknown: { button: 'check', isInferred: false, hasMessage: true },
} as const satisfies Record<Cause, CausePlan>;
