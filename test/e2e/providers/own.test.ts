import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pollFor } from '../../browsers/poll.ts';
import { allowAccess, denyAccess } from '../../browsers/walks/own.ts';
import { brokenRedirects, outage } from '../../sandbox/core/oauth-faults.ts';
import type { BooksControl } from '../../sandbox/own/control.ts';
import { kinds, testInChromium } from '../in-turn.ts';
import {
  closeBanner,
  goTo,
  press,
  pressInRow,
  seen,
  typeInto,
  waitForBanner,
  waitForRow,
  waitForText,
} from '../seen.ts';
import { openStage, type Stage } from '../stage.ts';
import { type Json, readAll, readConnection, readEvents } from '../stored.ts';

const company = 'Harbour Bakery';
const other = 'Tallgrass Farm';
const anna = 'anna@harbour.example';
const tomas = 'tomas@tallgrass.example';
const hosts = ['https://id.books.example/*', 'https://api.books.example/*'];

/** What somebody of the firm writes down; the rest is read off the discovery address. */
const definition = {
  id: 'own-books',
  name: 'Books',
  discovery: 'https://id.books.example/.well-known/openid-configuration',
  clientAuth: 'none',
  scopes: ['openid', 'profile', 'offline_access', 'books:read'],
  parameters: { prompt: 'consent' },
  rotation: { rotates: true, graceSec: 0 },
  company: { from: 'id_token', id: 'company_id', name: 'company_name' },
  check: { url: 'https://api.books.example/v1/company', companyId: 'company.id', companyName: 'company.name' },
  areas: [{ id: 'accounts', url: 'https://api.books.example/v1/{company}/accounts', scope: 'books:read' }],
  messages: { plan_restricted: 'Ask Dana on extension 12 to renew it.' },
};

