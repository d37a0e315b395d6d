// @vitest-environment happy-dom
import './fake-browser';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nowMs, tickAfterTransient, toViews } from '../../../components/state/live';
import { aConnection, minuteMs, nowMs as noonMs } from './samples';

beforeEach(() => {
  vi.useFakeTimers({ now: noonMs });
  nowMs.value = noonMs;
});
afterEach(() => vi.useRealTimers());

it('UX-05 shows each failure as soon as it is no transient any more, the later ones too', () => {
  const failing = [
    aConnection({ id: 'first', status: 'waiting', failingSinceMs: noonMs - 2000 }),
    aConnection({ id: 'second', status: 'waiting', failingSinceMs: noonMs - 500 }),
  ];
  const shown = (): string[] => toViews([...failing, aConnection()]).map(({ status }) => status);
  tickAfterTransient(failing);
  expect(shown()).toEqual(['checking', 'checking', 'connected']);
  vi.advanceTimersByTime(3100);
  expect(shown()).toEqual(['waiting', 'checking', 'connected']);
  vi.advanceTimersByTime(1500);
  expect(shown()).toEqual(['waiting', 'waiting', 'connected']);
  vi.advanceTimersByTime(minuteMs);
  expect(vi.getTimerCount()).toBe(0);
});
