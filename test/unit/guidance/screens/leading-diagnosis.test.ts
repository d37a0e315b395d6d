import { describe, expect, it } from 'vitest';
import { leadingDiagnosis } from '../../../../lib/guidance/screens/leading-diagnosis';
import type { AreaMatrix } from '../../../../lib/model/area-check';
import type { Cause } from '../../../../lib/model/cause';
import type { Diagnosis } from '../../../../lib/model/diagnosis';

const diagnosed = (cause: Cause, area: string): Diagnosis => ({
  cause,
  confidence: 0.9,
  action: 'ask_admin',
  actor: 'plan_owner',
  reconnectHelps: 'no',
  alternatives: [],
  rules: [],
  facts: { area },
});

const matrix = (...failing: [areaId: string, cause: Cause][]): AreaMatrix => ({
  connectionId: 'c1',
  startedAtMs: 1,
  results: [
    { areaId: 'organisation', outcome: 'works' },
    ...failing.map(([areaId, cause]) => ({
      areaId,
      outcome: 'not_in_plan' as const,
      diagnosis: diagnosed(cause, areaId),
    })),
  ],
});

const areaOf = (...failing: Parameters<typeof matrix>): string | undefined =>
  leadingDiagnosis('quickbooks', matrix(...failing))?.facts.area;

describe('which kind of data a page leads to', () => {
  it('is the one that needs the larger plan, in whatever order they were asked', () => {
    expect(areaOf(['bills', 'plan_restricted'], ['classes', 'plan_restricted'])).toBe('classes');
    expect(areaOf(['classes', 'plan_restricted'], ['bills', 'plan_restricted'])).toBe('classes');
    expect(areaOf(['bills', 'plan_restricted'], ['time_entries', 'plan_restricted'])).toBe('bills');
  });

  it('has the cause of the first that does not work', () => {
    expect(areaOf(['bills', 'user_permission_insufficient'], ['classes', 'plan_restricted'])).toBe('bills');
  });

  it('is none where all works, or nothing was asked', () => {
    expect(areaOf()).toBeUndefined();
    expect(leadingDiagnosis('quickbooks', undefined)).toBeUndefined();
  });
});
