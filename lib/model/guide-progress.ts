import * as z from 'zod/mini';
import { Cause } from './cause';
import { PageSign } from './page-sign';

/** How far somebody got on the provider's screens with one connection; times in Unix ms of this device. */
export const GuideProgress = z.lazy(() =>
  z.object({
    /** The cause whose path is followed. */
    cause: z.optional(Cause),
    /** Index of the step they are at; as many as there are steps when all are done. */
    step: z.number(),
    seenAtMs: z.number(),
    signs: z.array(PageSign),
    /** When the connection was last checked because of what a page showed. */
    checkedAtMs: z.optional(z.number()),
    /** That check was for the end of a path, not for a sign. */
    wasEnd: z.optional(z.boolean()),
  }),
);
export type GuideProgress = z.infer<typeof GuideProgress>;

/** By connection id. */
export const GuideProgresses = z.lazy(() => z.record(z.string(), GuideProgress));

/** Longer than this without a step, and somebody does something else by now. */
const followedForMs = 30 * 60_000;

/** What a page said longer ago than this may have changed. */
const believedForMs = 10 * 60_000;

/** Whether somebody is on the path of this cause. */
export function isFollowing(progress: GuideProgress | undefined, cause: string | undefined, nowMs: number): boolean {
  return progress?.cause !== undefined && progress.cause === cause && nowMs - progress.seenAtMs < followedForMs;
}

/** What the provider's pages showed of late about the connection. */
export function signsOf(progress: GuideProgress | undefined, nowMs: number): readonly PageSign[] {
  return progress && nowMs - progress.seenAtMs < believedForMs ? progress.signs : [];
}
