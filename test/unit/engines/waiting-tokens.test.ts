import { expect, it } from 'vitest';
import { nextWakeUpMs } from '../../../lib/monitor/next-wake-up';
import { runDue } from '../../../lib/monitor/run-due';
import { findGrant, sealTokens, updateGrant } from '../../../lib/vault/grants';
import { createWatchedFirm } from '../monitor/watched-firm';
import { storeGrant } from './world';

it('SEC-42 new tokens waited in memory while the device was offline, though the disk had room for them', async () => {
  const firm = await createWatchedFirm();
  const { vault, unsaved } = firm.ports;
  const grant = await storeGrant(firm.world, 60_000);
  await unsaved.keep(await sealTokens(vault, grant, { accessToken: 'access-1', refreshToken: 'refresh-1' }));
  firm.isOnline = false;
  await runDue(firm.ports, 0);
  expect((await findGrant(vault, grant.id))?.version).toBe(2);
  expect(await unsaved.list()).toEqual([]);
  expect(firm.world.sent).toEqual([]);
});

it('SEC-42 new tokens waited for the next round of work, an hour perhaps, though the disk took writes again at once', async () => {
  const firm = await createWatchedFirm();
  const { vault, unsaved } = firm.ports;
  const grant = await storeGrant(firm.world, 3_600_000);
  await updateGrant(vault, grant.id, { nextRefreshAtMs: firm.world.nowMs + 3_000_000 });
  await runDue(firm.ports, 0);
  const soonMs = firm.world.nowMs + 2 * 60_000;
  expect(await nextWakeUpMs(firm.ports)).toBeGreaterThan(soonMs);
  await unsaved.keep(await sealTokens(vault, grant, { accessToken: 'access-1', refreshToken: 'refresh-1' }));
  expect(await nextWakeUpMs(firm.ports)).toBeLessThanOrEqual(soonMs);
});
