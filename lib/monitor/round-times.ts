import { readState } from '../store/read-state';
import { lastRoundRecord, type RoundTimes } from '../store/work-records';
import { writeState } from '../store/write-state';
import type { MonitorPorts } from './ports';

/** The times of the last round that came to its end; undefined before the first. */
export function readRoundTimes({ store }: Pick<MonitorPorts, 'store'>): Promise<RoundTimes | undefined> {
  return readState(store, lastRoundRecord);
}

/** Keeps that a round came to its end, which also shows that the disk takes writes. */
export async function recordRound(
  ports: Pick<MonitorPorts, 'store' | 'now' | 'disk'>,
  { startedAtMs, cadences }: Pick<RoundTimes, 'startedAtMs' | 'cadences'>,
): Promise<void> {
  await writeState(ports.store, lastRoundRecord, { startedAtMs, finishedAtMs: ports.now(), cadences });
  await ports.disk.works();
}
