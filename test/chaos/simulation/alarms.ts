import type { Timeline } from './timeline';

/** An alarm as extensions set it; times are those of the device. */
export interface AlarmTime {
  whenMs: number;
  periodMs?: number;
}

/**
 * The alarms of a browser, as Chromium's AlarmManager keeps them: due by the wall clock, but looked at by a monotonic timer
 * that is set when alarms are created or have rung. So a clock set back silences what was set before, and a clock set
 * forward rings nothing early.
 */
export interface Alarms {
  set(name: string, time: AlarmTime): void;
  get(name: string): AlarmTime | undefined;
  clear(name: string): void;
  /** Everything is lost, as browsers do at times with a restart or an update. */
  lose(): void;
  /** The browser starts with what it has kept. */
  look(): void;
}

/** Browsers do not ring earlier than this after an alarm was set or the last one rang. */
const minDelayMs = 30_000;

/** Creates the alarms of one browser; `rang` gets the time for which the alarm was set. */
export function createAlarms(timeline: Timeline, rang: (name: string, scheduledMs: number) => void): Alarms {
  const alarms = new Map<string, AlarmTime>();
  let cancel: (() => void) | undefined;

  function schedule(): void {
    cancel?.();
    cancel = undefined;
    if (alarms.size === 0) return;
    const firstMs = Math.min(...[...alarms.values()].map(({ whenMs }) => whenMs));
    const delayMs = Math.max(minDelayMs, firstMs - timeline.deviceMs());
    cancel = timeline.at(timeline.nowMs() + delayMs, ring);
  }

  function ring(): void {
    const nowMs = timeline.deviceMs();
    const due = [...alarms].filter(([, { whenMs }]) => whenMs <= nowMs);
    for (const [name, { periodMs }] of due) {
      if (periodMs === undefined) alarms.delete(name);
      else alarms.set(name, { whenMs: nowMs + periodMs, periodMs });
    }
    schedule();
    for (const [name, { whenMs }] of due) rang(name, whenMs);
  }

  return {
    set(name, time) {
      alarms.set(name, time);
      schedule();
    },
    get: (name) => alarms.get(name),
    clear(name) {
      alarms.delete(name);
      schedule();
    },
    lose() {
      alarms.clear();
      schedule();
    },
    look: schedule,
  };
}
