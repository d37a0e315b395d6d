import { beforeEach, describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/diagnosis/diagnose';
import { askSignInPage } from '../../../lib/engines/local/ask-sign-in-page';
import type { SignInPorts } from '../../../lib/engines/local/sign-in';
import { blankEvidence } from '../../../lib/model/evidence';
import type { Flow } from '../../../lib/model/flow';
import type { HttpOutcome } from '../../../lib/model/ports';
import { saveApp } from '../../../lib/vault/apps';
import { createWorld, json, type World } from './world';

let world: World;
let ports: SignInPorts;

const flowAt = (providerId: string): Flow => ({
  id: 'f-1',
  providerId,
  environment: 'production',
  how: 'window',
  step: 'waiting_for_you',
  startedAtMs: 0,
});

beforeEach(async () => {
  world = await createWorld();
  const app = {
    providerId: 'intacct',
    environment: 'production',
    clientId: 'c.app.sage.com',
    clientSecret: 's',
  } as const;
  await saveApp(world.ports.vault, app, 0);
  const unused = (): Promise<never> => Promise.reject(new Error('not for this'));
  ports = {
    ...world.ports,
    readFlow: unused,
    writeFlow: unused,
    readFlowSecret: unused,
    changeFlowSecret: unused,
    redirectUriFor: (providerId) => `https://abc.chromiumapp.org/${providerId}`,
    newId: () => 'id',
  };
});

describe('askSignInPage', () => {
  it('brings the refusal that the browser keeps to itself', async () => {
    world.answer = () => json(400, { 'ia::error': { code: 'GW-0011', message: 'Invalid Request' } });
    const answer = await askSignInPage(ports, flowAt('intacct'));
    expect(answer?.status).toBe(400);
    const evidence = { ...blankEvidence('intacct', 'authorize'), answer: answer ?? null };
    expect(diagnose(evidence).cause).toBe('client_credentials_invalid');
  });

  it('asks as the sign-in would, with secrets of its own and none of the app', async () => {
    world.answer = () => json(400, {});
    await askSignInPage(ports, flowAt('intacct'));
    await askSignInPage(ports, flowAt('intacct'));
    const [first, second] = world.sent.map(({ url }) => new URL(url));
    expect(first?.origin).toBe('https://api.intacct.com');
    expect(Object.fromEntries(first?.searchParams ?? [])).toMatchObject({
      response_type: 'code',
      client_id: 'c.app.sage.com',
      redirect_uri: 'https://abc.chromiumapp.org/intacct',
      code_challenge_method: 'S256',
    });
    expect(first?.searchParams.get('state')).not.toBe(second?.searchParams.get('state'));
    expect(first?.searchParams.has('client_secret')).toBe(false);
    expect(world.sent[0]).toMatchObject({ method: 'GET' });
    expect(world.sent[0]?.headers.authorization).toBeUndefined();
  });

  it.each<[string, HttpOutcome]>([
    ['leads on to the sign-in', { answer: null, failure: 'TypeError: Failed to fetch' }],
    ['shows its page', { answer: { status: 200, headers: {}, body: '<form>' }, failure: null }],
    ['says nothing', { answer: null, failure: 'TimeoutError' }],
  ])('has nothing to tell when the address %s', async (_what, outcome) => {
    world.answer = () => outcome;
    expect(await askSignInPage(ports, flowAt('intacct'))).toBeUndefined();
  });

  it('asks no address that the connection has no permission for', async () => {
    expect(await askSignInPage(ports, flowAt('xero'))).toBeUndefined();
    expect(world.sent).toEqual([]);
  });

  it('asks nothing without an app, or for a provider nobody knows', async () => {
    expect(await askSignInPage(ports, { ...flowAt('intacct'), environment: 'sandbox' })).toBeUndefined();
    expect(await askSignInPage(ports, flowAt('nobody'))).toBeUndefined();
    expect(world.sent).toEqual([]);
  });
});
