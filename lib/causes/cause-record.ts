import type { Action, Actor } from '../model/cause';
import type { ConnectionStatus } from '../model/connection';
import type { PageSign } from '../model/page-sign';

/** What failing connections can have in common, so that one repair helps all of them. */
export type IncidentKind =
  | 'permission'
  | 'app_key'
  | 'definition'
  | 'sign_in'
  | 'scope'
  | 'app'
  | 'outage'
  | 'network'
  | 'clock';

/** What a cause lies with. */
export type CauseOrigin =
  | 'sign_in'
  | 'consent'
  | 'person'
  | 'company'
  | 'app'
  | 'provider'
  | 'device'
  | 'request'
  | 'unknown';

/** What guidance offers for a cause. The words are messages named after it: `cause_<cause>_headline`, `_why`, `_why_likely`, `_todo`, `_effect`. */
export interface GuidancePlan {
  /** What the one button does; none where only time helps. */
  button?: 'reconnect' | 'check' | 'open_apps' | 'open_link' | 'copy_message';
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

/** Everything about a cause that is the same at every provider. What a rule says of one answer goes before it. */
export interface CauseRecord {
  action: Action;
  actor: Actor;
  /** `yes` only where the grant is dead or too narrow and signing in repairs it. */
  reconnectHelps: 'yes' | 'no' | 'maybe';
  /** With `sign_in`, a sign-in that works and was just renewed rules it out (the Amalgam rule). */
  liesWith: CauseOrigin;
  /** The state a connection is shown in; where absent, who has to act decides. */
  status?: ConnectionStatus;
  /**
   * The token endpoint itself said so, and the provider no longer serves the grant: for good, or until somebody lifts it,
   * after which the same refresh token works again.
   */
  endsGrant?: 'for_good' | 'until_lifted';
  /** What a data area counts as that fails with it; where absent, it just failed. */
  areaOutcome?: 'denied' | 'not_in_plan';
  /** Connections that fail with it are one incident; `onlyFor`, where that depends on who has to act. */
  incident?: { kind: IncidentKind; onlyFor?: Actor };
  /** Facts on a provider's page that agree with it: seeing them is no reason to ask the provider again. */
  signs?: readonly PageSign[];
  guidance: GuidancePlan;
}
