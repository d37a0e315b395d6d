import { beforeEach, describe, expect, it } from 'vitest';
import { neverMs } from '../../../lib/model/due';
import { checkConnections, runDue } from '../../../lib/monitor/run-due';
import { changeConnections } from '../../../lib/store/connections';
import { findGrant, updateGrant } from '../../../lib/vault/grants';
import { json } from '../engines/world';
import { createWatchedFirm, type WatchedFirm } from './watched-firm';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let firm: WatchedFirm;
let id: string;
let grantId: string;

/** The worker died, or a write failed, after the grant was marked and before its connections were. */
async function endUntold(): Promise<void> {
  await updateGrant(firm.ports.vault, grantId, { deadSinceMs: firm.world.nowMs, nextRefreshAtMs: neverMs });
}

const tokenCalls = (): number => firm.world.sent.filter(({ url }) => url.endsWith('/connect/token')).length;

beforeEach(async () => {
  firm = await createWatchedFirm();
  const [connection] = await firm.watch(['fernhill'], -minuteMs);
  id = connection?.id ?? '';
  grantId = connection?.grantId ?? '';
  await runDue(firm.ports, 0);
  firm.world.nowMs += 3 * hourMs;
  firm.world.sent.length = 0;
});

describe('a grant that ended without a word to its connections', () => {
  it('left them “connected” and never due: the provider is asked once more, and they say it', async () => {
    await endUntold();
    firm.answers.token = () => json(400, { error: 'invalid_grant' });
    await runDue(firm.ports, 0);
    expect((await firm.current([id]))[0]).toMatchObject({ status: 'needs_you', hasGrantFailed: true });
    firm.world.nowMs += 48 * hourMs;
    await runDue(firm.ports, 0);
    expect(tokenCalls()).toBe(1);
  });

  it('is found by the daily sweep where an earlier version left them asleep', async () => {
    await endUntold();
    await changeConnections(firm.ports.store, [id], (connection) => ({
      connection: { ...connection, nextDueAtMs: neverMs, due: undefined },
    }));
    firm.answers.token = () => json(400, { error: 'invalid_grant' });
    firm.world.nowMs += 24 * hourMs;
    await runDue(firm.ports, 0);
    expect((await firm.current([id]))[0]).toMatchObject({ status: 'needs_you' });
  });

  it('“Check now” during an outage left them waiting for ever: they are asked about until there is an answer', async () => {
    firm.answers.token = () => json(400, { error: 'invalid_grant' });
    await runDue(firm.ports, 0);
    firm.answers.token = () => json(503, {});
    await checkConnections(firm.ports, await firm.current([id]), { isAskedFor: true });
    expect((await firm.current([id]))[0]).toMatchObject({ status: 'waiting' });
    firm.answers.token = () => json(400, { error: 'invalid_grant' });
    firm.world.nowMs += hourMs;
    await runDue(firm.ports, 0);
    expect((await firm.current([id]))[0]).toMatchObject({ status: 'needs_you', nextDueAtMs: neverMs });
    expect((await findGrant(firm.ports.vault, grantId))?.deadSinceMs).toBeDefined();
  });

  it('keeps to the budget of an hour while there is no answer', async () => {
    await endUntold();
    firm.answers.token = () => json(503, {});
    for (let minute = 0; minute < 60; minute += 1) {
      firm.world.nowMs += minuteMs;
      await runDue(firm.ports, 0);
    }
    expect(tokenCalls()).toBeLessThanOrEqual(12);
    expect(tokenCalls()).toBeGreaterThan(3);
  });
});
