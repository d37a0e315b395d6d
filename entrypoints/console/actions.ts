import { flow } from '../../components/state/live';
import { showToast } from '../../components/state/notices';
import { refuse } from '../../components/state/refuse';
import { runFlowAction } from '../../components/state/sign-in';
import type { Problem } from '../../components/view/problem-view';
import { requestNotify } from '../../lib/browser/notifications';
import { requestHosts } from '../../lib/browser/permissions';
import type { RequestOf } from '../../lib/messages/requests';
import { send } from '../../lib/messages/send';
import type { NoticePatch, Reader } from '../../lib/model/settings';
import { text } from '../../lib/model/text';
import { profiles } from '../../lib/providers/profiles';
import { goTo } from './route';

/** Gives a connection another name; an empty one goes back to the provider's. The message has the way back. */
export async function rename(
  id: string,
  nickname: string,
  previous: { nickname: string; shown: string },
): Promise<boolean> {
  const answer = await send<'connection.rename'>({ type: 'connection.rename', id, nickname });
  if (!answer.ok) {
    refuse(answer.problem, { again: () => void rename(id, nickname, previous) });
    return false;
  }
  const undo = (): void => {
    void send<'connection.rename'>({ type: 'connection.rename', id, nickname: previous.nickname });
  };
  const words = text('console_said_renamed', previous.shown);
  showToast({ tone: 'good', words, action: { label: text('status_undo'), run: undo } });
  return true;
}

const disconnected = {
  company: 'console_said_disconnected_company',
  grant: 'console_said_disconnected_grant',
  later: 'console_said_disconnected_later',
  only_here: 'console_said_disconnected_here',
} as const;

/** Ends a connection, after the dialog said what that means. Says how far it reached at the provider. */
export async function disconnect(id: string, companyName: string, providerName: string): Promise<void> {
  const answer = await send<'connection.disconnect'>({ type: 'connection.disconnect', id });
  if (!answer.ok) return refuse(answer.problem, { again: () => void disconnect(id, companyName, providerName) });
  goTo('connections');
  showToast({ tone: 'good', words: text(disconnected[answer.value.ended], companyName, providerName) });
}

/** Watches the companies a person picked. Returns whether that was accepted. */
export async function watch(tenantIds: string[]): Promise<boolean> {
  const current = flow.value;
  if (!current) return false;
  const answer = await send<'flow.watch'>({ type: 'flow.watch', flowId: current.id, tenantIds });
  if (!answer.ok) {
    refuse(answer.problem, { again: () => void watch(tenantIds), providerId: current.providerId });
    return false;
  }
  goTo('connections');
  const count = answer.value.connectionIds.length;
  showToast({ tone: 'good', words: { key: 'console_said_watched', count, values: [`${count}`] } });
  return true;
}

/** Leaves the question open what to do with the company that came back; nothing is changed. */
export async function leaveFlow(): Promise<void> {
  const current = flow.value;
  if (!current) return;
  await send<'flow.dismiss'>({ type: 'flow.dismiss', flowId: current.id });
  if (current.connectionId === undefined) goTo('connections');
  else goTo('connections', current.connectionId);
}

/** Another try for the connection that was to be repaired. */
export async function tryOtherCompanyAgain(): Promise<void> {
  const current = flow.value;
  if (current?.connectionId === undefined) return;
  await runFlowAction('start_again');
  goTo('connections', current.connectionId);
}

/** Stores app credentials; the caller shows a problem beside the field it is about. */
export async function saveApp(
  app: Omit<RequestOf<'app.save'>, 'type'>,
): Promise<{ ok: true } | { ok: false; problem: Problem }> {
  return send<'app.save'>({ type: 'app.save', ...app });
}

/** Removes app credentials that no connection uses. */
export async function removeApp(appId: string): Promise<void> {
  const answer = await send<'app.remove'>({ type: 'app.remove', appId });
  if (!answer.ok) return refuse(answer.problem, { again: () => void removeApp(appId) });
  showToast({ tone: 'good', words: text('console_said_app_removed') });
}

/** Changes settings without a word. */
export async function saveSettings(patch: RequestOf<'settings.save'>['patch']): Promise<boolean> {
  const answer = await send<'settings.save'>({ type: 'settings.save', patch });
  if (!answer.ok) refuse(answer.problem, { again: () => void saveSettings(patch) });
  return answer.ok;
}

/** Turns the hints on the providers' screens on or off; turning them on needs access to those screens first (UX-91). */
export async function setOverlay(isEnabled: boolean): Promise<void> {
  const hosts = profiles.flatMap((provider) => provider.hosts.guidance);
  if (isEnabled && !(await requestHosts(hosts))) {
    return refuse('permission_refused', { again: () => void setOverlay(true) });
  }
  if (!(await saveSettings({ overlayEnabled: isEnabled }))) return;
  const undo = { label: text('status_undo'), run: () => void setOverlay(!isEnabled) };
  showToast({
    tone: 'good',
    words: text(isEnabled ? 'console_said_hints_on' : 'console_said_hints_off'),
    action: undo,
  });
}

/** Shows hints again on a site where they were turned off. */
export async function unmute(site: string): Promise<void> {
  const answer = await send<'overlay.unmute'>({ type: 'overlay.unmute', site });
  if (!answer.ok) return refuse(answer.problem, { again: () => void unmute(site) });
  showToast({ tone: 'good', words: text('console_said_unmuted', site) });
}

/** Reads the data areas of a connection, all when none is named; the page follows the store. */
export async function checkAreas(id: string, areaIds: readonly string[]): Promise<void> {
  const answer = await send<'connection.checkAreas'>({ type: 'connection.checkAreas', id, areaIds: [...areaIds] });
  if (!answer.ok) refuse(answer.problem, { again: () => void checkAreas(id, areaIds) });
}

/** Notes who reads, and says so. */
export async function setReader(reader: Reader): Promise<void> {
  if (await saveSettings({ reader })) showToast({ tone: 'good', words: text('console_said_reader') });
}

/** Changes the notifications of the system; switching them on asks the browser first (UX-91). */
export async function setNotices(notices: NoticePatch): Promise<void> {
  if (notices.isOn === true && !(await requestNotify())) {
    return refuse('permission_refused', { again: () => void setNotices(notices) });
  }
  if (await saveSettings({ notices })) showToast({ tone: 'good', words: text('console_said_notices') });
}

/** Leaves one connection out of the notifications, or takes it in again. */
export async function mute(id: string, isMuted: boolean): Promise<void> {
  const answer = await send<'connection.mute'>({ type: 'connection.mute', id, isMuted });
  if (!answer.ok) return refuse(answer.problem, { again: () => void mute(id, isMuted) });
  showToast({ tone: 'good', words: text('console_said_notices') });
}
