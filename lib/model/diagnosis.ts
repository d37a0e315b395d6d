import * as z from 'zod/mini';
import { Action, Actor, Cause, NextTest } from './cause';

/** What a diagnosis could read out of the evidence, ready to show under "Technical details". Times in ms since the epoch. */
export const DiagnosisFacts = z.lazy(() =>
  z.object({
    code: z.optional(z.string()),
    description: z.optional(z.string()),
    status: z.optional(z.number()),
    requestId: z.optional(z.string()),
    retryAfterMs: z.optional(z.number()),
    missingScope: z.optional(z.string()),
    plan: z.optional(z.string()),
    subscriptionStatus: z.optional(z.string()),
    area: z.optional(z.string()),
    grantEndsAtMs: z.optional(z.number()),
    clockOffsetMs: z.optional(z.number()),
  }),
);
export type DiagnosisFacts = z.infer<typeof DiagnosisFacts>;

/**
 * The answer of `diagnose`: a cause with its confidence, what to do, who acts, and how it was found. Words that a newer
 * version stored are read as the neutral ones (SEC-39).
 */
export const Diagnosis = z.lazy(() =>
  z.object({
    cause: z.catch(Cause, 'unknown'),
    confidence: z.number(),
    action: z.catch(Action, 'contact_support'),
    actor: z.catch(Actor, 'you'),
    reconnectHelps: z.catch(z.enum(['yes', 'no', 'maybe']), 'maybe'),
    alternatives: z.array(z.object({ cause: z.catch(Cause, 'unknown'), confidence: z.number() })),
    nextTest: z.catch(z.optional(NextTest), undefined),
    rules: z.array(z.string()),
    facts: DiagnosisFacts,
  }),
);
export type Diagnosis = z.infer<typeof Diagnosis>;
