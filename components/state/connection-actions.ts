import { t } from '../../lib/browser/translate';
import { send } from '../../lib/messages/send';
import { text } from '../../lib/model/text';
import { copyText } from '../basic/copy-button';
import type { ConnectionView } from '../view/connection-view';
import type { ActionKind } from '../view/primary-action';
import { say, showToast } from './notices';
import { refuse } from './refuse';
import { allow, reconnect, runFlowAction } from './sign-in';

/** Checks one connection now, and with it all that share the cause of its failure where it stands for them. */
export async function check(view: Pick<ConnectionView, 'id' | 'companyName' | 'standsFor'>): Promise<void> {
  const { id, companyName, standsFor } = view;
  const isIncident = standsFor > 1;
  say(
    isIncident
      ? { key: 'status_said_checking_all', count: standsFor, values: [`${standsFor}`] }
      : text('status_said_checking', companyName),
  );
  const answer = await send<'connection.check'>({ type: 'connection.check', id, withIncident: isIncident });
  if (!answer.ok) refuse(answer.problem, { again: () => void check(view) });
}

/** Checks every connection now. */
export async function checkAll(): Promise<void> {
  const answer = await send<'connections.checkAll'>({ type: 'connections.checkAll' });
  if (!answer.ok) return refuse(answer.problem, { again: () => void checkAll() });
  const { count } = answer.value;
  showToast({ tone: 'good', words: { key: 'status_said_checking_all', count, values: [`${count}`] } });
}

/** Pauses or resumes a connection, with the way back in the message. */
export async function pause(id: string, companyName: string, isPaused: boolean): Promise<void> {
  const answer = await send<'connection.pause'>({ type: 'connection.pause', id, isPaused });
  if (!answer.ok) return refuse(answer.problem, { again: () => void pause(id, companyName, isPaused) });
  const undo = { label: text('status_undo'), run: () => void pause(id, companyName, !isPaused) };
  const words = text(isPaused ? 'status_said_paused' : 'status_said_resumed', companyName);
  showToast({ tone: 'good', words, action: undo });
}

function copyAdminMessage(view: ConnectionView): void {
  if (view.guidance?.adminMessage) void copyText(t(view.guidance.adminMessage));
}

/** Does what a button of a row says; the kinds that only lead somewhere are links and never arrive here. */
export function runConnectionAction(kind: ActionKind, view: ConnectionView): void {
  if (kind === 'reconnect') void reconnect(view.id, view.providerId);
  else if (kind === 'allow') void allow(view.id, view.providerId);
  else if (kind === 'check') void check(view);
  else if (kind === 'resume') void pause(view.id, view.companyName, false);
  else if (kind === 'copy_message') copyAdminMessage(view);
  else if (kind === 'show_sign_in') void runFlowAction('show');
  else if (kind === 'open_in_tab') void runFlowAction('open_tab');
}
