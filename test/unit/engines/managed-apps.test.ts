import { beforeEach, describe, expect, it } from 'vitest';
import { forgetDefinition } from '../../../entrypoints/background/own-providers';
import { takeOverManagedApps } from '../../../lib/engines/local/managed-apps';
import { registerOwn } from '../../../lib/providers/custom/register';
import { openStore } from '../../../lib/store/database';
import { listApps, openApp, removeApp, saveApp } from '../../../lib/vault/apps';
import { aDefinition } from '../providers/own-sample';
import { createWorld, type World } from './world';

let world: World;
const own = { providerId: 'salesforce', environment: 'production', clientId: 'typed-by-hand' } as const;
const policy = (...apps: unknown[]): unknown => ({ apps });
const intacct = { provider: 'intacct', clientId: 'policy-id', clientSecret: 'policy-secret' };

beforeEach(async () => {
  world = await createWorld();
  for (const { id } of await listApps()) await removeApp(world.ports.vault, id);
});

describe('takeOverManagedApps', () => {
  it('keeps app keys of a policy like all others, marked as managed', async () => {
    expect(await takeOverManagedApps(world.ports, policy(intacct))).toBe(true);
    expect(await listApps()).toMatchObject([{ id: 'intacct:production', hasSecret: true, isManaged: true }]);
    expect(await openApp(world.ports.vault, 'intacct:production', 'https://api.intacct.com')).toMatchObject({
      clientId: 'policy-id',
      clientSecret: 'policy-secret',
    });
  });

  it('writes only what has changed', async () => {
    await takeOverManagedApps(world.ports, policy(intacct));
    expect(await takeOverManagedApps(world.ports, policy(intacct))).toBe(false);
    expect(await takeOverManagedApps(world.ports, policy({ ...intacct, clientSecret: 'rotated' }))).toBe(true);
    expect(await openApp(world.ports.vault, 'intacct:production', 'https://api.intacct.com')).toMatchObject({
      clientSecret: 'rotated',
    });
  });

  it('takes away what the policy no longer has, and nothing a person entered', async () => {
    await saveApp(world.ports.vault, own, 0);
    await takeOverManagedApps(world.ports, policy(intacct));
    expect(await takeOverManagedApps(world.ports, {})).toBe(true);
    expect((await listApps()).map(({ id, isManaged }) => [id, isManaged])).toEqual([
      ['salesforce:production', undefined],
    ]);
  });

  it('lets the policy win over what a person entered', async () => {
    await saveApp(world.ports.vault, own, 0);
    await takeOverManagedApps(world.ports, policy({ provider: 'salesforce', clientId: 'policy-id' }));
    expect(await openApp(world.ports.vault, 'salesforce:production', 'https://login.salesforce.com')).toMatchObject({
      clientId: 'policy-id',
    });
  });

  it('believes no host that is not the provider’s (SEC-11)', async () => {
    const app = { provider: 'salesforce', clientId: 'x' };
    await takeOverManagedApps(world.ports, policy({ ...app, domain: 'login.evil.example' }));
    expect(
      await openApp(world.ports.vault, 'salesforce:production', 'https://login.salesforce.com'),
    ).not.toHaveProperty('domain');
    await takeOverManagedApps(world.ports, policy({ ...app, domain: 'acme.my.salesforce.com' }));
    expect(await openApp(world.ports.vault, 'salesforce:production', 'https://login.salesforce.com')).toMatchObject({
      domain: 'acme.my.salesforce.com',
    });
  });

  describe('SEC-46 for a provider that people described', () => {
    const home = 'https://id.books.example';
    const elsewhere = 'https://id.evil.example';
    const managed = { provider: 'own-books', clientId: 'policy-id', clientSecret: 'policy-secret' };
    const moveTo = (origin: string): void => {
      const endpoints = { authorize: `${origin}/auth`, token: `${origin}/token` };
      registerOwn([{ ...aDefinition, issuer: origin, endpoints }]);
    };
    const openedAt = async (origin: string): Promise<boolean> =>
      (await openApp(world.ports.vault, 'own-books:production', origin)) !== undefined;

    beforeEach(() => moveTo(home));

    it('keep to the address they were first taken over for, also when the policy renews them', async () => {
      await takeOverManagedApps(world.ports, policy(managed));
      moveTo(elsewhere);
      expect(await takeOverManagedApps(world.ports, policy(managed))).toBe(false);
      await takeOverManagedApps(world.ports, policy({ ...managed, clientSecret: 'rotated' }));
      expect([await openedAt(home), await openedAt(elsewhere)]).toEqual([true, false]);
    });

    it('are for the address that the policy names, whatever the definition says', async () => {
      moveTo(elsewhere);
      await takeOverManagedApps(world.ports, policy({ ...managed, tokenAddress: `${home}/token` }));
      expect([await openedAt(home), await openedAt(elsewhere)]).toEqual([true, false]);
    });

    it('keep to it when the definition is removed and another one is imported under its id', async () => {
      const store = await openStore();
      if (!store.ok) throw new Error(store.problem);
      await takeOverManagedApps(world.ports, policy(managed));
      await forgetDefinition({ ...world.ports, store: store.value }, 'own-books');
      moveTo(elsewhere);
      await takeOverManagedApps(world.ports, policy(managed));
      expect([await openedAt(home), await openedAt(elsewhere)]).toEqual([true, false]);
    });

    it('wait while nobody has described it', async () => {
      registerOwn([]);
      expect(await takeOverManagedApps(world.ports, policy(managed))).toBe(false);
      moveTo(home);
      expect(await takeOverManagedApps(world.ports, policy(managed))).toBe(true);
      expect(await openedAt(home)).toBe(true);
    });
  });

  it.each([
    undefined,
    null,
    'apps',
    { apps: 'all' },
    policy(null, 7, {}, { provider: 'xero' }, { provider: 'xero', clientId: 'a b' }),
  ])('SEC-39 leaves out what it cannot read: %j', async (odd) => {
    expect(await takeOverManagedApps(world.ports, odd)).toBe(false);
  });

  it('SEC-39 takes the readable entry beside one that is not', async () => {
    await takeOverManagedApps(world.ports, policy({ provider: 7 }, intacct));
    expect((await listApps()).map(({ id }) => id)).toEqual(['intacct:production']);
  });
});
