import { beforeEach, describe, expect, it } from 'vitest';
import { watchCompanies } from '../../../lib/engines/local/watch-companies';
import type { Connection } from '../../../lib/model/connection';
import type { HttpOutcome } from '../../../lib/model/ports';
import { checkAreas } from '../../../lib/monitor/check-areas';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { quickbooks } from '../../../lib/providers/quickbooks/definition';
import { readAreaMatrix } from '../../../lib/store/area-matrix';
import { findConnection } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { createWorld, json, storeGrant, type World } from '../engines/world';

let world: World;
let ports: MonitorPorts;
let connection: Connection;
let pauses: number[];

const notInPlan: HttpOutcome = json(200, {
  Fault: {
    Error: [{ Message: 'Permission Denied Error', Detail: 'Permission Denied Error', code: '5020', element: '' }],
    type: 'ValidationFault',
  },
});

beforeEach(async () => {
  world = await createWorld();
  pauses = [];
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  ports = {
    ...world.ports,
    store: store.value,
    hasHosts: () => Promise.resolve(true),
    isOnline: () => true,
    wait: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
    whileChecking: (_ids, work) => work(),
    pageSigns: async () => [],
  };
  const about = { providerId: 'quickbooks', appId: 'quickbooks:production' };
  const grant = await storeGrant(world, 20 * 60_000, about);
  const tenant = { tenantId: String(Math.floor(Math.random() * 1e15)), name: 'Fernhill' };
  const [id] = await watchCompanies({ store: ports.store, now: ports.now, newId: () => crypto.randomUUID() }, grant, [
    tenant,
  ]);
  const found = await findConnection(ports.store, id ?? '');
  if (!found) throw new Error('no connection');
  connection = found;
});

describe('checking the areas of a provider that meters reads and limits them', () => {
  it('stays below ten requests a second, and counts each read once', async () => {
    world.answer = () => json(200, { QueryResponse: { totalCount: 1 } });
    await checkAreas(ports, connection, { areaIds: [], need: { isAskedFor: true } });
    const { length } = quickbooks.areas;
    expect(world.sent).toHaveLength(length);
    expect(pauses).toEqual(Array.from({ length: length - 1 }, () => quickbooks.areaPauseMs));
    expect(1000 / (quickbooks.areaPauseMs ?? 0)).toBeLessThan(10);
    expect(world.counted).toEqual(Array.from({ length }, () => 'quickbooks:production'));
  });

  it('sees a refusal inside a good status as what it is', async () => {
    world.answer = ({ url }) => (url.includes('Bill') ? notInPlan : json(200, { QueryResponse: { totalCount: 1 } }));
    await checkAreas(ports, connection, { areaIds: ['invoices', 'bills'], need: { isAskedFor: true } });
    const results = (await readAreaMatrix(ports.store, connection.id))?.results ?? [];
    expect(results.map(({ areaId, outcome }) => [areaId, outcome])).toEqual([
      ['invoices', 'works'],
      ['bills', 'not_in_plan'],
    ]);
  });
});
