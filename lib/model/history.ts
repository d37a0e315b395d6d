import * as z from 'zod/mini';
import { Cause, NextTest } from './cause';
import { Moment } from './moment';

export const HistoryKind = z.enum([
  'connected',
  'reconnected',
  'failed',
  'recovered',
  'tested',
  'paused',
  'resumed',
  'renamed',
  'person_changed',
  'company_renamed',
  'interrupted',
  /** Data areas, by their id in `detail`: the connection as a whole may well work. */
  'area_failed',
  'area_fixed',
]);
export type HistoryKind = z.infer<typeof HistoryKind>;

/** Something that happened to a connection. Holds no provider text beyond a capped code, and no secret. */
export const HistoryEvent = z.lazy(() =>
  z.object({
    connectionId: z.string(),
    atMs: Moment,
    kind: HistoryKind,
    cause: z.optional(Cause),
    /** The provider's error code, the test that was run, or a new name; capped. */
    detail: z.optional(z.string()),
    /** The name before the change: it may still stand in the provider's texts, and no support report may carry it (SEC-43). */
    before: z.optional(z.string()),
    requestId: z.optional(z.string()),
    test: z.optional(NextTest),
  }),
);
export type HistoryEvent = z.infer<typeof HistoryEvent>;
