import { dayMs, hourMs, type Json, minuteMs, neverMs, type StoredConnection } from './shapes.ts';

/** 0 needs you … 5 paused, as version 0.1.0 orders its list. */
const ranks: Record<string, number> = { needs_you: 0, unknown: 1, waiting: 2, offline: 3, connected: 4 };

type Own = Json & { id: string; providerId: string; grantId: string; tenantId: string; companyName: string };

/** A connection that was checked half an hour ago and works, but for what is said of it. */
export function connection(closedAtMs: number, own: Own): StoredConnection {
  const isPaused = own.isPaused === true;
  const status = typeof own.status === 'string' ? own.status : 'connected';
  const shownName = typeof own.nickname === 'string' ? own.nickname : own.companyName;
  return {
    environment: 'production',
    company: {},
    connectedAtMs: closedAtMs - 45 * dayMs,
    lastCheckedAtMs: closedAtMs - 30 * minuteMs,
    lastSuccessAtMs: closedAtMs - 30 * minuteMs,
    failuresInRow: 0,
    nextDueAtMs: isPaused ? neverMs : closedAtMs + 28 * minuteMs,
    sortName: shownName.toLowerCase(),
    ...own,
    status,
    isPaused,
    needRank: isPaused ? 5 : (ranks[status] ?? 1),
  };
}

/** Failing for `forMs`, with a diagnosis; `incident` is the key it is grouped by. */
export function failing(closedAtMs: number, forMs: number, diagnosis: Json, incident: string): Json {
  return {
    diagnosis: { confidence: 0.85, alternatives: [], rules: [], facts: {}, ...diagnosis },
    failingSinceMs: closedAtMs - forMs,
    lastSuccessAtMs: closedAtMs - forMs - hourMs,
    failuresInRow: 6,
    incident,
  };
}

/** What version 0.1.0 says of a sign-in that it does not present any more. */
export const silenced = {
  cause: 'unknown',
  confidence: 0.1,
  action: 'contact_support',
  actor: 'you',
  reconnectHelps: 'maybe',
};
