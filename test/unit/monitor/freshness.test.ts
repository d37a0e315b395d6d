import { describe, expect, it } from 'vitest';
import { neverMs } from '../../../lib/model/due';
import {
  type CheckFacts,
  type CheckTimes,
  type FreshnessContext,
  isRoundOverdue,
  toFreshness,
} from '../../../lib/monitor/freshness';
import type { StatusCounts } from '../../../lib/store/connections';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const nowMs = Date.UTC(2026, 10, 22, 12, 0, 0);
const cadences = { xero: hourMs, quickbooks: dayMs };

/** A connection that works, checked `agoMs` ago and due again an hour after that. */
function checked(agoMs: number, changes: Partial<CheckTimes> = {}): CheckTimes {
  return {
    providerId: 'xero',
    status: 'connected',
    isPaused: false,
    connectedAtMs: nowMs - 30 * dayMs,
    lastCheckedAtMs: nowMs - agoMs,
    lastSuccessAtMs: nowMs - agoMs,
    nextDueAtMs: nowMs - agoMs + hourMs,
    hold: undefined,
    block: undefined,
    ...changes,
  };
}

function countsOf(first: readonly CheckTimes[]): StatusCounts {
  const counts = { needs_you: 0, unknown: 0, waiting: 0, offline: 0, connected: 0, paused: 0, total: first.length };
  for (const { status, isPaused } of first) counts[isPaused ? 'paused' : status] += 1;
  return counts;
}

function facts(first: readonly CheckTimes[], changes: Partial<CheckFacts> = {}): CheckFacts {
  return {
    counts: countsOf(first),
    first: first.toSorted((left, right) => left.nextDueAtMs - right.nextDueAtMs),
    hasMore: false,
    lateCount: first.filter(({ nextDueAtMs }) => nowMs - nextDueAtMs > 10 * minuteMs).length,
    isHostDown: false,
    lastRound: { startedAtMs: nowMs - 21 * minuteMs, finishedAtMs: nowMs - 20 * minuteMs, cadences },
    ...changes,
  };
}

function context(changes: Partial<FreshnessContext> = {}): FreshnessContext {
  return { nowMs, isOnline: true, awake: { sinceMs: nowMs - dayMs, before: 'closed' }, ...changes };
}

const justAwake = (before: 'asleep' | 'closed') => context({ awake: { sinceMs: nowMs - minuteMs, before } });

function fresh(withinMs: number, isAll = true, providerIds: readonly string[] = ['xero']): object {
  return { kind: 'fresh', isAll, groups: [{ providerIds, withinMs }] };
}

function stale(count: number, sinceMs: number, reason?: string): object {
  return { kind: 'stale', count, sinceMs, reason };
}

const daily = checked(19 * hourMs, { providerId: 'quickbooks', nextDueAtMs: nowMs + 5 * hourMs });
const paused = checked(30 * dayMs, { isPaused: true, nextDueAtMs: neverMs });
const blocked = checked(3 * dayMs, { status: 'needs_you', hold: 'no_permission', nextDueAtMs: nowMs + hourMs });
const ended = checked(3 * dayMs, { status: 'needs_you', nextDueAtMs: neverMs });
const late = checked(3 * hourMs);
const waiting = checked(3 * hourMs, { status: 'waiting', nextDueAtMs: nowMs + 5 * minuteMs });

/** Ten thousand Xero connections: the fifty that are due first, from now on. */
const first50 = Array.from({ length: 50 }, (_, place) => checked(hourMs - place * 500));
const fleet: Partial<CheckFacts> = {
  hasMore: true,
  counts: { ...countsOf([]), connected: 10_000, total: 10_000 },
};
const onlyXero = { startedAtMs: 0, finishedAtMs: nowMs - minuteMs, cadences: { xero: hourMs } };

