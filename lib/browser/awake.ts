import * as z from 'zod/mini';
import type { Awake } from '../monitor/freshness';
import { findLateAlarmMs } from './alarm';
import { browser } from './api';
import { sessionStartMs } from './session';

/** An alarm that rings later than this (ms) was held up by sleep, not by work. */
export const sleptMs = 2 * 60_000;

/** An alarm that is late so soon (ms) after the browser was opened is late because it was closed. */
const justOpenedMs = 5 * 60_000;

const key = 'awake';

/** When the device woke up (Unix ms), and the time of the alarm that was found late then. */
const Woken = z.lazy(() => z.object({ sinceMs: z.number(), alarmMs: z.optional(z.number()) }));

async function readWoken(): Promise<z.infer<typeof Woken> | undefined> {
  const parsed = Woken.safeParse((await browser.storage.session.get(key))[key]);
  return parsed.success ? parsed.data : undefined;
}

/** Notes that the device has just woken up, when an alarm rang so late (ms) that nothing else explains it. */
export async function recordLateAlarm(lateMs: number, nowMs: number): Promise<void> {
  const isJustOpened = nowMs - (await sessionStartMs(nowMs)) < justOpenedMs;
  if (lateMs > sleptMs && !isJustOpened) await browser.storage.session.set({ [key]: { sinceMs: nowMs } });
}

/**
 * Since when the device has been awake with the browser open, as far as alarms show: one that should have rung and is still
 * to come means that the device has just woken up. The same alarm counts once, so that one that never rings is no excuse.
 */
export async function readAwake(nowMs: number): Promise<Awake> {
  const [startMs, woken, alarmMs] = await Promise.all([
    sessionStartMs(nowMs),
    readWoken(),
    findLateAlarmMs(nowMs, sleptMs),
  ]);
  if (alarmMs !== undefined && alarmMs > startMs && alarmMs !== woken?.alarmMs) {
    await browser.storage.session.set({ [key]: { sinceMs: nowMs, alarmMs } });
    return { sinceMs: nowMs, before: 'asleep' };
  }
  return woken && woken.sinceMs > startMs
    ? { sinceMs: woken.sinceMs, before: 'asleep' }
    : { sinceMs: startMs, before: 'closed' };
}
