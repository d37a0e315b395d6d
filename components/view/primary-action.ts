import type { Guidance } from '../../lib/guidance/guidance';
import type { BlockReason } from '../../lib/model/connection';
import type { Diagnosis } from '../../lib/model/diagnosis';
import type { Flow } from '../../lib/model/flow';
import { type Text, text } from '../../lib/model/text';
import type { ShownStatus } from './shown-status';

export type ActionKind =
  | 'reconnect'
  | 'allow'
  | 'check'
  | 'resume'
  | 'open_apps'
  | 'open_link'
  | 'copy_message'
  | 'show_sign_in'
  | 'open_in_tab'
  | 'decide';

/** The one button of a row. `isProminent`: the person is needed, and this is what helps. */
export interface PrimaryAction {
  kind: ActionKind;
  label: Text;
  isProminent: boolean;
}

/** Facts the choice of the button rests on. */
export interface ActionCase {
  status: ShownStatus;
  isOnline: boolean;
  providerName: string;
  diagnosis: Diagnosis | undefined;
  hold: BlockReason | undefined;
  guidance: Guidance | undefined;
  /** The pending sign-in of this very connection. */
  flow: Flow | undefined;
}

const labels = {
  reconnect: 'status_action_reconnect',
  allow: 'status_action_allow',
  check: 'status_action_check',
  resume: 'status_action_resume',
  open_apps: 'status_action_open_apps',
  open_link: 'status_action_open_link',
  copy_message: 'status_action_copy_message',
  show_sign_in: 'status_action_show_sign_in',
  open_in_tab: 'status_action_open_in_tab',
  decide: 'status_action_decide',
} as const satisfies Record<ActionKind, string>;

function action(kind: ActionKind, isProminent: boolean, providerName: string): PrimaryAction {
  const label = kind === 'open_link' ? text(labels[kind], providerName) : text(labels[kind]);
  return { kind, label, isProminent };
}

/** What a pending sign-in asks of the person; undefined where it only has to be waited for. */
function signInAction(flow: Flow): ActionKind | undefined {
  if (flow.step === 'waiting_for_you') return 'show_sign_in';
  if (flow.step === 'stalled') return 'open_in_tab';
  return flow.step === 'other_company' ? 'decide' : undefined;
}

/** Whether a sign-in is still under way, so that the connection's own button would only be in its way. */
export function isSigningIn(flow: Flow | undefined): flow is Flow {
  return flow !== undefined && !['done', 'failed', 'interrupted'].includes(flow.step);
}

/** What frees a connection that something on this device holds up. */
const releases = {
  no_permission: 'allow',
  no_app_credentials: 'open_apps',
  sign_in_unreadable: 'reconnect',
  provider_missing: 'check',
} as const satisfies Record<BlockReason, ActionKind>;

/** What helps a failing connection: what the guidance says; a reconnect only where it can help. */
function remedy({ diagnosis, guidance, hold }: ActionCase): ActionKind {
  if (hold !== undefined) return releases[hold];
  const advised = guidance?.button?.action ?? 'check';
  return advised === 'reconnect' && diagnosis?.reconnectHelps === 'no' ? 'check' : advised;
}

/** The one button of a connection; undefined when nothing can usefully be done now. */
export function toPrimaryAction(facts: ActionCase): PrimaryAction | undefined {
  const { status, isOnline, providerName, flow } = facts;
  if (isSigningIn(flow)) {
    const kind = signInAction(flow);
    return kind && action(kind, true, providerName);
  }
  if (status === 'paused') return action('resume', false, providerName);
  if (status === 'checking') return undefined;
  if (status === 'needs_you') return action(remedy(facts), true, providerName);
  if (!isOnline) return undefined;
  // A warning beside what works has the act that answers it.
  const isWarned = status === 'connected' && facts.guidance?.button !== undefined;
  return action(status === 'unknown' || isWarned ? remedy(facts) : 'check', false, providerName);
}
