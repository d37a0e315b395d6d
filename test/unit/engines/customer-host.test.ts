import { beforeEach, describe, expect, it } from 'vitest';
import { endGrant } from '../../../lib/engines/local/disconnect';
import { freshAccessToken } from '../../../lib/engines/local/fresh-token';
import { retryRevocations } from '../../../lib/engines/local/retry-revocations';
import { withPersonName } from '../../../lib/engines/local/who-signed-in';
import type { Grant } from '../../../lib/model/grant';
import { salesforce } from '../../../lib/providers/salesforce/definition';
import { saveApp } from '../../../lib/vault/apps';
import { findGrant, updateGrant } from '../../../lib/vault/grants';
import { createWorld, json, presented, storeGrant, type World } from './world';

const apiBase = 'https://acme--uat.sandbox.my.salesforce.com';
let world: World;
let grant: Grant;

function tokenAnswer(more: Record<string, unknown> = {}): ReturnType<typeof json> {
  return json(200, {
    access_token: 'access-1',
    token_type: 'Bearer',
    instance_url: apiBase,
    id: 'https://test.salesforce.com/id/00D8d0000012AbCEAU/0058d000003XyZaAAK',
    ...more,
  });
}

function askedHosts(): string[] {
  return world.sent.map((request) => new URL(request.url).hostname);
}

beforeEach(async () => {
  world = await createWorld();
  await world.ports.vault.clear('grants');
  const app = { providerId: 'salesforce', environment: 'sandbox', clientId: 'client-1' } as const;
  await saveApp(world.ports.vault, app, 0);
  grant = await storeGrant(world, 0, {
    providerId: 'salesforce',
    environment: 'sandbox',
    appId: 'salesforce:sandbox',
    key: '00D8d0000012AbC/0058d000003XyZa',
    accessExpiresAtMs: undefined,
    apiBase,
  });
});

describe('a grant whose customer has a host of their own', () => {
  it('uses an access token without a known end until it is refused', async () => {
    expect(await freshAccessToken(world.ports, grant.id)).toMatchObject({ kind: 'fresh', wasRefreshed: false });
    expect(world.sent).toEqual([]);
  });

  it('is refreshed there, not at the common sign-in host', async () => {
    world.answer = () => tokenAnswer();
    await freshAccessToken(world.ports, grant.id, { newerThan: grant.version });
    expect(askedHosts()).toEqual(['acme--uat.sandbox.my.salesforce.com']);
  });

  it('moves when an answer names another of the provider’s hosts, and stays when it names somebody else’s', async () => {
    world.answer = () => tokenAnswer({ instance_url: 'https://evil.example' });
    await freshAccessToken(world.ports, grant.id, { newerThan: grant.version });
    expect((await findGrant(world.ports.vault, grant.id))?.apiBase).toBe(apiBase);
    world.answer = () => tokenAnswer({ instance_url: 'https://acme-new.my.salesforce.com' });
    await freshAccessToken(world.ports, grant.id, { newerThan: grant.version + 1 });
    expect((await findGrant(world.ports.vault, grant.id))?.apiBase).toBe('https://acme-new.my.salesforce.com');
  });

  it('is revoked there, also later and with other app credentials', async () => {
    world.answer = () => ({ answer: { status: 503, headers: {}, body: '' }, failure: null });
    expect(await endGrant(world.ports, grant.id)).toBe('later');
    world.nowMs += 3_600_000;
    world.answer = () => ({ answer: { status: 200, headers: {}, body: '' }, failure: null });
    await retryRevocations(world.ports);
    expect(askedHosts()).toEqual(['acme--uat.sandbox.my.salesforce.com', 'acme--uat.sandbox.my.salesforce.com']);
  });
});

describe('rotation that a company may switch on', () => {
  const intent = { startedAtMs: 0, attempts: 2, hasBeenRetriedLate: true };

  it('lets a token that stayed the same be presented again after a lost answer', async () => {
    world.answer = () => tokenAnswer();
    await freshAccessToken(world.ports, grant.id, { newerThan: grant.version });
    await updateGrant(world.ports.vault, grant.id, { intent });
    expect(await freshAccessToken(world.ports, grant.id, { newerThan: grant.version + 1 })).toMatchObject({
      kind: 'fresh',
    });
    expect(presented(world)).toEqual(['refresh-0', 'refresh-0']);
  });

  it('SEC-33 presents a token that was replaced as well: the answer to it is the proof', async () => {
    world.answer = () => tokenAnswer({ refresh_token: 'refresh-1' });
    await freshAccessToken(world.ports, grant.id, { newerThan: grant.version });
    await updateGrant(world.ports.vault, grant.id, { intent });
    world.answer = () => json(400, { error: 'invalid_grant', error_description: 'expired access/refresh token' });
    expect(await freshAccessToken(world.ports, grant.id, { newerThan: grant.version + 1 })).toMatchObject({
      kind: 'failed',
      evidence: { history: { answerLost: true } },
    });
    expect(presented(world)).toEqual(['refresh-0', 'refresh-1']);
  });
});

describe('withPersonName', () => {
  const access = () => ({ provider: salesforce, grant, accessToken: 'access-0' });

  it('asks once, and remembers the name with the grant', async () => {
    world.answer = () => json(200, { records: [{ Name: 'Maya Lindqvist', Username: 'maya@acme.example' }] });
    const named = await withPersonName(world.ports, access());
    expect(named.userName).toBe('Maya Lindqvist (maya@acme.example)');
    expect((await findGrant(world.ports.vault, grant.id))?.userName).toBe(named.userName);
    await withPersonName(world.ports, { ...access(), grant: named });
    expect(world.sent.length).toBe(1);
  });

  it('goes on without a name when the provider will not tell', async () => {
    world.answer = () => ({ answer: { status: 403, headers: {}, body: 'Bad_OAuth_Token' }, failure: null });
    expect(await withPersonName(world.ports, access())).toEqual(grant);
  });
});
