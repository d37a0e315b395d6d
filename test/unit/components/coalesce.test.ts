import { describe, expect, it } from 'vitest';
import { coalesce } from '../../../components/state/coalesce';

/** Work that ends when the test says so, and what was reported about it. */
function scripted(): {
  call: () => Promise<void>;
  runs: { succeed(): void; fail(): void }[];
  reported: unknown[];
} {
  const runs: { succeed(): void; fail(): void }[] = [];
  const reported: unknown[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      runs.push({ succeed: resolve, fail: () => reject(new Error(`run ${runs.length}`)) });
    });
  return { call: coalesce(work, (error) => void reported.push(error)), runs, reported };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('coalesce', () => {
  it('runs once more for however many calls came meanwhile', async () => {
    const { call, runs, reported } = scripted();
    const all = [call(), call(), call()];
    runs[0]?.succeed();
    await settled();
    runs[1]?.succeed();
    await Promise.all(all);
    expect([runs.length, reported.length]).toEqual([2, 0]);
  });

  it('a read that rejected once stopped every later read of the page', async () => {
    const { call, runs, reported } = scripted();
    const first = call();
    runs[0]?.fail();
    await first;
    expect(reported).toEqual([new Error('run 1')]);
    const second = call();
    expect(runs).toHaveLength(2);
    runs[1]?.succeed();
    await second;
    expect(reported).toHaveLength(1);
  });

  it('reports nothing where the next read made up for the one that failed', async () => {
    const { call, runs, reported } = scripted();
    const both = [call(), call()];
    runs[0]?.fail();
    await settled();
    runs[1]?.succeed();
    await Promise.all(both);
    expect(reported).toEqual([]);
  });

  it('recovers from work that throws before its first await', async () => {
    let runs = 0;
    const reported: unknown[] = [];
    const call = coalesce(
      () => {
        runs += 1;
        throw new Error('at once');
      },
      (error) => void reported.push(error),
    );
    await call();
    await call();
    expect([runs, reported.length]).toEqual([2, 2]);
  });
});
