import type { SandboxClock } from '../core/clock.ts';
import { createSigner, type Signer } from '../core/signing.ts';
import type { Look } from './screens/screen.ts';
import { seedWorld } from './seed.ts';
import type { World } from './world.ts';

const hourMs = 3_600_000;

/** Lifetimes in ms; a test may shorten them. Twelve hours were recorded most often (facts: 2). */
export const realLifetimes = { accessMs: 12 * hourMs, codeMs: 10 * 60_000, sessionMs: 6 * hourMs };

/** What Sage does not publish, so that a test can play it either way (facts: 2, "Refresh token life, rotation"). */
export interface Unpublished {
  /** Whether each refresh brings a new refresh token and ends the one before. */
  rotates: boolean;
  /** How an access token that is no good is refused: three spellings were seen (facts: 1.3). */
  refusal: 'REST-2102' | 'REST-1206' | 'GW-0040';
  /** Whether signing in to the product ends the access tokens of that user (facts: 1.2). */
  signInEndsAccess: boolean;
}

/** One user of one company: what tokens are pooled by (facts: 1.1). */
export interface Owner {
  companyId: string;
  userId: string;
}

export interface AccessToken extends Owner {
  clientId: string;
  entityId: string | undefined;
  sessionId: string;
  endsMs: number;
}

export interface RefreshToken extends Owner {
  clientId: string;
  entityId: string | undefined;
}

/** An authorize request that passed its checks; `owner` once the person has signed in. */
export interface Authorization {
  id: string;
  clientId: string;
  redirectUri: string;
  wantsRefresh: boolean;
  state: string | undefined;
  challenge: string | undefined;
  owner: Owner | undefined;
}

export interface Code {
  authorization: Authorization;
  owner: Owner;
  issuedMs: number;
}

/** Outcomes at the token and revocation endpoints, and what the company is billed for. */
export interface IntacctCounters {
  exchanged: number;
  exchangeRefused: number;
  refreshed: number;
  refreshRefused: number;
  revoked: number;
  /** One for each page of a query (facts: 3, "Cost"). */
  transactions: number;
}

/** Somebody signed in to the product, working in an entity or, without one, at the top level. */
export interface WebSession {
  owner: Owner;
  entityId: string | undefined;
}

export interface Limit {
  untilMs: number;
  retryAfterSec: number;
}

export interface IntacctState {
  clock: SandboxClock;
  signer: Signer;
  world: World;
  lifetimes: typeof realLifetimes;
  unpublished: Unpublished;
  authorizations: Map<string, Authorization>;
  codes: Map<string, Code>;
  access: Map<string, AccessToken>;
  refresh: Map<string, RefreshToken>;
  /** People signed in to the product, by the session in the address. */
  webSessions: Map<string, WebSession>;
  /** How its pages look, for everybody. */
  look: Look;
  limits: Map<string, Limit>;
  counters: IntacctCounters;
  /** Every token, code, state, verifier and session that went over the wire (SEC-43). */
  secrets: Set<string>;
}

export const usualUnpublished: Unpublished = { rotates: true, refusal: 'REST-2102', signInEndsAccess: true };

export const usualLook: Look = { generation: 'classic', language: 'en_US' };

export function createState(clock: SandboxClock): IntacctState {
  return {
    clock,
    signer: createSigner(),
    world: seedWorld(),
    lifetimes: { ...realLifetimes },
    unpublished: { ...usualUnpublished },
    authorizations: new Map(),
    codes: new Map(),
    access: new Map(),
    refresh: new Map(),
    webSessions: new Map(),
    look: { ...usualLook },
    limits: new Map(),
    counters: { exchanged: 0, exchangeRefused: 0, refreshed: 0, refreshRefused: 0, revoked: 0, transactions: 0 },
    secrets: new Set(),
  };
}

export const isSameOwner = (one: Owner, other: Owner): boolean =>
  one.companyId === other.companyId && one.userId === other.userId;
