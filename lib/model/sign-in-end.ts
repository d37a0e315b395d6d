import * as z from 'zod/mini';

const dayMs = 24 * 60 * 60_000;

/** Days before the end of a sign-in at which people are told of it anew (UX-08). */
const warnDays = [14, 7, 1] as const;

/** When a sign-in ends, Unix ms of this device. `ifIdle`: only if nothing renews it before. */
export const SignInEnd = z.lazy(() => z.object({ atMs: z.number(), ifIdle: z.optional(z.boolean()) }));
export type SignInEnd = z.infer<typeof SignInEnd>;

/**
 * When a grant ends as far as anybody knows: by the provider's own word, or because its refresh token lies idle for too
 * long. Undefined where neither is known. Idle lives so short that the usual renewals are always within them say nothing.
 *
 * @param idleLifeMs how long an unused refresh token lives
 * @param clockOffsetMs device time minus server time
 */
export function knownEnd(
  { endsAtMs, refreshIssuedAtMs }: { endsAtMs?: number | undefined; refreshIssuedAtMs?: number | undefined },
  idleLifeMs: number | undefined,
  clockOffsetMs: number,
): SignInEnd | undefined {
  const isTelling = idleLifeMs !== undefined && idleLifeMs > 2 * warnDays[0] * dayMs;
  const idleEndMs = isTelling && refreshIssuedAtMs !== undefined ? refreshIssuedAtMs + idleLifeMs : undefined;
  if (endsAtMs !== undefined && endsAtMs <= (idleEndMs ?? Number.POSITIVE_INFINITY)) {
    return { atMs: endsAtMs + clockOffsetMs };
  }
  return idleEndMs === undefined ? undefined : { atMs: idleEndMs + clockOffsetMs, ifIdle: true };
}

/** Whole days that are left, the day begun counted, once people are to be told; undefined before that and after the end. */
export function daysLeft(end: SignInEnd | undefined, nowMs: number): number | undefined {
  if (!end || end.atMs <= nowMs || end.atMs - nowMs > warnDays[0] * dayMs) return undefined;
  return Math.ceil((end.atMs - nowMs) / dayMs);
}

/** Whether so little time is left that a person has to act now, although everything still works. */
export function isLastDay(end: SignInEnd | undefined, nowMs: number): boolean {
  return end !== undefined && end.ifIdle !== true && end.atMs > nowMs && end.atMs - nowMs <= dayMs;
}

/** The next moment at which something is to be said of the end, or at which it comes; undefined when there is none ahead. */
export function nextWarningMs(end: SignInEnd | undefined, nowMs: number): number | undefined {
  if (!end) return undefined;
  return [...warnDays, 0].map((days) => end.atMs - days * dayMs).find((atMs) => atMs > nowMs);
}
