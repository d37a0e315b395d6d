import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff } from '../../../lib/engines/back-off';

const hourMs = 3_600_000;

/** The pause in ms. */
function backOffMs(
  failuresInRow: number,
  retryAfterMs: number | undefined,
  random: () => number,
  ceilingMs?: number,
): number {
  return backOff({ failuresInRow, retryAfterMs, random, ...(ceilingMs === undefined ? {} : { ceilingMs }) }).ms;
}

describe('backOff', () => {
  it('SEC-35 never allows more than 12 attempts in any hour', () => {
    void fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (chances) => {
        const attempts = [0];
        for (let failures = 1; failures <= 30; failures++) {
          attempts.push((attempts.at(-1) ?? 0) + backOffMs(failures, undefined, () => chances.next().value));
        }
        for (const start of attempts) {
          expect(attempts.filter((at) => at >= start && at < start + hourMs).length).toBeLessThanOrEqual(12);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('SEC-35 keeps to Retry-After, bounded to a day', () => {
    expect(backOffMs(1, 1_800_000, () => 0)).toBe(1_800_000);
    expect(backOffMs(1, 30 * 24 * hourMs, () => 0)).toBe(24 * hourMs);
    expect(backOffMs(1, -5, () => 0)).toBe(30_000);
  });

  it('grows to hours and stops growing', () => {
    expect(backOffMs(3, undefined, () => 0.999)).toBeLessThan(hourMs);
    expect(backOffMs(40, undefined, () => 0.999)).toBeLessThanOrEqual(6 * hourMs);
    expect(backOffMs(40, undefined, () => 0.999)).toBeGreaterThan(5 * hourMs);
  });
});
