import { beforeEach, describe, expect, it } from 'vitest';
import { isStoreWhole, type RestorePorts, restoreConnections } from '../../../lib/engines/local/restore-connections';
import { listByNeed, removeConnection } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { createWorld, json, storeGrant, type World } from './world';

const halfAnHourMs = 30 * 60_000;
const companies = [
  { id: 'link-1', tenantId: 't1', tenantType: 'ORGANISATION', tenantName: 'Alder' },
  { id: 'link-2', tenantId: 't2', tenantType: 'ORGANISATION', tenantName: 'Bramley' },
];

let world: World;
let ports: RestorePorts;

async function names(): Promise<string[]> {
  return (await listByNeed(ports.store, { offset: 0, limit: 10 })).map(({ companyName }) => companyName);
}

beforeEach(async () => {
  world = await createWorld();
  const store = await openStore();
  if (!store.ok) throw new Error('no store');
  ports = { ...world.ports, store: store.value, newId: () => crypto.randomUUID() };
  await store.value.clear('connections');
  await store.value.clear('state');
  await world.ports.vault.clear('grants');
});

describe('restoreConnections', () => {
  it('watches again what the sign-ins reach when the connections were lost', async () => {
    await storeGrant(world, halfAnHourMs);
    world.answer = () => json(200, companies);
    expect(await isStoreWhole(ports)).toBe(false);
    expect(await restoreConnections(ports)).toHaveLength(2);
    expect(await names()).toEqual(['Alder', 'Bramley']);
    expect(await isStoreWhole(ports)).toBe(true);
  });

  it('tries again at the next start when nobody answers, and does not take the store for whole meanwhile', async () => {
    await storeGrant(world, halfAnHourMs);
    world.answer = () => ({ answer: null, failure: 'TypeError: Failed to fetch' });
    expect(await restoreConnections(ports)).toEqual([]);
    expect(await isStoreWhole(ports)).toBe(false);
    world.answer = () => json(200, companies);
    expect(await restoreConnections(ports)).toHaveLength(2);
  });

  it('took the store for whole once one of two sign-ins was back, and never asked for the other again', async () => {
    for (const _each of companies) await storeGrant(world, halfAnHourMs);
    world.answer = () => (world.sent.length === 1 ? json(200, companies.slice(0, 1)) : json(503, {}));
    expect(await restoreConnections(ports)).toHaveLength(1);
    expect(await isStoreWhole(ports)).toBe(false);
    world.sent.length = 0;
    world.answer = () => json(200, companies.slice(1));
    expect(await restoreConnections(ports)).toHaveLength(1);
    expect(world.sent).toHaveLength(1);
    expect(await names()).toEqual(['Alder', 'Bramley']);
    expect(await isStoreWhole(ports)).toBe(true);
  });

  it('took a store that is restored in part for whole because one entry of its list was damaged', async () => {
    for (const _each of companies) await storeGrant(world, halfAnHourMs);
    world.answer = () => (world.sent.length === 1 ? json(200, companies.slice(0, 1)) : json(503, {}));
    await restoreConnections(ports);
    const left: unknown = await ports.store.get('state', 'grantsToRestore');
    await ports.store.put('state', [...(Array.isArray(left) ? left : []), 7], 'grantsToRestore');
    expect(await isStoreWhole(ports)).toBe(false);
    world.answer = () => json(200, companies.slice(1));
    expect(await restoreConnections(ports)).toHaveLength(1);
    expect(await isStoreWhole(ports)).toBe(true);
  });

  it('let one sign-in that throws stop all behind it (SEC-39)', async () => {
    for (const _each of companies) await storeGrant(world, halfAnHourMs);
    world.answer = () => {
      if (world.sent.length === 1) throw new Error('a bug');
      return json(200, companies);
    };
    expect(await restoreConnections(ports)).toHaveLength(2);
    expect(await isStoreWhole(ports)).toBe(false);
  });

  it('brings nothing back that a person removed', async () => {
    expect(await isStoreWhole(ports)).toBe(true);
    await storeGrant(world, halfAnHourMs);
    world.answer = () => json(200, companies);
    expect(await restoreConnections(ports)).toEqual([]);
    expect(world.sent).toEqual([]);
  });

  it('takes a store of an earlier version with connections in it for whole', async () => {
    await storeGrant(world, halfAnHourMs);
    world.answer = () => json(200, companies);
    const restored = await restoreConnections(ports);
    await ports.store.clear('state');
    expect(await isStoreWhole(ports)).toBe(true);
    for (const id of restored) await removeConnection(ports.store, id);
    expect(await restoreConnections(ports)).toEqual([]);
  });
});
