import { beforeEach, describe, expect, it } from 'vitest';
import { repairedConnection } from '../../../lib/engines/connection-record';
import { neverMs } from '../../../lib/model/due';
import { checkConnections } from '../../../lib/monitor/run-due';
import { changeConnections } from '../../../lib/store/connections';
import { json, storeGrant } from '../engines/world';
import { createWatchedFirm, type WatchedFirm } from './watched-firm';

const minuteMs = 60_000;
let firm: WatchedFirm;

beforeEach(async () => {
  firm = await createWatchedFirm();
});

describe('SEC-34 a sign-in that ends while the old grant is being checked', () => {
  it('was overwritten with the end of the old grant: the connection stays due on its new one', async () => {
    const [connection] = await firm.watch(['fernhill'], -minuteMs);
    const id = connection?.id ?? '';
    const grant = await storeGrant(firm.world, 30 * minuteMs, { nextRefreshAtMs: firm.world.nowMs + 25 * minuteMs });
    const answer = firm.world.answer;
    firm.world.answer = async (request) => {
      if (request.method !== 'POST' || !request.url.endsWith('/connect/token')) return answer(request);
      await changeConnections(firm.ports.store, [id], (current) => ({
        connection: repairedConnection(current, undefined, grant, firm.world.nowMs),
      }));
      return json(400, { error: 'invalid_grant' });
    };
    await checkConnections(firm.ports, connection ? [connection] : [], {});
    const [current] = await firm.current([id]);
    expect(current).toMatchObject({ grantId: grant.id, status: 'unknown' });
    expect(current?.nextDueAtMs).toBeLessThan(neverMs);
  });
});
