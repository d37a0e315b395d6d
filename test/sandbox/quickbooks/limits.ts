import type { SandboxClock } from '../core/clock.ts';

const minuteMs = 60_000;

/** Requests Intuit takes (facts: 2, "Limits"); a test may change them. */
export const realRates = { perMinuteOfRealm: 500, perSecondOfRealmAndApp: 10 };

export interface Limits {
  rates: typeof realRates;
  /** Counts one call; true when it may pass. */
  pass(clientId: string, realmId: string): boolean;
  /** Refuses every call for a company until so long from now. */
  exhaust(realmId: string, forMs: number): void;
  clear(): void;
}

interface Window {
  startedMs: number;
  used: number;
}

export function createLimits(clock: Pick<SandboxClock, 'nowMs'>): Limits {
  const rates = { ...realRates };
  const windows = new Map<string, Window>();
  const exhausted = new Map<string, number>();

  const open = (key: string, lengthMs: number): Window => {
    const known = windows.get(key);
    const ageMs = clock.nowMs() - (known?.startedMs ?? 0);
    if (known && ageMs >= 0 && ageMs < lengthMs) return known;
    const fresh = { startedMs: clock.nowMs(), used: 0 };
    windows.set(key, fresh);
    return fresh;
  };

  return {
    rates,
    pass(clientId, realmId) {
      if ((exhausted.get(realmId) ?? 0) > clock.nowMs()) return false;
      const minute = open(`minute ${realmId}`, minuteMs);
      const second = open(`second ${realmId} ${clientId}`, 1000);
      if (minute.used >= rates.perMinuteOfRealm || second.used >= rates.perSecondOfRealmAndApp) return false;
      minute.used += 1;
      second.used += 1;
      return true;
    },
    exhaust(realmId, forMs) {
      exhausted.set(realmId, clock.nowMs() + forMs);
    },
    clear() {
      windows.clear();
      exhausted.clear();
      Object.assign(rates, realRates);
    },
  };
}
