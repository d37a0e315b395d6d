import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../lib/store/database';
import { countFixes } from '../../../lib/store/incidents';
import { aConnection, aFailing } from '../components/samples';

/** A database as the first version of the schema made it, with two good records and one that nobody can read. */
async function writeFirstVersion(): Promise<void> {
  await deleteDB('ledgerline');
  const old = await openDB('ledgerline', 1, {
    upgrade(database) {
      const connections = database.createObjectStore('connections', { keyPath: 'id' });
      connections.createIndex('byDue', 'nextDueAtMs');
      connections.createIndex('byNeed', ['needRank', 'sortName']);
      connections.createIndex('byGrant', 'grantId');
      connections.createIndex('byTenant', ['providerId', 'environment', 'tenantId']);
      database
        .createObjectStore('history', { autoIncrement: true })
        .createIndex('byConnection', ['connectionId', 'atMs']);
      database.createObjectStore('state');
    },
  });
  await old.put('connections', aFailing());
  await old.put('connections', aConnection({ id: 'c2' }));
  await old.put('connections', { id: 'not readable' });
  await old.put('state', { welcomed: true }, 'settings');
  old.close();
}

async function expectMigrated(): Promise<void> {
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  expect(await countFixes(store.value)).toBe(1);
  expect(await store.value.count('connections')).toBe(3);
  expect(await store.value.get('state', 'settings')).toEqual({ welcomed: true });
}

/** The steps of the migration, as the browser sees them; the n-th one does not come to its end. */
function failAt(n: number): { passed(): number; mend(): void } {
  let passed = 0;
  const fail = (): void => {
    passed += 1;
    if (passed === n) throw new Error('the browser ends here');
  };
  const patched = [
    [IDBObjectStore.prototype, 'createIndex'],
    [IDBObjectStore.prototype, 'openCursor'],
    [IDBCursor.prototype, 'update'],
    [IDBCursor.prototype, 'continue'],
  ] as const;
  const mends = patched.map(([target, name]) => {
    const real: unknown = Reflect.get(target, name);
    Reflect.set(target, name, function (this: unknown, ...given: unknown[]) {
      fail();
      return typeof real === 'function' ? Reflect.apply(real, this, given) : undefined;
    });
    return (): void => void Reflect.set(target, name, real);
  });
  return {
    passed: () => passed,
    mend() {
      for (const mend of mends) mend();
    },
  };
}

describe('SEC-38 the migration from the first version', () => {
  it('gives connections their place in the index of incidents, and loses none', async () => {
    await writeFirstVersion();
    await expectMigrated();
  });

  it('leaves the old version as it was when it is cut off at any step, and is made at the next start', async () => {
    await writeFirstVersion();
    const whole = failAt(0);
    await openStore();
    whole.mend();
    await expectMigrated();
    expect(whole.passed()).toBeGreaterThan(3);
    for (let at = 1; at <= whole.passed(); at++) {
      await writeFirstVersion();
      const cut = failAt(at);
      expect((await openStore()).ok).toBe(false);
      cut.mend();
      const old = await openDB('ledgerline');
      expect(old.version).toBe(1);
      expect(await old.count('connections')).toBe(3);
      old.close();
      await expectMigrated();
    }
  });
});
