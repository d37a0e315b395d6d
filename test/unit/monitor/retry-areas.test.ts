import { beforeEach, describe, expect, it } from 'vitest';
import { repairedConnection } from '../../../lib/engines/connection-record';
import { watchCompanies } from '../../../lib/engines/local/watch-companies';
import type { AreaMatrix, AreaResult } from '../../../lib/model/area-check';
import type { Connection } from '../../../lib/model/connection';
import type { Grant } from '../../../lib/model/grant';
import type { HttpOutcome } from '../../../lib/model/ports';
import { checkAreas, retryFailedAreas } from '../../../lib/monitor/check-areas';
import { applyOutcome } from '../../../lib/monitor/outcome';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { readAreaMatrix } from '../../../lib/store/area-matrix';
import { changeConnections, findConnection } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { listHistory } from '../../../lib/store/history';
import { createWorld, json, storeGrant, type World } from '../engines/world';

const minuteMs = 60_000;
let world: World;
let ports: MonitorPorts;
let grant: Grant;
let id: string;
let denials: Record<string, HttpOutcome>;

const noReports = json(401, {
  Type: null,
  Title: 'Unauthorized',
  Status: 401,
  Detail: 'You are not permitted to access this resource without the reporting role or higher privileges.',
});
const reports = ['ProfitAndLoss', 'BalanceSheet', 'TrialBalance'];

async function connection(): Promise<Connection> {
  const found = await findConnection(ports.store, id);
  if (!found) throw new Error('no connection');
  return found;
}

async function matrix(): Promise<AreaMatrix> {
  const found = await readAreaMatrix(ports.store, id);
  if (!found) throw new Error('no matrix');
  return found;
}

async function row(areaId: string): Promise<AreaResult | undefined> {
  return (await matrix()).results.find((result) => result.areaId === areaId);
}

function paths(): string[] {
  return world.sent.map(({ url }) => new URL(url).pathname.replace('/api.xro/2.0', ''));
}

async function areaEvents(): Promise<[string, string | undefined][]> {
  const events = await listHistory(ports.store, id, { limit: 50 });
  return events.filter(({ kind }) => kind.startsWith('area_')).map(({ kind, detail }) => [kind, detail]);
}

/** A sign-in that succeeded, one minute later; the check after it went well. */
async function reconnect(): Promise<void> {
  world.nowMs += minuteMs;
  await changeConnections(ports.store, [id], (current) => ({
    connection: repairedConnection(current, undefined, grant, world.nowMs),
  }));
  world.nowMs += minuteMs;
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
  grant = await storeGrant(world, 20 * minuteMs);
  const tenant = { tenantId: crypto.randomUUID(), name: 'Fernhill' };
  const watched = { store: ports.store, now: ports.now, newId: () => crypto.randomUUID() };
  [id = ''] = await watchCompanies(watched, grant, [tenant]);
  const context = { nowMs: world.nowMs, everyMs: 60 * minuteMs, random: () => 0.5 };
  await changeConnections(ports.store, [id], (current) => applyOutcome(current, { kind: 'works', asked: [] }, context));
  for (const report of reports) denials[`/Reports/${report}`] = noReports;
  await checkAreas(ports, await connection(), { areaIds: [], need: { isAskedFor: true } });
  world.sent.length = 0;
});

describe('retryFailedAreas', () => {
  it('asks again for what failed, and for nothing else', async () => {
    await reconnect();
    await retryFailedAreas(ports, id, { isAskedFor: true });
    expect(paths()).toEqual(reports.map((report) => `/Reports/${report}`));
    expect((await matrix()).results.length).toBeGreaterThan(5);
    expect(await row('organisation')).toEqual({ areaId: 'organisation', outcome: 'works' });
  });

  it('takes a sign-in that changed nothing as evidence that the connection is fine (the Amalgam rule)', async () => {
    const before = await row('profit_and_loss');
    expect(before?.diagnosis?.rules).not.toContain('history-reconnect-did-not-help');
    await reconnect();
    await retryFailedAreas(ports, id, { isAskedFor: true });
    const after = await row('profit_and_loss');
    expect(after).toMatchObject({
      retried: 'still',
      failingSinceMs: before?.failingSinceMs,
      diagnosis: { cause: 'user_permission_insufficient', reconnectHelps: 'no' },
    });
    expect(after?.diagnosis?.rules).toContain('history-reconnect-did-not-help');
    const remaining = new Set(['plan_restricted', 'provider_outage']);
    const others = after?.diagnosis?.alternatives.map(({ cause }) => cause) ?? [];
    expect(others.filter((cause) => remaining.has(cause))).toEqual([...remaining]);
  });

  it('leaves a bare refusal to permission, data of the plan and a passing fault, in that order', async () => {
    const bare = json(403, { Title: 'Forbidden', Status: 403, Detail: 'Forbidden' });
    for (const report of reports) denials[`/Reports/${report}`] = bare;
    await reconnect();
    await retryFailedAreas(ports, id, { isAskedFor: true });
    const diagnosis = (await row('trial_balance'))?.diagnosis;
    const ranked = [diagnosis?.cause, ...(diagnosis?.alternatives ?? []).map(({ cause }) => cause)];
    const remaining = ranked.filter((cause) =>
      ['user_permission_insufficient', 'plan_restricted', 'provider_outage'].includes(cause ?? ''),
    );
    expect(remaining).toEqual(['user_permission_insufficient', 'plan_restricted', 'provider_outage']);
    expect(diagnosis?.reconnectHelps).toBe('no');
  });

  it('says fixed when the right was given, and writes both into the history', async () => {
    await reconnect();
    await retryFailedAreas(ports, id, { isAskedFor: true });
    denials = {};
    world.nowMs += minuteMs;
    await retryFailedAreas(ports, id, { isAskedFor: true });
    expect(await row('profit_and_loss')).toEqual({ areaId: 'profit_and_loss', outcome: 'works', retried: 'fixed' });
    const events = await areaEvents();
    expect(events.filter(([kind]) => kind === 'area_fixed').map(([, area]) => area)).toEqual(
      expect.arrayContaining(['profit_and_loss', 'balance_sheet', 'trial_balance']),
    );
    expect(events.filter(([kind, area]) => kind === 'area_failed' && area === 'profit_and_loss')).toHaveLength(2);
  });

  it('asks nothing when everything works, and nothing while the connection does not', async () => {
    await changeConnections(ports.store, [id], (current) => ({ connection: { ...current, status: 'needs_you' } }));
    await retryFailedAreas(ports, id, { isAskedFor: true });
    expect(world.sent).toEqual([]);
    await changeConnections(ports.store, [id], (current) => ({ connection: { ...current, status: 'connected' } }));
    denials = {};
    await retryFailedAreas(ports, id, { isAskedFor: true });
    world.sent.length = 0;
    await retryFailedAreas(ports, id, { isAskedFor: true });
    expect(world.sent).toEqual([]);
  });

  it('keeps what it knew when the provider asks to wait', async () => {
    denials['/Reports/ProfitAndLoss'] = json(429, '', { 'retry-after': '40', 'x-rate-limit-problem': 'minute' });
    await retryFailedAreas(ports, id, { isAskedFor: true });
    expect((await row('profit_and_loss'))?.diagnosis?.cause).toBe('rate_limited');
    expect((await row('balance_sheet'))?.diagnosis?.cause).toBe('user_permission_insufficient');
    expect(paths()).toEqual(['/Reports/ProfitAndLoss']);
  });
});
