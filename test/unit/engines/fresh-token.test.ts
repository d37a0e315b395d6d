import { beforeEach, describe, expect, it } from 'vitest';
import { freshAccessToken } from '../../../lib/engines/local/fresh-token';
import { storeUnsaved } from '../../../lib/engines/local/keep-tokens';
import { blankEvidence } from '../../../lib/model/evidence';
import type { HttpOutcome } from '../../../lib/model/ports';
import { registerOwn } from '../../../lib/providers/custom/register';
import { saveApp } from '../../../lib/vault/apps';
import { findGrant, openGrant, updateGrant } from '../../../lib/vault/grants';
import { booksDefinition } from './books';
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

  const silences: readonly [name: string, answer: HttpOutcome][] = [
    ['503', { answer: { status: 503, headers: {}, body: '' }, failure: null }],
    ['429', json(429, { error: 'slow_down' })],
    ['a broken connection', { answer: null, failure: 'TypeError: Failed to fetch' }],
    [
      'a page of a captive portal',
      { answer: { status: 200, headers: {}, body: '<html>Sign in</html>' }, failure: null },
    ],
    ['a proxy that wants a password', { answer: { status: 407, headers: {}, body: '{}' }, failure: null }],
    ['a page of a firewall', { answer: { status: 403, headers: {}, body: '<html>Blocked</html>' }, failure: null }],
  ];

  it.each(silences)(
    'an outage of minutes, hours or days ended the sign-in for ever: SEC-33 %s is followed by further tries until there is a definite answer',
    async (_what, silence) => {
      const grant = await storeGrant(world, -minuteMs);
      world.answer = () => silence;
      const overMs = world.nowMs + 7 * 24 * 60 * minuteMs;
      while (world.nowMs < overMs) {
        await freshAccessToken(world.ports, grant.id);
        world.nowMs = ((await findGrant(world.ports.vault, grant.id))?.nextRefreshAtMs ?? overMs) + 1;
      }
      expect((await findGrant(world.ports.vault, grant.id))?.deadSinceMs).toBeUndefined();
      world.answer = goodAnswer;
      expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'fresh', accessToken: 'access-1' });
      expect(new Set(presented(world))).toEqual(new Set(['refresh-0']));
    },
  );

  it.each(silences)(
    'SEC-35 is asked again within ten minutes after %s, however long it has lasted',
    async (_what, silence) => {
      const grant = await storeGrant(world, -minuteMs, { refreshFailures: 40 });
      world.answer = () => silence;
      await freshAccessToken(world.ports, grant.id, { isAskedFor: true });
      const next = await findGrant(world.ports.vault, grant.id);
      expect((next?.nextRefreshAtMs ?? 0) - world.nowMs).toBeLessThanOrEqual(10 * minuteMs);
    },
  );

  it('SEC-33 presents a token once more, and then no more, where reuse ends other sessions of the person', async () => {
    registerOwn([{ ...booksDefinition, rotation: { rotates: true, graceSec: 0, reuseEndsOtherSessions: true } }]);
    const own = { providerId: 'own-books', environment: 'production', clientId: 'client-1' } as const;
    const appId = await saveApp(world.ports.vault, own, 0);
    const grant = await storeGrant(world, -minuteMs, { providerId: 'own-books', appId });
    world.answer = () => ({ answer: null, failure: 'reset' });
    for (let attempt = 0; attempt < 5; attempt++) {
      await freshAccessToken(world.ports, grant.id, { isAskedFor: true });
      world.nowMs += 10 * minuteMs;
    }
    expect(presented(world)).toEqual(['refresh-0', 'refresh-0']);
    const last = await freshAccessToken(world.ports, grant.id, { isAskedFor: true });
    expect(last).toMatchObject({ kind: 'failed', evidence: { phase: 'refresh', history: { answerLost: true } } });
    const evidence = last.kind === 'failed' ? last.evidence : blankEvidence('own-books', 'refresh');
    expect(world.ports.diagnose(evidence)).toMatchObject({
      action: 'reconnect',
      rules: ['history-token-not-presented'],
    });
    expect(await tokensOf(grant.id)).toMatchObject({ refreshToken: 'refresh-0' });
  });

  it('SEC-35 makes at most twelve token requests of one grant in an hour, whatever happens in between', async () => {
    const grant = await storeGrant(world, -minuteMs);
    const sentAtMs: number[] = [];
    world.answer = () => {
      sentAtMs.push(world.nowMs);
      return goodAnswer();
    };
    for (let minute = 0; minute < 180; minute++) {
      // Each access token is refused at once, as by a service that has lost its sessions.
      const version = (await findGrant(world.ports.vault, grant.id))?.version ?? 0;
      await freshAccessToken(world.ports, grant.id, { newerThan: version });
      world.nowMs += minuteMs;
    }
    const worst = Math.max(
      ...sentAtMs.map((from) => sentAtMs.filter((atMs) => atMs >= from && atMs < from + 60 * minuteMs).length),
    );
    expect(worst).toBe(12);
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
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'backing_off' });
    expect(world.sent).toEqual([]);
  });

  it('new tokens that the disk refused were dropped: SEC-42 they are kept sealed, used, and stored as soon as there is room', async () => {
    const grant = await storeGrant(world, -minuteMs);
    const { vault } = world.ports;
    world.answer = goodAnswer;
    fillDisk(2);
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'fresh', accessToken: 'access-1' });
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'fresh', accessToken: 'access-1' });
    expect(JSON.stringify(await world.ports.unsaved.list())).not.toContain('refresh-1');
    expect(await tokensOf(grant.id)).toMatchObject({ refreshToken: 'refresh-0' });
    world.ports.vault = vault;
    await storeUnsaved(world.ports);
    expect(await tokensOf(grant.id)).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
    expect(await world.ports.unsaved.list()).toEqual([]);
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'fresh', accessToken: 'access-1' });
    expect(presented(world)).toEqual(['refresh-0']);
  });

  it('SEC-34 deletes nothing when the provider refuses', async () => {
    const grant = await storeGrant(world, -minuteMs);
    world.answer = () => json(400, { error: 'invalid_grant' });
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'failed' });
    expect(await tokensOf(grant.id)).toMatchObject({ accessToken: 'access-0', refreshToken: 'refresh-0' });
    expect((await findGrant(world.ports.vault, grant.id))?.intent).toBeUndefined();
  });

  it('SEC-35 a hint of a page ends the pause after a definite refusal, and stays within half of the budget', async () => {
    const grant = await storeGrant(world, -minuteMs);
    world.answer = () => json(400, { error: 'unauthorized_client' });
    await freshAccessToken(world.ports, grant.id);
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'backing_off' });
    for (let hints = 0; hints < 20; hints++) await freshAccessToken(world.ports, grant.id, { isHinted: true });
    expect(presented(world)).toHaveLength(6);
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
