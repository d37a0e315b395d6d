import OAuthClient from 'intuit-oauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { productionKeys, sdkRedirectUri } from '../quickbooks/seed.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { decide, reachConsent } from './quickbooks-person.ts';
import { reachSandbox } from './reach-sandbox.ts';

const company = 'Marigold Bakehouse';

/** What the kit throws: an error with members of its own. */
async function problemOf(work: Promise<unknown>): Promise<Record<string, unknown>> {
  const problem: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (typeof problem !== 'object' || problem === null) throw new Error('nothing was thrown');
  return Object.fromEntries(Object.getOwnPropertyNames(problem).map((name) => [name, Reflect.get(problem, name)]));
}

describe('Intuit’s own OAuth kit, unmodified, against the sandbox', () => {
  let sandbox: Sandbox;
  let undo: () => void;
  let client: OAuthClient;
  let callback: string;
  let realmId: string;

  beforeAll(async () => {
    sandbox = await startSandbox();
    undo = reachSandbox(sandbox);
    realmId = sandbox.control.quickbooks.company(company).realmId;
    client = new OAuthClient({
      clientId: productionKeys.clientId,
      clientSecret: productionKeys.secret,
      environment: 'production',
      redirectUri: sdkRedirectUri,
      includeRefreshTokenHardExpiresIn: true,
    });
  });

  afterAll(async () => {
    undo();
    await sandbox.close();
  });

  it('connects: consent, company in the redirect, code exchange', async () => {
    const url = client.authorizeUri({
      scope: [
        OAuthClient.scopes.Accounting,
        OAuthClient.scopes.OpenId,
        OAuthClient.scopes.Profile,
        OAuthClient.scopes.Email,
      ],
      state: 'state-of-the-sdk-test',
    });
    const consent = await reachConsent(sandbox, url, 'maya@fernhill-books.example');
    callback = (await decide(consent, company, 'connect')).url;
    expect(callback.startsWith(sdkRedirectUri)).toBe(true);
    expect([...new URL(callback).searchParams.keys()]).toEqual(['code', 'state', 'realmId']);
    const tokens = (await client.createToken(callback)).getToken();
    expect(tokens).toMatchObject({
      token_type: 'bearer',
      expires_in: 3600,
      realmId,
      x_refresh_token_expires_in: 8_726_400,
    });
    // Counted from the consent, which may lie some seconds back by now.
    expect(tokens.x_refresh_token_hard_expires_in).toBeGreaterThan(157_680_000 - 60);
    expect(tokens.x_refresh_token_hard_expires_in).toBeLessThanOrEqual(157_680_000);
    expect(tokens.refresh_token).toMatch(/^RT1-\d+-H\d-\d{10}/);
    expect(tokens.access_token).toMatch(/^eyJ/);
  });

  it('validates the id token with the published keys', async () => {
    expect(await client.validateIdToken()).toBe(true);
  });

  it('tells who signed in', async () => {
    const person = (await client.getUserInfo()).json;
    expect(person).toMatchObject({ givenName: 'Maya', familyName: 'Lindqvist', email: 'maya@fernhill-books.example' });
  });

  it('reads the company with the support id in the answer', async () => {
    const answer = await client.makeApiCall({ url: `v3/company/${realmId}/companyinfo/${realmId}?minorversion=75` });
    expect(answer.json.CompanyInfo.CompanyName).toBe(company);
    expect(answer.json.CompanyInfo.NameValue).toContainEqual({ Name: 'SubscriptionStatus', Value: 'SUBSCRIBED' });
    expect(answer.headers.intuit_tid).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  it('gets the same refresh token within the day, and another one after it', async () => {
    const first = client.getToken().refresh_token;
    expect((await client.refresh()).getToken().refresh_token).toBe(first);
    sandbox.control.quickbooks.rotateNext(company);
    const next = (await client.refresh()).getToken().refresh_token;
    expect(next).not.toBe(first);
    expect(await problemOf(client.refreshUsingToken(first))).toMatchObject({
      error: 'invalid_grant',
      error_description: 'Incorrect or invalid refresh token',
    });
    expect(sandbox.control.quickbooks.counters()).toMatchObject({ refreshed: 2, rotated: 1, formerPresented: 1 });
  });

  it('reports refusals the way its users know: wrong report name, other company', async () => {
    const report = await problemOf(client.makeApiCall({ url: `v3/company/${realmId}/reports/Cashflow` }));
    expect(report).toMatchObject({ code: '5020', description: expect.stringContaining('access rights') });
    const other = sandbox.control.quickbooks.company('Northgate Plumbing').realmId;
    const elsewhere = await problemOf(client.makeApiCall({ url: `v3/company/${other}/preferences` }));
    expect(elsewhere).toMatchObject({ code: '403', intuitTid: expect.stringMatching(/^1-/) });
  });

  it('revokes with a JSON body, after which both tokens are dead', async () => {
    const { access_token, refresh_token } = client.getToken();
    expect((await client.revoke({ refresh_token })).status()).toBe(200);
    expect(await problemOf(client.refreshUsingToken(refresh_token))).toMatchObject({ error: 'invalid_grant' });
    client.setToken({ access_token });
    const refused = await problemOf(client.makeApiCall({ url: `v3/company/${realmId}/preferences` }));
    expect(refused).toMatchObject({ code: '401' });
    // The kit loses the answer to a second revocation, which is 400 without a body; its status is in the message alone.
    const again = await problemOf(client.revoke({ refresh_token }));
    expect(again).toMatchObject({ originalMessage: expect.stringContaining('400') });
  });

  it('is refused with wrong keys before anything else is looked at', async () => {
    const stranger = new OAuthClient({
      clientId: productionKeys.clientId,
      clientSecret: 'not-the-secret',
      environment: 'production',
      redirectUri: sdkRedirectUri,
    });
    expect(await problemOf(stranger.createToken(callback))).toMatchObject({ error: 'invalid_client' });
  });

  it('asked no host that nobody plays, and nothing went wrong inside the sandbox', () => {
    expect(sandbox.log.unknownHosts()).toEqual([]);
    expect(sandbox.log.requests.filter((request) => request.status === undefined || request.status >= 500)).toEqual([]);
  });
});
