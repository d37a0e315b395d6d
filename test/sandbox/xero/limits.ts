import type { SandboxClock } from '../core/clock.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export type LimitKind = 'minute' | 'day';

/** What a call of the accounting API finds on its counters (facts: 2.3, 2.4). */
export interface LimitAnswer {
  /** Set when the call is refused. */
  problem: { kind: LimitKind; retryAfterSec: number } | undefined;
  headers: Record<string, string>;
}

export interface Limits {
  /** Counts one call of an app for an organisation. */
  count(clientId: string, tenantId: string, dayLimit: number): LimitAnswer;
  /** Makes every call for an organisation be refused for so long. */
  exhaust(tenantId: string, kind: LimitKind, retryAfterSec: number): void;
  clear(): void;
}

interface Window {
  startedMs: number;
  used: number;
}

const perMinute = 60;
const perMinuteOfApp = 10_000;

export function createLimits(clock: Pick<SandboxClock, 'nowMs'>): Limits {
  const windows = new Map<string, Window>();
  const exhausted = new Map<string, { kind: LimitKind; untilMs: number }>();

  /** Calls made in the current window, this one not counted. */
  const open = (key: string, lengthMs: number): Window => {
    const known = windows.get(key);
    if (known && clock.nowMs() - known.startedMs < lengthMs && clock.nowMs() >= known.startedMs) return known;
    const fresh = { startedMs: clock.nowMs(), used: 0 };
    windows.set(key, fresh);
    return fresh;
  };

  return {
    count(clientId, tenantId, dayLimit) {
      const nowMs = clock.nowMs();
      const minute = open(`minute ${clientId} ${tenantId}`, minuteMs);
      const day = open(`day ${clientId} ${tenantId}`, dayMs);
      const app = open(`app ${clientId}`, minuteMs);
      const forced = exhausted.get(tenantId);
      const isForced = forced !== undefined && nowMs < forced.untilMs;

      let problem: LimitAnswer['problem'];
      if (isForced) problem = { kind: forced.kind, retryAfterSec: Math.ceil((forced.untilMs - nowMs) / 1000) };
      else if (day.used >= dayLimit) problem = { kind: 'day', retryAfterSec: secondsLeft(day, dayMs, nowMs) };
      else if (minute.used >= perMinute)
        problem = { kind: 'minute', retryAfterSec: secondsLeft(minute, minuteMs, nowMs) };
      if (!problem) for (const window of [minute, day, app]) window.used += 1;

      const headers: Record<string, string> = {
        'x-daylimit-remaining': String(problem?.kind === 'day' ? 0 : dayLimit - day.used),
        'x-minlimit-remaining': String(problem?.kind === 'minute' ? 0 : perMinute - minute.used),
        'x-appminlimit-remaining': String(perMinuteOfApp - app.used),
      };
      if (problem) {
        headers['x-rate-limit-problem'] = problem.kind;
        headers['retry-after'] = String(problem.retryAfterSec);
      }
      return { problem, headers };
    },
    exhaust(tenantId, kind, retryAfterSec) {
      exhausted.set(tenantId, { kind, untilMs: clock.nowMs() + retryAfterSec * 1000 });
    },
    clear() {
      windows.clear();
      exhausted.clear();
    },
  };
}

const secondsLeft = (window: Window, lengthMs: number, nowMs: number): number =>
  Math.max(1, Math.ceil((window.startedMs + lengthMs - nowMs) / 1000));
