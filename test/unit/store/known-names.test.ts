import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { newConnection } from '../../../lib/engines/connection-record';
import { putConnections } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { listKnownNames } from '../../../lib/store/known-names';

const grant = {
  id: 'g1',
  providerId: 'xero',
  environment: 'production' as const,
  appId: 'a',
  scopes: [],
  version: 1,
  connectedAtMs: 0,
  nextRefreshAtMs: 0,
  refreshFailures: 0,
  userName: 'Maya Lindqvist',
  apiBase: 'https://harbour-lane.example',
};

it('SEC-43 SEC-39 gives the names of every stored connection, also of one that can no longer be read', async () => {
  const opened = await openStore();
  if (!opened.ok) throw new Error(opened.problem);
  const store = opened.value;
  const tenant = { tenantId: 't1', name: 'Harbour Lane Bakery', linkId: 'l1' };
  const connection = {
    ...newConnection('c1', tenant, grant, 1),
    nickname: 'The bakery',
    company: { screenKey: '!hLb42' },
  };
  await putConnections(store, [{ connection }]);
  const damaged = { ...connection, id: 'c2', companyName: 'Copperfield Cycles', status: 'of another version' };
  await Reflect.apply(store.put, store, ['connections', damaged]);
  const names = (await listKnownNames(store)).map(({ kind, text }) => `${kind} ${text}`);
  expect(names).toEqual(
    expect.arrayContaining([
      'company Harbour Lane Bakery',
      'company The bakery',
      'company Copperfield Cycles',
      'person Maya Lindqvist',
      'id t1',
      'id l1',
      'id !hLb42',
      'address https://harbour-lane.example',
    ]),
  );
});
