import { expect, it } from 'vitest';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { oneRoundAtATime } from '../../../lib/monitor/rounds';

/** A lock as the browser's: who comes later waits for those before. */
function queue(): MonitorPorts['withLock'] {
  let last: Promise<unknown> = Promise.resolve();
  return (_name, work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

function startable() {
  const begun: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const run = oneRoundAtATime(queue(), (spreadMs) => {
    begun.push(spreadMs);
    return new Promise((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())));
  });
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  return { run, begun, ends, settled };
}

it('runs one round more for all who ask while one runs, as soon as any of them wants', async () => {
  const { run, begun, ends, settled } = startable();
  const first = run(0);
  await settled();
  const others = [run(90_000), run(30_000), run(60_000)];
  await settled();
  expect(begun).toEqual([0]);
  ends[0]?.();
  await first;
  await settled();
  expect(begun).toEqual([0, 30_000]);
  ends[1]?.();
  await Promise.all(others);
  expect(begun).toHaveLength(2);
});

it('goes on with the next round after one that failed', async () => {
  const { run, begun, ends, settled } = startable();
  const first = run(0);
  const isRefused = expect(first).rejects.toThrow('disk');
  await settled();
  const second = run(5);
  ends[0]?.(new Error('disk'));
  await isRefused;
  await settled();
  ends[1]?.();
  await second;
  expect(begun).toEqual([0, 5]);
});
