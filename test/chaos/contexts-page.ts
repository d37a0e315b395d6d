/*
 * One context of many that want the same refresh: the product's own code in a page of the extension, with the browser's own
 * database, locks and network. Built beside a copy of the extension by contexts-build.ts.
 */
import * as z from 'zod/mini';
import { diskState } from '../../lib/browser/disk-state';
import { reach, sendHttp } from '../../lib/browser/http';
import { withLock } from '../../lib/browser/locks';
import { sessionUnsavedGrants } from '../../lib/browser/unsaved-grants';
import { diagnose } from '../../lib/diagnosis/diagnose';
import { storedHostHealth } from '../../lib/engines/host-health';
import { freshAccessToken } from '../../lib/engines/local/fresh-token';
import type { LocalPorts } from '../../lib/engines/local/ports';
import { storedServerClock } from '../../lib/store/clock';
import { openStore } from '../../lib/store/database';
import { openVault } from '../../lib/vault/database';
import { findGrant } from '../../lib/vault/grants';

z.config({ jitless: true });

/** What a context got; times in Unix ms. */
export interface Asked {
  kind: string;
  /** Version of the stored token set it got; undefined when it got none. */
  version: number | undefined;
  wasRefreshed: boolean;
  startedAtMs: number;
  endedAtMs: number;
}

/** What one context does at the signal. */
export interface Task {
  grantId: string;
  /** The version whose access token was refused. */
  version: number;
  connectionId: string;
  /** Ask the worker for a check, get the token in this very page, or both at once. */
  ask: 'worker' | 'itself' | 'both';
  /** Reads of the database before it asks, so that another context may be first. */
  readsBefore: number;
}

function fail(error: unknown): never {
  throw error;
}

async function portsOf(): Promise<LocalPorts> {
  const [store, vault] = await Promise.all([openStore(), openVault()]);
  if (!store.ok || !vault.ok) throw new Error('the databases cannot be opened');
  return {
    vault: vault.value,
    send: sendHttp,
    reach,
    now: Date.now,
    random: Math.random,
    withLock,
    clock: storedServerClock(store.value),
    hosts: storedHostHealth(store.value, { now: Date.now, random: Math.random }),
    unsaved: sessionUnsavedGrants(fail),
    disk: diskState,
    reportBug: fail,
    diagnose,
    countRead: async () => undefined,
  };
}

/** As a person's own click: so many expiries in a few minutes are more than we renew by ourselves in an hour. */
async function askItself(ports: LocalPorts, { grantId, version }: Task): Promise<Asked> {
  const startedAtMs = Date.now();
  const fresh = await freshAccessToken(ports, grantId, { newerThan: version, isAskedFor: true });
  const isFresh = fresh.kind === 'fresh';
  return {
    kind: fresh.kind,
    version: isFresh ? fresh.grant.version : undefined,
    wasRefreshed: isFresh && fresh.wasRefreshed,
    startedAtMs,
    endedAtMs: Date.now(),
  };
}

declare const chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } };

// Timers of tabs in the background come late and together; a channel does not wait.
const signals = new BroadcastChannel('contexts');
let asked: Promise<Asked | undefined> | undefined;

/** Waits for the signal, then does the task; `result` gives what came of it. */
async function arm(task: Task): Promise<void> {
  const ports = await portsOf();
  const signal = new Promise<void>((resolve) => signals.addEventListener('message', () => resolve(), { once: true }));
  asked = signal.then(async () => {
    for (let read = 0; read < task.readsBefore; read += 1) await versionOf(task.grantId);
    if (task.ask !== 'itself') void chrome.runtime.sendMessage({ type: 'connection.check', id: task.connectionId });
    return task.ask === 'worker' ? undefined : askItself(ports, task);
  });
}

/** Gives the signal to all others; a channel does not hear itself. */
function start(): void {
  const own = new BroadcastChannel('contexts');
  own.postMessage('start');
  own.close();
}

async function versionOf(grantId: string): Promise<number> {
  const vault = await openVault();
  if (!vault.ok) throw new Error(vault.problem);
  const grant = await findGrant(vault.value, grantId);
  if (!grant) throw new Error('the grant is gone');
  return grant.version;
}

Object.assign(globalThis, { contexts: { arm, start, versionOf, result: () => asked } });
