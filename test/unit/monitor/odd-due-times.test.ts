import { beforeEach, describe, expect, it } from 'vitest';
import { nextWakeUpMs } from '../../../lib/monitor/next-wake-up';
import { runDue } from '../../../lib/monitor/run-due';
import { findGrant } from '../../../lib/vault/grants';
import { storeGrant } from '../engines/world';
import { createWatchedFirm, type WatchedFirm } from './watched-firm';

const minuteMs = 60_000;
let firm: WatchedFirm;

beforeEach(async () => {
  firm = await createWatchedFirm();
});

describe('SEC-36 SEC-39 a due time that is damaged', () => {
  it.each([
    ['absent', undefined],
    ['text', 'soon'],
    ['no number', Number.NaN],
  ])('kept a grant from being refreshed ever again (%s)', async (_what, nextRefreshAtMs) => {
    const { id } = await storeGrant(firm.world, -minuteMs);
    const stored = await firm.ports.vault.get('grants', id);
    if (!stored) throw new Error('no grant is stored');
    await firm.ports.vault.put('grants', { ...stored, grant: Object.assign(stored.grant, { nextRefreshAtMs }) });
    expect(await nextWakeUpMs(firm.ports)).toBeGreaterThan(firm.world.nowMs);
    await runDue(firm.ports, 0);
    expect((await findGrant(firm.ports.vault, id))?.version).toBe(2);
  });

  it('kept a connection asleep that has a due time which is no number', async () => {
    const [connection] = await firm.watch(['fernhill'], 30 * minuteMs);
    if (!connection) throw new Error('nothing is watched');
    await firm.ports.store.put('connections', { ...connection, nextDueAtMs: Number.NaN });
    await runDue(firm.ports, 0);
    expect((await firm.current([connection.id]))[0]?.status).toBe('connected');
  });
});
