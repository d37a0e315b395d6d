import * as z from 'zod/mini';
import type { MonitorPorts } from './ports';

/** When the last round began and ended, Unix ms of this device. */
const RoundTimes = z.lazy(() =>
  z.object({
    startedAtMs: z.number(),
    finishedAtMs: z.number(),
    /** How often the connections of each connected provider were due then (ms), by provider id. */
    cadences: z.catch(z.optional(z.record(z.string(), z.number())), undefined),
  }),
);
export type RoundTimes = z.infer<typeof RoundTimes>;

const key = 'lastRound';

/** The times of the last round that came to its end; undefined before the first. */
export async function readRoundTimes({ store }: Pick<MonitorPorts, 'store'>): Promise<RoundTimes | undefined> {
  const parsed = RoundTimes.safeParse(await store.get('state', key));
  return parsed.success ? parsed.data : undefined;
}

/** Keeps that a round came to its end, which also shows that the disk takes writes. */
export async function recordRound(
  ports: Pick<MonitorPorts, 'store' | 'now' | 'disk'>,
  { startedAtMs, cadences }: Pick<RoundTimes, 'startedAtMs' | 'cadences'>,
): Promise<void> {
  await ports.store.put('state', { startedAtMs, finishedAtMs: ports.now(), cadences }, key);
  await ports.disk.works();
}
