import { beforeEach, describe, expect, it, vi } from 'vitest';

const session = new Map<string, unknown>();
const alarms = new Map<string, { scheduledTime: number }>();

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      session: {
        get: async (key: string) => (session.has(key) ? { [key]: session.get(key) } : {}),
        set: async (values: object) => {
          for (const [key, value] of Object.entries(values)) session.set(key, value);
        },
      },
    },
    alarms: { get: async (name: string) => alarms.get(name) },
  },
}));

const { recordLateAlarm, readAwake } = await import('../../../lib/browser/awake');

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nowMs = Date.UTC(2026, 10, 22, 12, 0, 0);

beforeEach(() => {
  session.clear();
  alarms.clear();
  session.set('startedAtMs', nowMs - 5 * hourMs);
});

describe('since when the device is awake', () => {
  it('is since the browser was opened, where nothing else is known', async () => {
    expect(await readAwake(nowMs)).toEqual({ sinceMs: nowMs - 5 * hourMs, before: 'closed' });
  });

  it('begins with the first look of a session', async () => {
    session.clear();
    expect(await readAwake(nowMs)).toEqual({ sinceMs: nowMs, before: 'closed' });
    expect(await readAwake(nowMs + hourMs)).toEqual({ sinceMs: nowMs, before: 'closed' });
  });

  it('begins again with an alarm that rang late', async () => {
    await recordLateAlarm(3 * hourMs, nowMs);
    expect(await readAwake(nowMs + minuteMs)).toEqual({ sinceMs: nowMs, before: 'asleep' });
  });

  it('takes an alarm that rang a little late for a busy device', async () => {
    await recordLateAlarm(minuteMs, nowMs);
    expect((await readAwake(nowMs)).before).toBe('closed');
  });

  it('takes alarms that ring as the browser opens for late because it was closed', async () => {
    session.set('startedAtMs', nowMs - minuteMs);
    await recordLateAlarm(3 * hourMs, nowMs);
    expect(await readAwake(nowMs)).toEqual({ sinceMs: nowMs - minuteMs, before: 'closed' });
  });

  it('begins again with an alarm that should have rung and is still to come', async () => {
    alarms.set('pulse', { scheduledTime: nowMs - hourMs });
    expect(await readAwake(nowMs)).toEqual({ sinceMs: nowMs, before: 'asleep' });
  });

  it('is not begun again and again by an alarm that never rings', async () => {
    alarms.set('due', { scheduledTime: nowMs - hourMs });
    await readAwake(nowMs);
    expect(await readAwake(nowMs + 20 * minuteMs)).toEqual({ sinceMs: nowMs, before: 'asleep' });
  });
});
