import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { nextWakeUpMs } from '../../../lib/monitor/next-wake-up';
import { runDue, wakeSpreadMs } from '../../../lib/monitor/run-due';
import { countByStatus, countNeedingYou, findConnection, listDue } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { countFixes } from '../../../lib/store/incidents';
import { openVault } from '../../../lib/vault/database';
import { countReads } from '../../bench/count-reads';
import { type Fleet, type FleetSize, storeFleet } from '../../bench/fleet';
import { localLocks, seededRandom } from '../../bench/one-context';
import { createVirtualTime, type VirtualTime } from '../../bench/virtual-time';

const minuteMs = 60_000;

/** Storing 10,000 records takes two seconds of a processor, and longer where it has other things to do. */
const timeoutMs = 120_000;

async function fleetAt(time: VirtualTime, size: FleetSize, latencyMs: number): Promise<Fleet> {
  const [store, vault] = [await openStore(), await openVault()];
  if (!store.ok || !vault.ok) throw new Error('no databases');
  const ports = { store: store.value, vault: vault.value, random: seededRandom(1), withLock: localLocks(), ...time };
  return storeFleet(ports, size, latencyMs);
}

const startMs = Date.UTC(2026, 10, 22, 8);

/** Records and keys that one wake-up reads, with what the badge and the alarm need after it. */
async function readsOf(fleet: Fleet, time: VirtualTime, needsRefresh: boolean): Promise<number> {
  await fleet.makeDue(needsRefresh);
  const ports = fleet.ports();
  const reads = countReads();
  try {
    await time.run(() => runDue(ports, 0));
    await Promise.all([countFixes(ports.store), countNeedingYou(ports.store), nextWakeUpMs(ports)]);
  } finally {
    reads.restore();
  }
  expect((await listDue(ports.store, ports.now(), 1)).connections).toEqual([]);
  return reads.count();
}

/** What wake-ups with ten connections due read, by how it is with these. */
async function readsOfWakeUps(stored: number): Promise<Record<string, number>> {
  const time = createVirtualTime(startMs);
  const fleet = await fleetAt(time, { stored, due: 10, grants: 'own' }, 0);
  const { store } = fleet.ports();
  const well = await readsOf(fleet, time, false);
  const refreshed = await readsOf(fleet, time, true);
  fleet.refused.add((await findConnection(store, fleet.dueIds[0] ?? ''))?.tenantId ?? '');
  return { well, refreshed, refused: await readsOf(fleet, time, false) };
}

describe('a wake-up with ten connections due', () => {
  it(
    'reads at most twice the records with 10,000 stored, also when grants are due, or one company is refused',
    async () => {
      const [few, many] = [await readsOfWakeUps(100), await readsOfWakeUps(10_000)];
      for (const [name, reads] of Object.entries(few)) expect(many[name]).toBeLessThanOrEqual(2 * reads);
    },
    timeoutMs,
  );

  it(
    'does not read all the connections of their grant',
    async () => {
      const reads: number[] = [];
      for (const stored of [100, 2000]) {
        const time = createVirtualTime(startMs);
        reads.push(await readsOf(await fleetAt(time, { stored, due: 10, grants: 'one' }, 0), time, false));
      }
      const [few = 0, many] = reads;
      expect(many).toBeLessThanOrEqual(2 * few);
    },
    timeoutMs,
  );
});

describe('a grant with many connections that is over', () => {
  it(
    'read the whole provider for each of them: reads each record a few times (SEC-34)',
    async () => {
      const time = createVirtualTime(startMs);
      const fleet = await fleetAt(time, { stored: 400, due: 10, grants: 'one' }, 0);
      fleet.ended.add('one');
      expect(await readsOf(fleet, time, true)).toBeLessThan(8 * 400);
      const { store } = fleet.ports();
      expect((await countByStatus(store)).needs_you).toBe(
        (await store.count('connections')) - (await countByStatus(store)).paused,
      );
    },
    timeoutMs,
  );
});

describe('a wake-up after a night', () => {
  it(
    'does 1,000 grants and connections that are due within five minutes, four requests at once per host, and asks for nothing twice (SEC-36)',
    async () => {
      const time = createVirtualTime(startMs);
      const fleet = await fleetAt(time, { stored: 1000, due: 1000, grants: 'own' }, 300);
      await fleet.makeDue(true);
      const ports = fleet.ports();
      const tookMs = await time.run(() => runDue(ports, wakeSpreadMs));
      expect((await listDue(ports.store, time.now(), 1)).connections).toEqual([]);
      expect(Object.fromEntries(fleet.asked)).toEqual({
        '/connect/token': 1000,
        '/connections': 1000,
        '/api.xro/2.0/Organisation': 1000,
      });
      expect(fleet.mostAtOnce()).toBe(4);
      expect(tookMs).toBeLessThanOrEqual(5 * minuteMs);
    },
    timeoutMs,
  );
});
