import type { Cause } from '../../lib/model/cause.ts';

/** Where a played provider is truly in a state: told in words there, and gone when it is mended, in both browsers. */
export interface CauseScene {
  /** The provider at which the cause is at home. */
  provider: string;
  /** Test file below `test/e2e`. */
  file: string;
  /** Words of the scene's title, or of the row of a table of scenes. */
  scene: string;
}

/** One scene for each cause of the taxonomy; a test holds that each is there. Many causes have more, at other providers. */
export const causeScenes: Readonly<Partial<Record<Cause, CauseScene>>> = {
  access_token_expired: { provider: 'xero', file: 'causes.test.ts', scene: 'access_token_expired: is renewed' },
  refresh_token_expired: {
    provider: 'quickbooks',
    file: 'providers/quickbooks.test.ts',
    scene: '100 days without use',
  },
  grant_revoked: {
    provider: 'quickbooks',
    file: 'providers/quickbooks.test.ts',
    scene: 'somebody pressing Disconnect',
  },
  grant_invalid: {
    provider: 'salesforce',
    file: 'providers/salesforce.test.ts',
    scene: 'is repaired in the same row after somebody revoked it',
  },
  token_malformed: { provider: 'xero', file: 'causes.test.ts', scene: "cause: 'token_malformed'" },
  client_credentials_invalid: {
    provider: 'xero',
    file: 'causes.test.ts',
    scene: "cause: 'client_credentials_invalid'",
  },
  redirect_uri_mismatch: {
    provider: 'xero',
    file: 'refused-sign-ins.test.ts',
    scene: 'tells a return address that is not registered',
  },
  scope_missing: { provider: 'xero', file: 'causes.test.ts', scene: 'a permission the sign-in lacks' },
  app_not_authorized: {
    provider: 'salesforce',
    file: 'providers/salesforce.test.ts',
    scene: 'an app that was blocked',
  },
  user_permission_insufficient: {
    provider: 'quickbooks',
    file: 'providers/quickbooks.test.ts',
    scene: 'a person who is no admin any more',
  },
  user_inactive: {
    provider: 'salesforce',
    file: 'providers/salesforce.test.ts',
    scene: 'a person who was deactivated',
  },
  access_policy_blocked: { provider: 'salesforce', file: 'providers/salesforce.test.ts', scene: 'an address rule' },
  plan_restricted: { provider: 'xero', file: 'causes.test.ts', scene: "cause: 'plan_restricted'" },
  tenant_unavailable: { provider: 'xero', file: 'causes.test.ts', scene: "cause: 'tenant_unavailable'" },
  rate_limited: { provider: 'xero', file: 'causes.test.ts', scene: "cause: 'rate_limited'" },
  provider_outage: { provider: 'xero', file: 'causes.test.ts', scene: "cause: 'provider_outage'" },
  network_unreachable: { provider: 'xero', file: 'causes.test.ts', scene: "cause: 'network_unreachable'" },
  user_cancelled: {
    provider: 'xero',
    file: 'refused-sign-ins.test.ts',
    scene: 'takes a refused consent for what it is',
  },
  clock_skew: { provider: 'xero', file: 'causes.test.ts', scene: "cause: 'clock_skew'" },
  request_invalid: { provider: 'xero', file: 'causes.test.ts', scene: "cause: 'request_invalid'" },
  not_an_auth_problem: { provider: 'xero', file: 'causes.test.ts', scene: 'not_an_auth_problem: what Xero refuses' },
  unknown: { provider: 'xero', file: 'causes.test.ts', scene: "cause: 'unknown'" },
};
