import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { openStore } from '../../../lib/store/database';
import { countRead, listReadCounts } from '../../../lib/store/read-counts';

const nowMs = Date.UTC(2026, 10, 22, 12);

it('counts every read of many at once, per app, and forgets the month before', async () => {
  const store = await openStore();
  if (!store.ok) throw new Error('store cannot be opened');
  await store.value.put('state', { nonsense: true }, 'reads:broken');
  await Promise.all(Array.from({ length: 40 }, () => countRead(store.value, 'one:production', nowMs)));
  await countRead(store.value, 'two:production', nowMs);
  expect(await listReadCounts(store.value)).toEqual([
    { appId: 'one:production', month: '2026-11', count: 40 },
    { appId: 'two:production', month: '2026-11', count: 1 },
  ]);
  await countRead(store.value, 'one:production', Date.UTC(2026, 11, 2));
  expect((await listReadCounts(store.value))[0]).toEqual({ appId: 'one:production', month: '2026-12', count: 1 });
});
