import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { neverMs } from '../../../lib/model/due';
import { connectedCadences } from '../../../lib/monitor/cadence';
import { toFreshness } from '../../../lib/monitor/freshness';
import { readCheckFacts } from '../../../lib/monitor/read-freshness';
import { openStore, type Store } from '../../../lib/store/database';
import { aConnection } from '../components/samples';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nowMs = Date.UTC(2026, 10, 22, 12, 0, 0);
const context = { nowMs, isOnline: true, awake: { sinceMs: 0, before: 'closed' as const } };
let store: Store;

beforeEach(async () => {
  const opened = await openStore();
  if (!opened.ok) throw new Error(opened.problem);
  store = opened.value;
  await Promise.all([store.clear('connections'), store.clear('state')]);
});

/** So many connections, checked evenly over the last hour and due an hour later; the first `late` ones are overdue. */
async function fill(count: number, late = 0): Promise<void> {
  const transaction = store.transaction('connections', 'readwrite');
  for (let place = 0; place < count; place += 1) {
    const checkedMs = nowMs - (place < late ? 3 * hourMs : (hourMs * (count - place)) / count);
    const name = `c${place}`;
    const times = { lastCheckedAtMs: checkedMs, lastSuccessAtMs: checkedMs, nextDueAtMs: checkedMs + hourMs };
    void transaction.store.put(aConnection({ id: name, tenantId: name, companyName: name, sortName: name, ...times }));
  }
  await transaction.done;
}

async function endRound(finishedAtMs: number): Promise<void> {
  const cadences = await connectedCadences({ store, now: () => nowMs });
  await store.put('state', { startedAtMs: finishedAtMs - 1000, finishedAtMs, cadences }, 'lastRound');
}

describe('reading how fresh the checks are', () => {
  it('names the oldest check of all where there are few', async () => {
    await fill(20);
    await endRound(nowMs);
    const facts = await readCheckFacts(store, nowMs);
    expect(toFreshness(facts, context)).toEqual({
      kind: 'fresh',
      isAll: true,
      groups: [{ providerIds: ['xero'], withinMs: hourMs }],
    });
  });

  it('reads fifty of 10,000 connections, and is never further from the oldest check than their spread', async () => {
    await fill(10_000);
    await endRound(nowMs);
    const facts = await readCheckFacts(store, nowMs);
    expect(facts.first).toHaveLength(50);
    expect(facts.counts.total).toBe(10_000);
    const freshness = toFreshness(facts, context);
    const withinMs = freshness.kind === 'fresh' ? (freshness.groups[0]?.withinMs ?? 0) : 0;
    expect(withinMs).toBeGreaterThanOrEqual(hourMs);
    expect(withinMs).toBeLessThanOrEqual(1.1 * hourMs);
  });

  it('counts what is late of 10,000 from the index', async () => {
    await fill(10_000, 1200);
    await endRound(nowMs - 2 * hourMs);
    const facts = await readCheckFacts(store, nowMs);
    expect(facts.first).toHaveLength(50);
    expect(toFreshness(facts, context)).toEqual({
      kind: 'stale',
      count: 1200,
      sinceMs: nowMs - 2 * hourMs,
      reason: undefined,
    });
  });

  it('does not weaken what it says of a few by a hundred paused ones', async () => {
    await fill(5);
    const transaction = store.transaction('connections', 'readwrite');
    for (let place = 0; place < 100; place += 1) {
      const of = { id: `p${place}`, tenantId: `p${place}`, isPaused: true, needRank: 5, nextDueAtMs: neverMs };
      void transaction.store.put(aConnection({ providerId: 'quickbooks', ...of }));
    }
    await transaction.done;
    await endRound(nowMs);
    const groups = [{ providerIds: ['xero'], withinMs: hourMs }];
    expect(toFreshness(await readCheckFacts(store, nowMs), context)).toEqual({ kind: 'fresh', isAll: true, groups });
  });

  it('knows the cadence of connected providers only', async () => {
    expect(await connectedCadences({ store, now: () => nowMs })).toEqual({});
    await fill(1);
    expect(await connectedCadences({ store, now: () => nowMs })).toEqual({ xero: hourMs });
  });

  it('takes no pause, and nothing that is over, for late', async () => {
    await store.put('connections', aConnection({ isPaused: true, needRank: 5, nextDueAtMs: neverMs }));
    expect(toFreshness(await readCheckFacts(store, nowMs), context)).toEqual({ kind: 'none' });
  });

  it('knows that a host is down', async () => {
    expect((await readCheckFacts(store, nowMs)).isHostDown).toBe(false);
    const diagnosis = { cause: 'provider_outage', confidence: 1, action: 'wait', actor: 'provider' };
    const down = { failures: 1, setAtMs: nowMs - minuteMs, untilMs: nowMs + minuteMs };
    const rest = { reconnectHelps: 'no', alternatives: [], rules: [], facts: {} };
    await store.put('state', { 'api.xero.com': { ...down, diagnosis: { ...diagnosis, ...rest } } }, 'hostsDown');
    expect((await readCheckFacts(store, nowMs)).isHostDown).toBe(true);
    // Its last connection was removed meanwhile: nobody has asked there since.
    expect((await readCheckFacts(store, nowMs + 2 * hourMs)).isHostDown).toBe(false);
  });
});
