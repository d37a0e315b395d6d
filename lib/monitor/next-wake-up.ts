import { neverMs } from '../engines/local/plan-refresh';
import { firstDueAtMs } from '../store/connections';
import { firstRefreshAtMs } from '../vault/grants';
import { firstRevocationAtMs } from '../vault/revocations';
import type { MonitorPorts } from './ports';

/** Browsers do not ring alarms earlier than this. */
const minAlarmMs = 30_000;

/** How often a device that says it is offline is looked at again: the event that it is online can be missed in sleep. */
const offlineLookMs = 5 * 60_000;

/**
 * When the worker has to wake up next (Unix ms): the earliest of due checks, refreshes and owed revocations.
 * Undefined when nothing will ever be due.
 */
export async function nextWakeUpMs(ports: MonitorPorts): Promise<number | undefined> {
  const times = await Promise.all([
    firstDueAtMs(ports.store),
    firstRefreshAtMs(ports.vault),
    firstRevocationAtMs(ports.vault),
  ]);
  const first = Math.min(...times.map((time) => time ?? neverMs));
  if (first >= neverMs) return undefined;
  const nowMs = ports.now();
  return Math.max(first, nowMs + (ports.isOnline() ? minAlarmMs : offlineLookMs));
}
