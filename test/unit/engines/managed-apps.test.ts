import { beforeEach, describe, expect, it } from 'vitest';
import { forgetDefinition } from '../../../entrypoints/background/own-providers';
import { type PolicyPorts, takeOverManagedApps } from '../../../lib/engines/local/managed-apps';
import { registerOwn } from '../../../lib/providers/custom/register';
import { openStore } from '../../../lib/store/database';
import { listApps, openApp, removeApp, saveApp } from '../../../lib/vault/apps';
import { aDefinition } from '../providers/own-sample';
import { createWorld, type World } from './world';

let world: World;
let ports: PolicyPorts;
const own = { providerId: 'salesforce', environment: 'production', clientId: 'typed-by-hand' } as const;
const policy = (...apps: unknown[]): unknown => ({ apps });
const intacct = { provider: 'intacct', clientId: 'policy-id', clientSecret: 'policy-secret' };

/** One look at the policy; `isAnnounced` where the browser has just said that it changed. */
function follow(policy: unknown, isAnnounced = false): Promise<boolean> {
  return takeOverManagedApps(ports, policy, isAnnounced);
}

async function managedIds(): Promise<string[]> {
  return (await listApps()).filter(({ isManaged }) => isManaged).map(({ id }) => id);
}

const minuteMs = 60_000;

beforeEach(async () => {
  world = await createWorld();
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  await store.value.clear('state');
  ports = { ...world.ports, store: store.value };
  for (const { id } of await listApps()) await removeApp(world.ports.vault, id);
});

