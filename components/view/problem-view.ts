import type { Replies } from '../../lib/messages/requests';
import type { Unreachable } from '../../lib/messages/send';
import { type Text, text } from '../../lib/model/text';
import type { StoreProblem } from '../../lib/store/database';

type ProblemOf<Reply> = Reply extends { ok: false; problem: infer Problem } ? Problem : never;

/** Every way a request to the worker can fail. */
export type Problem =
  | ProblemOf<Replies[keyof Replies]>
  | Unreachable['problem']
  | 'permission_refused'
  | 'storage_unreadable';

/** What may be done about a problem, beside closing the message. */
export type WayOn = 'show_sign_in' | 'enter_key' | 'open_connections' | 'try_again' | 'reload' | 'none';

export interface ProblemView {
  words: Text;
  wayOn: WayOn;
  label: Text | undefined;
}

const wayLabels = {
  show_sign_in: 'status_way_show_sign_in',
  enter_key: 'status_way_enter_key',
  open_connections: 'status_way_open_connections',
  try_again: 'status_way_try_again',
  reload: 'status_way_reload',
} as const satisfies Record<Exclude<WayOn, 'none'>, string>;

const problems = {
  busy: ['status_problem_busy', 'show_sign_in'],
  unknown_provider: ['status_problem_unknown_provider', 'none'],
  unknown_connection: ['status_problem_unknown_connection', 'open_connections'],
  unknown_site: ['status_problem_unknown_site', 'none'],
  unknown_flow: ['status_problem_unknown_flow', 'none'],
  unknown_company: ['status_problem_unknown_company', 'none'],
  unknown_app: ['status_problem_unknown_app', 'none'],
  no_app_credentials: ['status_problem_no_app_credentials', 'enter_key'],
  no_permission: ['status_problem_no_permission', 'try_again'],
  permission_refused: ['status_problem_permission_refused', 'try_again'],
  no_window: ['status_problem_no_window', 'none'],
  malformed_client_id: ['status_problem_malformed_client_id', 'none'],
  malformed_domain: ['status_problem_malformed_domain', 'none'],
  managed_app: ['status_problem_managed_app', 'none'],
  provider_in_use: ['status_problem_provider_in_use', 'open_connections'],
  in_use: ['status_problem_in_use', 'open_connections'],
  storage_unavailable: ['status_problem_storage_unavailable', 'try_again'],
  storage_unreadable: ['status_problem_storage_unreadable', 'try_again'],
  unreachable: ['status_problem_unreachable', 'reload'],
} as const satisfies Record<Problem, readonly [string, WayOn]>;

/** Words and way on for a problem: each has its own (UX-73). */
export function toProblemView(problem: Problem): ProblemView {
  const [key, wayOn] = problems[problem];
  return { words: text(key), wayOn, label: wayOn === 'none' ? undefined : text(wayLabels[wayOn]) };
}

/** Title and explanation for a database that cannot be opened; nothing stored is lost by either. */
export function toStoreProblemView(problem: StoreProblem): { title: Text; detail: Text } {
  return problem === 'newer_version'
    ? { title: text('status_store_newer_title'), detail: text('status_store_newer_detail') }
    : { title: text('status_store_unopenable_title'), detail: text('status_store_unopenable_detail') };
}
