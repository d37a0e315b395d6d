import * as z from 'zod/mini';
import { Tenant } from './connection';
import { Due } from './due';
import { Environment } from './evidence';

/** The secret part of a grant; exists in memory and, as ciphertext, in the vault (SEC-40). */
export const TokenSet = z.lazy(() =>
  z.object({
    accessToken: z.string(),
    refreshToken: z.optional(z.string()),
    idToken: z.optional(z.string()),
  }),
);
export type TokenSet = z.infer<typeof TokenSet>;

/** Written before a refresh leaves, cleared in the transaction that stores its answer (SEC-31). */
const RefreshIntent = z.lazy(() =>
  z.object({
    startedAtMs: z.number(),
    /** Requests that left with this refresh token since then, this one included. */
    attempts: z.number(),
    /** It was presented again after the provider's grace. Used only where `reuseEndsOtherSessions` is true (SEC-33). */
    hasBeenRetriedLate: z.boolean(),
  }),
);

/**
 * The token set of one person at one provider, without its secrets. Times are Unix ms in server time, but `nextRefreshAtMs`.
 *
 * Only what says whose tokens these are, and what opens them, has to be readable; everything else degrades (SEC-39).
 */
export const Grant = z.lazy(() =>
  z.object({
    id: z.string(),
    providerId: z.string(),
    environment: Environment,
    appId: z.string(),
    /** The provider's key of this grant: a later sign-in with the same key replaces its token set. */
    key: z.catch(z.optional(z.string()), undefined),
    userName: z.catch(z.optional(z.string()), undefined),
    scopes: z.catch(z.array(z.string()), []),
    /** The one company of the grant, where a grant holds exactly one. */
    tenant: z.catch(z.optional(Tenant), undefined),
    /** Base address of this customer's API, where the provider has one per customer. */
    apiBase: z.catch(z.optional(z.string().check(z.refine((text) => URL.canParse(text)))), undefined),
    /** Counts stored token sets; part of the AAD of the ciphertext and the way to see that somebody else refreshed. */
    version: z.number(),
    connectedAtMs: z.catch(z.number(), 0),
    accessExpiresAtMs: z.catch(z.optional(z.number()), undefined),
    refreshIssuedAtMs: z.catch(z.optional(z.number()), undefined),
    /** When the grant dies whatever we do, if the provider tells. */
    endsAtMs: z.catch(z.optional(z.number()), undefined),
    /** When to refresh next, Unix ms of this device: alarms run by its clock. */
    nextRefreshAtMs: z.catch(z.number(), 0),
    /** Why it is due then. Absent in records of version 0.1.0. */
    refreshDue: z.catch(z.optional(Due), undefined),
    /** When the last token requests left, Unix ms of this device, oldest first (SEC-35). */
    callsAtMs: z.catch(z.optional(z.array(z.number())), undefined),
    /** Set when the provider said for good that this grant is over; cleared by the next sign-in. */
    deadSinceMs: z.catch(z.optional(z.number()), undefined),
    refreshFailures: z.catch(z.number(), 0),
    /** Whether the last refresh brought a new refresh token; absent before the first one. */
    hasRotated: z.catch(z.optional(z.boolean()), undefined),
    intent: z.catch(z.optional(RefreshIntent), undefined),
  }),
);
export type Grant = z.infer<typeof Grant>;
