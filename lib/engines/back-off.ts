import { type DueReason, maxBackOffMs, maxRetryAfterMs } from '../model/due';
import type { Random } from '../model/ports';

const minuteMs = 60_000;

/**
 * Longest pause while there is no definite answer: nothing is known then, and the end of an outage should be noticed
 * soon.
 */
export const unansweredCeilingMs = 10 * minuteMs;

/** Those who were asked to wait equally long come back spread over this time, at most. */
const maxJitterMs = 5 * minuteMs;

/** What a pause is made of. */
export interface BackOff {
  /** Attempts that have failed since the last success, the one just made included (≥ 1). */
  failuresInRow: number;
  /** The provider's `Retry-After` in ms, if it sent one. */
  retryAfterMs?: number | undefined;
  /** Longest pause of our own choice in ms. */
  ceilingMs?: number;
  random: Random;
}

/** How long to pause, and why so long. */
export interface Pause {
  ms: number;
  reason: Extract<DueReason, 'back_off' | 'retry_after'>;
}

/** Shortest and longest pause after the n-th failure in a row; the shortest ones keep us within 12 attempts an hour (SEC-35). */
function bounds(failuresInRow: number, ceilingMs: number): { floorMs: number; topMs: number } {
  if (failuresInRow <= 1) return { floorMs: 0.5 * minuteMs, topMs: minuteMs };
  if (failuresInRow === 2) return { floorMs: minuteMs, topMs: 3 * minuteMs };
  const topMs = Math.min(ceilingMs, 6 * 2 ** Math.min(failuresInRow - 2, 16) * minuteMs);
  return { floorMs: Math.min(6 * minuteMs, topMs), topMs };
}

/**
 * How long to wait before the next attempt: exponential with full jitter between a floor and a ceiling, and never shorter
 * than what the provider asked for, at most a little over 24 h (SEC-35).
 */
export function backOff({ failuresInRow, retryAfterMs, ceilingMs = maxBackOffMs, random }: BackOff): Pause {
  const { floorMs, topMs } = bounds(failuresInRow, ceilingMs);
  const ownMs = floorMs + random() * (topMs - floorMs);
  const askedMs = Math.min(Math.max(retryAfterMs ?? 0, 0), maxRetryAfterMs);
  const askedWithJitterMs = askedMs + random() * Math.min(askedMs / 20, maxJitterMs);
  return askedMs > ownMs ? { ms: askedWithJitterMs, reason: 'retry_after' } : { ms: ownMs, reason: 'back_off' };
}
