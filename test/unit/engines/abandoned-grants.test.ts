import { beforeEach, describe, expect, it } from 'vitest';
import { newConnection } from '../../../lib/engines/connection-record';
import { endAbandonedGrant } from '../../../lib/engines/local/abandoned-grants';
import { disconnect } from '../../../lib/engines/local/disconnect';
import type { Connection } from '../../../lib/model/connection';
import type { Flow } from '../../../lib/model/flow';
import type { Grant } from '../../../lib/model/grant';
import { findConnection, putConnections } from '../../../lib/store/connections';
import { openStore, type Store } from '../../../lib/store/database';
import { saveApp } from '../../../lib/vault/apps';
import { findGrant } from '../../../lib/vault/grants';
import { createWorld, json, storeGrant, type World } from './world';

let world: World;
let store: Store;

beforeEach(async () => {
  world = await createWorld();
  world.answer = () => json(200, {});
  const opened = await openStore();
  if (!opened.ok) throw new Error(opened.problem);
  store = opened.value;
  await store.clear('connections');
  await world.ports.vault.clear('grants');
});

const ports = () => ({ ...world.ports, store });
const isRevoked = (): boolean => world.sent.some(({ url }) => url.includes('revocation'));

async function connect(grant: Grant, tenantId: string): Promise<Connection> {
  const connection = newConnection(`c-${tenantId}`, { tenantId, name: tenantId, linkId: tenantId }, grant, world.nowMs);
  await putConnections(store, [{ connection }]);
  return connection;
}

/** What a newer version, or damage, has made of a stored record. */
async function change(id: string, members: Record<string, unknown>): Promise<void> {
  const record = await store.get('connections', id);
  if (record) await store.put('connections', { ...record, ...members });
}

function leftFlow(grant: Grant): Flow {
  return {
    id: 'f',
    providerId: 'xero',
    environment: 'production',
    how: 'window',
    step: 'choose',
    startedAtMs: world.nowMs,
    grantId: grant.id,
    grantedAtMs: grant.connectedAtMs,
  };
}

describe('SEC-14 a sign-in that was left', () => {
  it('ends the grant it created, when nothing uses it', async () => {
    const app = { providerId: 'salesforce', environment: 'production' } as const;
    await saveApp(world.ports.vault, { ...app, clientId: 'client-1' }, 0);
    const grant = await storeGrant(world, 60_000, { ...app, appId: 'salesforce:production' });
    await endAbandonedGrant(ports(), leftFlow(grant));
    expect(world.sent.map(({ url }) => new URL(url).pathname)).toEqual(['/services/oauth2/revoke']);
    expect(await findGrant(world.ports.vault, grant.id)).toBeUndefined();
  });

  it.each(['xero', 'quickbooks', 'intacct'])(
    'ended the connections of the same person on other devices: at %s its tokens are only forgotten',
    async (providerId) => {
      await saveApp(world.ports.vault, { providerId, environment: 'production', clientId: 'c', clientSecret: 's' }, 0);
      const grant = await storeGrant(world, 60_000, { providerId, appId: `${providerId}:production` });
      await endAbandonedGrant(ports(), leftFlow(grant));
      expect(world.sent).toEqual([]);
      expect(await findGrant(world.ports.vault, grant.id)).toBeUndefined();
    },
  );

  it.each([
    ['a status of a newer version', { status: 'partial' }],
    ['damage in every member but its ids', { status: 7, company: 7, diagnosis: 7, isPaused: 'x', nextDueAtMs: 'x' }],
    ['a provider that is no text', { providerId: 7 }],
    ['a grant that is no text', { grantId: 7 }],
    ['a grant that does not exist', { grantId: 'damaged' }],
  ])(
    'one unreadable record made us revoke a living sign-in: a connection with %s keeps its grant',
    async (_what, members) => {
      const grant = await storeGrant(world, 60_000);
      await connect(grant, 'bakery');
      await change('c-bakery', members);
      await endAbandonedGrant(ports(), leftFlow(grant));
      expect(world.sent).toEqual([]);
      expect(await findGrant(world.ports.vault, grant.id)).toBeDefined();
    },
  );

  it('leaves a grant that was there before, and one of another sign-in', async () => {
    const older = await storeGrant(world, 60_000, { version: 4 });
    await endAbandonedGrant(ports(), leftFlow(older));
    const other = await storeGrant(world, 60_000);
    await endAbandonedGrant(ports(), { ...leftFlow(other), grantedAtMs: 5 });
    const { grantId: _none, ...unfinished } = leftFlow(other);
    await endAbandonedGrant(ports(), unfinished);
    expect(world.sent).toEqual([]);
  });
});

describe('SEC-14 disconnecting a company', () => {
  it.each([
    ['cannot be read', { providerId: 7 }],
    ['names no grant', { grantId: 7 }],
    ['has a status of a newer version', { status: 'partial' }],
  ])('ended the sign-in of another one whose record %s: only the link of this one ends', async (_what, members) => {
    const grant = await storeGrant(world, 600_000);
    const bakery = await connect(grant, 'bakery');
    await connect(grant, 'cycles');
    await change('c-cycles', members);
    expect(await disconnect(ports(), bakery)).toBe('company');
    expect(isRevoked()).toBe(false);
    expect(await findGrant(world.ports.vault, grant.id)).toBeDefined();
    expect(await findConnection(store, bakery.id)).toBeUndefined();
  });
});
