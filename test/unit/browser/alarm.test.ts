import { beforeEach, describe, expect, it, vi } from 'vitest';

type Ring = (alarm: { name: string; scheduledTime: number }) => void;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const set = new Map<string, { name: string; scheduledTime: number; periodInMinutes?: number }>();
const rings: Ring[] = [];
let created = 0;

vi.mock('webextension-polyfill', () => ({
  default: {
    alarms: {
      get: async (name: string) => set.get(name),
      create: async (name: string, { when, periodInMinutes }: { when?: number; periodInMinutes?: number }) => {
        created += 1;
        const scheduledTime = when ?? Date.now() + (periodInMinutes ?? 0) * minuteMs;
        set.set(name, { name, scheduledTime, ...(periodInMinutes === undefined ? {} : { periodInMinutes }) });
      },
      onAlarm: { addListener: (ring: Ring) => void rings.push(ring) },
    },
  },
}));

const { isAlarmSet, keepPulse, onAlarm, setAlarm } = await import('../../../lib/browser/alarm');

beforeEach(() => {
  set.clear();
  created = 0;
});

describe('SEC-37 the alarm', () => {
  it('counts as lost when it is gone, or lies further ahead than any is ever set, or in the past: the clock moved', async () => {
    expect(await isAlarmSet()).toBe(false);
    await setAlarm(Date.now() + dayMs);
    expect(await isAlarmSet()).toBe(true);
    await setAlarm(Date.now() + 90 * dayMs);
    expect(await isAlarmSet()).toBe(false);
    await setAlarm(Date.now() - minuteMs);
    expect(await isAlarmSet()).toBe(true);
    await setAlarm(Date.now() - 3 * minuteMs);
    expect(await isAlarmSet()).toBe(false);
  });
});

describe('SEC-37 the pulse', () => {
  it('is set once and left alone, or frequent starts would put it off for ever', async () => {
    for (let start = 0; start < 5; start++) await keepPulse();
    expect(created).toBe(1);
    expect(set.get('pulse')).toMatchObject({ periodInMinutes: 10 });
  });

  it('is set again when a clock that went back has moved it far ahead', async () => {
    set.set('pulse', { name: 'pulse', scheduledTime: Date.now() + 90 * dayMs, periodInMinutes: 10 });
    await keepPulse();
    expect(created).toBe(1);
    expect((set.get('pulse')?.scheduledTime ?? 0) - Date.now()).toBeLessThanOrEqual(10 * minuteMs);
  });

  it('is not taken for the alarm of what is due', () => {
    const rang: string[] = [];
    onAlarm({ due: (lateMs) => rang.push(`due ${lateMs >= minuteMs}`), pulse: () => rang.push('pulse') });
    for (const name of ['due', 'pulse', 'other'])
      for (const ring of rings) ring({ name, scheduledTime: Date.now() - minuteMs });
    expect(rang).toEqual(['due true', 'pulse']);
  });
});
