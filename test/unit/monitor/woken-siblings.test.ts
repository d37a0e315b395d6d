import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../lib/model/connection';
import { neverMs } from '../../../lib/model/due';
import { checkConnections, runDue } from '../../../lib/monitor/run-due';
import { changeConnections } from '../../../lib/store/connections';
import { json } from '../engines/world';
import { createWatchedFirm, type WatchedFirm } from './watched-firm';

const minuteMs = 60_000;
let firm: WatchedFirm;
let ids: string[];

/** Two companies of one grant that the provider has ended, and serves again. */
beforeEach(async () => {
  firm = await createWatchedFirm();
  ids = (await firm.watch(['fernhill', 'other'], 30 * minuteMs)).map(({ id }) => id);
  const { token } = firm.answers;
  await runDue(firm.ports, 0);
  firm.world.nowMs += 30 * minuteMs;
  firm.answers.token = () => json(400, { error: 'invalid_grant' });
  await runDue(firm.ports, 0);
  firm.answers.token = token;
});

const now = (): Promise<Connection[]> => firm.current(ids);

describe('SEC-36 companies of a grant that was over', () => {
  it('slept until the next sweep although a person had it asked again, and it worked', async () => {
    expect((await now()).map(({ nextDueAtMs }) => nextDueAtMs)).toEqual([neverMs, neverMs]);
    await checkConnections(firm.ports, (await now()).slice(0, 1), { isAskedFor: true });
    firm.world.nowMs += minuteMs;
    await runDue(firm.ports, 0);
    expect((await now()).map(({ status }) => status)).toEqual(['connected', 'connected']);
  });

  it('sleep on where they are paused', async () => {
    await changeConnections(firm.ports.store, ids.slice(1), (connection) => ({
      connection: { ...connection, isPaused: true },
    }));
    await checkConnections(firm.ports, (await now()).slice(0, 1), { isAskedFor: true });
    expect((await now())[1]?.nextDueAtMs).toBe(neverMs);
  });
});
