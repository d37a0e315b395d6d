import { redirectHostPattern } from '../../lib/browser/auth-tab';
import { requestHosts } from '../../lib/browser/permissions';
import { send } from '../../lib/messages/send';
import type { Environment } from '../../lib/model/evidence';
import type { Flow } from '../../lib/model/flow';
import { text } from '../../lib/model/text';
import { findProfile } from '../../lib/providers/profiles';
import type { FlowActionKind } from '../view/flow-view';
import type { Problem } from '../view/problem-view';
import { flow } from './live';
import { say } from './notices';
import { refuse } from './refuse';

type Outcome = { ok: true } | { ok: false; problem: Problem };

/**
 * Asks for the provider's hosts, as the first thing in a click: browsers tie the question to it, and answer at once
 * without asking where access is held already (UX-91). A sign-in in a tab needs our own redirect host too: without it the
 * tab's arrival there goes unseen.
 */
async function allowHosts(
  providerId: string,
  hosts: 'connection' | 'all',
  how: Flow['how'] = 'window',
): Promise<Outcome> {
  const provider = findProfile(providerId);
  if (!provider) return { ok: false, problem: 'unknown_provider' };
  const guidance = hosts === 'all' ? provider.hosts.guidance : [];
  const own = how === 'tab' ? [redirectHostPattern()] : [];
  const isAllowed = await requestHosts([...provider.hosts.connection, ...guidance, ...own]);
  return isAllowed ? { ok: true } : { ok: false, problem: 'permission_refused' };
}

/** Signs in again for a connection that exists: the same row is repaired (UX-07). */
export async function reconnect(connectionId: string, providerId: string): Promise<void> {
  const allowed = await allowHosts(providerId, 'connection');
  const started = allowed.ok
    ? await send<'connection.reconnect'>({ type: 'connection.reconnect', id: connectionId, how: 'window' })
    : allowed;
  if (started.ok) say(text('flow_said_opening'));
  else refuse(started.problem, { again: () => void reconnect(connectionId, providerId), providerId });
}

/** Gives back the browser access a connection lost, and looks at once whether it works again. */
export async function allow(connectionId: string, providerId: string): Promise<void> {
  const allowed = await allowHosts(providerId, 'connection');
  const checked = allowed.ok ? await send<'connection.check'>({ type: 'connection.check', id: connectionId }) : allowed;
  if (!checked.ok) refuse(checked.problem, { again: () => void allow(connectionId, providerId), providerId });
}

/** What a new connection needs to know. `hosts`: whether hints on the provider's own screens are wanted too. */
export interface NewConnection {
  providerId: string;
  environment: Environment;
  hosts: 'connection' | 'all';
}

/** Signs in to connect companies that are not watched yet. Returns the problem for the page that has its own place for it. */
export async function connect(wanted: NewConnection, beforeStart?: () => Promise<Outcome>): Promise<Outcome> {
  const { providerId, environment } = wanted;
  const allowed = await allowHosts(providerId, wanted.hosts);
  if (!allowed.ok) return allowed;
  const prepared = (await beforeStart?.()) ?? { ok: true };
  if (!prepared.ok) return prepared;
  return send<'connect.start'>({ type: 'connect.start', providerId, environment, how: 'window' });
}

async function startAgain(ended: Flow): Promise<void> {
  const { providerId, environment, connectionId } = ended;
  const allowed = await allowHosts(providerId, 'connection', ended.how);
  if (!allowed.ok) return refuse(allowed.problem, { again: () => void startAgain(ended), providerId });
  await send<'flow.dismiss'>({ type: 'flow.dismiss', flowId: ended.id, isRestarting: true });
  const started =
    connectionId === undefined
      ? await send<'connect.start'>({ type: 'connect.start', providerId, environment, how: ended.how })
      : await send<'connection.reconnect'>({ type: 'connection.reconnect', id: connectionId, how: ended.how });
  if (!started.ok) refuse(started.problem, { again: () => void startAgain(ended), providerId });
}

/** The same sign-in once more, in a tab. */
async function openTab({ id, providerId }: Flow): Promise<Outcome> {
  const allowed = await allowHosts(providerId, 'connection', 'tab');
  return allowed.ok ? send<'flow.openTab'>({ type: 'flow.openTab', flowId: id }) : allowed;
}

/** Does what a button of the sign-in banner says. */
export async function runFlowAction(kind: FlowActionKind): Promise<void> {
  const current = flow.value;
  if (!current) return;
  if (kind === 'start_again') return startAgain(current);
  const flowId = current.id;
  const answer =
    kind === 'show'
      ? await send<'flow.show'>({ type: 'flow.show', flowId })
      : kind === 'open_tab'
        ? await openTab(current)
        : await send<'flow.dismiss'>({ type: 'flow.dismiss', flowId });
  if (!answer.ok) refuse(answer.problem, { again: () => void runFlowAction(kind), providerId: current.providerId });
}
