import { beforeEach, describe, expect, it } from 'vitest';
import { newConnection } from '../../../lib/engines/connection-record';
import { endConnection } from '../../../lib/engines/local/disconnect';
import { settleRevocations } from '../../../lib/engines/local/settle-revocations';
import type { Connection } from '../../../lib/model/connection';
import { findGrant } from '../../../lib/vault/grants';
import { firstRevocationAtMs, listOwedRevocations, settleRevocation } from '../../../lib/vault/revocations';
import { createWorld, json, storeGrant, type World } from './world';

const minuteMs = 60_000;
let world: World;

async function connected(): Promise<Connection> {
  const grant = await storeGrant(world, 20 * minuteMs);
  return newConnection('c', { tenantId: 't', name: 'Fernhill', linkId: 'link-7' }, grant, world.nowMs);
}

beforeEach(async () => {
  world = await createWorld();
  for (const { id } of await listOwedRevocations(world.ports.vault, Number.MAX_SAFE_INTEGER)) {
    await settleRevocation(world.ports.vault, id);
  }
});

describe('endConnection', () => {
  it('SEC-14 ends only the company’s link while others share the sign-in', async () => {
    world.answer = () => ({ answer: { status: 204, headers: {}, body: '' }, failure: null });
    const connection = await connected();
    expect(await endConnection(world.ports, connection, true)).toBe('company');
    expect(world.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'DELETE https://api.xero.com/connections/link-7',
    ]);
    expect(await findGrant(world.ports.vault, connection.grantId)).toBeDefined();
  });

  it('SEC-14 takes a link that is gone already as ended', async () => {
    world.answer = () => json(404, {});
    expect(await endConnection(world.ports, await connected(), true)).toBe('company');
  });

  it('says so when the provider could not be told about a link', async () => {
    world.answer = () => json(503, {});
    expect(await endConnection(world.ports, await connected(), true)).toBe('only_here');
  });

  it.each([[200], [400]])(
    'SEC-14 revokes the whole sign-in with the last company, and takes %i as done',
    async (status) => {
      world.answer = () => ({ answer: { status, headers: {}, body: '' }, failure: null });
      const connection = await connected();
      expect(await endConnection(world.ports, connection, false)).toBe('grant');
      expect(new URLSearchParams(world.sent[0]?.body).get('token')).toBe('refresh-0');
      expect(await findGrant(world.ports.vault, connection.grantId)).toBeUndefined();
      expect(await firstRevocationAtMs(world.ports.vault)).toBeUndefined();
    },
  );

  it('SEC-14 owes a revocation that could not be delivered, keeps to Retry-After, and delivers it later', async () => {
    world.answer = () => json(503, {}, { 'retry-after': '600' });
    const connection = await connected();
    expect(await endConnection(world.ports, connection, false)).toBe('later');
    expect(await findGrant(world.ports.vault, connection.grantId)).toBeUndefined();
    expect(await firstRevocationAtMs(world.ports.vault)).toBe(world.nowMs + 600_000);

    world.sent.length = 0;
    world.nowMs += 5 * minuteMs;
    await settleRevocations(world.ports);
    expect(world.sent).toEqual([]);

    world.nowMs += 6 * minuteMs;
    world.answer = () => ({ answer: { status: 200, headers: {}, body: '' }, failure: null });
    await settleRevocations(world.ports);
    expect(new URLSearchParams(world.sent[0]?.body).get('token')).toBe('refresh-0');
    expect(await firstRevocationAtMs(world.ports.vault)).toBeUndefined();
  });

  it('SEC-14 SEC-40 keeps an owed token as ciphertext', async () => {
    world.answer = () => ({ answer: null, failure: 'TypeError: Failed to fetch' });
    await endConnection(world.ports, await connected(), false);
    const stored = JSON.stringify(await world.ports.vault.getAll('revocations'), (_key, value) =>
      value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : value,
    );
    expect(stored).not.toContain('refresh-0');
  });
});
