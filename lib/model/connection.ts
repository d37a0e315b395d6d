import * as z from 'zod/mini';
import { Diagnosis } from './diagnosis';
import { Due } from './due';
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

/**
 * Why a connection is not being checked, in words that version 0.1.0 does not know: it could not read a record that has one
 * of them as its `hold`.
 */
export const Block = z.enum(['provider_missing']);

/** Why a connection is not being checked, where the reason lies on this device. */
export type BlockReason = Hold | z.infer<typeof Block>;

const optionalText = () => z.catch(z.optional(z.string()), undefined);
const optionalMoment = () => z.catch(z.optional(Moment), undefined);

/**
 * One company (tenant) at one provider, seen through one grant. Holds no secret. Times are Unix ms of this device.
 *
 * Only what says which connection this is has to be readable. Everything else degrades to a neutral value, so that a word
 * of a newer version, or a damaged member, never makes a whole connection invisible (SEC-39).
 */
export const Connection = z.lazy(() =>
  z.object({
    id: z.string(),
    providerId: z.string(),
    environment: z.catch(Environment, 'production'),
    grantId: z.string(),
    tenantId: z.string(),
    /** The provider's id of the link between app and tenant, where ending that link needs it. */
    tenantLinkId: optionalText(),
    /** Base address of this customer's API, where the provider has one per customer. */
    apiBase: optionalText(),
    companyName: z.catch(z.string(), ''),
    nickname: optionalText(),
    /** Who signed in, as shown to people. */
    userName: optionalText(),
    company: z.catch(CompanyFacts, {}),
    status: z.catch(ConnectionStatus, 'unknown'),
    diagnosis: z.catch(z.optional(Diagnosis), undefined),
    hold: z.catch(z.optional(Hold), undefined),
    block: z.catch(z.optional(Block), undefined),
    /** The provider ended the grant itself: every connection of it fails alike, and one sign-in brings them back. */
    hasGrantFailed: z.catch(z.optional(z.boolean()), undefined),
    /** When its sign-in ends, as known at the last good check. */
    signInEnd: z.catch(z.optional(SignInEnd), undefined),
    isPaused: z.catch(z.boolean(), false),
    /** Notifications of the system leave it out (UX-62). */
    isMuted: z.catch(z.optional(z.boolean()), undefined),
    connectedAtMs: z.catch(Moment, 0),
    reconnectedAtMs: optionalMoment(),
    lastCheckedAtMs: optionalMoment(),
    lastSuccessAtMs: optionalMoment(),
    failingSinceMs: optionalMoment(),
    failuresInRow: z.catch(z.number(), 0),
    /** When the company's own data is to be read next; the wake-up alarm follows the smallest. */
    nextDueAtMs: z.catch(z.number(), 0),
    /** Why it is due then. Absent in records of version 0.1.0. */
    due: z.catch(z.optional(Due), undefined),
    /** 0 needs you … 5 paused: the popup's order, kept here so that an index can serve it (UX-02); written by the store. */
    needRank: z.catch(z.number(), 1),
    /** Lower-case shown name: second key of the popup's order; written by the store where it is missing. */
    sortName: z.catch(z.string(), ''),
    /** What it shares its failure with (`incidentKeyOf`); written by the store, absent while nothing fails. */
    incident: optionalText(),
  }),
);
export type Connection = z.infer<typeof Connection>;

/** Why a connection is not being checked; undefined where it is. */
export function blockReasonOf({ hold, block }: Pick<Connection, 'hold' | 'block'>): BlockReason | undefined {
  return block ?? hold;
}

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
