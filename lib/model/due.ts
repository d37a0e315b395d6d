import * as z from 'zod/mini';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A time that never comes; finite, so that it can be an index key and survive JSON. */
export const neverMs = Number.MAX_SAFE_INTEGER;

/** Longest `Retry-After` that is followed (SEC-35). */
export const maxRetryAfterMs = dayMs;

/** Longest pause after failures that a definite answer explains. */
export const maxBackOffMs = 6 * hourMs;

/** How often something that is blocked on this device is looked at again by itself. */
export const blockedEveryMs = dayMs;

/** Why something is due at its time: with it a time that lies too far ahead is recognised (SEC-36). */
export const DueReason = z.enum(['routine', 'back_off', 'retry_after', 'blocked']);
export type DueReason = z.infer<typeof DueReason>;

/** Stored beside each due time. `setAtMs` is Unix ms of this device. */
export const Due = z.lazy(() => z.object({ reason: z.catch(DueReason, 'routine'), setAtMs: z.number() }));
export type Due = z.infer<typeof Due>;

/** How far ahead a due time may lie for its reason (ms). */
function allowedDelayMs(reason: DueReason, cadenceMs: number): number {
  if (reason === 'routine') return 2 * cadenceMs;
  if (reason === 'back_off') return maxBackOffMs;
  return reason === 'retry_after' ? 1.05 * maxRetryAfterMs : blockedEveryMs;
}

/** The device's clock is corrected by a second or two all the time. */
const toleranceMs = 2_000;

/**
 * Whether a due time lies further ahead than it can have been meant: the clock was wrong when it was set, or is wrong now.
 * A doubtful time is due now (SEC-36). `neverMs` is not doubted here: paused connections and dead grants have it.
 *
 * @param due as stored beside the time; undefined in records of version 0.1.0
 * @param cadenceMs how often the thing is due as a routine
 */
export function isDueDoubtful(atMs: number, due: Due | undefined, cadenceMs: number, nowMs: number): boolean {
  if (atMs <= nowMs || atMs >= neverMs) return false;
  const allowedMs = allowedDelayMs(due?.reason ?? 'routine', cadenceMs);
  const meantMs = due === undefined ? allowedMs : Math.min(allowedMs, atMs - due.setAtMs);
  return atMs - nowMs > meantMs + toleranceMs;
}
