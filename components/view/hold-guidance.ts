import type { Guidance } from '../../lib/guidance/guidance';
import type { BlockReason } from '../../lib/model/connection';
import { text } from '../../lib/model/text';

const keys = {
  no_permission: {
    headline: 'status_hold_no_permission_headline',
    why: 'status_hold_no_permission_why',
    todo: 'status_hold_no_permission_todo',
  },
  no_app_credentials: {
    headline: 'status_hold_no_app_credentials_headline',
    why: 'status_hold_no_app_credentials_why',
    todo: 'status_hold_no_app_credentials_todo',
  },
  sign_in_unreadable: {
    headline: 'status_hold_sign_in_unreadable_headline',
    why: 'status_hold_sign_in_unreadable_why',
    todo: 'status_hold_sign_in_unreadable_todo',
  },
  provider_missing: {
    headline: 'status_hold_provider_missing_headline',
    why: 'status_hold_provider_missing_why',
    todo: 'status_hold_provider_missing_todo',
  },
} as const satisfies Record<BlockReason, { headline: string; why: string; todo: string }>;

/** Words for a connection that is not checked for a reason on this device: its own state, not a fault of the provider (SEC-72). */
export function holdGuidance(hold: BlockReason, providerName: string, companyName: string): Guidance {
  const { headline, why, todo } = keys[hold];
  return {
    headline: text(headline, providerName, companyName),
    why: text(why, providerName),
    todo: text(todo, providerName),
    effect: text('status_hold_effect', companyName),
    steps: [],
    details: [],
  };
}
