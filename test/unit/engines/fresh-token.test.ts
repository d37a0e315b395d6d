import { beforeEach, describe, expect, it } from 'vitest';
import { freshAccessToken } from '../../../lib/engines/local/fresh-token';
import { findGrant, openGrant, updateGrant } from '../../../lib/vault/grants';
import { createWorld, json, presented, storeGrant, type World } from './world';

const minuteMs = 60_000;
let world: World;
let issued = 0;

function goodAnswer(): ReturnType<typeof json> {
  issued += 1;
  return json(200, {
    access_token: `access-${issued}`,
    token_type: 'Bearer',
    expires_in: 1800,
    refresh_token: `refresh-${issued}`,
  });
}

async function tokensOf(grantId: string): Promise<unknown> {
  const opened = await openGrant(world.ports.vault, grantId);
  return typeof opened === 'string' ? opened : opened.tokens;
}

beforeEach(async () => {
  world = await createWorld();
  issued = 0;
});

describe('freshAccessToken', () => {
  it('asks nobody while the stored token is good', async () => {
    const grant = await storeGrant(world, 10 * minuteMs);
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({
      kind: 'fresh',
      accessToken: 'access-0',
      wasRefreshed: false,
    });
    expect(world.sent).toEqual([]);
  });

  it('refreshes an ended token and stores the new set before it is used', async () => {
    world.answer = goodAnswer;
    const grant = await storeGrant(world, -minuteMs);
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({
      kind: 'fresh',
      accessToken: 'access-1',
      wasRefreshed: true,
    });
    expect(await tokensOf(grant.id)).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
    expect(await findGrant(world.ports.vault, grant.id)).toMatchObject({ intent: undefined, refreshFailures: 0 });
  });

  it('SEC-30 sends one token request for a hundred callers at once', async () => {
    world.answer = goodAnswer;
    const grant = await storeGrant(world, -minuteMs);
    const all = await Promise.all(Array.from({ length: 100 }, () => freshAccessToken(world.ports, grant.id)));
    expect(presented(world)).toEqual(['refresh-0']);
    expect(new Set(all.map((fresh) => fresh.kind === 'fresh' && fresh.accessToken))).toEqual(new Set(['access-1']));
  });

  it('SEC-34 gives callers whose token was refused the one that somebody else stored meanwhile', async () => {
    world.answer = goodAnswer;
    const grant = await storeGrant(world, 10 * minuteMs);
    await Promise.all([1, 2, 3].map(() => freshAccessToken(world.ports, grant.id, { newerThan: grant.version })));
    expect(presented(world)).toEqual(['refresh-0']);
  });

  it('SEC-31 has the intent on disk when the request leaves', async () => {
    const grant = await storeGrant(world, -minuteMs);
    let intentAtSend: unknown;
    world.answer = async () => {
      intentAtSend = (await findGrant(world.ports.vault, grant.id))?.intent;
      return goodAnswer();
    };
    await freshAccessToken(world.ports, grant.id);
    expect(intentAtSend).toMatchObject({ startedAtMs: world.nowMs, attempts: 1 });
  });

  it('SEC-33 presents the same token again after a lost answer, inside the grace', async () => {
    const grant = await storeGrant(world, -minuteMs);
    world.answer = () => ({ answer: null, failure: 'TypeError: Failed to fetch' });
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'failed' });
    expect((await findGrant(world.ports.vault, grant.id))?.intent).toMatchObject({ attempts: 1 });
    expect(await tokensOf(grant.id)).toMatchObject({ refreshToken: 'refresh-0' });

    world.nowMs += 10 * minuteMs;
    world.answer = (request) => (request.method === 'GET' ? json(404, {}) : goodAnswer());
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'fresh', accessToken: 'access-1' });
    expect(presented(world)).toEqual(['refresh-0', 'refresh-0']);
  });

  it('SEC-33 does not spend a retry while the provider cannot be reached at all', async () => {
    const grant = await storeGrant(world, -minuteMs);
    world.answer = () => ({ answer: null, failure: 'TypeError: Failed to fetch' });
    for (let attempt = 0; attempt < 5; attempt++) {
      await freshAccessToken(world.ports, grant.id);
      world.nowMs += 10 * minuteMs;
    }
    expect(presented(world)).toEqual(['refresh-0']);
  });

  it('SEC-33 allows one late retry after the grace, and then no other', async () => {
    const grant = await storeGrant(world, -minuteMs);
    await updateGrant(world.ports.vault, grant.id, {
      intent: { startedAtMs: world.nowMs - 60 * minuteMs, attempts: 1, hasBeenRetriedLate: false },
    });
    world.answer = (request) => (request.method === 'GET' ? json(404, {}) : { answer: null, failure: 'reset' });
    await freshAccessToken(world.ports, grant.id);
    world.nowMs += 600 * minuteMs;
    const last = await freshAccessToken(world.ports, grant.id);
    expect(presented(world)).toEqual(['refresh-0']);
    expect(last).toMatchObject({ kind: 'failed', evidence: { phase: 'refresh', history: { answerLost: true } } });
    expect(await tokensOf(grant.id)).toMatchObject({ refreshToken: 'refresh-0' });
  });

  it('SEC-33 says that the answer was lost when the retry is refused', async () => {
    const grant = await storeGrant(world, -minuteMs);
    await updateGrant(world.ports.vault, grant.id, {
      intent: { startedAtMs: world.nowMs - minuteMs, attempts: 1, hasBeenRetriedLate: false },
    });
    world.answer = (request) => (request.method === 'GET' ? json(404, {}) : json(400, { error: 'invalid_grant' }));
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({
      kind: 'failed',
      evidence: { history: { answerLost: true } },
    });
  });

  /** The disk is full from the n-th write on. */
  function fillDisk(from: number): void {
    let writes = 0;
    const { vault } = world.ports;
    world.ports.vault = new Proxy(vault, {
      get(_target, name) {
        const member: unknown = Reflect.get(vault, name);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]): unknown => {
          if (name === 'transaction' && given[1] === 'readwrite' && ++writes >= from)
            throw new DOMException('no room', 'QuotaExceededError');
          return Reflect.apply(member, vault, given);
        };
      },
    });
  }

  it('SEC-42 presents no token while there is no room to note it', async () => {
    const grant = await storeGrant(world, -minuteMs);
    world.answer = goodAnswer;
    fillDisk(1);
    await expect(freshAccessToken(world.ports, grant.id)).rejects.toThrow('no room');
    expect(world.sent).toEqual([]);
  });

  it('SEC-42 keeps the old set and the note when there is no room for the new one, and gets over it inside the grace', async () => {
    const grant = await storeGrant(world, -minuteMs);
    const { vault } = world.ports;
    world.answer = (request) => (request.method === 'GET' ? json(404, {}) : goodAnswer());
    fillDisk(2);
    await expect(freshAccessToken(world.ports, grant.id)).rejects.toThrow('no room');
    world.ports.vault = vault;
    expect(await tokensOf(grant.id)).toMatchObject({ refreshToken: 'refresh-0' });
    expect((await findGrant(vault, grant.id))?.intent).toMatchObject({ attempts: 1 });
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'fresh', accessToken: 'access-2' });
    expect(presented(world)).toEqual(['refresh-0', 'refresh-0']);
  });

  it('SEC-34 deletes nothing when the provider refuses', async () => {
    const grant = await storeGrant(world, -minuteMs);
    world.answer = () => json(400, { error: 'invalid_grant' });
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'failed' });
    expect(await tokensOf(grant.id)).toMatchObject({ accessToken: 'access-0', refreshToken: 'refresh-0' });
    expect((await findGrant(world.ports.vault, grant.id))?.intent).toBeUndefined();
  });

  it('SEC-35 waits as long as the provider asks before it tries again', async () => {
    const grant = await storeGrant(world, -minuteMs);
    world.answer = () => json(503, {}, { 'retry-after': '1800' });
    await freshAccessToken(world.ports, grant.id);
    world.nowMs += 29 * minuteMs;
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'backing_off' });
    expect(presented(world)).toEqual(['refresh-0']);
  });

  it('leaves a dead grant alone until a person asks', async () => {
    const grant = await storeGrant(world, -minuteMs);
    await updateGrant(world.ports.vault, grant.id, { deadSinceMs: world.nowMs });
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'dead' });
    expect(world.sent).toEqual([]);
    world.answer = goodAnswer;
    expect(await freshAccessToken(world.ports, grant.id, { isAskedFor: true })).toMatchObject({ kind: 'fresh' });
    expect((await findGrant(world.ports.vault, grant.id))?.deadSinceMs).toBeUndefined();
  });

  it('SEC-39 holds a grant whose secrets cannot be read, without touching it', async () => {
    const grant = await storeGrant(world, -minuteMs);
    await updateGrant(world.ports.vault, grant.id, { version: 77 });
    expect(await freshAccessToken(world.ports, grant.id)).toEqual({ kind: 'held', hold: 'sign_in_unreadable' });
    expect((await findGrant(world.ports.vault, grant.id))?.version).toBe(77);
    expect(await freshAccessToken(world.ports, 'no-such-grant')).toEqual({ kind: 'held', hold: 'sign_in_unreadable' });
  });

  it('SEC-36 judges by server time when the device is a day ahead', async () => {
    world.offsetMs = 24 * 60 * minuteMs;
    const grant = await storeGrant(world, 10 * minuteMs - world.offsetMs);
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'fresh', wasRefreshed: false });
  });
});
