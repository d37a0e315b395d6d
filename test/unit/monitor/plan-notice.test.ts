import { describe, expect, it } from 'vitest';
import { defaultNotices } from '../../../lib/model/settings';
import { type NoticeCase, planNotice } from '../../../lib/monitor/plan-notice';

const hourMs = 3_600_000;
const nowMs = 1_000 * hourMs;
const on = { ...defaultNotices, isOn: true };

function plan(more: Partial<NoticeCase>) {
  return planNotice({ needing: ['a'], told: [], settings: on, nowMs, startedAtMs: 0, hour: 12, ...more });
}

describe('planNotice', () => {
  it.each<[string, Partial<NoticeCase>, ReturnType<typeof planNotice>]>([
    ['shows what needs the person', {}, { act: 'show', told: ['a'] }],
    ['says nothing while it is switched off', { settings: defaultNotices }, { act: 'keep', told: [] }],
    ['says each thing once', { told: ['a'] }, { act: 'keep', told: ['a'] }],
    ['updates when another comes', { needing: ['a', 'b'], told: ['a'] }, { act: 'show', told: ['a', 'b'] }],
    ['forgets what was solved, without a word', { needing: ['b'], told: ['a', 'b'] }, { act: 'keep', told: ['b'] }],
    ['is cleared when all is solved', { needing: [], told: ['a'] }, { act: 'clear', told: [] }],
    ['is cleared when it is switched off', { settings: defaultNotices, told: ['a'] }, { act: 'clear', told: [] }],
    ['has nothing to do on good days', { needing: [] }, { act: 'keep', told: [] }],
    [
      'waits ten minutes after the start',
      { startedAtMs: nowMs - 4 * 60_000 },
      { act: 'keep', told: [], againAtMs: nowMs + 6 * 60_000 },
    ],
    ['is quiet in the evening', { hour: 22 }, { act: 'keep', told: [], againAtMs: nowMs + 10 * hourMs }],
    ['is quiet in the morning', { hour: 7.5 }, { act: 'keep', told: [], againAtMs: nowMs + 0.5 * hourMs }],
    ['speaks when quiet is over', { hour: 8 }, { act: 'show', told: ['a'] }],
    [
      'knows no quiet between equal hours',
      { settings: { ...on, quietFrom: 8, quietUntil: 8 } },
      { act: 'show', told: ['a'] },
    ],
  ])('%s (UX-60, UX-62)', (_what, more, expected) => {
    expect(plan(more)).toEqual(expected);
  });
});
