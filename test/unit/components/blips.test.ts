// @vitest-environment happy-dom
import './fake-browser';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nowMs, tickAfterBlip, toViews } from '../../../components/state/live';
import { aConnection, aFailing, minuteMs, nowMs as noonMs } from './samples';

beforeEach(() => {
  vi.useFakeTimers({ now: noonMs });
  nowMs.value = noonMs;
});
afterEach(() => vi.useRealTimers());

it('UX-05 shows each failure as soon as it is no blip any more, the later ones too', () => {
  const failing = [
    aFailing(undefined, { id: 'first', failingSinceMs: noonMs - 2000 }),
    aFailing(undefined, { id: 'second', failingSinceMs: noonMs - 500 }),
  ];
  const shown = (): string[] => toViews([...failing, aConnection()]).map(({ status }) => status);
  tickAfterBlip(failing);
  expect(shown()).toEqual(['checking', 'checking', 'connected']);
  vi.advanceTimersByTime(3100);
  expect(shown()).toEqual(['needs_you', 'checking', 'connected']);
  vi.advanceTimersByTime(1500);
  expect(shown()).toEqual(['needs_you', 'needs_you', 'connected']);
  vi.advanceTimersByTime(minuteMs);
  expect(vi.getTimerCount()).toBe(0);
});
