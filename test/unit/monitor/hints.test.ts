import { describe, expect, it } from 'vitest';
import { mayBeHinted } from '../../../lib/monitor/hints';

const nowMs = Date.UTC(2026, 10, 30, 9);

describe('SEC-35 a look that a page triggers', () => {
  it.each([
    ['passed for a person’s click and skipped back-off: it waits', 'back_off', 60_000, false],
    ['waits as long as the provider asked', 'retry_after', 60_000, false],
    ['is made once the pause is over', 'back_off', -1, true],
    ['is made while nothing but the next routine check is planned', 'routine', 60_000, true],
    ['is made while something on this device blocks it: that costs the provider nothing', 'blocked', 60_000, true],
  ] as const)('%s', (_what, reason, aheadMs, expected) => {
    const due = { reason, setAtMs: nowMs - 1000 };
    expect(mayBeHinted({ due, nextDueAtMs: nowMs + aheadMs }, nowMs)).toBe(expected);
  });
});
