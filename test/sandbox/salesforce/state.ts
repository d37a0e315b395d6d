import type { SandboxClock } from '../core/clock.ts';
import { createSigner, type Signer } from '../core/signing.ts';
import { createLimits, type Limits } from './limits.ts';
import { seedOrgs } from './seed.ts';
import type { Layout, World } from './world.ts';

const minuteMs = 60_000;

/** Lifetimes in ms; a test may shorten them. The org's session timeout is an admin's setting: two hours is the usual one. */
export const realLifetimes = {
  sessionMs: 120 * minuteMs,
  codeMs: 15 * minuteMs,
};

/** How the played Salesforce behaves where the facts know several ways, or none for sure. */
export const realManners = {
  /** Where a wrong consumer key or callback ends: on the error page, or on bare words at the authorize address. */
  refusal: 'page' as 'page' | 'bare',
  /** Status of those bare words and of the error page. */
  refusalStatus: 200,
  /** Whether the identity addresses want a scope of their own. */
  identityWantsScope: false,
};

/** A person signed in on the web screens of one org. */
export interface WebSession {
  orgId: string;
  userId: string;
}

/** An authorize request that passed its checks; `source` in the address of the consent page. */
export interface Authorization {
  source: string;
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  state: string | undefined;
  challenge: string | undefined;
  /** Environment of the host it began at. */
  isSandbox: boolean;
}

export interface Code {
  authorization: Authorization;
  orgId: string;
  userId: string;
  issuedMs: number;
  isUsed: boolean;
}

/** What a person allowed an app: at most five per person and app (facts: 1). */
export interface Approval {
  id: string;
  clientId: string;
  orgId: string;
  userId: string;
  scopes: readonly string[];
  /** Undefined without the scope `refresh_token`. */
  refreshToken: string | undefined;
  /** Rotated away. */
  consumed: Set<string>;
  createdMs: number;
  usedMs: number;
}

/** An access token: a session of the org. */
export interface ApiSession {
  approvalId: string;
  clientId: string;
  orgId: string;
  userId: string;
  scopes: readonly string[];
  usedMs: number;
}

/** Outcomes at the token endpoint, counted. */
export interface TokenCounters {
  exchanged: number;
  exchangeRefused: number;
  refreshed: number;
  refreshRefused: number;
  consumedPresented: number;
  revoked: number;
}

export interface SalesforceState {
  clock: SandboxClock;
  signer: Signer;
  world: World;
  lifetimes: typeof realLifetimes;
  manners: typeof realManners;
  /** How Setup looks; healing leaves it as it is. */
  layout: Layout;
  webSessions: Map<string, WebSession>;
  authorizations: Map<string, Authorization>;
  codes: Map<string, Code>;
  approvals: Approval[];
  apiSessions: Map<string, ApiSession>;
  limits: Limits;
  counters: TokenCounters;
  /** Every token, code, state and verifier that went over the wire: none may be found anywhere else (SEC-43). */
  secrets: Set<string>;
}

export function createState(clock: SandboxClock): SalesforceState {
  return {
    clock,
    signer: createSigner(),
    world: seedOrgs(),
    lifetimes: { ...realLifetimes },
    manners: { ...realManners },
    layout: { setup: 'framed', apps: 'connected' },
    webSessions: new Map(),
    authorizations: new Map(),
    codes: new Map(),
    approvals: [],
    apiSessions: new Map(),
    limits: createLimits(clock),
    counters: { exchanged: 0, exchangeRefused: 0, refreshed: 0, refreshRefused: 0, consumedPresented: 0, revoked: 0 },
    secrets: new Set(),
  };
}
