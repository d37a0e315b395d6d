import type { MonitorPorts } from './ports';

/**
 * One round at a time. While one runs, at most one more is waiting: it takes up whatever became due meanwhile, and starts as
 * soon as any of those who asked for it wanted.
 *
 * @param round does what is due; requests after a sleep are spread over `spreadMs`
 * @returns asks for a round; ends with it, and rejects when it does
 */
export function oneRoundAtATime(
  withLock: MonitorPorts['withLock'],
  round: (spreadMs: number) => Promise<void>,
): (spreadMs: number) => Promise<void> {
  let waiting: { spreadMs: number; done: Promise<void> } | undefined;
  return (spreadMs) => {
    if (waiting) {
      waiting.spreadMs = Math.min(waiting.spreadMs, spreadMs);
      return waiting.done;
    }
    const next = { spreadMs, done: Promise.resolve() };
    const begin = (): void => {
      if (waiting === next) waiting = undefined;
    };
    next.done = withLock('round', () => {
      begin();
      return round(next.spreadMs);
    }).finally(begin);
    waiting = next;
    return next.done;
  };
}
