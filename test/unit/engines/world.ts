import 'fake-indexeddb/auto';
import { diagnose } from '../../../lib/diagnosis/diagnose';
import type { LocalPorts } from '../../../lib/engines/local/ports';
import type { Grant } from '../../../lib/model/grant';
import type { HttpOutcome, HttpRequest } from '../../../lib/model/ports';
import { xero } from '../../../lib/providers/xero/definition';
import { saveApp } from '../../../lib/vault/apps';
import { openVault } from '../../../lib/vault/database';
import { storeTokens } from '../../../lib/vault/grants';
import { countingDisk, hostsAlwaysUp, memoryUnsavedGrants } from './fake-ports';

/** A provider's token endpoint as a function; every request is kept. */
export interface World {
  ports: LocalPorts;
  sent: HttpRequest[];
  /** Addresses that were asked whether anything answers there; `answer` says whether it does. */
  reached: string[];
  answer: (request: HttpRequest) => HttpOutcome | Promise<HttpOutcome>;
  nowMs: number;
  offsetMs: number;
  /** App id of each read that was counted. */
  counted: string[];
  /** What was reported as a bug of ours. */
  bugs: unknown[];
}

const locks = new Map<string, Promise<unknown>>();

/** In-process stand-in for Web Locks: same exclusion, one context. */
function withLock<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const before = locks.get(name) ?? Promise.resolve();
  const run = before.then(work, work);
  locks.set(
    name,
    run.catch(() => undefined),
  );
  return run;
}

/** A JSON answer of the provider. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): HttpOutcome {
  return {
    answer: { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) },
    failure: null,
  };
}

/** Any other answer of the provider, or of something in front of it. */
export function plain(status: number, body: string, headers: Record<string, string> = {}): HttpOutcome {
  return { answer: { status, headers, body }, failure: null };
}

/** A world in which time stands still, chance is ½ and the provider answers as told. */
export async function createWorld(): Promise<World> {
  const vault = await openVault();
  if (!vault.ok) throw new Error('vault cannot be opened');
  await saveApp(vault.value, { providerId: 'xero', environment: 'production', clientId: 'client-1' }, 0);
  const world: World = {
    sent: [],
    reached: [],
    answer: () => ({ answer: null, failure: 'nothing is scripted' }),
    nowMs: Date.UTC(2026, 10, 22, 12),
    offsetMs: 0,
    counted: [],
    bugs: [],
    ports: {
      vault: vault.value,
      now: () => world.nowMs,
      random: () => 0.5,
      withLock,
      diagnose,
      clock: {
        offsetMs: async () => world.offsetMs,
        async believe(_host, offsetMs) {
          world.offsetMs = offsetMs;
          return offsetMs;
        },
      },
      unsaved: memoryUnsavedGrants(),
      disk: countingDisk(),
      hosts: hostsAlwaysUp,
      reportBug(error) {
        world.bugs.push(error);
      },
      countRead: (appId) => {
        world.counted.push(appId);
        return Promise.resolve();
      },
      send: (request) => {
        world.sent.push(request);
        return Promise.resolve(world.answer(request));
      },
      reach: async (url) => {
        world.reached.push(url);
        const { answer } = await world.answer({ method: 'GET', url, headers: {}, deadlineMs: 1, maxBodyBytes: 0 });
        return answer !== null;
      },
    },
  };
  return world;
}

/** Stores a grant whose access token ends `accessLeftMs` from now. */
export async function storeGrant(world: World, accessLeftMs: number, more: Partial<Grant> = {}): Promise<Grant> {
  const draft: Grant = {
    id: crypto.randomUUID(),
    providerId: 'xero',
    environment: 'production',
    appId: 'xero:production',
    scopes: [...xero.oauth({ environment: 'production' }).scopes],
    version: 0,
    connectedAtMs: world.nowMs - 86_400_000,
    accessExpiresAtMs: world.nowMs + accessLeftMs,
    refreshIssuedAtMs: world.nowMs - 1_800_000,
    nextRefreshAtMs: world.nowMs,
    refreshFailures: 0,
    ...more,
  };
  return storeTokens(world.ports.vault, draft, { accessToken: `access-0`, refreshToken: `refresh-0` });
}

/** Only the requests that present a refresh token. */
export function presented(world: World): string[] {
  return world.sent.flatMap((request) => new URLSearchParams(request.body ?? '').get('refresh_token') ?? []);
}
