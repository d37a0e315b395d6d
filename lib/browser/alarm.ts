import { browser } from './api';

const alarmName = 'due';
const pulseName = 'pulse';

/** The pulse finds within this time what no other alarm is left for. */
const pulseMinutes = 10;

/** The longest the one-shot alarm is ever set ahead, and a minute for clocks that are corrected a little. */
const maxAheadMs = 24 * 60 * 60_000 + 60_000;

/** Sets the alarm for the next thing that is due. Browsers wait at least 30 s. */
export async function setAlarm(atMs: number): Promise<void> {
  await browser.alarms.create(alarmName, { when: atMs });
}

/**
 * Whether the alarm is set and can ring in time: it is gone once it has rung, browsers may have forgotten it, and one that
 * was set before the clock went back lies too far ahead (SEC-37).
 */
export async function isAlarmSet(): Promise<boolean> {
  const alarm = await browser.alarms.get(alarmName);
  return alarm !== undefined && alarm.scheduledTime - Date.now() <= maxAheadMs;
}

/** The time (Unix ms) of an alarm that should have rung more than `lateMs` ago and has not yet; undefined when there is none. */
export async function findLateAlarmMs(nowMs: number, lateMs: number): Promise<number | undefined> {
  const alarms = await Promise.all([alarmName, pulseName].map((name) => browser.alarms.get(name)));
  return alarms.map((alarm) => alarm?.scheduledTime).find((atMs) => atMs !== undefined && nowMs - atMs > lateMs);
}

/** Whether the alarm for the next thing that is due should have rung a whole pulse ago: the browser holds it back for good. */
export async function isAlarmStuck(): Promise<boolean> {
  const alarm = await browser.alarms.get(alarmName);
  return alarm !== undefined && Date.now() - alarm.scheduledTime > pulseMinutes * 60_000;
}

/**
 * Has the pulse beat, the alarm that nobody clears: whatever else is lost, the worker is woken by it. To be called before
 * anything else at each start. One that beats is left alone, or frequent starts would put it off for ever.
 */
export async function keepPulse(): Promise<void> {
  const pulse = await browser.alarms.get(pulseName);
  const aheadMs = pulse === undefined ? Number.POSITIVE_INFINITY : pulse.scheduledTime - Date.now();
  if (aheadMs <= 2 * pulseMinutes * 60_000) return;
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
