import type { Random } from '../model/ports';

const minuteMs = 60_000;

/** Longest `Retry-After` that is believed (SEC-35). */
const maxRetryAfterMs = 24 * 60 * minuteMs;

/** Shortest and longest pause after the n-th failure in a row; the shortest ones keep us within 12 attempts an hour (SEC-35). */
function bounds(failuresInRow: number): { floorMs: number; ceilingMs: number } {
  if (failuresInRow <= 1) return { floorMs: 0.5 * minuteMs, ceilingMs: minuteMs };
  if (failuresInRow === 2) return { floorMs: minuteMs, ceilingMs: 3 * minuteMs };
  return { floorMs: 6 * minuteMs, ceilingMs: Math.min(360, 6 * 2 ** (failuresInRow - 2)) * minuteMs };
}

/**
 * How long to wait before the next attempt: exponential with full jitter between a floor and a ceiling, and never shorter
 * than what the provider asked for.
 *
 * @param failuresInRow attempts that have failed since the last success, the one just made included (≥ 1)
 * @param retryAfterMs  the provider's `Retry-After` in ms, if it sent one
 * @returns pause in ms, at most a little over 24 h
 */
export function backOffMs(failuresInRow: number, retryAfterMs: number | undefined, random: Random): number {
  const { floorMs, ceilingMs } = bounds(failuresInRow);
  const pauseMs = floorMs + random() * (ceilingMs - floorMs);
  if (retryAfterMs === undefined) return pauseMs;
  const askedMs = Math.min(Math.max(retryAfterMs, 0), maxRetryAfterMs);
  return Math.max(pauseMs, askedMs * (1 + 0.05 * random()));
}
