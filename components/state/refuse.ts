import { send } from '../../lib/messages/send';
import { type Problem, toProblemView, type WayOn } from '../view/problem-view';
import { flow } from './live';
import { showToast, type Toast } from './notices';
import { placeHref } from './places';

/** What a way on may need: how to try again, and which provider it is about. */
export interface RefusalContext {
  again?: () => void;
  providerId?: string;
}

function showSignIn(): void {
  if (flow.value) void send<'flow.show'>({ type: 'flow.show', flowId: flow.value.id });
}

function actionFor(
  wayOn: WayOn,
  { again, providerId }: RefusalContext,
): { run(): void } | { href: string } | undefined {
  switch (wayOn) {
    case 'show_sign_in':
      return { run: showSignIn };
    case 'enter_key':
      return { href: placeHref('connect', providerId) };
    case 'open_connections':
      return { href: placeHref('connections') };
    case 'reload':
      return { run: () => location.reload() };
    case 'try_again':
      return again && { run: again };
    case 'none':
      return undefined;
  }
}

/** Says why something was not done, with the way on that belongs to it. */
export function refuse(problem: Problem, context: RefusalContext = {}): void {
  const { words, wayOn, label } = toProblemView(problem);
  const action = actionFor(wayOn, context);
  const next: Toast = { tone: 'problem', words };
  showToast(action && label ? { ...next, action: { label, ...action } } : next);
}
