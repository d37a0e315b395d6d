import { beforeEach, describe, expect, it } from 'vitest';
import { storedHostHealth } from '../../../lib/engines/host-health';
import type { Diagnosis } from '../../../lib/model/diagnosis';
import type { HostHealth } from '../../../lib/model/ports';
import { openStore, type Store } from '../../../lib/store/database';
import { createWorld } from './world';

const minuteMs = 60_000;
const host = 'identity.xero.com';
const outage: Diagnosis = {
  cause: 'provider_outage',
  confidence: 0.9,
  action: 'wait',
  actor: 'provider',
  reconnectHelps: 'no',
  alternatives: [],
  rules: ['http-503'],
  facts: { code: 'secret-free' },
};

let nowMs = Date.UTC(2026, 10, 30, 9);
let store: Store;
let hosts: HostHealth;

const startWorker = (): HostHealth => storedHostHealth(store, { now: () => nowMs, random: () => 0.5 });
const fail = (subject: string, retryAfterMs?: number): Promise<void> =>
  hosts.silent(host, { subject, retryAfterMs, diagnosis: outage });

beforeEach(async () => {
  await createWorld();
  const opened = await openStore();
  if (!opened.ok) throw new Error(opened.problem);
  store = opened.value;
  await store.clear('state');
  hosts = startWorker();
});

describe('SEC-35 the health of hosts', () => {
  it('takes a host for down when three different grants get no answer in a row, and one alone for its own trouble', async () => {
    for (let attempt = 0; attempt < 5; attempt++) await fail('a');
    await fail('b');
    expect(await hosts.admit(host)).toEqual({ isOpen: true });
    await fail('c');
    expect(await hosts.admit(host)).toMatchObject({
      isOpen: false,
      diagnosis: { cause: 'provider_outage', facts: {} },
    });
    expect(await hosts.admit('api.xero.com')).toEqual({ isOpen: true });
  });

  it('forgot that one host was down when another went down at the same moment', async () => {
    const names = ['a.example', 'b.example'];
    const down = (subject: string): Promise<unknown> =>
      Promise.all(names.map((name) => hosts.silent(name, { subject, retryAfterMs: undefined, diagnosis: outage })));
    for (const subject of ['a', 'b', 'c']) await down(subject);
    const admitted = await Promise.all(names.map((name) => hosts.admit(name)));
    expect(admitted.map(({ isOpen }) => isOpen)).toEqual([false, false]);
  });

  it('begins to count again after each answer', async () => {
    await fail('a');
    await fail('b');
    await hosts.answered(host);
    await fail('c');
    expect(await hosts.admit(host)).toEqual({ isOpen: true });
  });

  it('lets one request at a time ask for all, every ten minutes at most', async () => {
    for (const subject of ['a', 'b', 'c']) await fail(subject);
    let asked = 0;
    const endMs = nowMs + 24 * 60 * minuteMs;
    while (nowMs < endMs) {
      const all = await Promise.all(Array.from({ length: 20 }, () => hosts.admit(host)));
      const open = all.filter(({ isOpen }) => isOpen);
      expect(open.length).toBeLessThanOrEqual(1);
      if (open.length === 1) {
        asked += 1;
        await fail('d');
      }
      const closed = all.find((admitted) => !admitted.isOpen);
      expect(closed?.isOpen === false ? closed.untilMs - nowMs : 0).toBeLessThanOrEqual(10 * minuteMs);
      nowMs += minuteMs;
    }
    expect(asked).toBeGreaterThan(24 * 6 - 10);
  });

  it('is known to a worker that has just started, and forgotten with the first answer', async () => {
    for (const subject of ['a', 'b', 'c']) await fail(subject);
    hosts = startWorker();
    expect(await hosts.admit(host)).toMatchObject({ isOpen: false });
    await hosts.answered(host);
    expect(hosts.takeRecovered()).toEqual([host]);
    expect(hosts.takeRecovered()).toEqual([]);
    hosts = startWorker();
    expect(await hosts.admit(host)).toEqual({ isOpen: true });
  });

  it('asks again after the worker that asked for all has died', async () => {
    for (const subject of ['a', 'b', 'c']) await fail(subject);
    nowMs += 10 * minuteMs;
    expect(await hosts.admit(host)).toEqual({ isOpen: true });
    expect(await hosts.admit(host)).toMatchObject({ isOpen: false });
    hosts = startWorker();
    expect(await hosts.admit(host)).toEqual({ isOpen: true });
  });

  it('keeps to Retry-After', async () => {
    for (const subject of ['a', 'b', 'c']) await fail(subject, 60 * minuteMs);
    nowMs += 59 * minuteMs;
    expect(await hosts.admit(host)).toMatchObject({ isOpen: false });
    nowMs += 5 * minuteMs;
    expect(await hosts.admit(host)).toEqual({ isOpen: true });
  });

  it('SEC-36 doubts a time that a wrong clock has set', async () => {
    nowMs += 3650 * 24 * 60 * minuteMs;
    for (const subject of ['a', 'b', 'c']) await fail(subject);
    nowMs -= 3650 * 24 * 60 * minuteMs;
    expect(await hosts.admit(host)).toEqual({ isOpen: true });
  });

  it('SEC-39 reads a damaged record as no host down', async () => {
    await store.put('state', { [host]: { untilMs: 'later' } }, 'hostsDown');
    expect(await startWorker().admit(host)).toEqual({ isOpen: true });
  });
});
