/*
 * The work of the background with the product's own code on the browser's own database, as a script for a page of the
 * extension: only the network is made up. Built beside the extension by build.ts.
 */
import * as z from 'zod/mini';
import { diagnose } from '../../lib/diagnosis/diagnose';
import { storedHostHealth } from '../../lib/engines/host-health';
import type { Grant } from '../../lib/model/grant';
import type { HttpOutcome, HttpRequest } from '../../lib/model/ports';
import { nextWakeUpMs } from '../../lib/monitor/next-wake-up';
import type { MonitorPorts } from '../../lib/monitor/ports';
import { runDue } from '../../lib/monitor/run-due';
import { xero } from '../../lib/providers/xero/definition';
import { listByNeed, listDue } from '../../lib/store/connections';
import { openStore, type Store } from '../../lib/store/database';
import { saveApp } from '../../lib/vault/apps';
import { openVault, type Vault } from '../../lib/vault/database';
import { listGrantsDue, storeTokens } from '../../lib/vault/grants';

z.config({ jitless: true });

const hourMs = 60 * 60_000;

function json(body: unknown): HttpOutcome {
  const headers = { 'content-type': 'application/json' };
  return { answer: { status: 200, headers, body: JSON.stringify(body) }, failure: null };
}

async function databases(): Promise<{ store: Store; vault: Vault }> {
  const [store, vault] = await Promise.all([openStore(), openVault()]);
  if (!store.ok || !vault.ok) throw new Error('the databases cannot be opened');
  return { store: store.value, vault: vault.value };
}

/** The provider answers at once that all is well. */
function portsOf(store: Store, vault: Vault, tenantOf: ReadonlyMap<string, string>): MonitorPorts {
  const send = async (request: HttpRequest): Promise<HttpOutcome> => {
    const token = request.headers.authorization ?? '';
    const tenantId = tenantOf.get(token.replace('Bearer ', '')) ?? '';
    if (!request.url.includes('/Organisation'))
      return json([{ id: 'link', tenantId, tenantType: 'ORGANISATION', tenantName: tenantId }]);
    const shown = { Name: tenantId, ShortCode: '!bench', Class: 'GROW', OrganisationStatus: 'ACTIVE' };
    return json({ Organisations: [shown] });
  };
  return {
    store,
    vault,
    send,
    reach: async () => true,
    now: Date.now,
    random: Math.random,
    withLock: (name, work) => navigator.locks.request(name, work),
    clock: { offsetMs: async () => 0, believe: async (_host, offsetMs) => offsetMs },
    hosts: storedHostHealth(store, { now: Date.now, random: Math.random }),
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
    wait: async () => undefined,
    whileChecking: (_ids, work) => work(),
  };
}

function draftGrant(id: string): Grant {
  return {
    id,
    providerId: 'xero',
    environment: 'production',
    appId: 'xero:production',
    scopes: [...xero.oauth({ environment: 'production' }).scopes],
    version: 0,
    connectedAtMs: Date.now() - 24 * hourMs,
    accessExpiresAtMs: Date.now() + hourMs,
    refreshIssuedAtMs: Date.now(),
    nextRefreshAtMs: Date.now() + hourMs,
    refreshFailures: 0,
  };
}

/** Gives each stored connection a grant of its own. Returns the ids of the connections, those that are well first. */
async function prepare(): Promise<string[]> {
  const { store, vault } = await databases();
  await vault.clear('grants');
  await saveApp(vault, { providerId: 'xero', environment: 'production', clientId: 'client-1' }, 0);
  const all = await listByNeed(store, { offset: 0, limit: 100_000 });
  for (const connection of all.slice(0, dueAtOnce))
    await storeTokens(vault, draftGrant(connection.id), tokensOf(connection.id));
  const sealed = await vault.get('grants', all[0]?.id ?? '');
  if (!sealed) throw new Error('no connection is stored');
  const others = vault.transaction('grants', 'readwrite');
  for (const { id } of all.slice(dueAtOnce)) void others.store.put({ ...sealed, grant: { ...sealed.grant, id } });
  await others.done;
  const connections = store.transaction('connections', 'readwrite');
  for (const connection of all) void connections.store.put({ ...connection, grantId: connection.id });
  await connections.done;
  return all.slice(0, dueAtOnce).map(({ id }) => id);
}

/** So many connections are due in one wake-up. */
const dueAtOnce = 10;

const tokensOf = (grantId: string) => ({ accessToken: grantId, refreshToken: `refresh-${grantId}` });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/** The browser is still tidying up the records that were just put there: so many rounds go by before any counts. */
const unmeasuredRounds = 10;

/** One wake-up with ten connections due, of however many are stored: how long each of the rounds took, in ms. */
async function timeDueRounds(rounds: number): Promise<number[]> {
  const dueIds = await prepare();
  const { store, vault } = await databases();
  const tenants = new Map<string, string>();
  const times: number[] = [];
  for (let round = 0; round < unmeasuredRounds + rounds; round += 1) {
    const transaction = store.transaction('connections', 'readwrite');
    for (const id of dueIds) {
      const connection = await transaction.store.get(id);
      if (!connection) throw new Error('a connection was lost');
      tenants.set(id, connection.tenantId);
      await transaction.store.put({ ...connection, nextDueAtMs: Date.now() - 1 });
    }
    await transaction.done;
    const ports = portsOf(store, vault, tenants);
    times.push(await timed(() => runDue(ports, 0)));
    if ((await listDue(store, Date.now(), 1)).connections.length > 0)
      throw new Error('something that was due was not done');
  }
  return times.slice(unmeasuredRounds);
}

/** What is due, when nothing is, and when to wake up next: how long the answer took each time, in ms. */
async function timeDecisions(rounds: number): Promise<number[]> {
  const { store, vault } = await databases();
  const ports = portsOf(store, vault, new Map());
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    times.push(
      await timed(() =>
        Promise.all([listGrantsDue(vault, Date.now()), listDue(store, Date.now(), 200), nextWakeUpMs(ports)]),
      ),
    );
  }
  return times.slice(1);
}

/** New tokens of a grant, sealed and safe on the disk: how long each write took, in ms. */
async function timeTokenWrites(rounds: number): Promise<number[]> {
  const { vault } = await databases();
  let grant = draftGrant('written');
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    times.push(
      await timed(async () => {
        grant = await storeTokens(vault, grant, tokensOf('written'));
      }),
    );
  }
  return times.slice(1);
}

/** A record that is on the disk, and nothing else: what a browser needs at least, in ms. */
async function timePlainWrites(rounds: number): Promise<number[]> {
  const { vault } = await databases();
  const record = await vault.get('grants', (await vault.getAllKeys('grants', undefined, 1))[0] ?? '');
  if (!record) throw new Error('no grant is stored');
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    times.push(
      await timed(async () => {
        const transaction = vault.transaction('grants', 'readwrite', { durability: 'strict' });
        await transaction.store.put(record);
        await transaction.done;
      }),
    );
  }
  return times.slice(1);
}

Object.assign(globalThis, { benchWork: { timeDueRounds, timeDecisions, timeTokenWrites, timePlainWrites } });
