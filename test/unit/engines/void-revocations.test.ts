import { beforeEach, describe, expect, it } from 'vitest';
import { retryRevocations } from '../../../lib/engines/local/retry-revocations';
import { firstRevocationAtMs, oweRevocation, voidRevocations } from '../../../lib/vault/revocations';
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
      await voidRevocations(vault, { providerId: 'xero', environment: 'production', key: 'person' }, false);
      return json(503, {});
    };
    await retryRevocations(world.ports);
    expect(world.sent.map(({ body }) => new URLSearchParams(body).get('token'))).toEqual(['first']);
    expect(await vault.count('revocations')).toBe(0);
  });

  it('leaves alone what a newer version wrote in words that are not known here', async () => {
    const { vault } = world.ports;
    const owed: unknown = { token: 'old', clientId: 'client-1', environment: 'word_of_a_newer_version' };
    const entry = { id: 'old', providerId: 'quickbooks', owed, notBeforeMs: 0, attempts: 1 };
    await Reflect.apply(oweRevocation, undefined, [vault, entry]);
    await retryRevocations(world.ports);
    expect(world.sent).toEqual([]);
    expect(await vault.count('revocations')).toBe(1);
    // It would wake the worker every 30 s for ever.
    expect(await firstRevocationAtMs(vault)).toBe(world.nowMs + 24 * 3_600_000);
  });

  it.each([
    ['of version 0.1.0, which noted no key', undefined, 'person', true, 0],
    ['beside a sign-in whose provider tells no key', 'person', undefined, true, 0],
    ['of nobody knows whom, where revoking ends nothing else', undefined, 'person', false, 1],
    ['of somebody else', 'other', 'person', true, 1],
  ])('forgets what is owed only where that may end the new one: %s', async (_what, grantKey, key, endsOthers, left) => {
    const { vault } = world.ports;
    const owed = { token: 'old', clientId: 'client-1', environment: 'production', grantKey } as const;
    await oweRevocation(vault, { id: 'old', providerId: 'quickbooks', owed, notBeforeMs: 0, attempts: 1 });
    await voidRevocations(vault, { providerId: 'quickbooks', environment: 'production', key }, endsOthers);
    expect(await vault.count('revocations')).toBe(left);
  });
});
