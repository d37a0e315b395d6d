/*
 * How fresh the checks are (UX-10), from stored facts. Each connection is judged by its own due time, which follows the
 * cadence of its provider:
 *
 *   late      due for more than ten minutes
 *   excused   late, but the device has been awake for less than ten minutes: it slept, or the browser was closed
 *   fresh     nothing is late: everything that works was checked within a time that can be named
 *
 * Limits: sleep is known only from alarms that rang late, so a device that slept without any alarm set counts as awake, and
 * an alarm that the browser delays counts as sleep, but only once. Of large lists only the connections that are due first are read;
 * for all behind them the due time and the cadence say how long ago they were checked, at most.
 */
import { blockReasonOf, type Connection } from '../model/connection';
import type { StatusCounts } from '../store/connections';
import type { RoundTimes } from '../store/work-records';

/** A connection is late, and a round overdue, after so much time awake. */
export const overdueAfterMs = 10 * 60_000;

/** The times of checks are spread by ±10 %: this many times the cadence lies between two of them at most. */
const longestDelay = 1.1;

/** A time that lies further ahead than this was stored before the clock went back. */
const toleranceMs = 60_000;

/** Since when the device is known to be awake with the browser open, Unix ms, and what ended then. */
export interface Awake {
  sinceMs: number;
  before: 'asleep' | 'closed';
}

/** What is known of one connection's checks. */
export type CheckTimes = Pick<
  Connection,
  | 'providerId'
  | 'status'
  | 'isPaused'
  | 'hold'
  | 'block'
  | 'connectedAtMs'
  | 'lastCheckedAtMs'
  | 'lastSuccessAtMs'
  | 'nextDueAtMs'
>;

/** What is stored about checks. Reading it costs the same for ten connections and for ten thousand. */
export interface CheckFacts {
  counts: StatusCounts;
  /** The connections that are due first, in order of their due times. */
  first: readonly CheckTimes[];
  /** There are more that have a due time, all of them due later. */
  hasMore: boolean;
  /** How many of all connections are late. */
  lateCount: number;
  /** At least one host gives no answer, and checks there wait for it. */
  isHostDown: boolean;
  lastRound: RoundTimes | undefined;
}

/** What is going on around the stored facts. */
export interface FreshnessContext {
  nowMs: number;
  isOnline: boolean;
  awake: Awake;
}

/** Connections that have the same cadence, and the time within which all of them were checked. */
export interface FreshGroup {
  providerIds: readonly string[];
  withinMs: number;
}

/** Why connections have not been checked; undefined where it is not known. */
export type StaleReason = 'asleep' | 'closed' | 'offline' | 'host_down' | undefined;

export type Freshness =
  /** `isAll`: nothing but paused connections is left out. */
  | { kind: 'fresh'; isAll: boolean; groups: readonly FreshGroup[] }
  /** `sinceMs` (Unix ms): none of them has been checked since. */
  | { kind: 'stale'; count: number; sinceMs: number; reason: StaleReason }
  /** Stored times lie in the future: the clock went back, and everything is checked again. */
  | { kind: 'clock_changed' }
  /** There is nothing to claim: nothing is connected, or nothing works. */
  | { kind: 'none' };

/** Paused connections, and those blocked on this device, are left unchecked on purpose: they are never late. */
function isWatched(connection: CheckTimes): boolean {
  return !connection.isPaused && blockReasonOf(connection) === undefined;
}

function latest(times: readonly number[], otherwiseMs: number): number {
  return times.length > 0 ? Math.max(...times) : otherwiseMs;
}

function lateOnes({ first, lateCount, lastRound }: CheckFacts, nowMs: number): { count: number; sinceMs: number } {
  const isLate = ({ nextDueAtMs }: CheckTimes): boolean => nowMs - nextDueAtMs > overdueAfterMs;
  const late = first.filter(isLate);
  const watched = late.filter(isWatched);
  const unread = Math.max(0, lateCount - late.length);
  const checkedMs = watched.map(({ lastCheckedAtMs, connectedAtMs }) => lastCheckedAtMs ?? connectedAtMs);
  // The last round did not reach those that were not read: none of them has been checked since.
  if (unread > 0) checkedMs.push(lastRound?.finishedAtMs ?? nowMs - overdueAfterMs);
  return { count: watched.length + unread, sinceMs: latest(checkedMs, nowMs) };
}

function staleReason({ nowMs, isOnline, awake }: FreshnessContext): StaleReason {
  if (!isOnline) return 'offline';
  return awake.sinceMs <= nowMs && nowMs - awake.sinceMs <= overdueAfterMs ? awake.before : undefined;
}

