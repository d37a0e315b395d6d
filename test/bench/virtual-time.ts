import { type WorkUnderWay, watchWork } from './work-under-way.ts';

/** A clock that stops while there is work to do, and then jumps to the next moment anything waits for. */
export interface VirtualTime {
  now(): number;
  wait(ms: number): Promise<void>;
  /** Does work to its end; how much time it took, in ms of this clock. Rejects when it waits for something else than time. */
  run(work: () => Promise<void>): Promise<number>;
}

/** Turns of the event loop without an open transaction after which nothing more is to come. */
const calmTurns = 3;

/** One turn of the event loop; browsers have no other that is as short. */
function turn(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(undefined);
  });
}

/** Waits until nothing is worked on. */
async function calmDown(underWay: WorkUnderWay): Promise<void> {
  for (let calm = 0; calm < calmTurns; calm += 1) {
    await turn();
    if (underWay.count() === 0) continue;
    await underWay.ended();
    calm = 0;
  }
}

export function createVirtualTime(startMs: number): VirtualTime {
  let nowMs = startMs;
  const waiting: { atMs: number; resolve(): void }[] = [];

  /** The clock goes on to the earliest moment that is waited for; false when there is none. */
  function passTime(): boolean {
    const nextMs = Math.min(...waiting.map(({ atMs }) => atMs));
    if (nextMs === Number.POSITIVE_INFINITY) return false;
    nowMs = nextMs;
    const due = waiting.filter(({ atMs }) => atMs <= nowMs);
    for (const one of due) {
      waiting.splice(waiting.indexOf(one), 1);
      one.resolve();
    }
    return true;
  }

  return {
    now: () => nowMs,
    wait: (ms) => new Promise((resolve) => waiting.push({ atMs: nowMs + Math.max(0, ms), resolve })),
    async run(work) {
      const startedMs = nowMs;
      const underWay = watchWork();
      let isOver = false;
      const running = work().finally(() => {
        isOver = true;
      });
      running.catch(() => undefined);
      try {
        while (!isOver) {
          await calmDown(underWay);
          if (!isOver && !passTime()) throw new Error('the work waits for something that never comes');
        }
        await running;
        return nowMs - startedMs;
      } finally {
        underWay.restore();
      }
    },
  };
}
