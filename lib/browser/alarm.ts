import { browser } from './api';

const alarmName = 'due';

/** Sets the one alarm of the product. Browsers wait at least 30 s, and may forget alarms: set again at every start (SEC-37). */
export async function setAlarm(atMs: number): Promise<void> {
  await browser.alarms.create(alarmName, { when: atMs });
}

/** Removes the alarm: nothing is due. */
export async function clearAlarm(): Promise<void> {
  await browser.alarms.clear(alarmName);
}

/** Calls back when the alarm rings; `lateMs` is how long after its time (large after sleep). */
export function onAlarm(listener: (lateMs: number) => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === alarmName) listener(Math.max(0, Date.now() - alarm.scheduledTime));
  });
}
