import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../lib/store/database';
import {
  countUnreadable,
  listUnreadableGrants,
  recordUnreadable,
  replaceUnreadable,
} from '../../../lib/store/unreadable';
import { aConnection } from '../components/samples';

let store: Store;

beforeEach(async () => {
  const opened = await openStore();
  if (!opened.ok) throw new Error(opened.problem);
  store = opened.value;
  await Promise.all([store.clear('connections'), store.clear('state')]);
});

async function damage(...ids: string[]): Promise<void> {
  for (const id of ids) await store.put('connections', Object.assign(aConnection({ id }), JSON.parse('{"grantId":7}')));
}

describe('what cannot be read (SEC-39)', () => {
  it('is none where nothing was met', async () => {
    expect(await countUnreadable(store)).toBe(0);
    expect(await listUnreadableGrants(store)).toEqual([]);
  });

  it('is counted once however often it is met', async () => {
    await damage('a', 'b');
    await recordUnreadable(store, { connections: ['a'], grants: ['g'] });
    await recordUnreadable(store, { connections: ['a', 'b'] });
    expect(await countUnreadable(store)).toBe(2);
    expect(await listUnreadableGrants(store)).toEqual(['g']);
  });

  it('is counted no longer once it can be read, or is gone', async () => {
    await damage('a', 'b');
    await recordUnreadable(store, { connections: ['a', 'b', 'c'] });
    await store.put('connections', aConnection({ id: 'a' }));
    expect(await countUnreadable(store)).toBe(1);
  });

  it('is what the last look at everything found', async () => {
    await damage('a', 'b');
    await recordUnreadable(store, { connections: ['a'], grants: ['g'] });
    await replaceUnreadable(store, { connections: ['b'], grants: [] });
    expect(await countUnreadable(store)).toBe(1);
    expect(await listUnreadableGrants(store)).toEqual([]);
  });

  it('is begun again where the note itself is damaged', async () => {
    await store.put('state', 'damaged', 'unreadable');
    await damage('a');
    await recordUnreadable(store, { connections: ['a'] });
    expect(await countUnreadable(store)).toBe(1);
  });
});
