import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toAreasVerdict, toAreaViews } from '../../../components/view/area-view';
import type { AreaMatrix } from '../../../lib/model/area-check';
import type { Diagnosis } from '../../../lib/model/diagnosis';
import { providers } from '../../../lib/providers';

const messages: Record<string, unknown> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../public/_locales/en/messages.json'), 'utf8'),
);

const diagnosis: Diagnosis = {
  cause: 'scope_missing',
  confidence: 0.9,
  action: 'reconnect',
  actor: 'you',
  reconnectHelps: 'yes',
  alternatives: [],
  rules: [],
  facts: {},
};

const areas = [
  {
    id: 'a',
    scope: 'books.read',
    permission: 'Books > Read',
    request: () => ({ method: 'GET' as const, url: 'https://x.example/' }),
  },
  { id: 'b', subscription: 'Plus', request: () => ({ method: 'GET' as const, url: 'https://x.example/' }) },
];

function matrixOf(results: AreaMatrix['results'], finishedAtMs?: number): AreaMatrix {
  return { connectionId: 'c', startedAtMs: 1, finishedAtMs, results };
}

describe('toAreaViews', () => {
  it('says what stops an area and what it needs in the provider’s words', () => {
    const denied = { areaId: 'a', outcome: 'denied' as const };
    const [byApp] = toAreaViews(matrixOf([{ ...denied, diagnosis }], 2), areas);
    expect(byApp?.needs).toBe('books.read');
    const [byRole] = toAreaViews(
      matrixOf([{ ...denied, diagnosis: { ...diagnosis, cause: 'user_permission_insufficient' } }], 2),
      areas,
    );
    expect(byRole?.needs).toBe('Books > Read');
    const [byPlan] = toAreaViews(matrixOf([{ areaId: 'b', outcome: 'not_in_plan', diagnosis }], 2), areas);
    expect(byPlan?.needs).toBe('Plus');
  });

  it('shows areas still to come as being asked, and as untried once it is over', () => {
    const waiting = [{ areaId: 'a', outcome: 'not_tried' as const }];
    expect(toAreaViews(matrixOf(waiting), areas)[0]?.status).toBe('checking');
    expect(toAreaViews(matrixOf(waiting, 2), areas)[0]?.status).toBe('paused');
  });

  it('sums up: asking, works, stopped, no access', () => {
    const works = { areaId: 'a', outcome: 'works' as const };
    const denied = { areaId: 'b', outcome: 'denied' as const, diagnosis };
    expect(toAreasVerdict(matrixOf([works])).tone).toBe('progress');
    expect(toAreasVerdict(matrixOf([works], 2))).toMatchObject({ tone: 'good' });
    expect(toAreasVerdict(matrixOf([works, denied], 2))).toMatchObject({ tone: 'problem', words: { count: 1 } });
    expect(toAreasVerdict(matrixOf([], 2))).toMatchObject({ words: { key: 'area_verdict_no_access' } });
  });
});

describe('every provider', () => {
  it.each(providers.map((provider) => [provider.id, provider] as const))(
    '%s has words for its areas and reports',
    (_id, provider) => {
      const ids = provider.areas.map(({ id }) => id);
      expect(ids.filter((id) => messages[`area_${id}`] === undefined)).toEqual([]);
      const reports = provider.reports ?? [];
      expect(reports.filter(({ id }) => messages[`report_preset_${id}`] === undefined)).toEqual([]);
      expect(reports.flatMap(({ areaIds }) => areaIds).filter((id) => !ids.includes(id))).toEqual([]);
    },
  );
});
