import { type ClockOffsets, measured, offsetFor } from '../model/clock-offsets';
import type { ServerClock } from '../model/ports';
import type { Store } from './database';
import { readState } from './read-state';
import { clockOffsetsRecord } from './work-records';
import { writeState } from './write-state';

/** Smaller changes of a measured offset are noise of the network and not worth a write. */
const worthWritingMs = 2000;

/**
 * The offsets between this device's clock and those of the hosts that hand out tokens, kept over restarts. Never rejects: an
 * answer with new tokens must not be lost because its date could not be stored (SEC-42).
 */
export function storedServerClock(store: Store): ServerClock {
  const read = (): Promise<ClockOffsets> => readState(store, clockOffsetsRecord).catch(() => ({}));
  return {
    offsetMs: async (host) => offsetFor(await read(), host),
    async believe(host, offsetMs) {
      const before = await read();
      const known = before[host];
      const after = measured(before, host, offsetMs);
      if (known === undefined || Math.abs(offsetMs - known) > worthWritingMs)
        await writeState(store, clockOffsetsRecord, after).catch(() => undefined);
      return offsetFor(after, host);
    },
  };
}
