import { beforeEach, describe, expect, it } from 'vitest';
import { repairedConnection } from '../../../lib/engines/connection-record';
import type { Connection } from '../../../lib/model/connection';
import { nextWakeUpMs } from '../../../lib/monitor/next-wake-up';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { checkConnections, runDue } from '../../../lib/monitor/run-due';
import { changeConnections, countByStatus } from '../../../lib/store/connections';
import { listHistory } from '../../../lib/store/history';
import { countFixes } from '../../../lib/store/incidents';
import { findGrant } from '../../../lib/vault/grants';
import { json, presented, type World } from '../engines/world';
import { createWatchedFirm, type WatchedFirm, type XeroAnswers } from './watched-firm';

const minuteMs = 60_000;
let firm: WatchedFirm;
let world: World;
let ports: MonitorPorts;
let books: XeroAnswers;

const forbidden = json(403, {
  Type: null,
  Title: 'Forbidden',
  Status: 403,
  Detail: 'AuthenticationUnsuccessful',
  Instance: 'i',
});

const watch = (tenantIds: readonly string[], accessLeftMs: number): Promise<Connection[]> =>
  firm.watch(tenantIds, accessLeftMs);
const current = (ids: readonly string[]): Promise<Connection[]> => firm.current(ids);

beforeEach(async () => {
  firm = await createWatchedFirm();
  ({ world, ports, answers: books } = firm);
});

