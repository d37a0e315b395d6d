import { readAwake } from '../../lib/browser/awake';
import { showBadge } from '../../lib/browser/badge';
import { readDiskState } from '../../lib/browser/disk-state';
import { t, wordsLocale } from '../../lib/browser/translate';
import { clockTime } from '../../lib/model/clock-time';
import { type Text, text } from '../../lib/model/text';
import { isRoundOverdue } from '../../lib/monitor/freshness';
import type { MonitorPorts } from '../../lib/monitor/ports';
import { readRoundTimes } from '../../lib/monitor/round-times';
import { countNeedingYou, firstDueAtMs } from '../../lib/store/connections';
import { countFixes } from '../../lib/store/incidents';
import { firstRefreshAtMs } from '../../lib/vault/grants';

/** `fixes`: how many things there are to fix; one of them may stop many connections. */
function needTitle(fixes: number, connections: number): Text {
  if (fixes === connections) return { key: 'badge_title_need', count: fixes, values: [String(fixes)] };
  return { key: 'badge_title_fix', count: fixes, values: [String(fixes), String(connections)] };
}

/** Says when connections were last checked, where the last finished round is overdue (UX-10). */
async function overdueTitle({ store, vault, now, isOnline }: MonitorPorts): Promise<Text | undefined> {
  const nowMs = now();
  const [firstCheckMs, firstRefreshMs, lastRound, awake] = await Promise.all([
    firstDueAtMs(store),
    firstRefreshAtMs(vault),
    readRoundTimes({ store }),
    readAwake(nowMs),
  ]);
  const firstDueMs = Math.min(firstCheckMs ?? nowMs, firstRefreshMs ?? nowMs);
  if (!isRoundOverdue({ firstDueMs, lastRound }, { nowMs, isOnline: isOnline(), awake })) return undefined;
  return lastRound
    ? text('badge_title_overdue', clockTime(lastRound.finishedAtMs, nowMs, wordsLocale()))
    : text('badge_title_never_checked');
}

/** Brings badge and title of the toolbar button in line with the committed state, one call after the other. */
export function syncBadge(ports: MonitorPorts): Promise<void> {
  return ports.withLock('badge', async () => {
    const [fixes, connections, disk, overdue] = await Promise.all([
      countFixes(ports.store),
      countNeedingYou(ports.store),
      readDiskState(),
      overdueTitle(ports),
    ]);
    const alerts = [disk.isFull ? text('badge_title_disk_full') : undefined, overdue].filter(
      (alert) => alert !== undefined,
    );
    const needs = fixes > 0 ? [needTitle(fixes, connections)] : [];
    const titles = alerts.length + needs.length > 0 ? [...needs, ...alerts] : [text('badge_title_fine')];
    await showBadge({ count: fixes, isAlert: alerts.length > 0 }, titles.map(t).join('\n'));
  });
}
