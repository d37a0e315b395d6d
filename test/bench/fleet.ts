import { diagnose } from '../../lib/diagnosis/diagnose.ts';
import { storedHostHealth } from '../../lib/engines/host-health.ts';
import { limitedSend } from '../../lib/engines/local/limited-send.ts';
import type { Connection } from '../../lib/model/connection.ts';
import { neverMs } from '../../lib/model/due.ts';
import type { Grant } from '../../lib/model/grant.ts';
import type { SendHttp, WithLock } from '../../lib/model/ports.ts';
import type { MonitorPorts } from '../../lib/monitor/ports.ts';
import { xero } from '../../lib/providers/xero/definition.ts';
import { storedServerClock } from '../../lib/store/clock.ts';
import type { Store } from '../../lib/store/database.ts';
import { saveApp } from '../../lib/vault/apps.ts';
import type { Vault } from '../../lib/vault/database.ts';
import { storeTokens } from '../../lib/vault/grants.ts';
import { type CountedNetwork, countedNetwork, providerOf, type Refusals, tokensOf } from './fleet-provider.ts';
import { makeConnections } from './records.ts';

const hourMs = 60 * 60_000;

/** How many connections are stored, how many of them are due, and who holds them. */
export interface FleetSize {
  stored: number;
  due: number;
  /** Each connection has a grant of its own, or all have the same. */
  grants: 'own' | 'one';
}

/** A fleet as it is stored, and its provider. */
export interface Fleet extends Refusals, Omit<CountedNetwork, 'send'> {
  dueIds: string[];
  /** Makes them due again; `needsRefresh`: the access tokens of their grants have ended, so that these are due as well. */
  makeDue(needsRefresh: boolean): Promise<void>;
  ports(): MonitorPorts;
}

interface FleetPorts {
  store: Store;
  vault: Vault;
  now(): number;
  wait(ms: number): Promise<void>;
  random(): number;
  withLock: WithLock;
}

/** When an access token ends, or ended, and when its grant is due. */
function times(
  nowMs: number,
  needsRefresh: boolean,
): Pick<Grant, 'accessExpiresAtMs' | 'refreshIssuedAtMs' | 'nextRefreshAtMs'> {
  const accessExpiresAtMs = nowMs + (needsRefresh ? -hourMs : hourMs);
  return { accessExpiresAtMs, refreshIssuedAtMs: accessExpiresAtMs - hourMs / 2, nextRefreshAtMs: accessExpiresAtMs };
}

/** A grant whose access token is good for an hour. */
export function draftGrant(id: string, nowMs: number): Grant {
  return {
    id,
    providerId: 'xero',
    environment: 'production',
    appId: 'xero:production',
    scopes: [...xero.oauth({ environment: 'production' }).scopes],
    version: 0,
    connectedAtMs: nowMs - 24 * hourMs,
    ...times(nowMs, false),
    refreshFailures: 0,
  };
}

/** Grants whose tokens can be opened; the others, which nobody opens, hold a copy of the first one's ciphertext. */
async function storeGrants(
  vault: Vault,
  ids: readonly string[],
  opened: number,
  draft: (id: string) => Grant,
): Promise<void> {
  await vault.clear('grants');
  for (const id of ids.slice(0, opened)) await storeTokens(vault, draft(id), tokensOf(id));
  const sealed = await vault.get('grants', ids[0] ?? '');
  if (!sealed) throw new Error('no grant is stored');
  const transaction = vault.transaction('grants', 'readwrite');
  for (const id of ids.slice(opened))
    void transaction.store.put({ ...sealed, grant: { ...draft(id), nextRefreshAtMs: neverMs } });
  await transaction.done;
}

/** A firm's companies; the first ones, which are to be due, all work. */
function fleetOf({ stored, due, grants }: FleetSize, nowMs: number): Connection[] {
  const working = {
    status: 'connected',
    needRank: 4,
    isPaused: false,
    diagnosis: undefined,
    failingSinceMs: undefined,
    failuresInRow: 0,
  } as const;
  return makeConnections(stored, nowMs).map((connection, place) => ({
    ...connection,
    ...(place < due ? working : {}),
    grantId: grants === 'own' ? connection.id : 'one',
  }));
}

/** Changes records of a store, all in one transaction. */
async function makeConnectionsDue(store: Store, ids: readonly string[], nowMs: number): Promise<void> {
  const transaction = store.transaction(['connections', 'state'], 'readwrite');
  const connections = transaction.objectStore('connections');
  for (const id of ids) {
    const connection = await connections.get(id);
    if (connection) void connections.put({ ...connection, nextDueAtMs: nowMs - 1 });
  }
  // The daily look at everything was an hour ago.
  void transaction.objectStore('state').put(nowMs - hourMs, 'sweptAtMs');
  await transaction.done;
}

async function makeGrantsDue(vault: Vault, ids: readonly string[], nowMs: number): Promise<void> {
  const transaction = vault.transaction('grants', 'readwrite');
  for (const id of ids) {
    const stored = await transaction.store.get(id);
    if (stored)
      void transaction.store.put({ ...stored, grant: { ...stored.grant, callsAtMs: [], ...times(nowMs, true) } });
  }
  await transaction.done;
}

/** Stores a fleet in place of what is there; every request to its provider takes `latencyMs`. */
export async function storeFleet(ports: FleetPorts, size: FleetSize, latencyMs: number): Promise<Fleet> {
  const { store, vault, now } = ports;
  const connections = fleetOf(size, now());
  const draft = (id: string): Grant => draftGrant(id, now());
  await saveApp(vault, { providerId: 'xero', environment: 'production', clientId: 'client-1' }, 0);
  const grantIds = size.grants === 'own' ? connections.map(({ id }) => id) : ['one'];
  await storeGrants(vault, grantIds, size.grants === 'own' ? size.due : 1, draft);
  const transaction = store.transaction(['connections', 'history', 'state'], 'readwrite');
  for (const name of ['connections', 'history', 'state'] as const) void transaction.objectStore(name).clear();
  for (const connection of connections) void transaction.objectStore('connections').put(connection);
  await transaction.done;

  const dueIds = connections.slice(0, size.due).map(({ id }) => id);
  const refused = new Set<string>();
  const ended = new Set<string>();
  const network = countedNetwork(providerOf(connections, { refused, ended }), ports.wait, latencyMs);
  return {
    dueIds,
    async makeDue(needsRefresh) {
      await makeConnectionsDue(store, dueIds, now());
      if (needsRefresh) await makeGrantsDue(vault, size.grants === 'own' ? dueIds : ['one'], now());
    },
    refused,
    ended,
    asked: network.asked,
    mostAtOnce: network.mostAtOnce,
    ports: () => monitorPorts(ports, limitedSend(network.send)),
  };
}

/** All the monitor asks of the outside, in a browser in which nothing goes wrong. */
function monitorPorts(ports: FleetPorts, send: SendHttp): MonitorPorts {
  const { store, now, random } = ports;
  return {
    ...ports,
    send,
    reach: async () => true,
    clock: storedServerClock(store),
    hosts: storedHostHealth(store, { now, random }),
    unsaved: { list: async () => [], keep: async () => undefined, drop: async () => undefined },
    disk: { refused: async () => undefined, works: async () => undefined },
    reportBug(error) {
      throw error;
    },
    diagnose,
    countRead: async () => undefined,
    hasHosts: async () => true,
    isOnline: () => true,
    pageSigns: async () => [],
    whileChecking: (_ids, work) => work(),
  };
}
