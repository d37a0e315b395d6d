import { describe, expect, it } from 'vitest';
import type { ReportMemory } from '../../../lib/model/report-message';
import { memoryOf, recordSeen, spendProbeBudget } from '../../../lib/report-tools/memory';

const minuteMs = 60_000;
const start = 1_000_000;

/** How many of these looks are let through. */
function allowed(memory: ReportMemory, ids: readonly string[], nowMs: number): [number, ReportMemory] {
  let count = 0;
  let current = memory;
  for (const id of ids) {
    const taken = spendProbeBudget(current, id, nowMs);
    if (taken) count += 1;
    current = taken ?? current;
  }
  return [count, current];
}

describe('spendProbeBudget', () => {
  it('lets a page cause a few looks at a connection, and later one now and then', () => {
    const [first, spent] = allowed(memoryOf(undefined), Array<string>(100).fill('a'), start);
    expect(first).toBe(4);
    expect(allowed(spent, Array<string>(100).fill('a'), start + 2 * minuteMs)[0]).toBe(0);
    expect(allowed(spent, Array<string>(100).fill('a'), start + 3 * minuteMs)[0]).toBe(1);
    expect(allowed(spent, Array<string>(100).fill('a'), start + 600 * minuteMs)[0]).toBe(4);
  });

  it('has a limit for all connections together, so that a page that names many gains nothing', () => {
    const ids = Array.from({ length: 500 }, (_, index) => `c${index}`);
    expect(allowed(memoryOf(undefined), ids, start)[0]).toBe(20);
  });

  it('is not fooled by a clock that was set back', () => {
    const [, spent] = allowed(memoryOf(undefined), Array<string>(4).fill('a'), start);
    expect(spendProbeBudget(spent, 'a', start - 600 * minuteMs)).toBeUndefined();
  });
});

describe('noteSeen', () => {
  it('keeps when a message was first seen, and when the tool’s sign-in was renewed', () => {
    const first = recordSeen(memoryOf(undefined), 'm', false, start);
    const again = recordSeen(first, 'm', true, start + minuteMs);
    const third = recordSeen(again, 'm', false, start + 2 * minuteMs);
    expect(third.incidents.m).toEqual({
      firstSeenAtMs: start,
      lastSeenAtMs: start + 2 * minuteMs,
      refreshedAtMs: start + minuteMs,
    });
  });

  it('takes a message that was gone for half an hour for another one', () => {
    const first = recordSeen(memoryOf(undefined), 'm', true, start);
    const later = recordSeen(first, 'm', false, start + 31 * minuteMs);
    expect(later.incidents).toEqual({
      m: { firstSeenAtMs: start + 31 * minuteMs, lastSeenAtMs: start + 31 * minuteMs },
    });
  });
});
