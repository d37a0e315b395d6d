import { beforeEach, describe, expect, it } from 'vitest';
import { disconnect } from '../../../lib/engines/local/disconnect';
import type { Connection } from '../../../lib/model/connection';
import type { Grant } from '../../../lib/model/grant';
import { keepFlow } from '../../../lib/store/pending-flow';
import { findGrant, openGrant, storeTokens } from '../../../lib/vault/grants';
import { createWatchedFirm, type WatchedFirm } from '../monitor/watched-firm';
import { json } from './world';

const minuteMs = 60_000;
let firm: WatchedFirm;
let connection: Connection;
let grant: Grant;

beforeEach(async () => {
  firm = await createWatchedFirm();
  const [watched] = await firm.watch(['fernhill'], 30 * minuteMs);
  const stored = watched && (await findGrant(firm.ports.vault, watched.grantId));
  if (!watched || !stored) throw new Error('nothing is watched');
  [connection, grant] = [watched, stored];
  firm.world.answer = () => json(200, {});
});

describe('SEC-14 the end of the last company of a grant', () => {
  it('revoked the tokens that a sign-in of the same person stored at that moment', async () => {
    const { vault } = firm.ports;
    let goOn: () => void = () => undefined;
    const signIn = firm.ports.withLock(`grant:${grant.id}`, async () => {
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const tokens = { accessToken: 'access-1', refreshToken: 'refresh-1' };
      await storeTokens(vault, { ...grant, connectedAtMs: firm.world.nowMs }, tokens);
    });
    const { getAllKeys } = vault;
    const ended = disconnect(
      {
        ...firm.ports,
        // It has been decided by now that nothing else uses the grant.
        vault: new Proxy(vault, {
          get: (target, name) => {
            if (name === 'getAllKeys') goOn();
            const member: unknown = name === 'getAllKeys' ? getAllKeys : Reflect.get(target, name);
            return typeof member === 'function' ? member.bind(target) : member;
          },
        }),
      },
      connection,
    );
    await Promise.all([signIn, ended]);
    expect(await openGrant(vault, grant.id)).toMatchObject({ tokens: { refreshToken: 'refresh-1' } });
    expect(await firm.current([connection.id])).toEqual([]);
  });

  it('revoked the sign-in whose companies were still to be chosen', async () => {
    await keepFlow(firm.ports.store, {
      id: 'flow',
      providerId: 'xero',
      environment: 'production',
      how: 'window',
      step: 'choose',
      startedAtMs: firm.world.nowMs,
      grantId: grant.id,
      grantedAtMs: grant.connectedAtMs,
    });
    await disconnect(firm.ports, connection);
    expect(await findGrant(firm.ports.vault, grant.id)).toBeDefined();
  });
});
