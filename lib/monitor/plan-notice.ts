import type { NoticeSettings } from '../model/settings';

/** Nothing is said this long after the browser started: what comes with waking up settles first (UX-60). */
const quietAfterStartMs = 10 * 60_000;

const hourMs = 60 * 60_000;

/** What there is to say, what was said, and when it may be said. `hour` is that of the clock on the wall, with fractions. */
export interface NoticeCase {
  /** Keys of the incidents that need the person now. */
  needing: readonly string[];
  /** Keys that were told before and still need the person. */
  told: readonly string[];
  settings: NoticeSettings;
  nowMs: number;
  startedAtMs: number;
  hour: number;
}

/**
 * What becomes of the one notification: `show` it anew, `clear` it, or `keep` what stands; what counts as told after that;
 * and when to look again for what has to wait (Unix ms).
 */
export interface NoticePlan {
  act: 'show' | 'clear' | 'keep';
  told: readonly string[];
  againAtMs?: number;
}

/** Hours until quiet is over; 0 when it is not quiet. */
function quietForHours({ quietFrom, quietUntil }: NoticeSettings, hour: number): number {
  const lasts = (quietUntil - quietFrom + 24) % 24;
  const since = (hour - quietFrom + 24) % 24;
  return since < lasts ? lasts - since : 0;
}

/** When it may be said (Unix ms); now or earlier when nothing stands in the way. */
function allowedAtMs({ settings, nowMs, startedAtMs, hour }: NoticeCase): number {
  return Math.max(startedAtMs + quietAfterStartMs, nowMs + quietForHours(settings, hour) * hourMs);
}

/**
 * One notification for all that needs the person: said once for each incident, at a time when it may be, and cleared when
 * all is solved. Pure.
 */
export function planNotice(facts: NoticeCase): NoticePlan {
  const { needing, told, settings, nowMs } = facts;
  const stillTold = told.filter((key) => needing.includes(key));
  if (!settings.isOn || needing.length === 0) return { act: told.length > 0 ? 'clear' : 'keep', told: [] };
  if (needing.every((key) => stillTold.includes(key))) return { act: 'keep', told: stillTold };
  const atMs = allowedAtMs(facts);
  if (atMs > nowMs) return { act: 'keep', told: stillTold, againAtMs: atMs };
  return { act: 'show', told: [...needing] };
}
