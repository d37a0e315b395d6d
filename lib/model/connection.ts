import * as z from 'zod/mini';
import { Diagnosis } from './diagnosis';
import { Environment } from './evidence';
import { Moment } from './moment';
import { SignInEnd } from './sign-in-end';

/** The stored states of a connection; "checking" and "paused" are put on top when shown (see components/view). */
export const ConnectionStatus = z.enum(['needs_you', 'unknown', 'waiting', 'offline', 'connected']);
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

/** Why a connection is not being checked, where the reason lies on this device and not at the provider (SEC-72). */
export const Hold = z.enum(['no_permission', 'no_app_credentials', 'sign_in_unreadable']);
export type Hold = z.infer<typeof Hold>;

/** What the provider told about a company, in its own words. */
export const CompanyFacts = z.lazy(() =>
  z.object({
    /** What the company is called in the addresses of the provider's screens (Xero: the short code). */
    screenKey: z.optional(z.string()),
    plan: z.optional(z.string()),
    subscriptionStatus: z.optional(z.string()),
    isDemo: z.optional(z.boolean()),
    /** What will stop a connection that still works: said as a warning beside it. */
    notice: z.optional(z.enum(['subscription_ended'])),
  }),
);
export type CompanyFacts = z.infer<typeof CompanyFacts>;

/** One company (tenant) at one provider, seen through one grant. Holds no secret. Times are Unix ms of this device. */
export const Connection = z.lazy(() =>
  z.object({
    id: z.string(),
    providerId: z.string(),
    environment: Environment,
    grantId: z.string(),
    tenantId: z.string(),
    /** The provider's id of the link between app and tenant, where ending that link needs it. */
    tenantLinkId: z.optional(z.string()),
    /** Base address of this customer's API, where the provider has one per customer. */
    apiBase: z.optional(z.string()),
    companyName: z.string(),
    nickname: z.optional(z.string()),
    /** Who signed in, as shown to people. */
    userName: z.optional(z.string()),
    company: CompanyFacts,
    status: ConnectionStatus,
    diagnosis: z.optional(Diagnosis),
    hold: z.optional(Hold),
    /** The provider ended the grant itself: every connection of it fails alike, and one sign-in brings them back. */
    hasGrantFailed: z.optional(z.boolean()),
    /** When its sign-in ends, as known at the last good check. */
    signInEnd: z.optional(SignInEnd),
    isPaused: z.boolean(),
    /** Notifications of the system leave it out (UX-62). */
    isMuted: z.optional(z.boolean()),
    connectedAtMs: Moment,
    reconnectedAtMs: z.optional(Moment),
    lastCheckedAtMs: z.optional(Moment),
    lastSuccessAtMs: z.optional(Moment),
    failingSinceMs: z.optional(Moment),
    failuresInRow: z.number(),
    /** When the company's own data is to be read next; the wake-up alarm follows the smallest. */
    nextDueAtMs: z.number(),
    /** 0 needs you … 5 paused: the popup's order, kept here so that an index can serve it (UX-02). */
    needRank: z.number(),
    /** Lower-case shown name: second key of the popup's order. */
    sortName: z.string(),
    /** What it shares its failure with (`incidentKeyOf`); written by the store, absent while nothing fails. */
    incident: z.optional(z.string()),
  }),
);
export type Connection = z.infer<typeof Connection>;

/** A company a grant can reach, as the provider lists it. */
export const Tenant = z.lazy(() =>
  z.object({
    tenantId: z.string(),
    name: z.string(),
    linkId: z.optional(z.string()),
    kind: z.optional(z.string()),
  }),
);
export type Tenant = z.infer<typeof Tenant>;
