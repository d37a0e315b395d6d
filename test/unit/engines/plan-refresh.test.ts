import { describe, expect, it } from 'vitest';
import { budgetAgainAtMs, isAccessFresh, planRefresh } from '../../../lib/engines/local/plan-refresh';
import type { Grant } from '../../../lib/model/grant';

const nowMs = Date.UTC(2026, 10, 30, 9);
const minuteMs = 60_000;

function plannedMinutes(lifeMinutes: number): number {
  const accessExpiresAtMs = nowMs + lifeMinutes * minuteMs;
  return (planRefresh({ accessExpiresAtMs, keepAliveMs: undefined, nowMs, clockOffsetMs: 0 }) - nowMs) / minuteMs;
}

function grantOf(lifeSec: number): Grant {
  return {
    id: 'g',
    providerId: 'own-books',
    environment: 'production',
    appId: 'own-books:production',
    scopes: [],
    version: 1,
    connectedAtMs: nowMs,
    accessExpiresAtMs: nowMs + lifeSec * 1000,
    refreshIssuedAtMs: nowMs,
    nextRefreshAtMs: nowMs,
    refreshFailures: 0,
  };
}

describe('SEC-35 planRefresh', () => {
  it.each([
    ['six hours (Sage Intacct)', 360, 355],
    ['an hour (QuickBooks Online)', 60, 55],
    ['half an hour (Xero)', 30, 25],
    ['ten minutes (Exact Online)', 10, 20],
    ['five minutes (Keycloak) were renewed every 30 s for ever', 5, 20],
    ['a minute', 1, 20],
    ['no time at all', 0, 20],
  ])('renews a token of %s', (_what, lifeMinutes, expected) => {
    expect(plannedMinutes(lifeMinutes)).toBe(expected);
  });

  it('does not leave a refresh token idle for weeks because the access token lives as long', () => {
    const accessExpiresAtMs = nowMs + 60 * 24 * 60 * minuteMs;
    const keepAliveMs = 24 * 60 * minuteMs;
    expect(planRefresh({ accessExpiresAtMs, keepAliveMs, nowMs, clockOffsetMs: 0 })).toBe(nowMs + keepAliveMs);
  });
});

describe('isAccessFresh', () => {
  it('uses a token of ten minutes into its last 30 s: Exact Online refuses a refresh that comes a second earlier', () => {
    expect(isAccessFresh(grantOf(600), nowMs + 571_000)).toBe(true);
    expect(isAccessFresh(grantOf(600), nowMs + 577_000)).toBe(false);
  });

  it('keeps a minute of a longer one', () => {
    expect(isAccessFresh(grantOf(3600), nowMs + 3_539_000)).toBe(true);
    expect(isAccessFresh(grantOf(3600), nowMs + 3_541_000)).toBe(false);
  });
});

describe('SEC-35 budgetAgainAtMs', () => {
  it('allows twelve in an hour', () => {
    const calls = Array.from({ length: 12 }, (_, call) => nowMs - (55 - call) * minuteMs);
    expect(budgetAgainAtMs(calls, nowMs)).toBe(nowMs + 5 * minuteMs);
    expect(budgetAgainAtMs(calls.slice(1), nowMs)).toBeUndefined();
    expect(budgetAgainAtMs(calls, nowMs + 5 * minuteMs)).toBeUndefined();
  });

  it('counts none that a wrong clock put into the future', () => {
    const calls = Array.from({ length: 12 }, () => nowMs + 90 * 24 * 60 * minuteMs);
    expect(budgetAgainAtMs(calls, nowMs)).toBeUndefined();
  });
});
