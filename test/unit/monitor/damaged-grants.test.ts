import { beforeEach, describe, expect, it } from 'vitest';
import { runDue } from '../../../lib/monitor/run-due';
import { findGrant } from '../../../lib/vault/grants';
import { createWatchedFirm, type WatchedFirm } from './watched-firm';

const minuteMs = 60_000;
let firm: WatchedFirm;

beforeEach(async () => {
  firm = await createWatchedFirm();
});

describe('SEC-39 a grant with one damaged member', () => {
  it.each([
    ['scopes', 7],
    ['tenant', {}],
    ['apiBase', 'nowhere'],
    ['apiBase', 7],
    ['connectedAtMs', 'once'],
  ])('was never renewed again, though its tokens can be opened (%s)', async (member, value) => {
    const [connection] = await firm.watch(['fernhill'], -minuteMs);
    const grantId = connection?.grantId ?? '';
    const stored = await firm.ports.vault.get('grants', grantId);
    if (!stored) throw new Error('no grant is stored');
    await firm.ports.vault.put('grants', { ...stored, grant: Object.assign(stored.grant, { [member]: value }) });
    await runDue(firm.ports, 0);
    expect((await findGrant(firm.ports.vault, grantId))?.version).toBe(2);
    expect((await firm.current([connection?.id ?? '']))[0]).toMatchObject({ status: 'connected' });
  });
});

describe('an item that throws each time', () => {
  it('stayed “connected” for ever', async () => {
    const [connection] = await firm.watch(['fernhill'], 30 * minuteMs);
    await runDue(firm.ports, 0);
    firm.world.nowMs += 2 * 60 * minuteMs;
    firm.ports.hasHosts = () => Promise.reject(new Error('a bug'));
    await runDue(firm.ports, 0);
    expect((await firm.current([connection?.id ?? '']))[0]).toMatchObject({ status: 'unknown' });
  });
});
