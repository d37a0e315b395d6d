import { expect, it } from 'vitest';
import { checkConnections } from '../../../lib/monitor/run-due';
import { json } from '../engines/world';
import { createWatchedFirm } from './watched-firm';

const minuteMs = 60_000;

it('SEC-35 companies that are all gone had their grant refreshed at each check: 12 times an hour at most', async () => {
  const firm = await createWatchedFirm();
  const all = await firm.watch(
    Array.from({ length: 40 }, (_unused, place) => `company-${place}`),
    30 * minuteMs,
  );
  firm.answers.listed = [];
  firm.answers.organisation = () => json(403, {});
  for (let place = 0; place < all.length; place += 2) {
    await checkConnections(firm.ports, all.slice(place, place + 2), {});
    firm.world.nowMs += 2.5 * minuteMs;
  }
  expect(firm.world.sent.filter(({ url }) => url.endsWith('/connect/token')).length).toBeLessThanOrEqual(12);
});