describe('takeOverManagedApps', () => {
  it('keeps app keys of a policy like all others, marked as managed', async () => {
    expect(await follow(policy(intacct))).toBe(true);
    expect(await listApps()).toMatchObject([{ id: 'intacct:production', hasSecret: true, isManaged: true }]);
    expect(await openApp(world.ports.vault, 'intacct:production', 'https://api.intacct.com')).toMatchObject({
      clientId: 'policy-id',
      clientSecret: 'policy-secret',
    });
  });

  it('writes only what has changed', async () => {
    await follow(policy(intacct));
    expect(await follow(policy(intacct))).toBe(false);
    expect(await follow(policy({ ...intacct, clientSecret: 'rotated' }))).toBe(true);
    expect(await openApp(world.ports.vault, 'intacct:production', 'https://api.intacct.com')).toMatchObject({
      clientSecret: 'rotated',
    });
  });

  it('SEC-48 takes away at once what the browser says has changed, and nothing a person entered', async () => {
    await saveApp(world.ports.vault, own, 0);
    await follow(policy(intacct));
    expect(await follow({}, true)).toBe(true);
    expect((await listApps()).map(({ id, isManaged }) => [id, isManaged])).toEqual([
      ['salesforce:production', undefined],
    ]);
  });

  it('lets the policy win over what a person entered', async () => {
    await saveApp(world.ports.vault, own, 0);
    await follow(policy({ provider: 'salesforce', clientId: 'policy-id' }));
    expect(await openApp(world.ports.vault, 'salesforce:production', 'https://login.salesforce.com')).toMatchObject({
      clientId: 'policy-id',
    });
  });

  it('believes no host that is not the provider’s (SEC-11)', async () => {
    const app = { provider: 'salesforce', clientId: 'x' };
    await follow(policy({ ...app, domain: 'login.evil.example' }));
    expect(
      await openApp(world.ports.vault, 'salesforce:production', 'https://login.salesforce.com'),
    ).not.toHaveProperty('domain');
    await follow(policy({ ...app, domain: 'acme.my.salesforce.com' }));
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
      await follow(policy(managed));
      moveTo(elsewhere);
      expect(await follow(policy(managed))).toBe(false);
      await follow(policy({ ...managed, clientSecret: 'rotated' }));
      expect([await openedAt(home), await openedAt(elsewhere)]).toEqual([true, false]);
    });

    it('are for the address that the policy names, whatever the definition says', async () => {
      moveTo(elsewhere);
      await follow(policy({ ...managed, tokenAddress: `${home}/token` }));
      expect([await openedAt(home), await openedAt(elsewhere)]).toEqual([true, false]);
    });

    it('keep to it when the definition is removed and another one is imported under its id', async () => {
      const store = await openStore();
      if (!store.ok) throw new Error(store.problem);
      await follow(policy(managed));
      await forgetDefinition({ ...world.ports, store: store.value }, 'own-books');
      moveTo(elsewhere);
      await follow(policy(managed));
      expect([await openedAt(home), await openedAt(elsewhere)]).toEqual([true, false]);
    });

    it('wait while nobody has described it', async () => {
      registerOwn([]);
      expect(await follow(policy(managed))).toBe(false);
      moveTo(home);
      expect(await follow(policy(managed))).toBe(true);
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
    expect(await follow(odd)).toBe(false);
  });

  it('SEC-39 takes the readable entry beside one that is not', async () => {
    await follow(policy({ provider: 7 }, intacct));
    expect((await listApps()).map(({ id }) => id)).toEqual(['intacct:production']);
  });

  it('SEC-48 a policy that was not loaded yet took the keys of the whole firm away', async () => {
    await follow(policy(intacct));
    for (const policyAtStart of [{}, {}, undefined]) {
      world.nowMs += minuteMs;
      expect(await follow(policyAtStart)).toBe(false);
    }
    expect(await managedIds()).toEqual(['intacct:production']);
    expect(await follow(policy(intacct))).toBe(false);
    world.nowMs += 20 * minuteMs;
    expect(await follow({})).toBe(false);
    expect(await managedIds()).toEqual(['intacct:production']);
  });

  it('SEC-48 takes away what is missing at two looks ten minutes apart, and only that', async () => {
    await follow(policy(intacct, { provider: 'xero', clientId: 'policy-id' }));
    const rest = policy({ provider: 'xero', clientId: 'policy-id' });
    expect(await follow(rest)).toBe(false);
    world.nowMs += 10 * minuteMs - 1;
    expect(await follow(rest)).toBe(false);
    world.nowMs += 1;
    expect(await follow(rest)).toBe(true);
    expect(await managedIds()).toEqual(['xero:production']);
  });

  it.each([
    ['back by a year', -365 * 24 * 60],
    ['ahead by a year', 365 * 24 * 60],
    ['ahead by two days', 2 * 24 * 60],
  ])('SEC-48 counts from a new first look when the clock went %s', async (_name, minutes) => {
    await follow(policy(intacct));
    await follow({});
    world.nowMs += minutes * minuteMs;
    expect(await follow({})).toBe(false);
    world.nowMs += 9 * minuteMs;
    expect(await follow({})).toBe(false);
    world.nowMs += minuteMs;
    expect(await follow({})).toBe(true);
    expect(await managedIds()).toEqual([]);
  });

  it('SEC-48 starts again with the first look when a later one found the key', async () => {
    await follow(policy(intacct));
    await follow({});
    world.nowMs += 6 * minuteMs;
    await follow(policy(intacct));
    world.nowMs += 6 * minuteMs;
    expect(await follow({})).toBe(false);
    expect(await managedIds()).toEqual(['intacct:production']);
  });

  it.each([
    ['an entry that became invalid', policy({ ...intacct, clientId: 'a blank' })],
    ['an environment nobody knows', policy({ ...intacct, environment: 'staging' })],
    ['an entry that does not say whose it is', policy({ clientId: 'policy-id' })],
    ['an entry that is nothing', policy(null)],
    ['a list that is none', { apps: 'all' }],
    ['no policy at all', null],
  ])('SEC-48 does not take %s for a key that was withdrawn', async (_name, odd) => {
    await follow(policy(intacct));
    for (let look = 0; look < 3; look += 1) {
      expect(await follow(odd, look === 2)).toBe(false);
      world.nowMs += 11 * minuteMs;
    }
    expect(await managedIds()).toEqual(['intacct:production']);
  });

  it('SEC-48 takes away what is missing beside an invalid entry of another provider', async () => {
    await follow(policy(intacct));
    expect(await follow(policy({ provider: 'xero', clientId: 'a blank' }), true)).toBe(true);
    expect(await managedIds()).toEqual([]);
  });

  it('SEC-39 looks again where the note of the first look cannot be read', async () => {
    await follow(policy(intacct));
    await ports.store.put('state', 'nonsense', 'policyMissing');
    expect(await follow({})).toBe(false);
    world.nowMs += 10 * minuteMs;
    expect(await follow({})).toBe(true);
  });
});
