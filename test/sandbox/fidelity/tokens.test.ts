import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { Person } from './person.ts';
import { ask, member, PublicApp } from './public-app.ts';
import { reachSandbox } from './reach-sandbox.ts';

const company = 'Harbour Lane Bakery';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

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

const invalidGrant = { status: 400, body: '{"error":"invalid_grant"}' };
const consumed = {
  status: 400,
  body: '{"error":"invalid_grant","error_description":"Refresh token has been consumed"}',
};

describe('the redirect', () => {
  it('carries code, scope, session_state and state, in this order', async () => {
    const callback = await app.callback(company);
    expect([...callback.searchParams.keys()]).toEqual(['code', 'scope', 'session_state', 'state']);
    expect(callback.searchParams.get('state')).toBe('state-of-the-test');
  });

  it('says TenantConsent status DENIED after Cancel', async () => {
    const person = new Person();
    const consent = await person.reachConsent(app.authorizeUrl(), sandbox.control.xero.bookkeeperOf(company));
    const callback = new URL(await person.decide(consent, undefined));
    expect(Object.fromEntries(callback.searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'TenantConsent status DENIED',
      state: 'state-of-the-test',
    });
  });
});

describe('the code exchange', () => {
  it('answers a public client with PKCE', async () => {
    const code = (await app.callback(company)).searchParams.get('code') ?? '';
    const answer = await app.exchange(code);
    expect(answer.json).toMatchObject({ token_type: 'Bearer', expires_in: 1800 });
    const claims: unknown = JSON.parse(
      Buffer.from(member(answer.json, 'access_token').split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(claims).toMatchObject({
      iss: 'https://identity.xero.com',
      xero_userid: sandbox.control.xero.bookkeeperOf(company).id,
      scope: ['openid', 'offline_access', 'accounting.settings.read', 'accounting.reports.profitandloss.read'],
    });
    expect(member(claims, 'authentication_event_id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['no verifier', { code_verifier: undefined }],
    ['another redirect URI', { redirect_uri: 'https://app.ledgerline.example/other' }],
    ['another code', { code: 'made-up' }],
  ])('refuses %s', async (_what, changes) => {
    const code = (await app.callback(company)).searchParams.get('code') ?? '';
    expect(await app.exchange(code, changes)).toMatchObject(invalidGrant);
  });

  it('refuses a code the second time', async () => {
    const code = (await app.callback(company)).searchParams.get('code') ?? '';
    expect((await app.exchange(code)).status).toBe(200);
    expect(await app.exchange(code)).toMatchObject(invalidGrant);
  });

  it.each([
    [4.9, 200],
    [5.1, 400],
  ])('takes a code that is %s minutes old with status %s', async (ageMin, status) => {
    const code = (await app.callback(company)).searchParams.get('code') ?? '';
    sandbox.control.clock.advance(ageMin * minuteMs);
    expect((await app.exchange(code)).status).toBe(status);
  });

  it.each([
    ['an unknown client', { client_id: 'nobody' }, '{"error":"invalid_client"}'],
    ['a secret of a public client', { client_secret: 'surprise' }, '{"error":"invalid_client"}'],
    ['another grant type', { grant_type: 'password' }, '{"error":"unsupported_grant_type"}'],
  ])('refuses %s', async (_what, changes, body) => {
    const code = (await app.callback(company)).searchParams.get('code') ?? '';
    expect(await app.exchange(code, changes)).toMatchObject({ status: 400, body });
  });

  it('is not offered on the sign-in host', async () => {
    const answer = await ask('POST', 'https://login.xero.com/connect/token', {}, 'grant_type=refresh_token');
    expect(answer.status).toBe(404);
  });
});

describe('refresh tokens', () => {
  it('rotate, and the one before works again for 30 minutes', async () => {
    const { refresh: first } = await app.connect(company);
    const second = member((await app.refresh(first)).json, 'refresh_token');
    expect(second).not.toBe(first);
    sandbox.control.clock.advance(29 * minuteMs);
    const again = await app.refresh(first);
    expect(again.status).toBe(200);
    expect(sandbox.control.xero.counters()).toMatchObject({ refreshed: 2, refreshedInGrace: 1, refreshRefused: 0 });
    // The answer that was lost is not used any more: there is one current token.
    expect(await app.refresh(second)).toMatchObject(consumed);
  });

  it('are consumed once the grace is over', async () => {
    const { refresh: first } = await app.connect(company);
    await app.refresh(first);
    sandbox.control.clock.advance(31 * minuteMs);
    expect(await app.refresh(first)).toMatchObject(consumed);
    expect(sandbox.control.xero.counters()).toMatchObject({ refreshRefused: 1, consumedPresented: 1 });
  });

  it('are consumed as soon as their successor was used', async () => {
    const { refresh: first } = await app.connect(company);
    const second = member((await app.refresh(first)).json, 'refresh_token');
    await app.refresh(second);
    expect(await app.refresh(first)).toMatchObject(consumed);
  });

  it.each([
    [59, 200],
    [61, 400],
  ])('idle for %s days are answered with %s', async (idleDays, status) => {
    const { refresh } = await app.connect(company);
    sandbox.control.clock.advance(idleDays * dayMs);
    expect((await app.refresh(refresh)).status).toBe(status);
  });

  it('are one per person and app: a second sign-in replaces the first, scopes add up', async () => {
    const first = await app.connect(company);
    const second = await app.connect('Copperfield Cycles', 'openid offline_access accounting.contacts.read');
    expect((await app.refresh(first.refresh)).status).toBe(400);
    const answer = await app.refresh(second.refresh);
    expect(member(answer.json, 'scope').split(' ')).toEqual(
      expect.arrayContaining(['accounting.settings.read', 'accounting.contacts.read']),
    );
    const listed = await app.read('/connections', member(answer.json, 'access_token'));
    expect(listed.json).toHaveLength(2);
  });

  it('are not given without offline_access', async () => {
    const callback = await app.callback(company, { scope: 'openid accounting.settings.read' });
    const answer = await app.exchange(callback.searchParams.get('code') ?? '');
    expect(member(answer.json, 'access_token')).not.toBe('');
    expect(member(answer.json, 'refresh_token')).toBe('');
  });

  it('end with a revocation, and all links with them', async () => {
    const { access, refresh } = await app.connect(company);
    expect(await app.revoke(refresh)).toMatchObject({ status: 200, body: '' });
    expect(await app.refresh(refresh)).toMatchObject(invalidGrant);
    expect((await app.read('/connections', access)).json).toEqual([]);
  });

  it('outlive a disconnect inside the provider', async () => {
    const { access, refresh } = await app.connect(company);
    sandbox.control.xero.disconnect(company);
    expect((await app.read('/connections', access)).json).toEqual([]);
    expect((await app.refresh(refresh)).status).toBe(200);
  });

  it('of which the answer was lost can be used again', async () => {
    const { refresh } = await app.connect(company);
    sandbox.control.faults.once('xero', 'token.refresh', { kind: 'reset', when: 'lost' });
    await expect(app.refresh(refresh)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(sandbox.control.xero.counters().refreshed).toBe(1);
    expect((await app.refresh(refresh)).status).toBe(200);
  });
});
