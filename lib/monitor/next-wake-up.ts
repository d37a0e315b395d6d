import { neverMs } from '../model/due';
import { firstDueAtMs } from '../store/connections';
import { firstRefreshAtMs } from '../vault/grants';
import { firstRevocationAtMs } from '../vault/revocations';
import type { MonitorPorts } from './ports';
import { sweepDueAtMs } from './sweep';

/** Browsers do not ring alarms earlier than this. */
const minAlarmMs = 30_000;

/** How often a device that says it is offline is looked at again: the event that it is online can be missed in sleep. */
const offlineLookMs = 5 * 60_000;

/** How often the disk is asked again while new tokens wait for it: until it takes them, they end with the browser (SEC-42). */
const unsavedMs = 2 * 60_000;

/** The longest the worker sleeps. */
const maxSleepMs = 24 * 60 * 60_000;

/**
 * When the worker has to wake up next (Unix ms): the earliest of due checks, refreshes, owed revocations and the sweep, and
 * soon while new tokens wait for the disk, and in a day at the latest. So there always is an alarm, and a worker that finds none knows that it was lost (SEC-37).
 */
export async function nextWakeUpMs(ports: MonitorPorts): Promise<number> {
  const times = await Promise.all([
    firstDueAtMs(ports.store),
    firstRefreshAtMs(ports.vault),
    firstRevocationAtMs(ports.vault),
    sweepDueAtMs(ports),
  ]);
  const nowMs = ports.now();
  // A damaged record may have text for a time: the sweep finds it, and until then it must not cost the alarm.
  const first = Math.min(nowMs + maxSleepMs, ...times.map((time) => (Number.isFinite(time) && time) || neverMs));
  const workMs = Math.max(first, nowMs + (ports.isOnline() ? minAlarmMs : offlineLookMs));
  return (await ports.unsaved.list()).length > 0 ? Math.min(workMs, nowMs + unsavedMs) : workMs;
}
