import { Connection, OAuth2 } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webClientId, webClientSecret, webRedirectUri } from '../salesforce/seed.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { reachSandbox } from './reach-sandbox.ts';
import { SalesforcePerson } from './salesforce-person.ts';

const domain = 'northwind-orchards';

describe('jsforce, unmodified, against the sandbox', () => {
  let sandbox: Sandbox;
  let undo: () => void;
  let oauth2: OAuth2;
  let connection: Connection;

  const newOAuth2 = (loginUrl: string): OAuth2 =>
    new OAuth2({
      loginUrl,
      clientId: webClientId,
      clientSecret: webClientSecret,
      redirectUri: webRedirectUri,
      useVerifier: true,
    });

  const signIn = async (client: OAuth2, inDomain: string): Promise<Connection> => {
    const url = client.getAuthorizationUrl({ scope: 'api refresh_token id', state: 'state-of-the-test' });
    const callback = await new SalesforcePerson().allow(url, sandbox.control.salesforce.userOf(inDomain));
    expect(callback.href.startsWith(webRedirectUri)).toBe(true);
    const signedIn = new Connection({ oauth2: client });
    await signedIn.authorize(callback.searchParams.get('code') ?? '');
    return signedIn;
  };

  beforeAll(async () => {
    sandbox = await startSandbox();
    undo = reachSandbox(sandbox);
    oauth2 = newOAuth2('https://login.salesforce.com');
    connection = await signIn(oauth2, domain);
  });

  afterAll(async () => {
    undo();
    await sandbox.close();
  });

  it('signs in with PKCE and learns org, person and host', () => {
    const { salesforce } = sandbox.control;
    expect(connection.userInfo).toMatchObject({
      id: salesforce.userOf(domain).id,
      organizationId: salesforce.org(domain).id,
    });
    expect(connection.instanceUrl).toBe('https://northwind-orchards.my.salesforce.com');
    expect(connection.refreshToken).toMatch(/^5Aep861/);
  });

  it('asks who it is', async () => {
    const { salesforce } = sandbox.control;
    const { username, id } = salesforce.userOf(domain);
    expect(await connection.identity()).toMatchObject({
      username,
      user_id: id,
      organization_id: salesforce.org(domain).id,
    });
  });

  it('queries, finds, reads and describes', async () => {
    const organisation = await connection.query('SELECT Id, Name, OrganizationType FROM Organization');
    expect(organisation.records[0]).toMatchObject({
      Name: 'Northwind Orchards',
      OrganizationType: 'Enterprise Edition',
    });
    expect((await connection.query('SELECT COUNT() FROM Account')).totalSize).toBe(5);
    const found = await connection.sobject('Account').find({ Name: 'Blue Heron Cafe' }, ['Id', 'Name']);
    expect(found.map(({ Name }) => Name)).toEqual(['Blue Heron Cafe']);
    const account = await connection.sobject('Account').retrieve(String(found[0]?.Id));
    expect(account).toMatchObject({ AccountNumber: 'A-1001', BillingCity: 'Larkfield' });
    expect((await connection.sobject('Opportunity').describe()).fields.map(({ name }) => name)).toContain('StageName');
    expect((await connection.describeGlobal()).sobjects.map(({ name }) => name)).toContain('Product2');
  });

  it('reads limits, and the use of them off every answer', async () => {
    const limits = await connection.limits();
    expect(limits.DailyApiRequests?.Max).toBe(15_000);
    expect(connection.limitInfo.apiUsage).toMatchObject({ limit: 15_000 });
    expect(connection.limitInfo.apiUsage?.used).toBeGreaterThan(3);
  });

  it('refreshes by itself when the session is over, and goes on', async () => {
    const before = connection.accessToken;
    sandbox.control.clock.advance(3 * 3_600_000);
    expect((await connection.query('SELECT Id FROM Contact LIMIT 1')).totalSize).toBe(1);
    expect(connection.accessToken).not.toBe(before);
    expect(sandbox.log.of('salesforce', 'token.refresh').map(({ status }) => status)).toEqual([200]);
  });

  it('does not refresh a session that is good but not for this interface', async () => {
    sandbox.control.salesforce.refuseSessions(domain);
    const before = sandbox.log.count('salesforce', 'token.refresh');
    await expect(connection.query('SELECT Id FROM Contact LIMIT 1')).rejects.toMatchObject({
      errorCode: 'INVALID_SESSION_ID',
      message: 'This session is not valid for use with the REST API',
    });
    expect(sandbox.log.count('salesforce', 'token.refresh')).toBe(before);
    sandbox.control.salesforce.heal();
  });

  it.each([
    ['SELECT Id FROM Acount', 'INVALID_TYPE', /sObject type 'Acount' is not supported/],
    ['SELECT Nam FROM Account', 'INVALID_FIELD', /No such column 'Nam'/],
    ['FROM Account', 'MALFORMED_QUERY', /unexpected token/],
  ])('reports %s as its users know it', async (query, errorCode, message) => {
    await expect(connection.query(query)).rejects.toMatchObject({ errorCode, message: expect.stringMatching(message) });
  });

  it('reports used-up requests, and an edition without the interface', async () => {
    const { salesforce } = sandbox.control;
    salesforce.exhaust(domain, 'requests');
    await expect(connection.limits()).rejects.toMatchObject({ errorCode: 'REQUEST_LIMIT_EXCEEDED' });
    salesforce.heal();
    salesforce.loseApi(domain);
    await expect(connection.limits()).rejects.toMatchObject({ errorCode: 'API_DISABLED_FOR_ORG' });
    salesforce.heal();
  });

  it('signs in at an org’s own host, and to a sandbox at the host for those', async () => {
    const own = await signIn(newOAuth2('https://calder-rail.my.salesforce.com'), 'calder-rail');
    expect(own.instanceUrl).toBe('https://calder-rail.my.salesforce.com');
    const copy = await signIn(newOAuth2('https://test.salesforce.com'), 'northwind-orchards--uat.sandbox');
    expect(copy.instanceUrl).toBe('https://northwind-orchards--uat.sandbox.my.salesforce.com');
    await expect(oauth2.refreshToken(copy.refreshToken ?? '')).rejects.toMatchObject({
      name: 'invalid_grant',
      message: 'expired access/refresh token',
    });
  });

  it('revokes, and learns the next time that all is over', async () => {
    const { refreshToken = '' } = connection;
    await oauth2.revokeToken(String(refreshToken));
    await expect(connection.query('SELECT Id FROM Account')).rejects.toThrow(/expired access\/refresh token/);
  });
});
