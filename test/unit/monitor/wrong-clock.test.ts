import { beforeEach, describe, expect, it } from 'vitest';
import { neverMs } from '../../../lib/model/due';
import { runDue } from '../../../lib/monitor/run-due';
import { changeConnections } from '../../../lib/store/connections';
import { findGrant, updateGrant } from '../../../lib/vault/grants';
import { createWatchedFirm, type WatchedFirm } from './watched-firm';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

let firm: WatchedFirm;
let id: string;
let grantId: string;

beforeEach(async () => {
  firm = await createWatchedFirm();
  const [connection] = await firm.watch(['fernhill'], 20 * minuteMs);
  ({ id, grantId } = connection ?? { id: '', grantId: '' });
  await runDue(firm.ports, 0);
});

const lastCheckedAtMs = async (): Promise<number> => (await firm.current([id]))[0]?.lastCheckedAtMs ?? 0;

describe('SEC-36 a clock that was wrong', () => {
  it.each([[90], [3650], [-3650]])(
    'by %i days during one round silenced a connection for as long: it is checked with the first round after it is right again',
    async (days) => {
      firm.world.nowMs += days * dayMs;
      await runDue(firm.ports, 0);
      firm.world.nowMs += minuteMs - days * dayMs;
      await runDue(firm.ports, 0);
      const grant = await findGrant(firm.ports.vault, grantId);
      expect((await firm.current([id]))[0]?.nextDueAtMs).toBeLessThanOrEqual(firm.world.nowMs + 2 * hourMs);
      expect(grant?.nextRefreshAtMs).toBeLessThanOrEqual(firm.world.nowMs + 2 * hourMs);
      firm.world.nowMs += 2 * hourMs;
      await runDue(firm.ports, 0);
      expect(await lastCheckedAtMs()).toBe(firm.world.nowMs);
    },
  );

  it('is noticed within a day, also where no round has seen it', async () => {
    const ahead = firm.world.nowMs + 90 * dayMs;
    await changeConnections(firm.ports.store, [id], (connection) => ({
      connection: { ...connection, nextDueAtMs: ahead, due: { reason: 'routine', setAtMs: ahead - hourMs } },
    }));
    await updateGrant(firm.ports.vault, grantId, {
      nextRefreshAtMs: ahead,
      refreshDue: { reason: 'back_off', setAtMs: ahead - minuteMs },
    });
    firm.world.nowMs += dayMs;
    await runDue(firm.ports, 0);
    expect(await lastCheckedAtMs()).toBe(firm.world.nowMs);
  });
});

describe('SEC-36 the daily sweep', () => {
  it('wakes what sleeps for no reason, and leaves what is paused or over', async () => {
    const [paused] = await firm.watch(['paused'], 20 * minuteMs);
    const [over] = await firm.watch(['over'], 20 * minuteMs);
    const sleeping = [id, paused?.id ?? '', over?.id ?? ''];
    await changeConnections(firm.ports.store, sleeping, (connection) => ({
      connection: {
        ...connection,
        nextDueAtMs: neverMs,
        due: undefined,
        isPaused: connection.companyName === 'paused',
        hasGrantFailed: connection.companyName === 'over' ? true : undefined,
      },
    }));
    await updateGrant(firm.ports.vault, over?.grantId ?? '', { deadSinceMs: 5, nextRefreshAtMs: neverMs });
    await updateGrant(firm.ports.vault, grantId, { nextRefreshAtMs: neverMs });
    firm.world.nowMs += dayMs;
    await runDue(firm.ports, 0);
    const after = await firm.current(sleeping);
    expect(after.map(({ nextDueAtMs }) => nextDueAtMs < neverMs)).toEqual([true, false, false]);
    expect((await findGrant(firm.ports.vault, grantId))?.nextRefreshAtMs).toBeLessThan(neverMs);
    expect((await findGrant(firm.ports.vault, over?.grantId ?? ''))?.nextRefreshAtMs).toBe(neverMs);
  });

  it('a provider that is not known any more meant sleep for ever under “connected”: it is blocked, says so, and is looked at again', async () => {
    await changeConnections(firm.ports.store, [id], (connection) => ({
      connection: { ...connection, providerId: 'own-removed', nextDueAtMs: firm.world.nowMs },
    }));
    await runDue(firm.ports, 0);
    const [blocked] = await firm.current([id]);
    expect(blocked).toMatchObject({ status: 'needs_you', block: 'provider_missing' });
    expect(blocked?.nextDueAtMs).toBe(firm.world.nowMs + dayMs);
    // Version 0.1.0 could not read a record with a word it does not know as its `hold`.
    expect((await firm.ports.store.get('connections', id))?.hold).toBeUndefined();
    await changeConnections(firm.ports.store, [id], (connection) => ({
      connection: { ...connection, providerId: 'xero' },
    }));
    firm.world.nowMs += dayMs;
    await runDue(firm.ports, 0);
    expect((await firm.current([id]))[0]?.status).toBe('connected');
    expect((await firm.current([id]))[0]?.block).toBeUndefined();
  });
});
