import { browser } from './api';

const alarmName = 'due';
const pulseName = 'pulse';

/** Work that has lost its alarm is found within this time. */
const pulseMinutes = 10;

/** The longest the one-shot alarm is ever set ahead, and a minute for clocks that are corrected a little. */
const maxAheadMs = 24 * 60 * 60_000 + 60_000;

/** Sets the alarm for the next thing that is due. Browsers wait at least 30 s. */
export async function setAlarm(atMs: number): Promise<void> {
  await browser.alarms.create(alarmName, { when: atMs });
}

/** An alarm that is overdue for longer has been passed over: the clock went forward while the browser counted by another one. */
const maxLateMs = 2 * 60_000;

/**
 * Whether the alarm is set and can ring in time: it is gone once it has rung, browsers may have forgotten it, and one that
 * was set before the clock moved lies too far ahead, or in the past (SEC-37).
 */
export async function isAlarmSet(): Promise<boolean> {
  const alarm = await browser.alarms.get(alarmName);
  if (alarm === undefined) return false;
  const aheadMs = alarm.scheduledTime - Date.now();
  return aheadMs <= maxAheadMs && aheadMs >= -maxLateMs;
}

/** The time (Unix ms) of an alarm that should have rung more than `lateMs` ago and has not yet; undefined when there is none. */
export async function findLateAlarmMs(nowMs: number, lateMs: number): Promise<number | undefined> {
  const alarms = await Promise.all([alarmName, pulseName].map((name) => browser.alarms.get(name)));
  return alarms.map((alarm) => alarm?.scheduledTime).find((atMs) => atMs !== undefined && nowMs - atMs > lateMs);
}

/**
 * Sets the pulse, a repeating alarm that nothing clears: it wakes the worker even when the other alarm is lost. To be called
 * before anything else at each start. A pulse that is set already is left alone, or frequent starts would postpone it for ever.
 */
export async function keepPulse(): Promise<void> {
  const pulse = await browser.alarms.get(pulseName);
  const aheadMs = pulse === undefined ? Number.POSITIVE_INFINITY : pulse.scheduledTime - Date.now();
  if (Math.abs(aheadMs) <= 2 * pulseMinutes * 60_000) return;
  await browser.alarms.create(pulseName, { periodInMinutes: pulseMinutes });
}

/** Calls back when an alarm rings; `lateMs` is how long after its time (large after sleep). */
export function onAlarm(on: { due(lateMs: number): void; pulse(lateMs: number): void }): void {
  browser.alarms.onAlarm.addListener(({ name, scheduledTime }) => {
    const lateMs = Math.max(0, Date.now() - scheduledTime);
    if (name === alarmName) on.due(lateMs);
    if (name === pulseName) on.pulse(lateMs);
  });
}
