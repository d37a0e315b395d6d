import { beforeEach, describe, expect, it } from 'vitest';
import { settleRevocations } from '../../../lib/engines/local/settle-revocations';
import { oweRevocation, voidRevocations } from '../../../lib/vault/revocations';
import { createWorld, json, type World } from './world';

let world: World;

beforeEach(async () => {
  world = await createWorld();
  await world.ports.vault.clear('revocations');
});

describe('SEC-14 a sign-in that ends while owed revocations are delivered', () => {
  it('was revoked by the next one, and owed the one under way again', async () => {
    const { vault } = world.ports;
    const owed = {
      clientId: 'client-1',
      environment: 'production',
      grantKey: 'person',
      tokenOrigin: 'https://identity.xero.com',
    } as const;
    for (const id of ['first', 'second'])
      await oweRevocation(vault, {
        id,
        providerId: 'xero',
        owed: { ...owed, token: id },
        notBeforeMs: 0,
        attempts: 1,
      });
    world.answer = async () => {
      await voidRevocations(vault, { providerId: 'xero', environment: 'production', key: 'person' });
      return json(503, {});
    };
    await settleRevocations(world.ports);
    expect(world.sent.map(({ body }) => new URLSearchParams(body).get('token'))).toEqual(['first']);
    expect(await vault.count('revocations')).toBe(0);
  });
});
