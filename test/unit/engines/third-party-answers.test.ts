import { describe, expect, it } from 'vitest';
import { disconnect } from '../../../lib/engines/local/disconnect';
import { registerOwn } from '../../../lib/providers/custom/register';
import { findConnection } from '../../../lib/store/connections';
import { createMockOAuthServer } from './mock-oauth-server';
import { createNodeOAuthServer } from './node-oauth-server';
import { openScene } from './third-party-scene';
import { signInAt } from './third-party-server';

describe('what each server says in its own way', () => {
  it('reads invalid_client from a 400 of @node-oauth/oauth2-server, which has no challenge to answer there', async () => {
    const scene = await openScene(createNodeOAuthServer);
    registerOwn([{ ...scene.server.definition, clientAuth: 'post' }]);
    const answer = await signInAt(
      scene.world,
      scene.server,
      await scene.appWith({ ...scene.server.app, clientSecret: 'wrong' }),
    );
    expect(answer).toMatchObject({ ok: false, problem: { evidence: { answer: { status: 400 } } } });
    expect(JSON.stringify(answer)).toContain('Invalid client: client is invalid');
  });

  it('brings the refusal of @node-oauth/oauth2-server in the redirect, and sends no token request', async () => {
    const scene = await openScene(createNodeOAuthServer);
    const { authorize } = scene.server;
    const refusing = { ...scene.server, authorize: (url: string) => authorize(`${url}&allowed=false`) };
    expect(await signInAt(scene.world, refusing, scene.app)).toMatchObject({
      ok: false,
      problem: { phase: 'callback' },
    });
    expect(scene.world.sent).toEqual([]);
  });

  it('only forgets a sign-in where the server has no revocation address', async () => {
    const scene = await openScene(createNodeOAuthServer);
    const connection = await scene.connected();
    expect(await disconnect(scene.ports, connection)).toBe('only_here');
    expect(await findConnection(scene.ports.store, connection.id)).toBeUndefined();
  });

  it('SEC-14 ends the grant at oauth2-mock-server, which answers 200 and nothing else', async () => {
    const scene = await openScene(createMockOAuthServer);
    const connection = await scene.connected();
    expect(await disconnect(scene.ports, connection)).toBe('grant');
    const [only = ''] = scene.server.issued();
    expect((await scene.server.presentStolen(only)).answer?.body).toContain('invalid_grant');
  });

  it('keeps what the problem details of oauth2-mock-server say about a code it never gave out', async () => {
    const scene = await openScene(createMockOAuthServer);
    const { authorize } = scene.server;
    const changing = {
      ...scene.server,
      authorize: async (url: string) => (await authorize(url)).replace(/code=[^&]*/, 'code=of-nobody'),
    };
    const answer = await signInAt(scene.world, changing, scene.app);
    expect(answer).toMatchObject({
      ok: false,
      problem: { isOutcomeUnknown: false, evidence: { answer: { status: 400 } } },
    });
    expect(JSON.stringify(answer)).toContain('code_challenge required');
  });
});
