import { expect, it, vi } from 'vitest';
import { createEvents } from '../../../entrypoints/background/events';

const noted = vi.hoisted(() => [] as number[]);
vi.mock('../../../lib/browser/awake', () => ({
  sleptMs: 120_000,
  recordLateAlarm: async (lateMs: number) => void noted.push(lateMs),
}));
vi.mock('../../../entrypoints/background/app', () => ({
  openApp: async () => ({ ok: false, problem: 'storage_unavailable' }),
}));
vi.mock('../../../lib/browser/api', () => {
  const anything: object = new Proxy(() => undefined, { get: () => anything });
  return { browser: anything };
});

it('UX-10 an alarm that was gone passed for sleep at each start, and excused every overdue round', () => {
  const events = createEvents();
  events.alarmRang(Number.POSITIVE_INFINITY);
  expect(noted).toEqual([]);
  events.alarmRang(3 * 3_600_000);
  expect(noted).toEqual([3 * 3_600_000]);
});
