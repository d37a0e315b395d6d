import { describe, expect, it } from 'vitest';
import { daysLeft, isLastDay, knownEnd, nextWarningMs } from '../../../lib/model/sign-in-end';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 10, 25);
const inDays = (days: number) => ({ atMs: nowMs + days * dayMs });

describe('knownEnd', () => {
  it.each([
    ['nothing known', {}, undefined, undefined],
    ['the provider’s word, in the time of this device', { endsAtMs: nowMs }, undefined, { atMs: nowMs + 5000 }],
    ['an idle life', { refreshIssuedAtMs: nowMs }, 60 * dayMs, { atMs: nowMs + 60 * dayMs + 5000, ifIdle: true }],
    ['an idle life shorter than the warning', { refreshIssuedAtMs: nowMs }, 7 * dayMs, undefined],
    ['whichever comes first', { endsAtMs: nowMs, refreshIssuedAtMs: nowMs }, 60 * dayMs, { atMs: nowMs + 5000 }],
    [
      'the idle end before the hard one',
      { endsAtMs: nowMs + 900 * dayMs, refreshIssuedAtMs: nowMs },
      100 * dayMs,
      { atMs: nowMs + 100 * dayMs + 5000, ifIdle: true },
    ],
  ])('tells %s', (_what, grant, idleLifeMs, end) => {
    expect(knownEnd(grant, idleLifeMs, 5000)).toEqual(end);
  });
});

describe('daysLeft', () => {
  it.each([
    [15, undefined],
    [14, 14],
    [6.2, 7],
    [0.1, 1],
    [0, undefined],
    [-3, undefined],
  ])('with %d days to go tells %s', (days, told) => {
    expect(daysLeft(inDays(days), nowMs)).toBe(told);
  });
});

describe('isLastDay', () => {
  it('is true on the last day of a sign-in that ends whatever is done', () => {
    expect([isLastDay(inDays(1), nowMs), isLastDay(inDays(1.1), nowMs), isLastDay(inDays(-1), nowMs)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isLastDay({ ...inDays(0.5), ifIdle: true }, nowMs)).toBe(false);
    expect(isLastDay(undefined, nowMs)).toBe(false);
  });
});

describe('nextWarningMs', () => {
  it.each([
    [20, 6],
    [14, 7],
    [10, 3],
    [3, 2],
    [0.5, 0.5],
  ])('with %d days to go wakes up in %d: at 14, 7 and 1 day, and at the end (UX-08)', (days, inSoMany) => {
    expect(nextWarningMs(inDays(days), nowMs)).toBe(nowMs + inSoMany * dayMs);
  });

  it('knows nothing to come after the end', () => {
    expect([nextWarningMs(inDays(-1), nowMs), nextWarningMs(undefined, nowMs)]).toEqual([undefined, undefined]);
  });
});
