import { beforeEach, describe, expect, it } from 'vitest';
import { disconnect, resumeDisconnects } from '../../../lib/engines/local/disconnect';
import { retryRevocations } from '../../../lib/engines/local/retry-revocations';
import { type RunPorts, resumeSignIn } from '../../../lib/engines/local/run-sign-in';
import type { Connection } from '../../../lib/model/connection';
import { neverMs } from '../../../lib/model/due';
import type { Flow } from '../../../lib/model/flow';
import type { Grant } from '../../../lib/model/grant';
import { checkConnections } from '../../../lib/monitor/run-due';
import { changeConnections } from '../../../lib/store/connections';
import { listEndings, recordEnding } from '../../../lib/store/endings';
import { keepFlow } from '../../../lib/store/pending-flow';
import { findGrant, storeTokens } from '../../../lib/vault/grants';
import { oweRevocation } from '../../../lib/vault/revocations';
import { createWatchedFirm, type WatchedFirm } from '../monitor/watched-firm';
import { inMemorySignIn } from './pending-sign-in';
import { json } from './world';

const minuteMs = 60_000;
let firm: WatchedFirm;
let connection: Connection;
let signedIn: Grant;

/** What a worker finds that starts after another one has died between storing new tokens and asking for the companies. */
async function diedWithNewTokens(): Promise<RunPorts> {
  const { ports, world } = firm;
  const before = await findGrant(ports.vault, connection.grantId);
  if (!before) throw new Error('no grant is stored');
  const tokens = { accessToken: 'access-new', refreshToken: 'refresh-new' };
  signedIn = await storeTokens(ports.vault, { ...before, connectedAtMs: world.nowMs }, tokens);
  const flow: Flow = {
    id: 'flow',
    providerId: 'xero',
    environment: 'production',
    how: 'window',
    step: 'finishing',
    connectionId: connection.id,
    startedAtMs: world.nowMs,
    grantId: signedIn.id,
    grantedAtMs: signedIn.connectedAtMs,
  };
  await keepFlow(ports.store, flow);
  return {
    ...inMemorySignIn(ports),
    ...ports,
    checkNow: async (ids) => checkConnections(ports, await firm.current(ids), { isAskedFor: true }),
  };
}

async function owe(grantKey: string): Promise<void> {
  const owed = {
    token: 'refresh-old',
    clientId: 'client-1',
    environment: 'production',
    grantKey,
    tokenOrigin: 'https://identity.xero.com',
  } as const;
  const entry = { id: 'old', providerId: 'xero', owed, notBeforeMs: 0, attempts: 1 };
  await oweRevocation(firm.ports.vault, entry);
}

const revoked = (): (string | null)[] =>
  firm.world.sent
    .filter(({ url }) => url.includes('revocation'))
    .map(({ body }) => new URLSearchParams(body).get('token'));

function withoutCompanies(): void {
  const { answer } = firm.world;
  firm.world.answer = (request) => (request.url.includes('api.xero.com') ? json(503, {}) : answer(request));
}

beforeEach(async () => {
  firm = await createWatchedFirm();
  const [watched] = await firm.watch(['fernhill'], 30 * minuteMs, { key: 'person' });
  if (!watched) throw new Error('nothing is watched');
  connection = watched;
});

describe('SEC-14 an owed revocation of a person who has signed in again', () => {
  it('was delivered after a worker had died between storing the new tokens and making it void', async () => {
    await owe('person');
    await resumeSignIn(await diedWithNewTokens());
    expect(await firm.ports.vault.count('revocations')).toBe(0);
    await retryRevocations(firm.ports);
    expect(revoked()).toEqual([]);
  });

  it('was delivered where it could not be made void: the stored grant shows that it is', async () => {
    await diedWithNewTokens();
    await owe('person');
    await retryRevocations(firm.ports);
    expect(revoked()).toEqual([]);
    expect(await firm.ports.vault.count('revocations')).toBe(0);
  });

  it('is still delivered for somebody else', async () => {
    await diedWithNewTokens();
    await owe('somebody else');
    await retryRevocations(firm.ports);
    expect(revoked()).toEqual(['refresh-old']);
  });
});

describe('SEC-36 companies that sleep because their grant was over', () => {
  it('slept on after a new sign-in whose list of companies could not be read', async () => {
    const { store } = firm.ports;
    await changeConnections(store, [connection.id], (current) => ({
      connection: { ...current, status: 'needs_you', hasGrantFailed: true, nextDueAtMs: neverMs, due: undefined },
    }));
    const ports = await diedWithNewTokens();
    withoutCompanies();
    await resumeSignIn(ports);
    expect((await firm.current([connection.id]))[0]?.nextDueAtMs).toBe(firm.world.nowMs);
  });
});

describe('SEC-14 a disconnect that did not finish', () => {
  it('revoked the next sign-in when its list of companies could not be read', async () => {
    const { store, vault } = firm.ports;
    const before = await findGrant(vault, connection.grantId);
    await recordEnding(store, { id: connection.id, connectedAtMs: before?.connectedAtMs });
    const ports = await diedWithNewTokens();
    withoutCompanies();
    await resumeSignIn(ports);
    expect(await ports.readFlow()).toMatchObject({ step: 'failed', failedAt: 'companies' });
    await resumeDisconnects(firm.ports);
    expect(revoked()).toEqual([]);
    expect(await findGrant(vault, signedIn.id)).toBeDefined();
    expect(await firm.current([connection.id])).toHaveLength(1);
    expect(await listEndings(store)).toEqual([]);
  });

  it('took the link away to which somebody had just agreed again', async () => {
    await firm.watch(['other'], 30 * minuteMs, { id: connection.grantId });
    await recordEnding(firm.ports.store, { id: connection.id, connectedAtMs: 1 });
    await diedWithNewTokens();
    await resumeDisconnects(firm.ports);
    expect(firm.world.sent.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  it('is finished where nobody has signed in since', async () => {
    const { store, vault } = firm.ports;
    const { put } = store;
    firm.world.answer = () => json(200, {});
    const refusing = new Proxy(store, {
      get(target, name) {
        if (name === 'transaction' && firm.world.sent.length > 0) throw new DOMException('full', 'QuotaExceededError');
        const member: unknown = name === 'put' ? put : Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    await expect(disconnect({ ...firm.ports, store: refusing }, connection)).rejects.toThrow('full');
    await resumeDisconnects(firm.ports);
    expect(await findGrant(vault, connection.grantId)).toBeUndefined();
    expect(await firm.current([connection.id])).toEqual([]);
  });
});
