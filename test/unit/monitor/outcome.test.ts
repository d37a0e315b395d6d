import { describe, expect, it } from 'vitest';
import { newConnection } from '../../../lib/engines/connection-record';
import type { Connection } from '../../../lib/model/connection';
import type { Diagnosis } from '../../../lib/model/diagnosis';
import { neverMs } from '../../../lib/model/due';
import { applyOutcome, type CheckOutcome } from '../../../lib/monitor/outcome';

const nowMs = 1_000_000_000;
const hourMs = 3_600_000;
const context = { nowMs, everyMs: hourMs, random: () => 0.5 };

const grant = {
  id: 'g',
  providerId: 'xero',
  environment: 'production' as const,
  appId: 'xero:production',
  scopes: [],
  version: 1,
  connectedAtMs: 0,
  nextRefreshAtMs: 0,
  refreshFailures: 0,
};

function connectionWith(more: Partial<Connection> = {}): Connection {
  return { ...newConnection('c', { tenantId: 't', name: 'Fernhill' }, grant, nowMs - hourMs), ...more };
}

function diagnosisOf(more: Partial<Diagnosis>): Diagnosis {
  return {
    cause: 'provider_outage',
    confidence: 0.9,
    action: 'wait',
    actor: 'provider',
    reconnectHelps: 'no',
    alternatives: [],
    rules: ['r'],
    facts: {},
    ...more,
  };
}

function failing(more: Partial<Diagnosis>, isGrantDead = false): CheckOutcome {
  return { kind: 'fails', diagnosis: diagnosisOf(more), asked: [], isGrantDead };
}

