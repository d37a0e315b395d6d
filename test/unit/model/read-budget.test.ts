import { describe, expect, it } from 'vitest';
import { countedRead, monthOf, slowedBy, toReadBudget } from '../../../lib/model/read-budget';

const november = Date.UTC(2026, 10, 22, 12);
const december = Date.UTC(2026, 11, 1);

describe('countedRead', () => {
  it('begins with one, and goes on in the same month', () => {
    const first = countedRead(undefined, 'app', november);
    expect(first).toEqual({ appId: 'app', month: '2026-11', count: 1 });
    expect(countedRead(first, 'app', december - 1).count).toBe(2);
  });

  it('begins again with the first moment of a new month', () => {
    const before = { appId: 'app', month: '2026-11', count: 4000 };
    expect(countedRead(before, 'app', december)).toEqual({ appId: 'app', month: '2026-12', count: 1 });
  });
});

describe('toReadBudget', () => {
  it.each([
    ['nothing counted yet', undefined, november, 0, 0, december],
    ['a quarter', { appId: 'app', month: '2026-11', count: 250 }, november, 250, 0.25, december],
    ['more than is allowed', { appId: 'app', month: '2026-11', count: 1500 }, november, 1500, 1.5, december],
    ['a count of last month', { appId: 'app', month: '2026-11', count: 900 }, december, 0, 0, Date.UTC(2027, 0)],
  ])('tells what is used: %s', (_what, count, nowMs, used, share, renewsAtMs) => {
    expect(toReadBudget(count, 1000, nowMs)).toEqual({ used, allowed: 1000, share, renewsAtMs });
  });

  it('knows months by UTC', () => {
    expect([monthOf(december - 1), monthOf(december)]).toEqual(['2026-11', '2026-12']);
  });
});

describe('slowedBy', () => {
  it.each([
    [0, 1],
    [0.79, 1],
    [0.8, 3],
    [0.949, 3],
    [0.95, 7],
    [1.5, 7],
  ])('leaves the rest to people: with %d used, checks come %d times more rarely', (share, times) => {
    expect(slowedBy({ share })).toBe(times);
  });
});
