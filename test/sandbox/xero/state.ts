import type { SandboxClock } from '../core/clock.ts';
import { createSigner, type Signer } from '../core/signing.ts';
import { createLimits, type Limits } from './limits.ts';
import { seedFirm } from './seed.ts';
import type { Generation, World } from './world.ts';

const minuteMs = 60_000;

/** Lifetimes in ms (facts: 1.5, 1.6, 1.7); a test may shorten them. */
export const realLifetimes = {
  accessMs: 30 * minuteMs,
  idTokenMs: 5 * minuteMs,
  codeMs: 5 * minuteMs,
  refreshIdleMs: 60 * 24 * 60 * minuteMs,
  graceMs: 30 * minuteMs,
};

/** A person signed in on the web screens. */
export interface Session {
  userId: string;
  /** The organisation the product shows now. */
  tenantId: string | undefined;
}

/** An authorize request that passed its checks. */
export interface Authorization {
  id: string;
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  state: string | undefined;
  nonce: string | undefined;
  challenge: string | undefined;
  forceSingle: boolean;
  userId: string;
  authEventId: string;
  /** What the person decided; undefined while the consent screen is open. */
  decision: 'allowed' | 'denied' | undefined;
}

export interface Code {
  authorization: Authorization;
  issuedMs: number;
  isUsed: boolean;
}

export interface RefreshToken {
  value: string;
  issuedMs: number;
}

/** The one token set of a person and an app; all organisations of that person share it (facts: 1.7). */
export interface Grant {
  clientId: string;
  userId: string;
  scopes: Set<string>;
  authEventId: string;
  signedInMs: number;
  /** Undefined without `offline_access` and after revocation. */
  current: RefreshToken | undefined;
  /** Works again until `usedMs` + grace, as long as its successor was not used. */
  previous: { value: string; usedMs: number } | undefined;
  /** Rotated away for good. */
  consumed: Set<string>;
}

/** Outcomes at the token endpoint, counted. */
export interface TokenCounters {
  exchanged: number;
  exchangeRefused: number;
  refreshed: number;
  /** Of `refreshed`: with the previous token, inside the grace. */
  refreshedInGrace: number;
  refreshRefused: number;
  /** Of `refreshRefused`: a token that had been rotated away. */
  consumedPresented: number;
  revoked: number;
}

const zeroCounters = (): TokenCounters => ({
  exchanged: 0,
  exchangeRefused: 0,
  refreshed: 0,
  refreshedInGrace: 0,
  refreshRefused: 0,
  consumedPresented: 0,
  revoked: 0,
});

export interface XeroState {
  clock: SandboxClock;
  signer: Signer;
  world: World;
  lifetimes: typeof realLifetimes;
  /** Status of the sign-in error page: its text says 500, what is sent is not known (facts: 8). */
  errorPageStatus: number;
  /** How the screens look; healing leaves it as it is. */
  layout: { generation: Generation };
  sessions: Map<string, Session>;
  authorizations: Map<string, Authorization>;
  codes: Map<string, Code>;
  grants: Grant[];
  /** End of life of each access token by its `jti`; a test may bring it forward. */
  accessEnds: Map<string, { clientId: string; userId: string; endsMs: number }>;
  limits: Limits;
  counters: TokenCounters;
  /** Every token, code, state and verifier that went over the wire: none may be found anywhere else (SEC-43). */
  secrets: Set<string>;
}

export function createState(clock: SandboxClock): XeroState {
  return {
    clock,
    signer: createSigner(),
    world: seedFirm(),
    lifetimes: { ...realLifetimes },
    errorPageStatus: 200,
    layout: { generation: 'table' },
    sessions: new Map(),
    authorizations: new Map(),
    codes: new Map(),
    grants: [],
    accessEnds: new Map(),
    limits: createLimits(clock),
    counters: zeroCounters(),
    secrets: new Set(),
  };
}
