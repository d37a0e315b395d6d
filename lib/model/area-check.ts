import * as z from 'zod/mini';
import { Diagnosis } from './diagnosis';

/** What came of reading one data area: it works, is denied to the person or the app, is not in the plan, failed otherwise, or was not asked. */
const AreaOutcome = z.enum(['works', 'denied', 'not_in_plan', 'failed', 'not_tried']);

/** One row of the matrix. `diagnosis` is there for everything that does not work. */
export const AreaResult = z.lazy(() =>
  z.object({
    areaId: z.string(),
    outcome: AreaOutcome,
    diagnosis: z.optional(Diagnosis),
    /** Since when it does not work, as far as it was asked (Unix ms). */
    failingSinceMs: z.optional(z.number()),
    /** What came of asking again after a person had acted. */
    retried: z.optional(z.enum(['fixed', 'still'])),
  }),
);
export type AreaResult = z.infer<typeof AreaResult>;

/** "Check what works" of one connection. While it runs, `finishedAtMs` is absent and areas still to come are `not_tried`. */
export const AreaMatrix = z.lazy(() =>
  z.object({
    connectionId: z.string(),
    startedAtMs: z.number(),
    finishedAtMs: z.optional(z.number()),
    results: z.array(AreaResult),
  }),
);
export type AreaMatrix = z.infer<typeof AreaMatrix>;
