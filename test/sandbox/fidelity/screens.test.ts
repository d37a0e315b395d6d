import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { Person } from './person.ts';
import { ask, PublicApp } from './public-app.ts';
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

describe('a wrong authorize request gets a page and no redirect', () => {
  it.each([
    [{ redirect_uri: 'https://app.ledgerline.example/other' }, 'unauthorized_client : Invalid redirect_uri'],
    [{ client_id: 'NOBODY' }, 'unauthorized_client : Unknown client or client not enabled'],
    [{ scope: 'openid accounting.transactions' }, 'invalid_scope : Invalid scope'],
    [{ scope: 'openid accounting.journals.read' }, 'unauthorized_client : Invalid scope for client'],
    [{ code_challenge: undefined }, 'invalid_request : code challenge required'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
  ])('%j', async (changes, text) => {
    const answer = await ask('GET', app.authorizeUrl(changes));
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Sorry, something went wrong');
    expect(answer.body).toContain(`Error: ${text}`);
  });

  it('with the status that was set', async () => {
    sandbox.control.xero.setErrorPageStatus(500);
    expect((await ask('GET', app.authorizeUrl({ client_id: 'NOBODY' }))).status).toBe(500);
  });

  it('and a bare 403 for 127.0.0.1', async () => {
    const answer = await ask('GET', app.authorizeUrl({ redirect_uri: 'http://127.0.0.1:8080/' }));
    expect(answer).toMatchObject({ status: 403, body: 'Forbidden' });
  });

  it('and the app that was disabled', async () => {
    sandbox.control.xero.app.isEnabled = false;
    expect((await ask('GET', app.authorizeUrl())).body).toContain('Unknown client or client not enabled');
  });
});

describe('the consent screen', () => {
  it('offers what the person may connect, by tenant id, and can only be reached signed in', async () => {
    const { xero } = sandbox.control;
    const person = new Person();
    const user = xero.bookkeeperOf(company);
    expect((await person.browse(app.authorizeUrl())).body).toContain('xl-form-password');
    const consent = await person.reachConsent(app.authorizeUrl(), user);
    const ids = [...consent.body.matchAll(/<option id="([^"]+)"/g)].map((match) => match[1]);
    const mine = xero.world.organisations.filter((one) => xero.bookkeeperOf(one.name).id === user.id);
    expect(ids).toEqual(mine.map((organisation) => organisation.tenantId));
    expect(consent.body).toContain('id="approveButton"');
  });

  it('leads to the limit page when the app may not have another organisation', async () => {
    sandbox.control.xero.app.connectionCap = 0;
    const at = await app.callback(company);
    expect(`${at.origin}${at.pathname}`).toBe('https://authorize.xero.com/connectionLimit');
    const page = await ask('GET', at.href);
    expect(page.body).toContain('Sorry! Ledgerline has reached their Xero connection limit');
  });

  it('leads there too when the organisation has two uncertified apps already', async () => {
    sandbox.control.xero.organisation(company).otherApps.push('Second App');
    expect((await app.callback(company)).pathname).toBe('/connectionLimit');
  });

  it('escapes what people call their companies', async () => {
    const organisation = sandbox.control.xero.organisation(company);
    organisation.name = '<img src=x onerror=alert(1)>';
    const person = new Person();
    const user = sandbox.control.xero.user('maya@fernhill-books.example');
    const consent = await person.reachConsent(app.authorizeUrl(), user);
    expect(consent.body).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});

describe('the product', () => {
  const signedIn = async (email: string): Promise<Person> => {
    const person = new Person();
    const user = sandbox.control.xero.user(email);
    await person.browse('https://login.xero.com/identity/user/login', {
      email,
      password: user.password,
      ReturnUrl: '',
    });
    return person;
  };

  it('switches the organisation and goes where the link says', async () => {
    const person = await signedIn('olive@client-owners.example');
    const users = await person.browse(
      'https://go.xero.com/organisationlogin/default.aspx?shortcode=!kFr71&redirecturl=/Settings/Users',
    );
    expect(users.url).toBe('https://go.xero.com/Settings/Users');
    expect(users.body).toContain('Kestrel Freight');
  });

  it('lets an admin change permissions, and nobody else', async () => {
    const { xero } = sandbox.control;
    const bookkeeper = xero.bookkeeperOf(company);
    const right = () => xero.organisation(company).members.find((member) => member.userId === bookkeeper.id);
    const change = { id: bookkeeper.id, role: 'READONLY', reports: 'off' };
    const home = 'https://go.xero.com/app/!hLb42/homepage';

    const themselves = await signedIn(bookkeeper.email);
    await themselves.browse(home);
    expect((await themselves.ask('https://go.xero.com/_shell/permissions', change)).status).toBe(403);
    expect(right()?.role).toBe('STANDARD');

    const owner = await signedIn('olive@client-owners.example');
    await owner.browse(home);
    expect((await owner.ask('https://go.xero.com/_shell/permissions', change)).status).toBe(204);
    expect(right()).toMatchObject({ role: 'READONLY', canSeeReports: false });
  });

  it('lets a manager invite somebody back and the subscriber change the plan', async () => {
    const { xero } = sandbox.control;
    const { access } = await app.connect(company);
    const { email } = xero.bookkeeperOf(company);
    const { tenantId } = xero.organisation(company);
    xero.removeMember(company, email);
    xero.endTrial(company);
    const owner = await signedIn('olive@client-owners.example');
    await owner.browse('https://go.xero.com/app/!hLb42/homepage');
    await owner.ask('https://go.xero.com/_shell/invite', { email, role: 'STANDARD', reports: 'on' });
    await owner.ask('https://go.xero.com/_shell/plan', { plan: 'ULTIMATE' });
    const answer = await app.read('/api.xro/2.0/Organisation', access, tenantId);
    expect(answer.json).toMatchObject({ Organisations: [{ Class: 'ULTIMATE' }] });
  });

  it('disconnects an app', async () => {
    const { access } = await app.connect(company);
    const person = await signedIn(sandbox.control.xero.bookkeeperOf(company).email);
    await person.browse('https://go.xero.com/app/!hLb42/settings/connected-apps');
    const id = sandbox.control.xero.world.links[0]?.id ?? '';
    await person.ask('https://go.xero.com/_shell/disconnect', { id });
    expect((await app.read('/connections', access)).json).toEqual([]);
  });
});

describe('the control page', () => {
  it('puts a company into a state with a button', async () => {
    const { access } = await app.connect(company);
    const tenantId = sandbox.control.xero.organisation(company).tenantId;
    const done = await ask(
      'POST',
      'https://sandbox.test/act',
      { 'content-type': 'application/x-www-form-urlencoded' },
      new URLSearchParams({ provider: 'xero', target: '!hLb42', action: 'offline' }).toString(),
    );
    expect(done.status).toBe(303);
    expect((await app.read('/api.xro/2.0/Organisation', access, tenantId)).body).toBe('The Organisation is offline');
  });

  it('runs every button it shows without a fault of the sandbox', async () => {
    const page = await ask('GET', 'https://sandbox.test/state');
    const groups: unknown = page.json;
    const presses = Array.isArray(groups)
      ? groups.flatMap((group) =>
          group.targets.flatMap((target: { id: string; actions: string[] }) =>
            target.actions.map((action) => ({ provider: group.id, target: target.id, action })),
          ),
        )
      : [];
    expect(presses.length).toBeGreaterThan(120);
    for (const press of presses) {
      const done = await ask(
        'POST',
        'https://sandbox.test/act',
        { 'content-type': 'application/x-www-form-urlencoded' },
        new URLSearchParams(press).toString(),
      );
      expect([press, done.status]).toEqual([press, 303]);
    }
  });
});
