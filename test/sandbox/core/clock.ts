/** The sandbox's own time: real time plus whatever a test has moved it by. All lifetimes and every Date header follow it. */
export interface SandboxClock {
  nowMs(): number;
  /** Moves the clock, forwards or (negative) backwards. */
  advance(byMs: number): void;
  /** How far it is ahead of the machine's own clock, in ms. */
  aheadMs(): number;
  reset(): void;
}

export function createClock(): SandboxClock {
  let offsetMs = 0;
  return {
    nowMs: () => Date.now() + offsetMs,
    advance(byMs) {
      offsetMs += byMs;
    },
    aheadMs: () => offsetMs,
    reset() {
      offsetMs = 0;
    },
  };
}