describe('applyOutcome', () => {
  it('says connected after a good answer, and forgets the failure', () => {
    const before = connectionWith({
      status: 'waiting',
      failingSinceMs: 5,
      failuresInRow: 3,
      diagnosis: diagnosisOf({}),
    });
    const { connection, events } = applyOutcome(before, { kind: 'works', asked: [] }, context);
    expect(connection).toMatchObject({
      status: 'connected',
      failuresInRow: 0,
      lastSuccessAtMs: nowMs,
      lastCheckedAtMs: nowMs,
    });
    expect(connection.failingSinceMs).toBeUndefined();
    expect(connection.diagnosis).toBeUndefined();
    expect(events).toEqual([{ connectionId: 'c', atMs: nowMs, kind: 'recovered' }]);
  });

  it('is due at the next warning of its end, and needs the person on the last day (UX-08)', () => {
    const dayMs = 24 * hourMs;
    const ending = (days: number): Connection =>
      applyOutcome(
        connectionWith(),
        { kind: 'works', asked: [], signInEnd: { atMs: nowMs + days * dayMs } },
        { ...context, everyMs: 30 * dayMs },
      ).connection;
    expect(ending(20)).toMatchObject({ status: 'connected', nextDueAtMs: nowMs + 6 * dayMs });
    expect(ending(10)).toMatchObject({ status: 'connected', nextDueAtMs: nowMs + 3 * dayMs });
    expect(ending(0.5)).toMatchObject({ status: 'needs_you', needRank: 0, nextDueAtMs: nowMs + 0.5 * dayMs });
    expect(ending(0.5).failingSinceMs).toBeUndefined();
  });

  it('asks again about a person who is locked out, and never about a grant that is over', () => {
    const told = (cause: Diagnosis['cause']): Connection =>
      applyOutcome(connectionWith(), failing({ cause, action: 'ask_admin', actor: 'company_admin' }, true), context)
        .connection;
    expect(told('user_inactive')).toMatchObject({ hasGrantFailed: true, nextDueAtMs: nowMs + hourMs });
    expect(told('grant_revoked')).toMatchObject({ hasGrantFailed: true, nextDueAtMs: neverMs });
  });

  it('takes over a new company name but keeps the nickname in front', () => {
    const before = connectionWith({ nickname: 'Bakery', sortName: 'bakery' });
    const { connection } = applyOutcome(before, { kind: 'works', companyName: 'Fernhill Ltd', asked: [] }, context);
    expect(connection).toMatchObject({ companyName: 'Fernhill Ltd', nickname: 'Bakery', sortName: 'bakery' });
  });

  it('leaves a connection asleep that was paused while its check had to wait', () => {
    const outcome = { kind: 'later', atMs: nowMs + hourMs } as const;
    const due = ({ isPaused }: { isPaused: boolean }): number =>
      applyOutcome(connectionWith({ isPaused }), outcome, context).connection.nextDueAtMs;
    expect([due({ isPaused: true }), due({ isPaused: false })]).toEqual([neverMs, nowMs + hourMs]);
  });

  it('tries again soon when the fault mends itself, later each time', () => {
    const first = applyOutcome(connectionWith(), failing({}), context).connection;
    expect(first.status).toBe('waiting');
    expect(first.nextDueAtMs - nowMs).toBeLessThan(2 * 60_000);
    const fifth = applyOutcome(connectionWith({ failuresInRow: 4 }), failing({}), context).connection;
    expect(fifth.nextDueAtMs - nowMs).toBeGreaterThan(10 * 60_000);
  });

  it('keeps looking at the usual pace when a person has to act, so that their fix is noticed', () => {
    const { connection } = applyOutcome(
      connectionWith(),
      failing({ cause: 'user_permission_insufficient', action: 'ask_admin', actor: 'company_admin' }),
      context,
    );
    expect(connection.status).toBe('needs_you');
    expect(connection.nextDueAtMs).toBe(nowMs + hourMs);
  });

  it('asks no more by itself when the grant is over', () => {
    const { connection } = applyOutcome(
      connectionWith(),
      failing({ cause: 'grant_revoked', action: 'reconnect', actor: 'you' }, true),
      context,
    );
    expect(connection.nextDueAtMs).toBe(neverMs);
  });

  it('notes a cause once, not at every check', () => {
    const first = applyOutcome(connectionWith(), failing({}), context);
    expect(first.events).toMatchObject([{ kind: 'failed', cause: 'provider_outage' }]);
    const second = applyOutcome(first.connection, failing({}), context);
    expect(second.events).toEqual([]);
    const other = applyOutcome(second.connection, failing({ cause: 'rate_limited' }), context);
    expect(other.events).toMatchObject([{ kind: 'failed', cause: 'rate_limited' }]);
  });

  it('UX-04 never counts a device without network as a failing provider', () => {
    const { connection } = applyOutcome(
      connectionWith(),
      failing({ cause: 'network_unreachable', action: 'check_network', actor: 'you' }),
      context,
    );
    expect(connection.status).toBe('offline');
  });

  it('counts a business error as a working connection', () => {
    const { connection } = applyOutcome(
      connectionWith(),
      failing({ cause: 'not_an_auth_problem', action: 'none', actor: 'nobody' }),
      context,
    );
    expect(connection).toMatchObject({ status: 'connected', lastSuccessAtMs: nowMs });
  });

  it('SEC-72 gives a withdrawn permission a state of its own', () => {
    const { connection } = applyOutcome(connectionWith(), { kind: 'held', hold: 'no_permission' }, context);
    expect(connection).toMatchObject({ hold: 'no_permission', status: 'needs_you', nextDueAtMs: nowMs + 24 * hourMs });
    expect(connection.diagnosis).toBeUndefined();
  });

  it('keeps a paused connection paused whatever came out', () => {
    const before = connectionWith({ isPaused: true, needRank: 5 });
    for (const outcome of [failing({}), { kind: 'works', asked: [] } as const]) {
      expect(applyOutcome(before, outcome, context).connection).toMatchObject({
        isPaused: true,
        needRank: 5,
        nextDueAtMs: neverMs,
      });
    }
  });

  it('spreads the next checks of many connections', () => {
    const dueAt = (chance: number): number =>
      applyOutcome(connectionWith(), { kind: 'works', asked: [] }, { ...context, random: () => chance }).connection
        .nextDueAtMs;
    expect(dueAt(0.999) - dueAt(0)).toBeGreaterThan(hourMs / 6);
  });
});
