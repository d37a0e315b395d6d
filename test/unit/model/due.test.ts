import { describe, expect, it } from 'vitest';
import { type DueReason, isDueDoubtful, neverMs } from '../../../lib/model/due';

const nowMs = Date.UTC(2026, 10, 30, 9);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const due = (reason: DueReason, setAgoMs: number) => ({ reason, setAtMs: nowMs - setAgoMs });

describe('SEC-36 isDueDoubtful', () => {
  it.each([
    ['an hourly check that is due in an hour', hourMs, due('routine', 0), false],
    ['an hourly check that was put two hours ahead', 2 * hourMs, due('routine', 0), false],
    ['an hourly check that is due in 90 days', 90 * dayMs, due('routine', -90 * dayMs + hourMs), true],
    ['the same without a reason, as version 0.1.0 stored it', 90 * dayMs, undefined, true],
    ['a check of version 0.1.0 within its cadence', hourMs, undefined, false],
    ['a back-off of ten minutes', 10 * minuteMs, due('back_off', 0), false],
    ['a back-off of a day', dayMs, due('back_off', 0), true],
    ['a Retry-After of a day', dayMs, due('retry_after', 0), false],
    ['a Retry-After of a week', 7 * dayMs, due('retry_after', 0), true],
    ['a blocked connection, looked at daily', dayMs, due('blocked', 0), false],
    ['one that was set an hour ahead of now, for a minute later', hourMs + minuteMs, due('routine', -hourMs), true],
    ['one that is overdue', -hourMs, due('routine', 2 * hourMs), false],
  ])('judges %s', (_what, aheadMs, reason, isDoubted) => {
    expect(isDueDoubtful(nowMs + aheadMs, reason, hourMs, nowMs)).toBe(isDoubted);
  });

  it('does not doubt what is never due', () => {
    expect(isDueDoubtful(neverMs, undefined, hourMs, nowMs)).toBe(false);
  });
});
