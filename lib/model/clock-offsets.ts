import * as z from 'zod/mini';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Offsets by host, device time minus server time in ms, the one measured last at the end. */
export const ClockOffsets = z.lazy(() => z.record(z.string(), z.number()));
export type ClockOffsets = z.infer<typeof ClockOffsets>;

/** Hosts whose offset is kept, at most. */
const maxHosts = 50;

/** Clocks that are this close agree. */
const agreementMs = 10 * minuteMs;

/** The offsets after one more measurement; the host measured longest ago goes when there are too many. Pure. */
export function measured(offsets: ClockOffsets, host: string, offsetMs: number): ClockOffsets {
  const others = Object.entries(offsets).filter(([name]) => name !== host);
  return Object.fromEntries([...others.slice(-(maxHosts - 1)), [host, offsetMs]]);
}

/**
 * The offset that counts for a host: its own (SEC-36). One server with a wrong clock concerns its own tokens alone. More
 * than a day is believed only where another host agrees, as then it is this device whose clock is wrong; else the device's
 * time counts as it is. For a host nobody has asked yet it is what two others agree on. Pure.
 */
export function offsetFor(offsets: ClockOffsets, host: string): number {
  const { [host]: own, ...others } = offsets;
  const values = Object.values(others);
  const isShared = (offsetMs: number, by: number): boolean =>
    values.filter((value) => Math.abs(value - offsetMs) <= agreementMs).length >= by;
  if (own === undefined) return values.findLast((value) => isShared(value, 2)) ?? 0;
  return Math.abs(own) <= dayMs || isShared(own, 1) ? own : 0;
}
