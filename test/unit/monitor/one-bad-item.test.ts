import { beforeEach, describe, expect, it } from 'vitest';
import { neverMs } from '../../../lib/model/due';
import { nextWakeUpMs } from '../../../lib/monitor/next-wake-up';
import { runDue } from '../../../lib/monitor/run-due';
import { countByStatus } from '../../../lib/store/connections';
import { json } from '../engines/world';
import { createWatchedFirm, type WatchedFirm } from './watched-firm';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** No address can hold it: `encodeURIComponent` throws. */
const loneSurrogate = '\ud800';

let firm: WatchedFirm;

beforeEach(async () => {
  firm = await createWatchedFirm();
});

/** What a newer version, or damage, has made of a stored record. */
async function damage(id: string, members: Record<string, unknown>): Promise<void> {
  const record = await firm.ports.store.get('connections', id);
  if (record) await firm.ports.store.put('connections', { ...record, ...members });
}

async function connect(name: string): Promise<string> {
  const [connection] = await firm.watch([name], 20 * minuteMs);
  return connection?.id ?? '';
}

describe('SEC-39 one item that throws', () => {
  it('aborted the round, again each minute: it is postponed, and all others are checked', async () => {
    const ids = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(connect));
    firm.answers.organisation = (tenantId) => {
      if (tenantId === 'c') throw new Error('a bug that only this company meets');
      return json(200, { Organisations: [{ Name: tenantId }] });
    };
    await runDue(firm.ports, 0);
    const after = await firm.current(ids);
    expect(after.map(({ status }) => status)).toEqual(['connected', 'connected', 'unknown', 'connected', 'connected']);
    expect(after[2]).toMatchObject({ failuresInRow: 1, diagnosis: { cause: 'unknown', action: 'contact_support' } });
    expect(after[2]?.nextDueAtMs).toBeGreaterThan(firm.world.nowMs);
    expect(firm.world.bugs).toHaveLength(1);
  });

  it('with an id that no address can hold hurts no other company', async () => {
    const good = await connect('a');
    const atQuickbooks = { providerId: 'quickbooks', appId: 'quickbooks:production' };
    const [bad] = await firm.watch([loneSurrogate], 20 * minuteMs, atQuickbooks);
    await runDue(firm.ports, 0);
    const after = await firm.current([good, bad?.id ?? '']);
    expect(after.map(({ status }) => status)).toEqual(['connected', 'unknown']);
    expect(await nextWakeUpMs(firm.ports)).toBeGreaterThan(firm.world.nowMs + 29_000);
  });

  it('four of them stopped everything: as many as there are at work stop nothing', async () => {
    const bad = await Promise.all(['x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7', 'x8', 'x9'].map(connect));
    const good = await connect('good');
    const isBad = new Set(bad);
    firm.ports.whileChecking = (ids, work) => {
      if (ids.some((id) => isBad.has(id))) throw new Error('a bug before anything is asked');
      return work();
    };
    await runDue(firm.ports, 0);
    expect((await firm.current([good]))[0]?.status).toBe('connected');
    for (const { nextDueAtMs } of await firm.current(bad)) expect(nextDueAtMs).toBeGreaterThan(firm.world.nowMs);
    const reported = firm.world.bugs.length;
    await runDue(firm.ports, 0);
    expect(firm.world.bugs).toHaveLength(reported);
  });

  it('waits minutes, not hours, however many failures came before: it may be a disk that refused one write', async () => {
    const id = await connect('a');
    await damage(id, { failuresInRow: 12 });
    firm.ports.random = () => 0.999;
    firm.ports.whileChecking = () => {
      throw new Error('the disk refused one write');
    };
    await runDue(firm.ports, 0);
    expect((await firm.current([id]))[0]?.nextDueAtMs).toBeLessThanOrEqual(firm.world.nowMs + 10 * minuteMs);
  });

  it('does not come to no end when it cannot even be postponed', async () => {
    const id = await connect('a');
    const { store } = firm.ports;
    firm.ports.store = new Proxy(store, {
      get(_target, name) {
        const member: unknown = Reflect.get(store, name);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]): unknown => {
          if (name === 'transaction' && given[1] === 'readwrite') throw new DOMException('full', 'QuotaExceededError');
          return Reflect.apply(member, store, given);
        };
      },
    });
    await runDue(firm.ports, 0);
    firm.ports.store = store;
    expect((await firm.current([id]))[0]?.status).toBe('unknown');
    expect(firm.ports.disk).toMatchObject({ refusals: expect.arrayContaining([expect.any(DOMException)]) });
    await runDue(firm.ports, 0);
    expect((await firm.current([id]))[0]?.status).toBe('connected');
  });
});

