import { describe, expect, it } from 'vitest';
import { toAreaFinding } from '../../../../components/view/area-finding';
import { toAreasVerdict, toAreaViews } from '../../../../components/view/area-view';
import { toConnectionView } from '../../../../components/view/connection-view';
import type { AreaMatrix } from '../../../../lib/model/area-check';
import type { Diagnosis } from '../../../../lib/model/diagnosis';
import { aConnection, aDiagnosis, aFailing, calm, minuteMs, nowMs, roleDiagnosis } from '../samples';

const denied: Diagnosis = {
  ...roleDiagnosis,
  confidence: 0.9,
  alternatives: [
    { cause: 'plan_restricted', confidence: 0.5 },
    { cause: 'access_token_expired', confidence: 0.4 },
    { cause: 'provider_outage', confidence: 0.25 },
  ],
};

const failingSinceMs = nowMs - 30 * minuteMs;

function matrixOf(retried?: 'fixed' | 'still'): AreaMatrix {
  const failing = { outcome: 'denied', diagnosis: denied, failingSinceMs } as const;
  return {
    connectionId: 'c1',
    startedAtMs: failingSinceMs,
    finishedAtMs: failingSinceMs,
    results: [
      { areaId: 'organisation', outcome: 'works' },
      { areaId: 'profit_and_loss', ...failing, ...(retried ? { retried } : {}) },
      { areaId: 'trial_balance', ...failing, ...(retried ? { retried } : {}) },
    ],
  };
}

const signedInAgain = aConnection({ reconnectedAtMs: nowMs - 5 * minuteMs });

describe('toAreaFinding', () => {
  it('says that the connection is fine after a sign-in that changed nothing, and what is left', () => {
    const finding = toAreaFinding(matrixOf('still'), signedInAgain, toConnectionView(signedInAgain, calm));
    expect(finding).toMatchObject({
      isConnectionFine: true,
      cause: { key: 'status_cause_user_permission_insufficient' },
      areas: [{ key: 'area_profit_and_loss' }, { key: 'area_trial_balance' }],
      view: { primary: { kind: 'copy_message' }, reconnectHelps: 'no' },
    });
    expect(finding?.alternatives.map(({ name }) => name.key)).toEqual([
      'status_cause_plan_restricted',
      'status_cause_provider_outage',
    ]);
    expect(finding?.guidance.adminMessage).toBeDefined();
  });

  it('claims nothing about the connection before it was signed in again', () => {
    const before = aConnection({ reconnectedAtMs: failingSinceMs - minuteMs });
    expect(toAreaFinding(matrixOf(), before, toConnectionView(before, calm))).toMatchObject({
      isConnectionFine: false,
    });
    const broken = aFailing(aDiagnosis(), { reconnectedAtMs: nowMs });
    expect(toAreaFinding(matrixOf(), broken, toConnectionView(broken, calm))).toMatchObject({
      isConnectionFine: false,
    });
  });

  it('has nothing to say while areas are asked, or when all work', () => {
    const { finishedAtMs: _finishedAtMs, ...running } = matrixOf();
    const view = toConnectionView(signedInAgain, calm);
    expect(toAreaFinding(running, signedInAgain, view)).toBeUndefined();
    const fine = { ...matrixOf(), results: [{ areaId: 'organisation', outcome: 'works' as const }] };
    expect(toAreaFinding(fine, signedInAgain, view)).toBeUndefined();
  });
});

describe('after a retry', () => {
  it('each row and the verdict say fixed or still not', () => {
    const still = matrixOf('still');
    expect(toAreaViews(still, []).map(({ word }) => word.key)).toEqual(['area_works', 'area_still', 'area_still']);
    expect(toAreasVerdict(still)).toMatchObject({ tone: 'problem', words: { key: 'area_verdict_still', count: 2 } });
    const fixed: AreaMatrix = {
      ...still,
      results: [{ areaId: 'profit_and_loss', outcome: 'works', retried: 'fixed' }],
    };
    expect(toAreaViews(fixed, [])[0]?.word.key).toBe('area_fixed');
    expect(toAreasVerdict(fixed)).toMatchObject({ tone: 'good', words: { key: 'area_verdict_fixed' } });
  });

  it('a connection that still fails after a sign-in and a check says so', () => {
    const vain = aFailing(aDiagnosis(), { reconnectedAtMs: nowMs - 5 * minuteMs, lastCheckedAtMs: nowMs });
    expect(toConnectionView(vain, calm).hasReconnectFailed).toBe(true);
    const unchecked = { ...vain, lastCheckedAtMs: nowMs - 10 * minuteMs };
    expect(toConnectionView(unchecked, calm).hasReconnectFailed).toBe(false);
  });
});
