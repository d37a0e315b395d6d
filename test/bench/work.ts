/*
 * The work of the background with the product's own code on the browser's own database, as a script for a page of the
 * extension: only the network is made up. Built beside the extension by build.ts.
 */
import * as z from 'zod/mini';
import type { Grant } from '../../lib/model/grant';
import { nextWakeUpMs } from '../../lib/monitor/next-wake-up';
import type { MonitorPorts } from '../../lib/monitor/ports';
import { runDue, wakeSpreadMs } from '../../lib/monitor/run-due';
import { countNeedingYou, listDue } from '../../lib/store/connections';
import { openStore, type Store } from '../../lib/store/database';
import { countFixes } from '../../lib/store/incidents';
import { openVault, type Vault } from '../../lib/vault/database';
import { listGrantsDue, storeTokens } from '../../lib/vault/grants';
import { countReads } from './count-reads';
import { draftGrant, storeFleet } from './fleet';
import { tokensOf } from './fleet-provider';
import { localLocks, seededRandom } from './one-context';
import { createVirtualTime } from './virtual-time';

z.config({ jitless: true });

async function databases(): Promise<{ store: Store; vault: Vault }> {
  const [store, vault] = await Promise.all([openStore(), openVault()]);
  if (!store.ok || !vault.ok) throw new Error('the databases cannot be opened');
  return { store: store.value, vault: vault.value };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/** The browser is still tidying up the records that were just put there: so many rounds go by before any counts. */
const unmeasuredRounds = 20;

/** The product's ports in this page: real time, real locks, and answers at once. */
async function realPorts() {
  const locks: Pick<MonitorPorts, 'withLock'> = { withLock: (name, work) => navigator.locks.request(name, work) };
  return { ...(await databases()), ...locks, now: Date.now, random: Math.random, wait: async () => undefined };
}

/**
 * One wake-up with ten connections due, of `stored` ones, and what badge and alarm need after it: how long each of the
 * rounds took, in ms, and how many records one of them reads.
 */
async function wakeUps(rounds: number, stored: number): Promise<{ times: number[]; reads: number }> {
  const fleet = await storeFleet(await realPorts(), { stored, due: 10, grants: 'own' }, 0);
  const ports = fleet.ports();
  const wakeUp = async (): Promise<void> => {
    await runDue(ports, 0);
    await Promise.all([countFixes(ports.store), countNeedingYou(ports.store), nextWakeUpMs(ports)]);
  };
  const times: number[] = [];
  for (let round = 0; round < unmeasuredRounds + rounds; round += 1) {
    await fleet.makeDue(false);
    times.push(await timed(wakeUp));
    if ((await listDue(ports.store, Date.now(), 1)).connections.length > 0)
      throw new Error('something that was due was not done');
  }
  await fleet.makeDue(false);
  const reads = countReads();
  await wakeUp();
  reads.restore();
  return { times: times.slice(unmeasuredRounds), reads: reads.count() };
}

/** How long each answer of the provider takes after a night. */
const latencyMs = 300;

/** A wake-up after a night in which so many grants and connections became due; time passes only where it is waited for. */
async function night(due: number): Promise<{ tookMs: number; mostAtOnce: number }> {
  const time = createVirtualTime(Date.now());
  const ports = { ...(await databases()), ...time, random: seededRandom(1), withLock: localLocks() };
  const fleet = await storeFleet(ports, { stored: due, due, grants: 'own' }, latencyMs);
  await fleet.makeDue(true);
  const tookMs = await time.run(() => runDue(fleet.ports(), wakeSpreadMs));
  if ((await listDue(ports.store, time.now(), 1)).connections.length > 0)
    throw new Error('something that was due was not done');
  return { tookMs, mostAtOnce: fleet.mostAtOnce() };
}

/** What is due of 1,000 connections, when nothing is, and when to wake up next: how long the answer took each time, in ms. */
async function timeDecisions(rounds: number): Promise<number[]> {
  const fleet = await storeFleet(await realPorts(), { stored: 1000, due: 10, grants: 'own' }, 0);
  const ports = fleet.ports();
  const { store, vault } = ports;
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
  let grant: Grant = draftGrant('written', Date.now());
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

Object.assign(globalThis, { benchWork: { wakeUps, night, timeDecisions, timeTokenWrites, timePlainWrites } });