describe('SEC-39 records that cannot be read', () => {
  it('woke the worker every 30 s and starved those behind them: they are put aside, and counted', async () => {
    const bad = await Promise.all(Array.from({ length: 40 }, (_, place) => connect(`bad-${place}`)));
    const good = await connect('good');
    for (const id of bad) await damage(id, { providerId: 7, nextDueAtMs: 5 });
    await runDue(firm.ports, 0);
    expect((await firm.current([good]))[0]?.status).toBe('connected');
    expect(await nextWakeUpMs(firm.ports)).toBeGreaterThan(firm.world.nowMs + minuteMs);
    expect((await countByStatus(firm.ports.store)).total).toBe(41);
    const record: object = (await firm.ports.store.get('connections', bad[0] ?? '')) ?? {};
    expect(record).toMatchObject({ providerId: 7, nextDueAtMs: neverMs, setAsideAtMs: firm.world.nowMs });
  });

  it('come back by themselves when they can be read again', async () => {
    const id = await connect('a');
    await damage(id, { providerId: 7, nextDueAtMs: 5 });
    await runDue(firm.ports, 0);
    await damage(id, { providerId: 'xero' });
    firm.world.nowMs += dayMs;
    await runDue(firm.ports, 0);
    expect((await firm.current([id]))[0]).toMatchObject({ status: 'connected' });
    expect(await firm.ports.store.get('connections', id)).not.toHaveProperty('setAsideAtMs');
  });

  it('keep the words of a newer version on the disk while this one reads neutral ones', async () => {
    const id = await connect('a');
    await runDue(firm.ports, 0);
    await damage(id, {
      status: 'partial',
      hold: 'tide',
      company: { plan: 'GROW', tier: 'new' },
      invented: { by: 'v2' },
    });
    expect((await firm.current([id]))[0]).toMatchObject({ status: 'unknown', hold: undefined, companyName: 'a Ltd' });
    firm.ports.hasHosts = async () => true;
    firm.world.nowMs += 2 * 60 * minuteMs;
    await runDue(firm.ports, 0);
    expect(await firm.ports.store.get('connections', id)).toMatchObject({
      status: 'connected',
      invented: { by: 'v2' },
    });
  });

  it('of sign-ins are put aside too, secrets and all', async () => {
    const [connection] = await firm.watch(['a'], -minuteMs);
    const grantId = connection?.grantId ?? '';
    const stored = await firm.ports.vault.get('grants', grantId);
    if (!stored) throw new Error('no grant');
    await firm.ports.vault.put('grants', { ...stored, grant: { ...stored.grant, appId: 7 as never } });
    await runDue(firm.ports, 0);
    expect(await nextWakeUpMs(firm.ports)).toBeGreaterThan(firm.world.nowMs + minuteMs);
    expect(await firm.ports.vault.get('grants', grantId)).toMatchObject({
      current: stored.current,
      grant: { appId: 7, nextRefreshAtMs: neverMs },
    });
    expect((await firm.current([connection?.id ?? '']))[0]).toMatchObject({ hold: 'sign_in_unreadable' });
  });
});
