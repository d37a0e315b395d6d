import { beforeEach, describe, expect, it } from 'vitest';
import { resumeDisconnects } from '../../../lib/engines/local/disconnect';
import { watchCompanies } from '../../../lib/engines/local/watch-companies';
import { findConnection } from '../../../lib/store/connections';
import { listEndings, recordEnding } from '../../../lib/store/endings';
import { findGrant } from '../../../lib/vault/grants';
import { createWatchedFirm, type WatchedFirm } from '../monitor/watched-firm';

const minuteMs = 60_000;
let firm: WatchedFirm;

beforeEach(async () => {
  firm = await createWatchedFirm();
});

describe('SEC-14 an end that got stuck', () => {
  it('revoked the sign-in that a person made for the company since', async () => {
    const [connection, other] = await firm.watch(['fernhill', 'other'], 30 * minuteMs);
    const { store, vault } = firm.ports;
    // The disk refused what follows the note, and the worker lived on.
    for (const each of [connection, other]) await recordEnding(store, { id: each?.id ?? '' });
    const grant = await findGrant(vault, connection?.grantId ?? '');
    if (!grant) throw new Error('no grant is stored');
    const ports = { store, now: firm.ports.now, newId: () => crypto.randomUUID() };
    await watchCompanies(ports, grant, [{ tenantId: 'fernhill', name: 'fernhill' }]);
    expect(await listEndings(store)).toEqual([{ id: other?.id }]);
    await resumeDisconnects(firm.ports);
    expect(await findGrant(vault, grant.id)).toBeDefined();
    expect(await findConnection(store, connection?.id ?? '')).toBeDefined();
    expect(firm.world.sent.filter(({ url }) => url.includes('revocation'))).toEqual([]);
  });
});
