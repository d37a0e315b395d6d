import { beforeEach, describe, expect, it } from 'vitest';
import { watchCompanies } from '../../../lib/engines/local/watch-companies';
import type { AreaMatrix } from '../../../lib/model/area-check';
import type { Connection } from '../../../lib/model/connection';
import type { HttpOutcome } from '../../../lib/model/ports';
import { checkAreas } from '../../../lib/monitor/check-areas';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { readAreaMatrix } from '../../../lib/store/area-matrix';
import { findConnection } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { createWorld, json, presented, storeGrant, type World } from '../engines/world';

let world: World;
let ports: MonitorPorts;
let connection: Connection;
let denials: Record<string, HttpOutcome>;

const noReports = json(401, {
  Type: null,
  Title: 'Unauthorized',
  Status: 401,
  Detail: 'You are not permitted to access this resource without the reporting role or higher privileges.',
});

async function matrix(): Promise<AreaMatrix> {
  const found = await readAreaMatrix(ports.store, connection.id);
  if (!found) throw new Error('no matrix');
  return found;
}

function outcomes({ results }: AreaMatrix): Record<string, string> {
  return Object.fromEntries(results.map(({ areaId, outcome }) => [areaId, outcome]));
}

beforeEach(async () => {
  world = await createWorld();
  denials = {};
  world.answer = ({ url }) => denials[new URL(url).pathname.replace('/api.xro/2.0', '')] ?? json(200, { Ok: true });
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  ports = {
    ...world.ports,
    store: store.value,
    hasHosts: () => Promise.resolve(true),
    isOnline: () => true,
    wait: () => Promise.resolve(),
    whileChecking: (_ids, work) => work(),
    pageSigns: async () => [],
  };
  const grant = await storeGrant(world, 20 * 60_000);
  const tenant = { tenantId: crypto.randomUUID(), name: 'Fernhill' };
  const [id] = await watchCompanies({ store: ports.store, now: ports.now, newId: () => crypto.randomUUID() }, grant, [
    tenant,
  ]);
  const found = await findConnection(ports.store, id ?? '');
  if (!found) throw new Error('no connection');
  connection = found;
});

describe('checkAreas', () => {
  it('reads every area once, one after the other', async () => {
    await checkAreas(ports, connection, { areaIds: [], need: { isAskedFor: true } });
    const found = await matrix();
    expect(new Set(Object.values(outcomes(found)))).toEqual(new Set(['works']));
    expect(world.sent).toHaveLength(found.results.length);
    expect(found.finishedAtMs).toBeDefined();
  });

  it('renews a token that ended meanwhile once, also where that is refused with 400', async () => {
    const expired = json(400, { Title: 'Bad Request', Status: 400, Detail: 'TokenExpired: token expired' });
    world.answer = ({ url, headers }) => {
      if (url.endsWith('/connect/token'))
        return json(200, {
          access_token: 'access-1',
          token_type: 'Bearer',
          expires_in: 1800,
          refresh_token: 'refresh-1',
        });
      return headers.authorization === 'Bearer access-1' ? json(200, { Ok: true }) : expired;
    };
    await checkAreas(ports, connection, { areaIds: [], need: { isAskedFor: true } });
    expect(new Set(Object.values(outcomes(await matrix())))).toEqual(new Set(['works']));
    expect(presented(world)).toEqual(['refresh-0']);
  });

  it('tells a role that lacks the reports from everything else that works', async () => {
    for (const report of ['ProfitAndLoss', 'BalanceSheet', 'TrialBalance']) denials[`/Reports/${report}`] = noReports;
    await checkAreas(ports, connection, { areaIds: [], need: { isAskedFor: true } });
    const found = await matrix();
    expect(outcomes(found)).toMatchObject({
      organisation: 'works',
      invoices: 'works',
      profit_and_loss: 'denied',
      trial_balance: 'denied',
    });
    const row = found.results.find(({ areaId }) => areaId === 'profit_and_loss');
    expect(row?.diagnosis).toMatchObject({
      cause: 'user_permission_insufficient',
      actor: 'company_admin',
      reconnectHelps: 'no',
    });
  });

  it('asks only the areas a report needs', async () => {
    await checkAreas(ports, connection, { areaIds: ['organisation', 'profit_and_loss'], need: { isAskedFor: true } });
    expect(Object.keys(outcomes(await matrix()))).toEqual(['organisation', 'profit_and_loss']);
  });

  it('stops when the provider asks to wait, and leaves the rest untried', async () => {
    denials['/Contacts'] = json(429, '', { 'retry-after': '40', 'x-rate-limit-problem': 'minute' });
    await checkAreas(ports, connection, { areaIds: [], need: { isAskedFor: true } });
    const found = outcomes(await matrix());
    expect(found).toMatchObject({ organisation: 'works', contacts: 'failed', budgets: 'not_tried' });
    expect(world.sent).toHaveLength(3);
  });

  it('renews a token that runs out on the way, and goes on', async () => {
    let calls = 0;
    const expired = json(401, {
      Title: 'Unauthorized',
      Status: 401,
      Detail: 'TokenExpired: token expired at 11/22/2026 12:00:00',
    });
    const good = world.answer;
    world.answer = (request) => {
      if (request.url.endsWith('/connect/token')) {
        return json(200, { access_token: 'new', token_type: 'Bearer', expires_in: 1800, refresh_token: 'r' });
      }
      calls += 1;
      return calls === 2 ? expired : good(request);
    };
    await checkAreas(ports, connection, { areaIds: [], need: { isAskedFor: true } });
    expect(new Set(Object.values(outcomes(await matrix())))).toEqual(new Set(['works']));
  });
});
