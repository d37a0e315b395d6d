import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freshAccessToken } from '../../../lib/engines/local/fresh-token';
import { createMockOAuthServer } from './mock-oauth-server';
import { createNodeOAuthServer } from './node-oauth-server';
import { openScene, type Scene } from './third-party-scene';
import { accessLifeSec, company, signInAt } from './third-party-server';
import { presented } from './world';

let scene: Scene;

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each([
  ['@node-oauth/oauth2-server', createNodeOAuthServer],
  ['oauth2-mock-server', createMockOAuthServer],
])('a user-defined provider at %s', (_name, create) => {
  beforeEach(async () => {
    // oauth2-mock-server writes to the console what it did not expect.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    scene = await openScene(create);
  });

  it('brings five-minute tokens and the company', async () => {
    const answer = await signInAt(scene.world, scene.server, scene.app);
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
    const { accessExpiresAtMs = 0, issuedAtMs, told } = answer.value;
    expect(told.tenant).toEqual({ tenantId: company.id, name: company.name });
    expect((accessExpiresAtMs - issuedAtMs) / 1000).toBeGreaterThan(accessLifeSec - 3);
    expect((accessExpiresAtMs - issuedAtMs) / 1000).toBeLessThanOrEqual(accessLifeSec);
    expect(await scene.connected()).toMatchObject({ status: 'connected', companyName: company.name });
  });

  it('SEC-02 uses a code up with its own verifier: a copy of the request is refused', async () => {
    await signInAt(scene.world, scene.server, scene.app);
    const exchange = scene.world.sent.find(({ body }) => body?.includes('grant_type=authorization_code'));
    if (!exchange) throw new Error('no code was exchanged');
    expect((await scene.server.send(exchange)).answer?.status).toBe(400);
  });

  it('presents each refresh token once over fifty lives of an access token', async () => {
    const { id, grantId } = await scene.connected();
    for (let round = 0; round < 50; round += 1) {
      await scene.passLife(grantId);
      expect(await scene.checked(id)).toMatchObject({ status: 'connected' });
    }
    expect(presented(scene.world)).toEqual(scene.server.issued().slice(0, -1));
    expect(scene.server.issued()).toHaveLength(51);
    expect(await scene.storedRefreshToken(grantId)).toBe(scene.server.issued().at(-1));
  });

  it('SEC-30 sends one token request for a hundred triggers at once', async () => {
    const { grantId } = await scene.connected();
    await scene.passLife(grantId);
    const all = await Promise.all(Array.from({ length: 100 }, () => freshAccessToken(scene.ports, grantId)));
    expect(presented(scene.world)).toHaveLength(1);
    expect(new Set(all.map((fresh) => (fresh.kind === 'fresh' ? fresh.accessToken : fresh.kind))).size).toBe(1);
  });

  it('refreshes once when the access token is refused before its time', async () => {
    const { id } = await scene.connected();
    scene.server.expireAccessTokens();
    expect(await scene.checked(id)).toMatchObject({ status: 'connected' });
    expect(presented(scene.world)).toHaveLength(1);
  });

  it('says that the app credentials are wrong when the code is refused for them', async () => {
    const { authorize } = scene.server;
    const removedMeanwhile = async (url: string): Promise<string> => {
      const redirect = await authorize(url);
      scene.server.setRegistered(false);
      return redirect;
    };
    const answer = await signInAt(scene.world, { ...scene.server, authorize: removedMeanwhile }, scene.app);
    expect(answer).toMatchObject({ ok: false, problem: { isOutcomeUnknown: false, evidence: { phase: 'token' } } });
    expect(JSON.stringify(answer)).toContain('invalid_client');
  });

  it('asks for other app credentials while the app is not registered, and works again when it is', async () => {
    const { id, grantId } = await scene.connected();
    await scene.passLife(grantId);
    scene.server.setRegistered(false);
    expect(await scene.checked(id)).toMatchObject({ diagnosis: { cause: 'client_credentials_invalid' } });
    expect(await scene.storedRefreshToken(grantId)).toBe(scene.server.issued().at(-1));
    scene.server.setRegistered(true);
    expect(await scene.checked(id)).toMatchObject({ status: 'connected' });
    expect(scene.server.issued()).toHaveLength(2);
  });

  it('SEC-34 asks for a new sign-in after the grant was ended at the server, and deletes nothing', async () => {
    const { id, grantId } = await scene.connected();
    await scene.passLife(grantId);
    scene.server.revokeGrants();
    expect(await scene.checked(id)).toMatchObject({
      status: 'needs_you',
      diagnosis: { cause: 'grant_invalid', action: 'reconnect', facts: { status: 400, code: 'invalid_grant' } },
    });
    expect(await scene.storedRefreshToken(grantId)).toBe(scene.server.issued().at(-1));
  });

  it('asks for a new sign-in after somebody else used a refresh token again', async () => {
    const { id, grantId } = await scene.connected();
    await scene.passLife(grantId);
    await scene.checked(id);
    const [stolen = ''] = scene.server.issued();
    expect((await scene.server.presentStolen(stolen)).answer?.status).toBe(400);
    await scene.passLife(grantId);
    expect(await scene.checked(id)).toMatchObject({ status: 'needs_you', diagnosis: { cause: 'grant_invalid' } });
    expect(await scene.storedRefreshToken(grantId)).toBe(scene.server.issued().at(-1));
  });

  it('SEC-35 waits out a failure inside the server, and the sign-in lives on', async () => {
    const { id, grantId } = await scene.connected();
    await scene.passLife(grantId);
    scene.server.failOnce('before_rotation');
    const failed = await scene.checked(id);
    expect(failed.diagnosis).toMatchObject({ cause: 'provider_outage', action: 'wait' });
    expect(await scene.storedRefreshToken(grantId)).toBe(scene.server.issued().at(-1));
    expect(await scene.checked(id)).toMatchObject({ status: 'connected' });
    expect(scene.server.issued()).toHaveLength(2);
  });

  it('SEC-33 knows a token that was rotated by a server which then failed from one that was revoked', async () => {
    const { id, grantId } = await scene.connected();
    await scene.passLife(grantId);
    scene.server.failOnce('after_rotation');
    expect(await scene.checked(id)).toMatchObject({ diagnosis: { cause: 'provider_outage' } });
    const proven = await scene.checked(id);
    expect(proven).toMatchObject({ status: 'needs_you', diagnosis: { action: 'reconnect' } });
    expect(proven.diagnosis?.cause).toBe('refresh_token_expired');
  });
});