describe('runDue', () => {
  it('checks what is due and says connected only after a real call (UX-06)', async () => {
    const [fernhill] = await watch(['fernhill'], 20 * minuteMs);
    expect(fernhill?.status).toBe('unknown');
    await runDue(ports, 0);
    const [after] = await current([fernhill?.id ?? '']);
    expect(after).toMatchObject({
      status: 'connected',
      companyName: 'fernhill Ltd',
      company: { screenKey: '!fernhill', plan: 'GROW' },
    });
    expect(world.sent.map((request) => new URL(request.url).pathname)).toEqual([
      '/connections',
      '/api.xro/2.0/Organisation',
    ]);
  });

  it('asks nothing for connections that are not due', async () => {
    await watch(['a', 'b', 'c'], 20 * minuteMs);
    await runDue(ports, 0);
    world.sent.length = 0;
    world.nowMs += minuteMs;
    await runDue(ports, 0);
    expect(world.sent).toEqual([]);
  });

  it('refreshes once and lists once for all companies of one person', async () => {
    await watch(['a', 'b', 'c', 'd', 'e'], -minuteMs);
    await runDue(ports, 0);
    expect(presented(world)).toEqual(['refresh-0']);
    expect(await countByStatus(ports.store)).toMatchObject({ connected: 5, total: 5 });
  });

  it('“Check all” beside a running round read everything twice, also where reads are metered: each company is read once', async () => {
    const all = await watch(['a', 'b', 'c'], 60 * minuteMs);
    await Promise.all([runDue(ports, 0), checkConnections(ports, all, { isAskedFor: true })]);
    const reads = world.sent.filter(({ url }) => url.endsWith('/Organisation'));
    expect(reads.map(({ headers }) => headers['xero-tenant-id']).sort()).toEqual(['a', 'b', 'c']);
    expect(await countByStatus(ports.store)).toMatchObject({ connected: 3 });
  });

  it('refreshes before the access token ends, without disturbing anybody', async () => {
    const [fernhill] = await watch(['fernhill'], 20 * minuteMs);
    await runDue(ports, 0);
    world.nowMs += 16 * minuteMs;
    await runDue(ports, 0);
    expect(presented(world)).toEqual(['refresh-0']);
    expect((await current([fernhill?.id ?? '']))[0]?.status).toBe('connected');
  });

  it('refreshes once, silently, when a token is refused as expired before its time', async () => {
    const [fernhill] = await watch(['fernhill'], 20 * minuteMs);
    books.organisation = () =>
      presented(world).length === 0
        ? json(401, {
            Title: 'Unauthorized',
            Status: 401,
            Detail: 'TokenExpired: token expired at 11/22/2026 11:00:00',
          })
        : json(200, { Organisations: [{ Name: 'Fernhill Ltd' }] });
    await runDue(ports, 0);
    expect(presented(world)).toEqual(['refresh-0']);
    expect((await current([fernhill?.id ?? '']))[0]?.status).toBe('connected');
  });

  it('asks for a new token at once when a person asks, although the last try has just failed (SEC-35)', async () => {
    const [fernhill] = await watch(['fernhill'], 20 * minuteMs);
    const good = books.token;
    const expired = json(401, { Title: 'Unauthorized', Status: 401, Detail: 'TokenExpired: token expired' });
    books.token = () => json(503, {});
    books.organisation = () => expired;
    await runDue(ports, 0);
    const [waiting] = await current([fernhill?.id ?? '']);
    expect(waiting?.status).toBe('waiting');
    books.token = good;
    books.organisation = () => (presented(world).length > 1 ? json(200, { Organisations: [{ Name: 'F' }] }) : expired);
    await checkConnections(ports, waiting ? [waiting] : [], {});
    expect(presented(world)).toHaveLength(1);
    await checkConnections(ports, waiting ? [waiting] : [], { isAskedFor: true });
    expect(presented(world)).toHaveLength(2);
    expect((await current([fernhill?.id ?? '']))[0]?.status).toBe('connected');
  });

  it('finds with the free call of a refresh that a company was disconnected, and asks why', async () => {
    const [kept, gone] = await watch(['kept', 'gone'], 20 * minuteMs);
    await runDue(ports, 0);
    books.listed = ['kept'];
    books.organisation = (tenantId) =>
      tenantId === 'gone' ? forbidden : json(200, { Organisations: [{ Name: tenantId }] });
    world.nowMs += 16 * minuteMs;
    await runDue(ports, 0);
    const [keptAfter, goneAfter] = await current([kept?.id ?? '', gone?.id ?? '']);
    expect(keptAfter?.status).toBe('connected');
    expect(goneAfter).toMatchObject({
      status: 'needs_you',
      diagnosis: { cause: 'tenant_unavailable', action: 'reconnect' },
    });
  });

  it('tells a revoked grant from a lost one and stops asking', async () => {
    const [fernhill] = await watch(['fernhill'], -minuteMs);
    books.token = () => json(400, { error: 'invalid_grant' });
    await runDue(ports, 0);
    const [after] = await current([fernhill?.id ?? '']);
    expect(after?.status).toBe('needs_you');
    expect(after?.diagnosis?.reconnectHelps).toBe('yes');
    const grant = await findGrant(ports.vault, after?.grantId ?? '');
    expect(grant?.deadSinceMs).toBeDefined();
    world.nowMs += 48 * 60 * minuteMs;
    await runDue(ports, 0);
    expect(presented(world)).toEqual(['refresh-0']);
    expect(await nextWakeUpMs(ports)).toBe(world.nowMs + 24 * 60 * minuteMs);
  });

  it('tells every company of a grant that it ended, also when only one of them was asked about', async () => {
    const all = await watch(['a', 'b', 'c'], 20 * minuteMs);
    await runDue(ports, 0);
    world.nowMs += 21 * minuteMs;
    books.token = () => json(400, { error: 'invalid_grant' });
    const [first] = await current(all.map(({ id }) => id));
    if (!first) throw new Error('nothing is watched');
    await checkConnections(ports, [first], { isAskedFor: true });
    const after = await current(all.map(({ id }) => id));
    expect(after.map(({ status, hasGrantFailed }) => [status, hasGrantFailed])).toEqual([
      ['needs_you', true],
      ['needs_you', true],
      ['needs_you', true],
    ]);
    expect(await countFixes(ports.store)).toBe(1);
  });

  it('asks for a refresh when all companies of a grant are gone at once: access may outlive its grant', async () => {
    const all = await watch(['a', 'b', 'c'], 60 * minuteMs);
    await runDue(ports, 0);
    world.sent.length = 0;
    books.listed = [];
    books.organisation = () => forbidden;
    books.token = () => json(400, { error: 'invalid_grant' });
    await checkConnections(ports, await current(all.map(({ id }) => id)), { isAskedFor: true });
    const after = await current(all.map(({ id }) => id));
    expect(after.map(({ hasGrantFailed }) => hasGrantFailed)).toEqual([true, true, true]);
    expect(presented(world)).toHaveLength(1);
    expect(await countFixes(ports.store)).toBe(1);
  });

  it('tells also those that were still read well while the grant ended: nobody would ask for them again', async () => {
    const all = await watch(['a', 'b'], 60 * minuteMs);
    await runDue(ports, 0);
    books.organisation = (tenantId) =>
      tenantId === 'a'
        ? json(200, { Organisations: [{ Name: 'a' }] })
        : json(401, {
            Title: 'Unauthorized',
            Status: 401,
            Detail: 'TokenExpired: token expired at 11/25/2026 10:00:00',
          });
    books.token = () => json(400, { error: 'invalid_grant' });
    await checkConnections(ports, await current(all.map(({ id }) => id)), { isAskedFor: true });
    const after = await current(all.map(({ id }) => id));
    expect(after.map(({ status, hasGrantFailed }) => [status, hasGrantFailed])).toEqual([
      ['needs_you', true],
      ['needs_you', true],
    ]);
    expect(await countFixes(ports.store)).toBe(1);
  });

  it('asks for no refresh when only some companies of a grant are gone', async () => {
    const all = await watch(['a', 'b', 'c'], 60 * minuteMs);
    await runDue(ports, 0);
    world.sent.length = 0;
    books.listed = ['a'];
    books.organisation = (tenantId) => (tenantId === 'a' ? json(200, { Organisations: [{ Name: 'a' }] }) : forbidden);
    await checkConnections(ports, await current(all.map(({ id }) => id)), { isAskedFor: true });
    const after = await current(all.map(({ id }) => id));
    expect(after.map(({ diagnosis }) => diagnosis?.cause)).toEqual([
      undefined,
      'tenant_unavailable',
      'tenant_unavailable',
    ]);
    expect(presented(world)).toEqual([]);
    expect(await countFixes(ports.store)).toBe(2);
  });

  it('SEC-35 never says reconnect because of an outage, and keeps the grant', async () => {
    const [fernhill] = await watch(['fernhill'], -minuteMs);
    books.token = () => ({
      answer: { status: 503, headers: {}, body: 'The Xero API is temporarily unavailable' },
      failure: null,
    });
    await runDue(ports, 0);
    const [after] = await current([fernhill?.id ?? '']);
    expect(after).toMatchObject({ status: 'waiting', diagnosis: { cause: 'provider_outage', reconnectHelps: 'no' } });
    expect((await findGrant(ports.vault, after?.grantId ?? ''))?.deadSinceMs).toBeUndefined();
  });

  it('SEC-35 stays within 12 token requests an hour while the provider is down', async () => {
    await watch(['a', 'b', 'c'], -minuteMs);
    books.token = () => ({ answer: { status: 503, headers: {}, body: '' }, failure: null });
    for (let minute = 0; minute < 60; minute++) {
      await runDue(ports, 0);
      world.nowMs += minuteMs;
    }
    expect(presented(world).length).toBeLessThanOrEqual(12);
    expect(presented(world).length).toBeGreaterThan(3);
  });

  it('does nothing while the device is offline, and takes it up afterwards', async () => {
    const [fernhill] = await watch(['fernhill'], 20 * minuteMs);
    firm.isOnline = false;
    await runDue(ports, 0);
    expect(world.sent).toEqual([]);
    expect((await current([fernhill?.id ?? '']))[0]?.failingSinceMs).toBeUndefined();
    firm.isOnline = true;
    await runDue(ports, 0);
    expect((await current([fernhill?.id ?? '']))[0]?.status).toBe('connected');
  });

  it('SEC-36 spreads the work of many grants after waking up', async () => {
    for (const tenantId of ['a', 'b', 'c', 'd']) await watch([tenantId], 20 * minuteMs);
    let step = 0;
    await runDue({ ...ports, random: () => (step++ % 10) / 10 }, 30_000);
    expect(firm.waits.filter((ms) => ms > 0).length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...firm.waits)).toBeLessThanOrEqual(30_000);
  });

  it('SEC-36 spread the work of a wake-up per item: the more was due, the longer everything took', async () => {
    for (let place = 0; place < 40; place += 1) await watch([`t${place}`], -minuteMs);
    let sleepers: { untilMs: number; wake(): void }[] = [];
    const wait = (ms: number): Promise<void> =>
      new Promise((wake) => {
        sleepers.push({ untilMs: world.nowMs + ms, wake });
      });
    const startMs = world.nowMs;
    let isOver = false;
    const round = runDue({ ...ports, wait }, 120_000).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      const nextMs = Math.min(...sleepers.map(({ untilMs }) => untilMs));
      if (sleepers.length === 0) continue;
      world.nowMs = Math.max(world.nowMs, nextMs);
      for (const { wake } of sleepers.filter(({ untilMs }) => untilMs <= world.nowMs)) wake();
      sleepers = sleepers.filter(({ untilMs }) => untilMs > world.nowMs);
    }
    await round;
    expect(world.nowMs - startMs).toBeLessThanOrEqual(120_000);
    expect(world.nowMs).toBeGreaterThan(startMs);
    expect(presented(world)).toHaveLength(40);
  });

  it('SEC-72 holds connections whose site permission was taken away, without asking the provider', async () => {
    const [fernhill] = await watch(['fernhill'], -minuteMs);
    ports = { ...ports, hasHosts: () => Promise.resolve(false) };
    await runDue(ports, 0);
    expect((await current([fernhill?.id ?? '']))[0]).toMatchObject({ hold: 'no_permission', status: 'needs_you' });
    expect(world.sent).toEqual([]);
    expect(await nextWakeUpMs(ports)).toBe(world.nowMs + 24 * 60 * minuteMs);
  });

  it('after a sign-in that did not help says what is next most likely, and forgets all when it works', async () => {
    const [fernhill] = await watch(['fernhill'], 60 * minuteMs);
    if (!fernhill) throw new Error('nothing is watched');
    books.organisation = () => forbidden;
    await runDue(ports, 0);
    const [before] = await current([fernhill.id]);
    expect(before?.diagnosis?.rules).not.toContain('history-reconnect-did-not-help');
    const grant = await findGrant(ports.vault, fernhill.grantId);
    if (!grant) throw new Error('no grant');
    world.nowMs += minuteMs;
    await changeConnections(ports.store, [fernhill.id], (connection) => ({
      connection: repairedConnection(connection, undefined, grant, world.nowMs),
    }));
    const [repaired] = await current([fernhill.id]);
    await checkConnections(ports, repaired ? [repaired] : [], { isAskedFor: true });
    const [after] = await current([fernhill.id]);
    expect(after?.diagnosis?.rules).toContain('history-reconnect-did-not-help');
    expect(after?.diagnosis).toMatchObject({ cause: 'user_permission_insufficient' });
    expect(after?.diagnosis?.reconnectHelps).not.toBe('yes');
    books.organisation = () => json(200, { Organisations: [{ Name: 'Fernhill Ltd' }] });
    await checkConnections(ports, after ? [after] : [], { isAskedFor: true });
    expect((await current([fernhill.id]))[0]).toMatchObject({ status: 'connected' });
    const history = await listHistory(ports.store, fernhill.id, { limit: 20 });
    expect(history.slice(0, 2).map(({ kind }) => kind)).toContain('recovered');
  });

  it('writes into the history what was tested and what it told', async () => {
    const [fernhill] = await watch(['fernhill'], 20 * minuteMs);
    books.organisation = () => forbidden;
    await runDue(ports, 0);
    const history = await listHistory(ports.store, fernhill?.id ?? '', { limit: 20 });
    expect(history.filter((event) => event.kind === 'tested').map((event) => event.test)).toEqual(
      expect.arrayContaining(['other_area']),
    );
    expect(history.some((event) => event.kind === 'failed')).toBe(true);
  });
});
