import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../lib/model/connection';
import { needRankFor } from '../../../lib/model/need';
import { putConnections } from '../../../lib/store/connections';
import { openStore, type Store } from '../../../lib/store/database';
import { countFixes, listEntries, listIncident } from '../../../lib/store/incidents';
import { aConnection, aDiagnosis, aFailing } from '../components/samples';

let store: Store;

beforeEach(async () => {
  const opened = await openStore();
  if (!opened.ok) throw new Error(opened.problem);
  store = opened.value;
  await store.clear('connections');
});

function named(name: string, changes: Partial<Connection> = {}): Partial<Connection> {
  return { id: name, tenantId: name, companyName: name, sortName: name.toLowerCase(), ...changes };
}

async function stored(...connections: Connection[]): Promise<void> {
  await putConnections(
    store,
    connections.map((connection) => ({
      connection: { ...connection, needRank: needRankFor(connection.status, connection.isPaused) },
    })),
  );
}

function ended(count: number, grantId: string): Connection[] {
  return Array.from({ length: count }, (_, place) =>
    aFailing(undefined, named(`${grantId} ${String(place).padStart(3, '0')}`, { grantId, hasGrantFailed: true })),
  );
}

describe('the list of entries', () => {
  it('shows twelve companies of one ended sign-in as one, and counts one thing to fix', async () => {
    await stored(...ended(12, 'g1'), aFailing(undefined, named('Alone')), aConnection(named('Fine')));
    const entries = await listEntries(store, 50);
    expect(entries.map(({ connection, count }) => [connection.companyName, count])).toEqual([
      ['g1 000', 12],
      ['Alone', 1],
      ['Fine', 1],
    ]);
    expect(entries[0]?.members).toHaveLength(12);
    expect(await countFixes(store)).toBe(2);
  });

  it('hides no other failure behind a large incident, and reads no more than fits the screen', async () => {
    await stored(...ended(300, 'g1'), aFailing(undefined, named('Zebra')));
    const entries = await listEntries(store, 50);
    expect(entries.map(({ count }) => count)).toEqual([300, 1]);
    expect(entries[0]?.members.length).toBeLessThanOrEqual(50);
    expect(entries[1]?.connection.companyName).toBe('Zebra');
  });

  it('keeps the order of need, then of name', async () => {
    await stored(
      aConnection(named('Paused', { isPaused: true })),
      aConnection(named('Works')),
      ...ended(2, 'g2'),
      aFailing(undefined, named('Bramley')),
      aFailing(undefined, named('Alder')),
      aFailing(aDiagnosis({ cause: 'rate_limited' }), named('Waits', { status: 'waiting' })),
    );
    const names = (await listEntries(store, 50)).map(({ connection }) => connection.companyName);
    expect(names).toEqual(['g2 000', 'Alder', 'Bramley', 'Waits', 'Works', 'Paused']);
    expect((await listEntries(store, 3)).length).toBe(3);
  });

  it('asks the index of failures alone when all is fine', async () => {
    await stored(...Array.from({ length: 200 }, (_, place) => aConnection(named(`Fine ${place}`))));
    expect(await store.countFromIndex('connections', 'byIncident')).toBe(0);
    expect(await countFixes(store)).toBe(0);
    expect(await listEntries(store, 50)).toHaveLength(50);
  });

  it('knows all connections of an incident, and only those', async () => {
    await stored(...ended(3, 'g1'), ...ended(2, 'g2'), aFailing(undefined, named('Alone')));
    const first = (await listEntries(store, 50)).find(({ count }) => count === 3)?.connection;
    if (!first) throw new Error('no incident');
    expect(await listIncident(store, first)).toEqual(['g1 000', 'g1 001', 'g1 002']);
    const alone = (await listEntries(store, 50)).find(({ connection }) => connection.id === 'Alone')?.connection;
    expect(alone && (await listIncident(store, alone))).toEqual(['Alone']);
  });

  it('forgets the incident with the failure', async () => {
    await stored(...ended(2, 'g1'));
    await stored(
      ...ended(2, 'g1').map((connection) => aConnection({ id: connection.id, sortName: connection.sortName })),
    );
    expect(await countFixes(store)).toBe(0);
  });
});
