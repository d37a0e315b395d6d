import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokenRedirects, brokenTokenAnswers, outage } from '../core/oauth-faults.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { ask, member, PublicApp } from './public-app.ts';
import { reachSandbox } from './reach-sandbox.ts';

const company = 'Harbour Lane Bakery';

let sandbox: Sandbox;
let undo: () => void;
let app: PublicApp;

beforeEach(async () => {
  sandbox = await startSandbox();
  undo = reachSandbox(sandbox);
  app = new PublicApp(sandbox);
});

afterEach(async () => {
  undo();
  await sandbox.close();
});

describe('connections that break', () => {
  it('before the provider sees the request: nothing rotates', async () => {
    const { refresh } = await app.connect(company);
    sandbox.control.faults.once('xero', 'token', { kind: 'reset', when: 'before' });
    await expect(app.refresh(refresh)).rejects.toThrow();
    expect(sandbox.control.xero.counters().refreshed).toBe(0);
  });

  it('in the middle of the answer: the body is cut, the token rotated', async () => {
    const { refresh } = await app.connect(company);
    sandbox.control.faults.once('xero', 'token', { kind: 'reset', when: 'middle' });
    await expect(app.refresh(refresh)).rejects.toThrow();
    expect(sandbox.control.xero.counters().refreshed).toBe(1);
  });

  it('after the answer: it arrived whole', async () => {
    const { refresh } = await app.connect(company);
    sandbox.control.faults.once('xero', 'token', { kind: 'reset', when: 'after' });
    expect(member((await app.refresh(refresh)).json, 'refresh_token')).not.toBe('');
  });
});

describe('slow answers', () => {
  it('come late, or drop by drop, but whole', async () => {
    const { access } = await app.connect(company);
    sandbox.control.faults.once('xero', 'connections', { kind: 'delay', ms: 120 });
    const startedMs = performance.now();
    expect((await app.read('/connections', access)).status).toBe(200);
    expect(performance.now() - startedMs).toBeGreaterThan(110);
    sandbox.control.faults.once('xero', 'connections', { kind: 'trickle', bytes: 40, everyMs: 5 });
    expect((await app.read('/connections', access)).json).toHaveLength(1);
  });
});

describe('broken token answers', () => {
  it.each(Object.keys(brokenTokenAnswers))('%s differs from a real one', async (name) => {
    const { refresh } = await app.connect(company);
    const effect = Object.entries(brokenTokenAnswers).find(([key]) => key === name)?.[1];
    if (!effect) throw new Error(name);
    sandbox.control.faults.once('xero', 'token', effect);
    const answer = await app.refresh(refresh);
    const isUsable =
      member(answer.json, 'access_token').length > 100 &&
      member(answer.json, 'refresh_token') !== '' &&
      /"expires_in":\d+/.test(answer.body) &&
      member(answer.json, 'token_type') === 'Bearer' &&
      answer.body.length < 100_000 &&
      !answer.body.includes('__proto__');
    expect([answer.status, isUsable]).toEqual([200, false]);
    // What changes a real answer lets the provider rotate; what replaces it does not.
    expect(sandbox.control.xero.counters().refreshed).toBe(effect.kind === 'change' ? 1 : 0);
  });
});

describe('broken redirects', () => {
  it.each(Object.keys(brokenRedirects))('%s differs from a good one', async (name) => {
    const effect = Object.entries(brokenRedirects).find(([key]) => key === name)?.[1];
    if (!effect) throw new Error(name);
    sandbox.control.faults.once('xero', 'redirect', effect);
    const callback = await app.callback(company);
    const isGood =
      callback.pathname === '/xero' &&
      callback.hash === '' &&
      callback.searchParams.getAll('state').join() === 'state-of-the-test' &&
      callback.searchParams.getAll('code').length === 1 &&
      callback.searchParams.get('code') !== 'made-up-code' &&
      !callback.searchParams.has('error') &&
      !callback.searchParams.has('iss');
    expect(isGood).toBe(false);
  });
});

describe('faults', () => {
  it('strike as often as they are told, and only the endpoint they name', async () => {
    const { access } = await app.connect(company);
    const effect = outage(503, 'busy', 30);
    const clear = sandbox.control.faults.always('xero', 'connections.list', effect);
    sandbox.control.faults.add({ provider: 'xero', endpoint: 'api', effect, times: 2 });
    const tenantId = sandbox.control.xero.organisation(company).tenantId;
    const statuses: number[] = [];
    for (let call = 0; call < 3; call += 1) {
      statuses.push((await app.read('/connections', access)).status);
      statuses.push((await app.read('/api.xro/2.0/Organisation', access, tenantId)).status);
    }
    expect(statuses).toEqual([503, 503, 503, 503, 503, 200]);
    clear();
    expect((await app.read('/connections', access)).status).toBe(200);
  });
});

describe('the log', () => {
  it('counts by endpoint and holds none of the secrets that went over the wire', async () => {
    const { access, refresh } = await app.connect(company);
    await app.refresh(refresh);
    await app.read('/connections', access);
    expect(sandbox.log.count('xero', 'token')).toBe(2);
    expect(sandbox.log.count('xero', 'token.refresh')).toBe(1);
    const kept = JSON.stringify(sandbox.log.requests);
    const secrets = sandbox.control.xero.secrets();
    expect(secrets.length).toBeGreaterThan(8);
    expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
    expect(kept).toContain('code_challenge_method');
  });

  it('names hosts nobody plays, which get a 421', async () => {
    expect((await ask('GET', 'https://tracker.example/pixel.gif')).status).toBe(421);
    expect(sandbox.log.unknownHosts()).toEqual(['tracker.example']);
  });
});
