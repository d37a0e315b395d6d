import { type ClockOffsets, measured, offsetFor, readClockOffsets } from '../model/clock-offsets';
import type { ServerClock } from '../model/ports';
import type { Store } from './database';

/** Smaller changes of a measured offset are noise of the network and not worth a write. */
const worthWritingMs = 2000;

const key = 'clockOffsets';

/** The offsets between this device's clock and those of the hosts that hand out tokens, kept over restarts. */
export function storedServerClock(store: Store): ServerClock {
  const read = async (): Promise<ClockOffsets> => readClockOffsets(await store.get('state', key));
  return {
    offsetMs: async (host) => offsetFor(await read(), host),
    async believe(host, offsetMs) {
      const before = await read();
      const known = before[host];
      const after = measured(before, host, offsetMs);
      if (known === undefined || Math.abs(offsetMs - known) > worthWritingMs) await store.put('state', after, key);
      return offsetFor(after, host);
    },
  };
}
