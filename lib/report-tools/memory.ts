import type { ReportMemory } from '../model/report-message';

const minuteMs = 60_000;

/** A message that was not seen for so long is another one when it comes back, in ms. */
const forgottenAfterMs = 30 * minuteMs;

/**
 * How often pages may make us look at a connection: some looks at once, then one now and then. A page can only repeat its
 * messages; it must not be able to have a provider asked without end.
 */
const budgets = {
  connection: { most: 4, everyMs: 3 * minuteMs },
  all: { most: 20, everyMs: minuteMs },
} as const;

const nothing: ReportMemory = { incidents: {}, looks: {} };

/** What is remembered, or nothing yet. */
export function memoryOf(stored: ReportMemory | undefined): ReportMemory {
  return stored ?? nothing;
}

/** One message on one report tool's page. */
export type Incident = ReportMemory['incidents'][string];

/** Notes that a message is on show now; messages long gone are forgotten. Pure. */
export function recordSeen(memory: ReportMemory, key: string, isRefreshed: boolean, nowMs: number): ReportMemory {
  const fresh = Object.entries(memory.incidents).filter(
    ([, { lastSeenAtMs }]) => nowMs - lastSeenAtMs < forgottenAfterMs,
  );
  const incidents = Object.fromEntries(fresh);
  const known = incidents[key] ?? { firstSeenAtMs: nowMs, lastSeenAtMs: nowMs };
  return {
    ...memory,
    incidents: {
      ...incidents,
      [key]: { ...known, lastSeenAtMs: nowMs, ...(isRefreshed ? { refreshedAtMs: known.refreshedAtMs ?? nowMs } : {}) },
    },
  };
}

function refilled(
  bucket: ReportMemory['looks'][string] | undefined,
  { most, everyMs }: { most: number; everyMs: number },
  nowMs: number,
): { left: number; atMs: number } {
  if (!bucket) return { left: most, atMs: nowMs };
  const more = Math.max(0, Math.floor((nowMs - bucket.atMs) / everyMs));
  return bucket.left + more >= most
    ? { left: most, atMs: nowMs }
    : { left: bucket.left + more, atMs: bucket.atMs + more * everyMs };
}

/** Takes one look at a connection out of what pages may cause. Undefined when nothing is left. Pure. */
export function spendProbeBudget(memory: ReportMemory, connectionId: string, nowMs: number): ReportMemory | undefined {
  const one = refilled(memory.looks[connectionId], budgets.connection, nowMs);
  const all = refilled(memory.looks.all, budgets.all, nowMs);
  if (one.left < 1 || all.left < 1) return undefined;
  return {
    ...memory,
    looks: { ...memory.looks, [connectionId]: { ...one, left: one.left - 1 }, all: { ...all, left: all.left - 1 } },
  };
}
