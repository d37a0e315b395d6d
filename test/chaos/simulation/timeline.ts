/**
 * Virtual time with two faces: true time, which servers and monotonic timers follow, and the wall clock of the device,
 * which can be wrong. Nothing ever sleeps: time passes by going to the next event.
 */
export interface Timeline {
  /** Unix ms, true. */
  nowMs(): number;
  /** Unix ms, as the device believes. */
  deviceMs(): number;
  /** Sets the clock of the device this far ahead (or, negative, behind) of true time. */
  setDeviceOffset(offsetMs: number): void;
  deviceOffsetMs(): number;
  /** Runs `work` at a true time, or as soon as possible. Returns what cancels it. */
  at(atMs: number, work: () => void): () => void;
  /** True time of the next event; undefined when there is none. */
  nextAtMs(): number | undefined;
  /** Goes to the next event and runs it. Returns false when there is none. */
  runNext(): boolean;
  /** Lets time pass without an event; the caller has made sure that none lies in between. */
  moveTo(atMs: number): void;
  /** Forgets all events and starts at `nowMs` with a right clock. */
  reset(nowMs: number): void;
}

interface Event {
  atMs: number;
  order: number;
  work: (() => void) | undefined;
}

function isBefore(one: Event, other: Event): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

/** Creates a timeline that starts at `startMs`. */
export function createTimeline(startMs: number): Timeline {
  let trueMs = startMs;
  let offsetMs = 0;
  let order = 0;
  let events: Event[] = [];

  function insert(event: Event): void {
    let low = 0;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = events[middle];
      if (other && isBefore(other, event)) low = middle + 1;
      else high = middle;
    }
    events.splice(low, 0, event);
  }

  function dropCancelled(): void {
    while (events[0] && events[0].work === undefined) events.shift();
  }

  return {
    nowMs: () => trueMs,
    deviceMs: () => trueMs + offsetMs,
    deviceOffsetMs: () => offsetMs,
    setDeviceOffset(value) {
      offsetMs = value;
    },
    at(atMs, work) {
      const event: Event = { atMs: Math.max(trueMs, atMs), order: order++, work };
      insert(event);
      return () => {
        event.work = undefined;
      };
    },
    nextAtMs() {
      dropCancelled();
      return events[0]?.atMs;
    },
    runNext() {
      dropCancelled();
      const event = events.shift();
      if (!event) return false;
      trueMs = Math.max(trueMs, event.atMs);
      event.work?.();
      return true;
    },
    moveTo(atMs) {
      trueMs = Math.max(trueMs, atMs);
    },
    reset(nowMs) {
      trueMs = nowMs;
      offsetMs = 0;
      events = [];
    },
  };
}
