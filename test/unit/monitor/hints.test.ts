import { describe, expect, it } from 'vitest';
import { mayBeHinted } from '../../../lib/monitor/hints';

const nowMs = Date.UTC(2026, 10, 30, 9);

describe('SEC-35 a look that a page triggers', () => {
  it.each([
    ['passed for a person’s click and skipped back-off: it waits', 'back_off', 'waiting', 60_000, false],
    ['waits as long as the provider asked', 'retry_after', 'waiting', 60_000, false],
    ['waits as long as the provider asked, no matter who must act', 'retry_after', 'needs_you', 60_000, false],
    ['is made once the pause is over', 'back_off', 'waiting', -1, true],
    ['is made where somebody may just have done what was missing', 'back_off', 'needs_you', 60_000, true],
    ['is made while nothing but the next routine check is planned', 'routine', 'connected', 60_000, true],
    ['is made while something on this device blocks it', 'blocked', 'needs_you', 60_000, true],
  ] as const)('%s', (_what, reason, status, aheadMs, expected) => {
    const due = { reason, setAtMs: nowMs - 1000 };
    expect(mayBeHinted({ due, status, nextDueAtMs: nowMs + aheadMs }, nowMs)).toBe(expected);
  });
});
