import { browser } from './api';

const alarmName = 'due';

/** Sets the one alarm of the product. Browsers wait at least 30 s. */
export async function setAlarm(atMs: number): Promise<void> {
  await browser.alarms.create(alarmName, { when: atMs });
}

/** Whether the alarm is set; it is not once it has rung, and browsers may have forgotten it (SEC-37). */
export async function isAlarmSet(): Promise<boolean> {
  return (await browser.alarms.get(alarmName)) !== undefined;
}

/** Calls back when the alarm rings; `lateMs` is how long after its time (large after sleep). */
export function onAlarm(listener: (lateMs: number) => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === alarmName) listener(Math.max(0, Date.now() - alarm.scheduledTime));
  });
}
