import { beforeEach, describe, expect, it } from 'vitest';
import { watchCompanies } from '../../../lib/engines/local/watch-companies';
import type { Connection } from '../../../lib/model/connection';
import type { HttpOutcome } from '../../../lib/model/ports';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { checkConnections } from '../../../lib/monitor/run-due';
import { findConnection } from '../../../lib/store/connections';
import { openStore } from '../../../lib/store/database';
import { saveApp } from '../../../lib/vault/apps';
import { createWorld, json, presented, storeGrant, type World } from '../engines/world';

const orgId = '00D8d0000012AbC';
const apiBase = 'https://acme.my.salesforce.com';
const org = { records: [{ Id: orgId, Name: 'Acme', OrganizationType: 'Enterprise Edition' }] };
const sessionOver = json(401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
const blocked = json(400, { error: 'OAUTH_APP_BLOCKED', error_description: 'this app is blocked by admin' });

let world: World;
let ports: MonitorPorts;
let id: string;
let data: HttpOutcome;
let token: HttpOutcome;

async function look(isAskedFor: boolean): Promise<Connection> {
  const before = await findConnection(ports.store, id);
  await checkConnections(ports, before ? [before] : [], { isAskedFor });
  const after = await findConnection(ports.store, id);
  if (!after) throw new Error('the connection is gone');
  return after;
}

beforeEach(async () => {
  world = await createWorld();
  const app = { providerId: 'salesforce', environment: 'production', clientId: 'c' } as const;
  await saveApp(world.ports.vault, app, 0);
  const store = await openStore();
  if (!store.ok) throw new Error(store.problem);
  ports = {
    ...world.ports,
    store: store.value,
    hasHosts: () => Promise.resolve(true),
    isOnline: () => true,
    wait: () => Promise.resolve(),
    whileChecking: (_ids, work) => work(),
    pageSigns: async () => [],
  };
  world.answer = (request) => (request.url.endsWith('/token') ? token : data);
  const grant = await storeGrant(world, 0, {
    providerId: 'salesforce',
    appId: 'salesforce:production',
    scopes: ['api', 'refresh_token'],
    accessExpiresAtMs: undefined,
    apiBase,
  });
  const newId = (): string => crypto.randomUUID();
  [id = ''] = await watchCompanies({ ...ports, newId }, grant, [{ tenantId: orgId, name: 'Acme' }]);
  data = json(200, org);
});

describe('a connection whose access ends when nobody knows', () => {
  it('is renewed at the first refusal, and nobody notices', async () => {
    expect((await look(false)).status).toBe('connected');
    token = json(200, { access_token: 'access-1', token_type: 'Bearer' });
    let isFirst = true;
    world.answer = (request) => {
      if (request.url.endsWith('/token')) return token;
      const answer = isFirst ? sessionOver : data;
      isFirst = false;
      return answer;
    };
    expect((await look(false)).status).toBe('connected');
    expect(presented(world)).toHaveLength(1);
  });

  it('keeps the cause it was told while the next try of a refused refresh is not due', async () => {
    data = sessionOver;
    token = blocked;
    expect((await look(false)).diagnosis?.cause).toBe('app_not_authorized');
    const again = await look(false);
    expect(again).toMatchObject({ status: 'needs_you', diagnosis: { cause: 'app_not_authorized' } });
    expect(again.nextDueAtMs).toBeGreaterThan(world.nowMs);
    expect(presented(world)).toHaveLength(1);
  });

  it('is tried at once when a person asks', async () => {
    data = sessionOver;
    token = blocked;
    await look(false);
    token = json(200, { access_token: 'access-1', token_type: 'Bearer' });
    world.answer = (request) =>
      request.url.endsWith('/token')
        ? token
        : request.headers.authorization === 'Bearer access-1'
          ? json(200, org)
          : sessionOver;
    expect((await look(true)).status).toBe('connected');
  });
});
