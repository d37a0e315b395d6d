import { beforeEach, describe, expect, it } from 'vitest';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { readRoundTimes } from '../../../lib/monitor/round-times';
import { runDue } from '../../../lib/monitor/run-due';
import { openStore } from '../../../lib/store/database';
import { countUnreadable, listUnreadableGrants } from '../../../lib/store/unreadable';
import { countUnreadableGrants } from '../../../lib/vault/grants';
import { aConnection } from '../components/samples';
import { createWorld, storeGrant, type World } from '../engines/world';

const dayMs = 24 * 60 * 60_000;
let world: World;
let ports: MonitorPorts;

beforeEach(async () => {
  world = await createWorld();
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  ports = {
    ...world.ports,
    store: store.value,
    hasHosts: async () => true,
    isOnline: () => true,
    wait: async () => undefined,
    whileChecking: (_ids, work) => work(),
    pageSigns: async () => [],
  };
  await Promise.all([store.value.clear('connections'), store.value.clear('state'), ports.vault.clear('grants')]);
});

/** Stores a connection whose record cannot be read. */
async function damagedConnection(id: string, nextDueAtMs: number): Promise<void> {
  await ports.store.put('connections', Object.assign(aConnection({ id, nextDueAtMs }), JSON.parse('{"tenantId":7}')));
}

/** Stores a grant whose record cannot be read. */
async function damagedGrant(nextRefreshAtMs: number): Promise<string> {
  const grant = await storeGrant(world, dayMs, { nextRefreshAtMs });
  const stored = await ports.vault.get('grants', grant.id);
  if (!stored) throw new Error('no grant is stored');
  await ports.vault.put('grants', { ...stored, grant: Object.assign(grant, JSON.parse('{"providerId":7}')) });
  return grant.id;
}

describe('records that cannot be read (SEC-39)', () => {
  it('are counted when a round meets them, however long the list is', async () => {
    // The sweep of this day has been made already.
    await ports.store.put('state', world.nowMs, 'sweptAtMs');
    await damagedConnection('a', world.nowMs - 1);
    const grantId = await damagedGrant(world.nowMs - 1);
    await runDue(ports, 0);
    expect(await countUnreadable(ports.store)).toBe(1);
    expect(await listUnreadableGrants(ports.store)).toEqual([grantId]);
    expect(await countUnreadableGrants(ports.vault, [grantId, 'gone'])).toBe(1);
  });

  it('are counted by the daily sweep where they are never due', async () => {
    await damagedConnection('a', world.nowMs + dayMs);
    await damagedGrant(world.nowMs + dayMs);
    await runDue(ports, 0);
    expect(await countUnreadable(ports.store)).toBe(1);
    expect(await listUnreadableGrants(ports.store)).toHaveLength(1);
  });

  it('are counted no longer once the sweep can read them', async () => {
    await damagedConnection('a', world.nowMs - 1);
    await runDue(ports, 0);
    await ports.store.put('connections', aConnection({ id: 'a' }));
    world.nowMs += dayMs;
    await runDue(ports, 0);
    expect(await ports.store.get('state', 'unreadable')).toEqual({ connections: [], grants: [] });
  });
});

describe('a finished round', () => {
  it('keeps how often each connected provider is checked, for what is said of large lists (UX-10)', async () => {
    await ports.store.put('connections', aConnection({ nextDueAtMs: world.nowMs + dayMs }));
    await ports.store.put('state', world.nowMs, 'sweptAtMs');
    await runDue(ports, 0);
    expect(await readRoundTimes(ports)).toEqual({
      startedAtMs: world.nowMs,
      finishedAtMs: world.nowMs,
      cadences: { xero: 60 * 60_000 },
    });
  });

  it('of an earlier version, which kept no cadences, is read all the same', async () => {
    await ports.store.put('state', { startedAtMs: 1, finishedAtMs: 2 }, 'lastRound');
    expect(await readRoundTimes(ports)).toEqual({ startedAtMs: 1, finishedAtMs: 2 });
  });
});
