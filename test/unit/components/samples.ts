import type { Connection } from '../../../lib/model/connection';
import type { Diagnosis } from '../../../lib/model/diagnosis';
import type { Flow } from '../../../lib/model/flow';

/** A Sunday morning all tests agree on. */
export const nowMs = Date.UTC(2026, 10, 22, 8, 0, 0);
export const minuteMs = 60_000;

export function aDiagnosis(changes: Partial<Diagnosis> = {}): Diagnosis {
  return {
    cause: 'grant_revoked',
    confidence: 0.9,
    action: 'reconnect',
    actor: 'you',
    reconnectHelps: 'yes',
    alternatives: [],
    rules: ['test'],
    facts: { code: 'AuthenticationUnsuccessful', status: 403, requestId: 'f00d' },
    ...changes,
  };
}

/** A role problem: a reconnect cannot help, an admin has to act. */
export const roleDiagnosis = aDiagnosis({
  cause: 'user_permission_insufficient',
  action: 'ask_admin',
  actor: 'company_admin',
  reconnectHelps: 'no',
});

export function aConnection(changes: Partial<Connection> = {}): Connection {
  return {
    id: 'c1',
    providerId: 'xero',
    environment: 'production',
    grantId: 'g1',
    tenantId: 't1',
    companyName: 'Alder & Finch Ltd',
    userName: 'Maria Okafor',
    company: { screenKey: '!abc' },
    status: 'connected',
    isPaused: false,
    connectedAtMs: nowMs - 100 * minuteMs,
    lastCheckedAtMs: nowMs - 3 * minuteMs,
    lastSuccessAtMs: nowMs - 3 * minuteMs,
    failuresInRow: 0,
    nextDueAtMs: nowMs + 20 * minuteMs,
    needRank: 4,
    sortName: 'alder & finch ltd',
    ...changes,
  };
}

/** A connection that has been failing for an hour. */
export function aFailing(diagnosis = aDiagnosis(), changes: Partial<Connection> = {}): Connection {
  return aConnection({
    status: 'needs_you',
    needRank: 0,
    diagnosis,
    failingSinceMs: nowMs - 60 * minuteMs,
    failuresInRow: 3,
    ...changes,
  });
}

export function aFlow(changes: Partial<Flow> = {}): Flow {
  return {
    id: 'f1',
    providerId: 'xero',
    environment: 'production',
    connectionId: 'c1',
    companyName: 'Alder & Finch Ltd',
    how: 'window',
    step: 'waiting_for_you',
    startedAtMs: nowMs,
    ...changes,
  };
}

export const calm = { activity: {}, isOnline: true, nowMs, locale: 'en-GB' };
