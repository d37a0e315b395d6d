import { clearNotice, showNotice } from '../../lib/browser/notifications';
import { openConsole } from '../../lib/browser/own-pages';
import { sessionStartMs } from '../../lib/browser/session';
import { t } from '../../lib/browser/translate';
import { defaultNotices } from '../../lib/model/settings';
import { type Text, text } from '../../lib/model/text';
import { planNotice } from '../../lib/monitor/plan-notice';
import type { Store } from '../../lib/store/database';
import { listNeeding } from '../../lib/store/incidents';
import { readShownNotices, saveShownNotices } from '../../lib/store/notices';
import { readSettings } from '../../lib/store/settings';

/** More incidents than one notification tells apart. */
const maxIncidents = 100;

type Needing = Awaited<ReturnType<typeof listNeeding>>;

async function listLoud(store: Store): Promise<Needing> {
  return (await listNeeding(store, maxIncidents)).filter(({ connection }) => connection.isMuted !== true);
}

/** Company names are in it only where the person wants that; which provider is no secret of theirs. */
function messageOf(needing: Needing, namesCompanies: boolean): Text {
  const names = needing.map(({ connection }) => connection.nickname ?? connection.companyName);
  const [first = ''] = names;
  if (!namesCompanies) return text('notice_system_detail');
  return names.length === 1
    ? text('notice_system_one', first)
    : { key: 'notice_system_more', values: [first, `${names.length - 1}`], count: names.length - 1 };
}

/**
 * Shows, changes or clears the one notification as the committed state wants it (UX-60…UX-62).
 *
 * @returns when to look again for what has to wait, Unix ms
 */
export async function syncNotification(store: Store, nowMs: number): Promise<number | undefined> {
  const settings = (await readSettings(store)).notices ?? defaultNotices;
  const told = await readShownNotices(store);
  if (!settings.isOn && told.length === 0) return undefined;
  const needing = await listLoud(store);
  const date = new Date(nowMs);
  const plan = planNotice({
    needing: needing.map(({ key }) => key),
    told,
    settings,
    nowMs,
    startedAtMs: await sessionStartMs(nowMs),
    hour: date.getHours() + date.getMinutes() / 60,
  });
  if (plan.act === 'clear') await clearNotice();
  if (plan.act === 'show') {
    const title = { key: 'badge_title_need', count: needing.length, values: [`${needing.length}`] };
    await showNotice(t(title), t(messageOf(needing, settings.namesCompanies)));
  }
  await saveShownNotices(store, plan.told);
  return plan.againAtMs;
}

/** Opens the exact fix: the one connection that needs the person, or the list (UX-61). */
export async function openNotice(store: Store): Promise<void> {
  const needing = await listLoud(store);
  await openConsole(needing.length === 1 ? needing[0]?.connection.id : undefined);
}
