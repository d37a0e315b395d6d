import { describe, expect, it } from 'vitest';
import { toHistoryLine } from '../../../../components/view/history-view';
import { toProblemView, toStoreProblemView } from '../../../../components/view/problem-view';
import { toShownTime } from '../../../../components/view/shown-time';
import { toSummaryView } from '../../../../components/view/summary-view';
import type { StatusCounts } from '../../../../lib/store/connections';
import { minuteMs, nowMs } from '../samples';

function counts(changes: Partial<StatusCounts>): StatusCounts {
  const some = { needs_you: 0, unknown: 0, waiting: 0, offline: 0, connected: 0, paused: 0, ...changes };
  const total = some.needs_you + some.unknown + some.waiting + some.offline + some.connected + some.paused;
  return { ...some, total };
}

describe('toSummaryView', () => {
  it('does not call everything fine while a stored connection cannot be read (SEC-39)', () => {
    const view = toSummaryView(counts({ connected: 3 }), { isOnline: true, fixes: 0, unreadable: 1 });
    expect(view.title).toEqual({ key: 'status_summary_unreadable', count: 1, values: ['1'] });
    expect(view.detail.map(({ key }) => key)).toEqual(['status_unreadable_todo']);
    expect(view.needsPerson).toBe(true);
    const failing = toSummaryView(counts({ needs_you: 1 }), { isOnline: true, fixes: 1, unreadable: 1 });
    expect(failing.title.key).toBe('status_summary_need');
    expect(failing.detail.map(({ key }) => key)).toEqual(['status_summary_unreadable', 'status_unreadable_todo']);
  });

  it('puts the need first: 2 of 14 companies need you (UX-02)', () => {
    const view = toSummaryView(counts({ needs_you: 2, connected: 12 }), { isOnline: true, fixes: 2, unreadable: 0 });
    expect(view.title).toEqual({ key: 'status_summary_need', count: 2, values: ['2', '14'] });
    expect(view.detail).toEqual([{ key: 'status_count_connected', values: ['12'] }]);
  });

  it('says that all work only when all do', () => {
    expect(toSummaryView(counts({ connected: 3 }), { isOnline: true, fixes: 0, unreadable: 0 }).title.key).toBe(
      'status_summary_all',
    );
    expect(
      toSummaryView(counts({ connected: 3, waiting: 1 }), { isOnline: true, fixes: 0, unreadable: 0 }).title.key,
    ).toBe('status_summary_none_need');
  });

  it('tells an offline device from failing providers (UX-04)', () => {
    expect(toSummaryView(counts({ connected: 3 }), { isOnline: false, fixes: 0, unreadable: 0 }).title.key).toBe(
      'status_summary_offline',
    );
    expect(
      toSummaryView(counts({ connected: 3, needs_you: 1 }), { isOnline: false, fixes: 1, unreadable: 0 }).title.key,
    ).toBe('status_summary_need');
    const offline = toSummaryView(counts({ connected: 3, waiting: 2, unknown: 1, needs_you: 1, paused: 1 }), {
      isOnline: false,
      fixes: 1,
      unreadable: 0,
    });
    expect(offline.detail).toEqual([
      { key: 'status_count_offline', values: ['6'] },
      { key: 'status_count_paused', values: ['1'] },
    ]);
  });

  it('counts what has to be mended where one thing stops many', () => {
    expect(
      toSummaryView(counts({ connected: 3, needs_you: 5 }), { isOnline: true, fixes: 1, unreadable: 0 }).title,
    ).toEqual({
      key: 'status_summary_fix',
      count: 1,
      values: ['1', '5', '8'],
    });
  });
});

describe('toShownTime', () => {
  it.each([1e308, -1e308, Number.MAX_SAFE_INTEGER])(
    'SEC-39 shows a time no calendar knows instead of failing: %d',
    (atMs) => {
      expect(toShownTime(atMs, nowMs, 'en-GB').iso).toMatch(/^[+-]\d{6}-/);
    },
  );

  it.each([
    [0, 'now'],
    [-59_000, 'now'],
    [30_000, 'now'],
    [-minuteMs, '1 min ago'],
    [-59 * minuteMs, '59 min ago'],
    [-60 * minuteMs, '1 hr ago'],
    [-24 * 60 * minuteMs, 'yesterday'],
    [-59 * 24 * 60 * minuteMs, '59 days ago'],
    [-70 * 24 * 60 * minuteMs, '2 mo ago'],
    [5 * minuteMs, 'in 5 min'],
  ])('%i ms away reads "%s"', (distanceMs, words) => {
    expect(toShownTime(nowMs + distanceMs, nowMs, 'en-GB').relative).toBe(words);
  });
});

describe('toHistoryLine', () => {
  const base = { connectionId: 'c1', atMs: nowMs };

  it('names the cause of a failure and keeps the codes for support', () => {
    const event = {
      ...base,
      kind: 'failed',
      cause: 'grant_revoked',
      detail: 'invalid_grant',
      requestId: 'f00d',
    } as const;
    const line = toHistoryLine(event, nowMs, 'en');
    expect(line).toMatchObject({ tone: 'bad', codes: ['invalid_grant', 'f00d'] });
    expect(line.reason?.key).toBe('status_cause_grant_revoked');
  });

  it('tells what was tested and what came out, in words', () => {
    const event = { ...base, kind: 'tested', test: 'list_tenants', detail: 'not_listed' } as const;
    const line = toHistoryLine(event, nowMs, 'en');
    expect(line.words.key).toBe('console_test_list_tenants');
    expect(line.reason?.key).toBe('console_told_not_listed');
    expect(line.codes).toEqual([]);
  });

  it('shows a new name as a name, not as a code', () => {
    const line = toHistoryLine({ ...base, kind: 'person_changed', detail: 'Maria' }, nowMs, 'en');
    expect(line).toMatchObject({ name: 'Maria', codes: [] });
  });
});

describe('toProblemView', () => {
  it.each([
    ['busy', 'show_sign_in'],
    ['no_app_credentials', 'enter_key'],
    ['unknown_connection', 'open_connections'],
    ['permission_refused', 'try_again'],
    ['unreachable', 'reload'],
    ['storage_unreadable', 'try_again'],
    ['unknown_flow', 'none'],
  ] as const)('%s has its own words and leads on: %s', (problem, wayOn) => {
    const view = toProblemView(problem);
    expect(view.words.key).toBe(`status_problem_${problem}`);
    expect(view.wayOn).toBe(wayOn);
    expect(view.label === undefined).toBe(wayOn === 'none');
  });

  it('tells a newer database from an unreadable one', () => {
    expect(toStoreProblemView('newer_version').title.key).not.toBe(toStoreProblemView('unopenable').title.key);
  });
});
