import type { SandboxClock } from '../core/clock.ts';

const dayMs = 24 * 60 * 60_000;

/** Calls of an org in 24 hours; what an edition allows besides its licences (facts: 3). */
const daily = 15_000;

export type LimitKind = 'requests' | 'long_requests';

export interface Limits {
  /** Counts one call. The header goes on every data answer; `problem` when the call is refused. */
  count(orgId: string): { problem: LimitKind | undefined; header: string };
  left(orgId: string): { max: number; remaining: number };
  /** Every call of an org is refused from now on. */
  exhaust(orgId: string, kind: LimitKind): void;
  clear(): void;
}

export function createLimits(clock: Pick<SandboxClock, 'nowMs'>): Limits {
  const calls = new Map<string, number[]>();
  const exhausted = new Map<string, LimitKind>();

  const recent = (orgId: string): number[] => {
    const kept = (calls.get(orgId) ?? []).filter((atMs) => clock.nowMs() - atMs < dayMs);
    calls.set(orgId, kept);
    return kept;
  };
  const used = (orgId: string): number => (exhausted.get(orgId) === 'requests' ? daily : recent(orgId).length);

  return {
    count(orgId) {
      const problem = exhausted.get(orgId) ?? (recent(orgId).length >= daily ? 'requests' : undefined);
      if (!problem) recent(orgId).push(clock.nowMs());
      return { problem, header: `api-usage=${used(orgId)}/${daily}` };
    },
    left: (orgId) => ({ max: daily, remaining: daily - used(orgId) }),
    exhaust(orgId, kind) {
      exhausted.set(orgId, kind);
    },
    clear() {
      calls.clear();
      exhausted.clear();
    },
  };
}