function isClockChanged({ first, lastRound }: CheckFacts, nowMs: number): boolean {
  const times = first.map(({ lastCheckedAtMs }) => lastCheckedAtMs);
  return [lastRound?.finishedAtMs, ...times].some((atMs) => atMs !== undefined && atMs - nowMs > toleranceMs);
}

/** By provider, the earliest time at which one of its working connections was last checked: exact where all were read, else a bound. */
function oldestByProvider({ first, hasMore, lastRound }: CheckFacts): Map<string, number | undefined> {
  const oldest = new Map<string, number | undefined>();
  for (const { providerId, status, isPaused, lastCheckedAtMs } of first) {
    if (isPaused || status !== 'connected') continue;
    const known = oldest.has(providerId) ? oldest.get(providerId) : Number.POSITIVE_INFINITY;
    oldest.set(providerId, known && lastCheckedAtMs && Math.min(known, lastCheckedAtMs));
  }
  if (!hasMore) return oldest;
  const behindMs = first.at(-1)?.nextDueAtMs ?? 0;
  for (const [providerId, everyMs] of Object.entries(lastRound?.cadences ?? {})) {
    const boundMs = behindMs - longestDelay * everyMs;
    oldest.set(providerId, Math.min(oldest.get(providerId) ?? boundMs, boundMs));
  }
  return oldest;
}

/** One group per cadence, the most frequent first; undefined where the time of a check is not known. */
function freshGroups(facts: CheckFacts, nowMs: number): FreshGroup[] | undefined {
  const cadences = facts.lastRound?.cadences ?? {};
  if (facts.hasMore && Object.keys(cadences).length === 0) return undefined;
  const groups = new Map<number, { providerIds: string[]; withinMs: number }>();
  for (const [providerId, checkedMs] of oldestByProvider(facts)) {
    if (checkedMs === undefined) return undefined;
    const everyMs = cadences[providerId] ?? 0;
    const group = groups.get(everyMs) ?? { providerIds: [], withinMs: 0 };
    group.providerIds.push(providerId);
    group.withinMs = Math.max(group.withinMs, nowMs - checkedMs);
    groups.set(everyMs, group);
  }
  return [...groups].sort(([left], [right]) => left - right).map(([, group]) => group);
}

/** Says how fresh the checks are. Pure; never throws. */
export function toFreshness(facts: CheckFacts, context: FreshnessContext): Freshness {
  const { nowMs } = context;
  const { counts, first, isHostDown } = facts;
  if (counts.total - counts.paused <= 0) return { kind: 'none' };
  if (isClockChanged(facts, nowMs)) return { kind: 'clock_changed' };
  const late = lateOnes(facts, nowMs);
  if (late.count > 0) return { kind: 'stale', ...late, reason: staleReason(context) };
  if (isHostDown && counts.waiting > 0) {
    const waiting = first.filter(({ status, isPaused }) => status === 'waiting' && !isPaused);
    const successesMs = waiting.map(({ lastSuccessAtMs, connectedAtMs }) => lastSuccessAtMs ?? connectedAtMs);
    const sinceMs = latest(successesMs, facts.lastRound?.finishedAtMs ?? nowMs);
    return { kind: 'stale', count: counts.waiting, sinceMs, reason: 'host_down' };
  }
  const groups = counts.connected > 0 ? freshGroups(facts, nowMs) : undefined;
  if (!groups || groups.length === 0) return { kind: 'none' };
  return { kind: 'fresh', isAll: counts.connected + counts.paused === counts.total, groups };
}

/**
 * Whether the last finished round is overdue for more than ten minutes of awake time: something has been due for so long,
 * and no round has come to its end since. Pure.
 *
 * @param facts.firstDueMs when the first check or refresh was due, Unix ms; undefined when nothing is
 */
export function isRoundOverdue(
  { firstDueMs, lastRound }: { firstDueMs: number | undefined; lastRound: RoundTimes | undefined },
  { nowMs, isOnline, awake }: FreshnessContext,
): boolean {
  if (!isOnline || firstDueMs === undefined) return false;
  // A time in the future was stored before the clock went back, and excuses nothing.
  const beginnings = [firstDueMs, awake.sinceMs, lastRound?.finishedAtMs ?? firstDueMs].filter((atMs) => atMs <= nowMs);
  return firstDueMs <= nowMs && nowMs - Math.max(...beginnings) > overdueAfterMs;
}
