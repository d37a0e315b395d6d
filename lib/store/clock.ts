import type { ServerClock } from '../model/ports';
import type { Store } from './database';

/** Smaller changes of the measured offset are noise of the network and not worth a write. */
const worthWritingMs = 2000;

/** The offset between this device's clock and the providers', kept over restarts. Starts at zero, as if the clock were right. */
export function storedServerClock(store: Store): ServerClock {
  const offsetMs = async (): Promise<number> => {
    const stored = await store.get('state', 'clockOffsetMs');
    return typeof stored === 'number' ? stored : 0;
  };
  return {
    offsetMs,
    async note(measuredMs) {
      if (Math.abs(measuredMs - (await offsetMs())) > worthWritingMs)
        await store.put('state', measuredMs, 'clockOffsetMs');
    },
  };
}
