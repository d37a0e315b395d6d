import { describe, expect, it } from 'vitest';
import { duration, toFreshnessView } from '../../../../components/view/freshness-view';
import type { Freshness } from '../../../../lib/monitor/freshness';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nowMs = new Date(2026, 10, 22, 12, 0).getTime();
const names: Record<string, string> = { xero: 'Xero', salesforce: 'Salesforce', quickbooks: 'QuickBooks Online' };
const words = {
  nowMs,
  locale: 'en-GB',
  total: 14,
  providerName: (id: string) => names[id] ?? id,
  t: ({ values = [] }: { values?: string[] | undefined }) => values.join(' within '),
};

describe('a duration', () => {
  it.each([
    [0, '1 min'],
    [minuteMs, '1 min'],
    [57.2 * minuteMs, '58 mins'],
    [90 * minuteMs, '90 mins'],
    [91 * minuteMs, '2 hrs'],
    [48 * hourMs, '48 hrs'],
    [49 * hourMs, '3 days'],
  ])('of %d ms is rounded up, so that it claims no more than is known (UX-77)', (ms, expected) => {
    expect(duration(ms, 'en-GB')).toBe(expected);
  });
});

describe('freshness in words (UX-10)', () => {
  it.each<[string, Freshness, object | undefined]>([
    ['says nothing of nothing', { kind: 'none' }, undefined],
    [
      'claims all',
      { kind: 'fresh', isAll: true, groups: [{ providerIds: ['xero', 'salesforce'], withinMs: 58 * minuteMs }] },
      { words: { key: 'status_fresh_all', count: 14, values: ['58 mins'] }, isStale: false },
    ],
    [
      'claims the others',
      { kind: 'fresh', isAll: false, groups: [{ providerIds: ['xero'], withinMs: minuteMs }] },
      { words: { key: 'status_fresh_others', values: ['1 min'] }, isStale: false },
    ],
    [
      'names providers that are checked more rarely',
      {
        kind: 'fresh',
        isAll: true,
        groups: [
          { providerIds: ['xero', 'salesforce'], withinMs: 58 * minuteMs },
          { providerIds: ['quickbooks'], withinMs: 19 * hourMs },
        ],
      },
      {
        words: {
          key: 'status_fresh_all_each',
          values: ['Xero and Salesforce within 58 mins, QuickBooks Online within 19 hrs'],
        },
        isStale: false,
      },
    ],
    [
      'names the longest time where there are too many cadences for a line',
      {
        kind: 'fresh',
        isAll: false,
        groups: [1, 2, 3, 4].map((hours) => ({ providerIds: [`own-${hours}`], withinMs: hours * hourMs })),
      },
      { words: { key: 'status_fresh_others', values: ['4 hrs'] }, isStale: false },
    ],
    [
      'says since when, and why',
      { kind: 'stale', count: 12, sinceMs: new Date(2026, 10, 22, 9, 40).getTime(), reason: 'asleep' },
      { words: { key: 'status_stale_asleep', count: 12, values: ['12', '09:40'] }, isStale: true },
    ],
    [
      'names the day where it was another one',
      { kind: 'stale', count: 1, sinceMs: new Date(2026, 10, 20, 9, 40).getTime(), reason: undefined },
      { words: { key: 'status_stale', count: 1, values: ['1', '20 Nov 2026, 09:40'] }, isStale: true },
    ],
    [
      'says that the clock was changed',
      { kind: 'clock_changed' },
      { words: { key: 'status_fresh_clock_changed' }, isStale: true },
    ],
  ])('%s', (_what, freshness, expected) => {
    expect(toFreshnessView(freshness, words)).toEqual(expected);
  });
});