describe('how fresh the checks are (UX-10)', () => {
  it.each<[string, CheckFacts, FreshnessContext, object]>([
    ['claims nothing where nothing is connected', facts([]), context(), { kind: 'none' }],
    ['claims nothing where all are paused', facts([paused]), context(), { kind: 'none' }],
    ['claims nothing where nothing works', facts([ended]), context(), { kind: 'none' }],
    ['names the oldest check', facts([checked(3 * minuteMs), checked(58 * minuteMs)]), context(), fresh(58 * minuteMs)],
    ['leaves paused ones out of all', facts([checked(minuteMs), paused]), context(), fresh(minuteMs)],
    [
      'speaks of the others where some are blocked',
      facts([checked(minuteMs), blocked]),
      context(),
      fresh(minuteMs, false),
    ],
    ['speaks of the others where some are over', facts([checked(minuteMs), ended]), context(), fresh(minuteMs, false)],
    [
      'judges each provider by its own cadence',
      facts([checked(58 * minuteMs), daily]),
      context(),
      {
        kind: 'fresh',
        isAll: true,
        groups: [
          { providerIds: ['xero'], withinMs: 58 * minuteMs },
          { providerIds: ['quickbooks'], withinMs: 19 * hourMs },
        ],
      },
    ],
    ['grants ten minutes', facts([checked(70 * minuteMs)]), context(), fresh(70 * minuteMs)],
    ['then says since when', facts([checked(71 * minuteMs)]), context(), stale(1, nowMs - 71 * minuteMs)],
    [
      'names a time that is true of all that are late',
      facts([late, checked(2 * hourMs)]),
      context(),
      stale(2, nowMs - 2 * hourMs),
    ],
    ['excuses sleep', facts([late]), justAwake('asleep'), stale(1, nowMs - 3 * hourMs, 'asleep')],
    ['excuses a closed browser', facts([late]), justAwake('closed'), stale(1, nowMs - 3 * hourMs, 'closed')],
    [
      'excuses neither for longer than ten minutes',
      facts([late]),
      context({ awake: { sinceMs: nowMs - 11 * minuteMs, before: 'asleep' } }),
      stale(1, nowMs - 3 * hourMs),
    ],
    ['names the missing network', facts([late]), context({ isOnline: false }), stale(1, nowMs - 3 * hourMs, 'offline')],
    ['stays with what is true offline', facts([checked(minuteMs)]), context({ isOnline: false }), fresh(minuteMs)],
    [
      'names a provider that does not answer',
      facts([checked(minuteMs), waiting], { isHostDown: true }),
      context(),
      stale(1, nowMs - 3 * hourMs, 'host_down'),
    ],
    ['blames no host that is up', facts([checked(minuteMs), waiting]), context(), fresh(minuteMs, false)],
    [
      'does not call late what is not checked on purpose',
      facts([checked(minuteMs), { ...blocked, nextDueAtMs: nowMs - hourMs }]),
      context(),
      fresh(minuteMs, false),
    ],
    ['knows that the clock went back by a check', facts([checked(-dayMs)]), context(), { kind: 'clock_changed' }],
    [
      'knows that the clock went back by a round',
      facts([checked(minuteMs)], { lastRound: { startedAtMs: nowMs + dayMs, finishedAtMs: nowMs + dayMs } }),
      context(),
      { kind: 'clock_changed' },
    ],
    ['takes a clock that is corrected a little for right', facts([checked(-minuteMs / 2)]), context(), fresh(0)],
    [
      'calls late what the clock left behind when it went forward',
      facts([checked(90 * dayMs)]),
      context({ awake: { sinceMs: nowMs - 90 * dayMs, before: 'closed' } }),
      stale(1, nowMs - 90 * dayMs),
    ],
    [
      'excuses a session that began in the future by nothing',
      facts([late]),
      context({ awake: { sinceMs: nowMs + dayMs, before: 'closed' } }),
      stale(1, nowMs - 3 * hourMs),
    ],
    [
      'names a bound for 10,000 by the fifty that are due first',
      facts(first50, { ...fleet, lastRound: onlyXero }),
      context(),
      fresh(66 * minuteMs - 49 * 500),
    ],
    [
      'claims nothing of 10,000 before the first round',
      facts(first50, { ...fleet, lastRound: undefined }),
      context(),
      { kind: 'none' },
    ],
    [
      'counts the late ones of 10,000, since the last round at the earliest',
      facts(
        Array.from({ length: 50 }, () => late),
        { ...fleet, lateCount: 400 },
      ),
      context(),
      stale(400, nowMs - 20 * minuteMs),
    ],
    [
      'claims nothing where the time of a check was damaged',
      facts([checked(minuteMs, { lastCheckedAtMs: undefined })]),
      context(),
      { kind: 'none' },
    ],
  ])('%s', (_what, stored, around, expected) => {
    expect(toFreshness(stored, around)).toEqual(expected);
  });
});

describe('an overdue round (UX-10)', () => {
  const round = (finishedAgoMs: number) => ({ startedAtMs: 0, finishedAtMs: nowMs - finishedAgoMs });
  it.each<[string, number | undefined, ReturnType<typeof round> | undefined, FreshnessContext, boolean]>([
    ['is none where nothing is due', undefined, round(dayMs), context(), false],
    ['is none before the due time', nowMs + 1, round(dayMs), context(), false],
    ['is none for ten minutes', nowMs - 10 * minuteMs, round(hourMs), context(), false],
    ['is one after that', nowMs - 10 * minuteMs - 1, round(hourMs), context(), true],
    ['is one where no round was ever finished', nowMs - hourMs, undefined, context(), true],
    ['is none offline', nowMs - hourMs, round(2 * hourMs), context({ isOnline: false }), false],
    ['is none just after sleep', nowMs - hourMs, round(2 * hourMs), justAwake('asleep'), false],
    ['is none just after the browser was opened', nowMs - hourMs, round(2 * hourMs), justAwake('closed'), false],
    ['is cleared by a finished round, whatever it left', nowMs - hourMs, round(minuteMs), context(), false],
    ['is not excused by a round of the future', nowMs - hourMs, round(-dayMs), context(), true],
    [
      'is not excused by a session of the future',
      nowMs - hourMs,
      round(2 * hourMs),
      context({ awake: { sinceMs: nowMs + dayMs, before: 'closed' } }),
      true,
    ],
  ])('%s', (_what, firstDueMs, lastRound, around, expected) => {
    expect(isRoundOverdue({ firstDueMs, lastRound }, around)).toBe(expected);
  });
});
