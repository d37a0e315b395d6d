import type { SandboxClock } from '../core/clock.ts';
import { createSigner, type Signer } from '../core/signing.ts';
import { createLimits, type Limits } from './limits.ts';
import { seedFirm } from './seed.ts';
import type { Generation, World } from './world.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Lifetimes in ms (facts: 1, "Lifetimes"); a test may shorten them. The life of a code is not known: ten minutes here. */
export const realLifetimes = {
  accessMs: 60 * minuteMs,
  codeMs: 10 * minuteMs,
  /** Rolling: each refresh extends it. */
  refreshIdleMs: 101 * dayMs,
  /** From the grant on, not extended. */
  refreshHardMs: 5 * 365 * dayMs,
  /** After this long a refresh brings another refresh token, and the one before is dead at once. */
  rotationMs: dayMs,
};

/** How the played Intuit behaves where the facts know several ways, or none for sure. */
export const realManners = {
  /** What a broken sign-in ends on: a page that names nothing, one that tells on request, or the one of 2017. */
  errorPage: 'undefined' as 'undefined' | 'details' | 'old',
  /** How the gateway in front of the API spells its refusals (facts: 2, shapes B and C). */
  gateway: 'json' as 'json' | 'xml',
  /** How the service spells its refusals: shape A as JSON, or C although JSON was asked for. */
  service: 'json' as 'json' | 'xml',
  /** Refusals of the service come with status 200. */
  isRefusalInside200: false,
  /** What keys of the other environment get (facts: 4b). */
  otherEnvironment: '3100' as '3100' | '130' | '7001' | '3100-500',
  /** What a dead refresh token is told. */
  deadRefresh: 'described' as 'described' | 'bare',
  /** Whether a second admin's connection ends the first one's (facts: 8, not known). */
  secondGrantEndsFirst: false,
};

/** A person signed in on the web screens. */
export interface Session {
  userId: string;
  /** The company the product shows now. */
  realmId: string | undefined;
}

/** An authorize request that passed its checks. */
export interface Authorization {
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  state: string | undefined;
  userId: string;
  realmId: string | undefined;
}

export interface Code {
  authorization: Authorization;
  issuedMs: number;
  /** The grant it was exchanged for: a second use ends that one (facts: 1). */
  grant: Grant | undefined;
}

/** The token set of one person, one company and one app (facts: 0.2). */
export interface Grant {
  clientId: string;
  userId: string;
  realmId: string | undefined;
  scopes: ReadonlySet<string>;
  startedMs: number;
  /** Undefined once it is over. */
  refresh: { value: string; issuedMs: number; usedMs: number } | undefined;
}

/** Outcomes at the token and revocation endpoints, counted. */
export interface TokenCounters {
  exchanged: number;
  exchangeRefused: number;
  refreshed: number;
  /** Of `refreshed`: with another refresh token than before. */
  rotated: number;
  refreshRefused: number;
  /** Of `refreshRefused`: a value that had been rotated away. */
  formerPresented: number;
  revoked: number;
}

const zeroCounters = (): TokenCounters => ({
  exchanged: 0,
  exchangeRefused: 0,
  refreshed: 0,
  rotated: 0,
  refreshRefused: 0,
  formerPresented: 0,
  revoked: 0,
});

export interface QuickbooksState {
  clock: SandboxClock;
  signer: Signer;
  world: World;
  lifetimes: typeof realLifetimes;
  manners: typeof realManners;
  /** How the screens look; healing leaves it as it is. */
  layout: { generation: Generation };
  sessions: Map<string, Session>;
  codes: Map<string, Code>;
  grants: Grant[];
  /** Who an access token stands for and when it ends; a test may bring that forward. */
  accessTokens: Map<string, { grant: Grant; endsMs: number }>;
  /** Refresh tokens that were rotated away. */
  formerValues: Set<string>;
  limits: Limits;
  counters: TokenCounters;
  /** Every token, code, state and secret that went over the wire: none may be found anywhere else (SEC-43). */
  secrets: Set<string>;
}

export function createState(clock: SandboxClock): QuickbooksState {
  const world = seedFirm();
  return {
    clock,
    signer: createSigner(),
    world,
    lifetimes: { ...realLifetimes },
    manners: { ...realManners },
    layout: { generation: 'tabbed' },
    sessions: new Map(),
    codes: new Map(),
    grants: [],
    accessTokens: new Map(),
    formerValues: new Set(),
    limits: createLimits(clock),
    counters: zeroCounters(),
    secrets: new Set(world.apps.map((app) => app.secret)),
  };
}

/** Support id of every answer, in Intuit's spelling (facts: 2). */
export function newTid(): string {
  const hex = (length: number): string =>
    Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('');
  return `1-${hex(8)}-${hex(24)}`;
}
