import * as z from 'zod/mini';
import { Tenant } from './connection';
import { Diagnosis } from './diagnosis';
import { Environment } from './evidence';

/** How far a sign-in has come. */
export const FlowStep = z.enum([
  /** The provider's window or tab is open, or about to be. */
  'waiting_for_you',
  /** No sign of life of the window for a minute: offer the tab (SEC-22). */
  'stalled',
  /** The answer is here; tokens and companies are being fetched. */
  'finishing',
  /** Signed in: which companies shall be watched? */
  'choose',
  /** Another company came back than the one being reconnected (SEC-13). */
  'other_company',
  'done',
  'failed',
  /** The browser ended the background in the middle (SEC-21). */
  'interrupted',
]);
export type FlowStep = z.infer<typeof FlowStep>;

/** Where a sign-in came to its end without success. */
export const FailedAt = z.enum([
  /** The person closed the window or tab, or the browser did. */
  'window',
  /** The browser did not show the provider's page: it answered with an error (SEC-23). */
  'page',
  /** Nothing came back in the time a sign-in may take. */
  'time',
  /** What came back did not fit what had been asked, so our checks refused it (SEC-03). */
  'answer',
  /** What came back was the provider's no. */
  'refusal',
  /** The provider gave no usable tokens for what came back. */
  'tokens',
  /** The companies could not be read. */
  'companies',
]);
export type FailedAt = z.infer<typeof FailedAt>;

/**
 * What popup and console may see of a sign-in: no secret in it. Stored in `storage.session` under `flow`, and in the store
 * while it is pending, so that a browser that ends in the middle can tell of it at its next start.
 */
export const Flow = z.lazy(() =>
  z.object({
    id: z.string(),
    providerId: z.string(),
    environment: Environment,
    /** The connection being repaired; absent when connecting anew. */
    connectionId: z.optional(z.string()),
    companyName: z.optional(z.string()),
    how: z.enum(['window', 'tab']),
    step: FlowStep,
    startedAtMs: z.number(),
    /** The grant this sign-in is for: noted before its tokens are stored. */
    grantId: z.optional(z.string()),
    /** `connectedAtMs` of that grant once this sign-in's tokens are stored in it: before that, they are not (SEC-21). */
    grantedAtMs: z.optional(z.number()),
    /** What became of the companies the person picked: these connections are being checked. */
    watchedIds: z.optional(z.array(z.string())),
    userName: z.optional(z.string()),
    tenants: z.optional(z.array(Tenant)),
    /** Companies picked on the provider's screen just now; preselected. */
    chosenTenantIds: z.optional(z.array(z.string())),
    /** Set with `stalled`: the browser opens no second window beside one that is still there. */
    isOtherOpen: z.optional(z.boolean()),
    /** Set with `failed`. */
    failedAt: z.optional(FailedAt),
    diagnosis: z.optional(Diagnosis),
  }),
);
export type Flow = z.infer<typeof Flow>;

/**
 * The window the browser opened for a sign-in: recorded once it is on show. Without a `windowId` it is not known which one it
 * is; one that is not certain may be somebody else's. In `storage.session` under `flowWindow`.
 */
export const FlowWindow = z.lazy(() =>
  z.object({ flowId: z.string(), windowId: z.optional(z.number()), isCertain: z.optional(z.boolean()) }),
);
export type FlowWindow = z.infer<typeof FlowWindow>;

/** What is being done right now, by connection id; in `storage.session` under `activity`. */
export const Activity = z.lazy(() =>
  z.record(z.string(), z.object({ kind: z.enum(['checking', 'disconnecting']), sinceMs: z.number() })),
);
export type Activity = z.infer<typeof Activity>;

/**
 * The part of a pending sign-in that only the worker reads. In memory only: `storage.session` is never written to disk,
 * and content scripts cannot read it (SEC-21, SEC-41).
 */
export const FlowSecret = z.lazy(() =>
  z.object({
    flowId: z.string(),
    state: z.string(),
    codeVerifier: z.string(),
    redirectUri: z.string(),
    expiresAtMs: z.number(),
    /** The origin the code is to be exchanged at: its provider may be described otherwise by then (SEC-46). */
    tokenOrigin: z.optional(z.string()),
    tabId: z.optional(z.number()),
    /** Visible text of the provider's own error page, met during this sign-in. */
    pageError: z.optional(z.string()),
  }),
);
export type FlowSecret = z.infer<typeof FlowSecret>;
