import * as z from 'zod/mini';
import { maxErrorLength, maxNameLength } from './report-limits';

const name = () => z.optional(z.string().check(z.maxLength(maxNameLength)));

/** An error message on a report tool's page: its words, and the names of report and integration that stand beside it. */
export const ReportMessage = z.lazy(() =>
  z.object({
    error: z.string().check(z.maxLength(maxErrorLength)),
    report: name(),
    integration: name(),
    /** The page said that the tool's own sign-in was renewed, while this message was on show or just before. */
    isRefreshed: z.boolean(),
  }),
);
export type ReportMessage = z.infer<typeof ReportMessage>;

/**
 * What is remembered of messages while the browser runs: no words of a page but the name in an open question. Times are
 * Unix ms.
 */
export const ReportMemory = z.lazy(() =>
  z.object({
    /** Since when a message is on show, by site, connection and report. */
    incidents: z.record(
      z.string(),
      z.object({ firstSeenAtMs: z.number(), lastSeenAtMs: z.number(), refreshedAtMs: z.optional(z.number()) }),
    ),
    /** How many looks at a connection pages may still cause, by connection; `all` for all together. */
    looks: z.record(z.string(), z.object({ left: z.number(), atMs: z.number() })),
    /** The message nobody can assign but the person. */
    question: z.optional(
      z.object({
        siteId: z.string(),
        /** What the page calls it. */
        named: z.optional(z.string()),
        connectionIds: z.array(z.string()),
      }),
    ),
  }),
);
export type ReportMemory = z.infer<typeof ReportMemory>;