describe.each(kinds)('a provider of one’s own in %s', (kind) => {
  let stage: Stage;
  let books: BooksControl;
  let console: Page;
  let before: Json;

  beforeAll(async () => {
    stage = await openStage(kind, { grantHosts: hosts });
    books = stage.sandbox.control.books;
    books.publicApp.redirectUris.add(`${stage.browser.redirectBase}own-books`);
    console = await stage.openConsole('providers');
  });
  afterAll(() => stage?.close());

  const signInWindow = (): Promise<Page> => stage.browser.waitForPage(/^https:\/\/id\.books\.example\//);
  const count = (endpoint: string): number => stage.sandbox.log.count('books', endpoint);

  async function writeText(text: string): Promise<void> {
    await console.bringToFront();
    await console.evaluate(() => document.querySelector<HTMLInputElement>('input[value=text]')?.click());
    await console.waitForSelector('.provider-editor textarea');
    await console.evaluate((wanted) => {
      const box = document.querySelector<HTMLTextAreaElement>('.provider-editor textarea');
      if (!box) return;
      box.value = wanted;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
  }

  /** One look at the company, asked for by a person. */
  async function checkNow(): Promise<void> {
    const asked = count('api') + count('token');
    await goTo(console, `connections/${String(before.id)}`);
    await press(console, /^Check now$/, '.actions');
    await goTo(console, 'connections');
    await pollFor('a question to the service', async () => count('api') + count('token') > asked || undefined);
  }

  async function startReconnect(): Promise<Page> {
    await closeBanner(console);
    await goTo(console, 'connections');
    await pressInRow(console, company, /^Reconnect$/);
    return signInWindow();
  }

  async function openConnection(): Promise<void> {
    const { id } = await readConnection(console, company);
    await goTo(console, `connections/${String(id)}`);
    await waitForText(console, 'History');
  }

  /** Breaks something, has it named in the console and the popup, mends it, and is connected again. */
  async function breakAndMend(how: {
    happen(): void;
    mend(): void;
    status: string;
    headline: RegExp;
    cause: string;
  }): Promise<void> {
    how.happen();
    await checkNow();
    await waitForRow(console, company, how.status);
    await waitForText(console, how.headline);
    expect(await readConnection(console, company)).toMatchObject({ diagnosis: { cause: how.cause } });
    const popup = await stage.openPopup();
    await waitForText(popup, how.headline);
    await popup.close().catch(() => undefined);
    how.mend();
    await checkNow();
    await waitForRow(console, company, 'connected');
  }

  const inChromium = testInChromium(kind);

  it('tells each mistake at its place before anything is asked', async () => {
    await waitForText(console, 'No own provider yet');
    await press(console, /^Add a provider$/, 'main');
    await waitForText(console, 'Discovery address');
    await press(console, /^Save$/);
    await waitForText(console, 'name is missing.');
    await writeText(JSON.stringify({ ...definition, scopes: 'openid', rotation: { rotates: true, grace: 0 } }));
    await press(console, /^Try it$/);
    await waitForText(console, 'scopes has to be a list in square brackets.');
    await waitForText(console, 'There is no field called rotation.grace.');
    expect(stage.sandbox.log.requests.filter(({ provider }) => provider === 'books')).toEqual([]);
  });

  it('tries the definition without a sign-in, and fills in what the discovery address tells', async () => {
    await writeText(JSON.stringify(definition));
    await press(console, /^Try it$/);
    await waitForText(console, 'Everything that can be tried without a sign-in works.');
    const text = await seen(console);
    for (const line of [
      'The server checks PKCE with S256.',
      'The server says in every answer who it is.',
      'a made-up code was refused with invalid_client',
      'The check address asks for a sign-in, as it should.',
    ]) {
      expect(text).toContain(line);
    }
    await press(console, /^Save$/);
    await waitForText(console, 'Books is saved');
    expect(count('metadata')).toBe(1);
    const stored = (await readAll(console, 'ledgerline', 'state')).find(({ key }) => key === 'ownProviders');
    expect(stored?.value).toMatchObject([
      {
        id: 'own-books',
        issuer: 'https://id.books.example',
        endpoints: { token: 'https://id.books.example/token' },
        sendsIssuer: true,
      },
    ]);
  });

  it('connects a company with PKCE, and never asks the discovery address again', async () => {
    await goTo(console, 'connect/own-books');
    await waitForText(console, 'Connect Books');
    await waitForText(console, `${stage.browser.redirectBase}own-books`);
    await typeInto(console, 'form.connect input:not([type])', books.publicApp.clientId);
    await press(console, /^Sign in to Books$/);
    await allowAccess(await signInWindow(), books.person(anna));
    await waitForRow(console, company, 'connected', 20_000);
    before = await readConnection(console, company);
    expect(before).toMatchObject({ providerId: 'own-books', tenantId: 'cmp-101', userName: 'Anna Berg' });
    const [asked] = stage.sandbox.log.of('books', 'authorize');
    expect(asked?.query).toMatchObject({ code_challenge_method: 'S256', prompt: 'consent', response_type: 'code' });
    expect(asked?.query).toHaveProperty('code_challenge');
    expect(count('token.exchange')).toBe(2);
    expect(count('metadata')).toBe(1);
  });

  it('knows its own providers again after the background was ended', async () => {
    await stage.browser.killBackground();
    await checkNow();
    await waitForRow(console, company, 'connected');
  });

  it('refreshes silently when the access has run out', async () => {
    const refreshed = count('token.refresh');
    books.expireAccessTokens();
    await checkNow();
    await waitForRow(console, company, 'connected');
    await pollFor('the refresh', async () => count('token.refresh') === refreshed + 1 || undefined);
    expect(books.handedOut()).toHaveLength(2);
  });

  inChromium('SEC-30 sends one token request for a hundred triggers at once', async () => {
    const { length: issued } = books.handedOut();
    const asked = { refresh: count('token.refresh'), api: count('api') };
    books.expireAccessTokens();
    await console.evaluate(
      `Promise.all(Array.from({ length: 100 }, () => chrome.runtime.sendMessage({ type: 'connection.check', id: ${JSON.stringify(before.id)} })))`,
    );
    // What one of them has just checked, the others do not ask again.
    await pollFor('the new token', async () => count('token.refresh') > asked.refresh || undefined, 30_000);
    await pollFor('a check with it', async () => count('api') > asked.api + 1 || undefined, 30_000);
    expect(count('token.refresh')).toBe(asked.refresh + 1);
    expect(books.handedOut()).toHaveLength(issued + 1);
    await waitForRow(console, company, 'connected');
  });

  it('names a permission that was taken away', () =>
    breakAndMend({
      happen: () => void Object.assign(books.person(anna), { mayRead: false }),
      mend: () => void Object.assign(books.person(anna), { mayRead: true }),
      status: 'needs_you',
      headline: /A permission is missing in Harbour Bakery/,
      cause: 'user_permission_insufficient',
    }));

  inChromium('names a plan that has ended, with the firm’s own words about what to do', async () => {
    books.company(company).plan = 'ended';
    await checkNow();
    await waitForRow(console, company, 'needs_you');
    await openConnection();
    await waitForText(console, 'The Books plan of Harbour Bakery does not cover this');
    await waitForText(console, 'Ask Dana on extension 12 to renew it.');
    books.company(company).plan = 'active';
    await checkNow();
    await waitForRow(console, company, 'connected');
  });

  inChromium('names a company that was closed', () =>
    breakAndMend({
      happen: () => void Object.assign(books.company(company), { isOpen: false }),
      mend: () => void Object.assign(books.company(company), { isOpen: true }),
      status: 'needs_you',
      headline: /Harbour Bakery is no longer connected in Books/,
      cause: 'tenant_unavailable',
    }),
  );

  it('names a person who works for another company now, and shows no data of that one (SEC-13)', async () => {
    await breakAndMend({
      happen: () => void Object.assign(books.person(anna), { companyId: 'cmp-202' }),
      mend: () => void Object.assign(books.person(anna), { companyId: 'cmp-101' }),
      status: 'needs_you',
      headline: /Harbour Bakery is no longer connected in Books/,
      cause: 'tenant_unavailable',
    });
    expect(await seen(console)).not.toContain(other);
  });

  inChromium('waits through an outage and through being slowed down', async () => {
    const { faults } = stage.sandbox.control;
    await breakAndMend({
      happen: () => void faults.always('books', 'api', outage(503, 'Down for maintenance')),
      mend: () => faults.clear(),
      status: 'waiting',
      headline: /Books has a problem/,
      cause: 'provider_outage',
    });
    await breakAndMend({
      happen: () => void faults.always('books', 'api', outage(429, 'Too many requests', 60)),
      mend: () => faults.clear(),
      status: 'waiting',
      headline: /Books asks to slow down/,
      cause: 'rate_limited',
    });
  });

  inChromium('names an app that is no longer registered', () =>
    breakAndMend({
      happen() {
        books.publicApp.isRegistered = false;
        books.expireAccessTokens();
      },
      mend: () => void Object.assign(books.publicApp, { isRegistered: true }),
      status: 'needs_you',
      headline: /Books does not accept your app key/,
      cause: 'client_credentials_invalid',
    }),
  );

  inChromium('SEC-04 believes no redirect of another sender (RFC 9207), and sends no code to anybody', async () => {
    const exchanged = count('token.exchange');
    stage.sandbox.control.faults.add({
      provider: 'books',
      endpoint: 'authorize',
      effect: brokenRedirects.otherIssuer,
      times: 1,
      only: (request) => request.path !== '/auth',
    });
    await closeBanner(console);
    await goTo(console, `connections/${String(before.id)}`);
    await press(console, /^Reconnect/, 'main');
    await allowAccess(await signInWindow(), books.person(anna));
    await waitForBanner(console, /does not fit this sign-in/);
    expect(count('token.exchange')).toBe(exchanged);
    expect(await readConnection(console, company)).toMatchObject({ grantId: before.grantId, status: 'connected' });
    await closeBanner(console);
  });

  inChromium('says when the person said no', async () => {
    await goTo(console, `connections/${String(before.id)}`);
    await press(console, /^Reconnect/, 'main');
    await denyAccess(await signInWindow(), books.person(anna));
    await waitForBanner(console, /was not finished/);
    await closeBanner(console);
  });

  inChromium('tells a return address that is not registered from an app that is not', async () => {
    const { publicApp } = books;
    const address = `${stage.browser.redirectBase}own-books`;
    const refusedSignIn = async (): Promise<void> => {
      await closeBanner(console);
      await goTo(console, `connections/${String(before.id)}`);
      await press(console, /^Reconnect/, 'main');
      // Chromium closes the window of a refused page by itself; in Firefox the person does.
      if (kind === 'firefox') await (await signInWindow()).close();
    };
    publicApp.isRegistered = false;
    await refusedSignIn();
    await waitForBanner(console, 'Books does not accept your app key');
    publicApp.isRegistered = true;
    publicApp.redirectUris.delete(address);
    await refusedSignIn();
    await waitForBanner(console, 'The return address is missing from your Books app');
    publicApp.redirectUris.add(address);
    await closeBanner(console);
  });

  it('names the cause when a thief used an old token, and repairs the same row', async () => {
    const [stolen = ''] = books.handedOut();
    expect((await books.presentStolen(stolen)).status).toBe(400);
    books.expireAccessTokens();
    await checkNow();
    await waitForRow(console, company, 'needs_you');
    await waitForText(console, 'Books no longer accepts the sign-in for Harbour Bakery');
    expect(await readConnection(console, company)).toMatchObject({ diagnosis: { cause: 'grant_invalid' } });
    await allowAccess(await startReconnect(), books.person(anna));
    await waitForRow(console, company, 'connected', 20_000);
    expect(await readConnection(console, company)).toMatchObject({
      id: before.id,
      connectedAtMs: before.connectedAtMs,
    });
    expect(await readEvents(console, before.id)).toContain('reconnected');
    expect(await readAll(console, 'ledgerline', 'connections')).toHaveLength(1);
    await closeBanner(console);
  });

  it('refuses the wrong company and leaves the row as it is (SEC-13)', async () => {
    books.signOutEverybody();
    const { grantId } = await readConnection(console, company);
    await goTo(console, `connections/${String(before.id)}`);
    await press(console, /^Reconnect/, 'main');
    await allowAccess(await signInWindow(), books.person(tomas));
    await waitForBanner(console, other);
    expect(await readConnection(console, company)).toMatchObject({ id: before.id, grantId, tenantId: 'cmp-101' });
    await closeBanner(console);
    books.signOutEverybody();
  });

  inChromium('moves no sign-in to another host, and is not removed while it is used', async () => {
    await goTo(console, 'providers/own-books');
    await waitForText(console, 'Edit Books');
    const stolen = { ...definition, discovery: undefined, issuer: 'https://id.books.example' };
    await writeText(
      JSON.stringify({
        ...stolen,
        endpoints: { authorize: 'https://id.books.example/auth', token: 'https://evil.example/token' },
      }),
    );
    await press(console, /^Save$/);
    await waitForText(console, 'no sign-in may move to another host: evil.example');
    await press(console, /^Cancel$/, 'main');
    await press(console, /^Remove$/, 'main');
    await press(console, /^Remove$/, 'dialog');
    await waitForText(console, 'Connections still use this provider.');
  });

  it('disconnects and ends the sign-in at the service', async () => {
    books.expireAccessTokens();
    await checkNow();
    await waitForRow(console, company, 'connected');
    const last = books.handedOut().at(-1) ?? '';
    await openConnection();
    await press(console, /^Disconnect$/, 'main');
    await waitForText(console, 'Disconnect Harbour Bakery?');
    await press(console, /^Disconnect Harbour Bakery$/, 'dialog');
    await pollFor('the revocation', async () => count('revocation') > 1 || undefined);
    expect((await books.presentStolen(last)).status).toBe(400);
    await waitForText(console, 'Harbour Bakery is disconnected');
    expect(await readAll(console, 'ledgerline', 'connections')).toEqual([]);
  });

  inChromium('is removed when nothing uses it, and comes back from a file', async () => {
    await goTo(console, 'providers');
    await press(console, /^Remove$/, 'main');
    await press(console, /^Remove$/, 'dialog');
    await waitForText(console, 'No own provider yet');
    expect(await readAll(console, 'ledgerline-vault', 'apps')).toEqual([]);
    const file = join(tmpdir(), `ledgerline-own-books-${kind}.json`);
    await writeFile(file, JSON.stringify(definition));
    await press(console, /^Add a provider$/, 'main');
    const input = await console.waitForSelector('input[type=file]');
    if (!input) throw new Error('there is no place for a file');
    await input.uploadFile(file);
    await pollFor(
      'the file in the form',
      async () =>
        (await console.evaluate(() => document.querySelector<HTMLInputElement>('.field-group input')?.value)) ===
          'Books' || undefined,
    );
    await press(console, /^Try it$/);
    await waitForText(console, 'Everything that can be tried without a sign-in works.');
    await press(console, /^Save$/);
    await waitForText(console, 'Books is saved');
  });

  it('SEC-73 asked nobody but the service, and wrote nothing to any console', () => {
    const foreign = stage.sandbox.log.unknownHosts().filter((host) => !stage.browser.ownHosts.test(host));
    expect(foreign).toEqual([]);
    const written = stage.browser.output().filter(({ source }) => source.startsWith(stage.browser.extensionOrigin));
    expect(written).toEqual([]);
  });
});
