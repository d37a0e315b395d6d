import { beforeEach, describe, expect, it } from 'vitest';
import { newConnection } from '../../../lib/engines/connection-record';
import { endConnection } from '../../../lib/engines/local/disconnect';
import { retryRevocations } from '../../../lib/engines/local/retry-revocations';
import type { Connection } from '../../../lib/model/connection';
import type { HttpOutcome } from '../../../lib/model/ports';
import { findGrant } from '../../../lib/vault/grants';
import {
  firstRevocationAtMs,
  forgetRevocation,
  listOwedRevocations,
  oweRevocation,
} from '../../../lib/vault/revocations';
import { createWorld, json, plain, storeGrant, type World } from './world';

const minuteMs = 60_000;
let world: World;

async function connected(): Promise<Connection> {
  const grant = await storeGrant(world, 20 * minuteMs);
  return newConnection('c', { tenantId: 't', name: 'Fernhill', linkId: 'link-7' }, grant, world.nowMs);
}

beforeEach(async () => {
  world = await createWorld();
  for (const { id } of await listOwedRevocations(world.ports.vault, Number.MAX_SAFE_INTEGER)) {
    await forgetRevocation(world.ports.vault, id);
  }
});

describe('endConnection', () => {
  it('SEC-14 ends only the company’s link while others share the sign-in', async () => {
    world.answer = () => ({ answer: { status: 204, headers: {}, body: '' }, failure: null });
    const connection = await connected();
    expect(await endConnection(world.ports, connection, true)).toBe('company');
    expect(world.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'DELETE https://api.xero.com/connections/link-7',
    ]);
    expect(await findGrant(world.ports.vault, connection.grantId)).toBeDefined();
  });

  it('SEC-14 takes a link that is gone already as ended', async () => {
    world.answer = () => json(404, {});
    expect(await endConnection(world.ports, await connected(), true)).toBe('company');
  });

  it('says so when the provider could not be told about a link', async () => {
    world.answer = () => json(503, {});
    expect(await endConnection(world.ports, await connected(), true)).toBe('only_here');
  });

  it('SEC-14 revokes the whole sign-in with the last company', async () => {
    world.answer = () => ({ answer: { status: 200, headers: {}, body: '' }, failure: null });
    const connection = await connected();
    expect(await endConnection(world.ports, connection, false)).toBe('grant');
    expect(new URLSearchParams(world.sent[0]?.body).get('token')).toBe('refresh-0');
    expect(await findGrant(world.ports.vault, connection.grantId)).toBeUndefined();
    expect(await firstRevocationAtMs(world.ports.vault)).toBeUndefined();
  });

  it.each([
    [400, { error: 'invalid_token' }],
    [400, { error: 'invalid_grant' }],
    [401, { error: 'invalid_token' }],
  ])('SEC-14 takes a token that is over already as ended: %i %j', async (status, body) => {
    world.answer = () => json(status, body);
    expect(await endConnection(world.ports, await connected(), false)).toBe('grant');
    expect(await firstRevocationAtMs(world.ports.vault)).toBeUndefined();
  });

  it.each<[string, HttpOutcome]>([
    ['400 invalid_client', json(400, { error: 'invalid_client' })],
    ['401 invalid_client', json(401, { error: 'invalid_client' })],
    ['400 unauthorized_client', json(400, { error: 'unauthorized_client' })],
    ['400 invalid_request', json(400, { error: 'invalid_request' })],
    ['400 unsupported_token_type', json(400, { error: 'unsupported_token_type' })],
    ['400 without a body, where the provider is not known to mean the token by it', plain(400, '')],
    ['400 in the words of a proxy', plain(400, '<html><title>invalid_token</title></html>')],
    ['401 from a network that wants a sign-in', plain(401, '', { 'www-authenticate': 'Basic realm="proxy"' })],
    ['403', json(403, {})],
    ['404', json(404, {})],
    ['429', json(429, { error: 'invalid_token' }, { 'retry-after': '60' })],
    ['503 with the error of a token', json(503, { error: 'invalid_token' })],
    ['204', plain(204, '')],
    ['200 with a page of a proxy', plain(200, '<!doctype html><title>Sign in to the network</title>')],
  ])('SEC-14 forgot a living grant as ended after %s', async (_name, answer) => {
    world.answer = () => answer;
    expect(await endConnection(world.ports, await connected(), false)).toBe('later');
    expect(await firstRevocationAtMs(world.ports.vault)).toBeDefined();
  });

  it.each([401, 403, 429])('takes a link that the provider refused to end with %i as standing', async (status) => {
    world.answer = () => json(status, {});
    expect(await endConnection(world.ports, await connected(), true)).toBe('only_here');
  });

  it('SEC-14 forgot what is owed to a provider whose definition could not be read at the time', async () => {
    const owed = { token: 'refresh-0', clientId: 'client-1', environment: 'production' } as const;
    const entry = { id: 'unknown', providerId: 'not-known-now', owed, notBeforeMs: 0, attempts: 1 };
    await oweRevocation(world.ports.vault, entry);
    await retryRevocations(world.ports);
    expect(await firstRevocationAtMs(world.ports.vault)).toBeGreaterThan(world.nowMs);
    expect(world.sent).toEqual([]);
  });

  it('SEC-14 owes a revocation that could not be delivered, keeps to Retry-After, and delivers it later', async () => {
    world.answer = () => json(503, {}, { 'retry-after': '600' });
    const connection = await connected();
    expect(await endConnection(world.ports, connection, false)).toBe('later');
    expect(await findGrant(world.ports.vault, connection.grantId)).toBeUndefined();
    expect(await firstRevocationAtMs(world.ports.vault)).toBe(world.nowMs + 600_000);

    world.sent.length = 0;
    world.nowMs += 5 * minuteMs;
    await retryRevocations(world.ports);
    expect(world.sent).toEqual([]);

    world.nowMs += 6 * minuteMs;
    world.answer = () => ({ answer: { status: 200, headers: {}, body: '' }, failure: null });
    await retryRevocations(world.ports);
    expect(new URLSearchParams(world.sent[0]?.body).get('token')).toBe('refresh-0');
    expect(await firstRevocationAtMs(world.ports.vault)).toBeUndefined();
  });

  it('SEC-14 SEC-40 keeps an owed token as ciphertext', async () => {
    world.answer = () => ({ answer: null, failure: 'TypeError: Failed to fetch' });
    await endConnection(world.ports, await connected(), false);
    const stored = JSON.stringify(await world.ports.vault.getAll('revocations'), (_key, value) =>
      value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : value,
    );
    expect(stored).not.toContain('refresh-0');
  });
});
