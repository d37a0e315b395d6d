import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pollFor } from '../browsers/poll.ts';
import { connectCompany } from '../browsers/walks/quickbooks.ts';
import { signIn } from '../browsers/walks/xero.ts';
import { brokenTokenAnswers } from '../sandbox/core/oauth-faults.ts';
import { aDefinition } from '../unit/providers/own-sample.ts';
import { findInFiles, findInText } from './canary.ts';
import { kinds } from './in-turn.ts';
import { hasOverlay } from './page-side.ts';
import { goTo, press, pressInRow, typeInto, waitForBanner, waitForRow, waitForText } from './seen.ts';
import { openStage, type Stage } from './stage.ts';
import { readConnection } from './stored.ts';

const bakery = 'Harbour Lane Bakery';
const company = 'Marigold Bakehouse';
const maya = 'maya@fernhill-books.example';

/** A name the product does store, to show that the search finds what is there. */
const planted = 'planted-control-7Qw3ZkP9';

/** SEC-43: connects, fails, reconnects, explains, reports and exports, then looks for every secret everywhere. */
describe.each(kinds)('secrets in %s', (kind) => {
  let stage: Stage;
  let console: Page;
  /** What was read on the way: pages, messages, files that were saved. */
  const heard: { where: string; text: string }[] = [];

  beforeAll(async () => {
    stage = await openStage(kind, { isNew: true });
    const { quickbooks } = stage.sandbox.control;
    quickbooks.app.redirectUris.add(`${stage.browser.redirectBase}quickbooks`);
    console = await stage.openConsole('connect/quickbooks');
    await listen(console);
  });
  afterAll(() => stage?.close());

  /** Keeps every message of this page with its reply, every message another one sends, and every file that is saved. */
  async function listen(page: Page): Promise<void> {
    await page.evaluate(() => {
      const kept: string[] = [];
      Reflect.set(window, 'kept', kept);
      const keep = (what: string, value: unknown): void => void kept.push(`${what} ${JSON.stringify(value)}`);
      const { runtime } = Object(chrome);
      runtime.onMessage.addListener((message: unknown) => keep('heard', message));
      const send = runtime.sendMessage.bind(runtime);
      runtime.sendMessage = (message: unknown, ...more: unknown[]): unknown => {
        keep('sent', message);
        const reply = more.at(-1);
        if (typeof reply !== 'function') {
          return Promise.resolve(send(message, ...more)).then((value) => {
            keep('reply', value);
            return value;
          });
        }
        return send(message, ...more.slice(0, -1), (value: unknown) => {
          keep('reply', value);
          reply(value);
        });
      };
      const link = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (file: Blob | MediaSource): string => {
        if (file instanceof Blob) void file.text().then((text) => keep('saved', text));
        return link(file);
      };
    });
  }

  const kept = (): Promise<string[]> => console.evaluate(() => Reflect.get(window, 'kept'));

  /** Everything in a page, with what its fields hold. */
  async function look(where: string, page: Page): Promise<void> {
    const text = await page.evaluate(() => {
      const fields = [...document.querySelectorAll('input, textarea')].map((field) => Reflect.get(field, 'value'));
      return [location.href, document.documentElement.outerHTML, ...fields].join('\n');
    });
    heard.push({ where, text });
  }

  function secrets(): string[] {
    const { xero, quickbooks } = stage.sandbox.control;
    return [...new Set([...xero.secrets(), ...quickbooks.secrets(), quickbooks.app.secret])];
  }

  it('are given: connecting with a client secret, and with none', async () => {
    const { quickbooks } = stage.sandbox.control;
    await waitForText(console, 'Connect QuickBooks Online');
    await typeInto(console, 'form input:not([type])', quickbooks.app.clientId);
    await typeInto(console, 'form input[type=password]', quickbooks.app.secret);
    await press(console, /^Sign in to QuickBooks Online$/);
    const window = await stage.browser.waitForPage(/^https:\/\/(?:accounts|appcenter)\.intuit\.com\//);
    await connectCompany(window, quickbooks.user(maya), company);
    await waitForRow(console, company, 'connected');
    await stage.allow(await stage.startConnect(console), bakery);
    await waitForRow(console, bakery, 'connected');
    await look('console: connections', console);
    await goTo(console, 'apps');
    await waitForText(console, 'Client id ending in');
    await look('console: apps', console);
  });

  it('are refused: answers with secrets in them that are no good', async () => {
    const { faults } = stage.sandbox.control;
    await goTo(console, 'connections');
    for (const broken of ['wrongTokenType', 'withoutRefreshToken', 'textExpiresIn'] as const) {
      stage.xero.expireAccessTokens(maya);
      faults.once('xero', 'token.refresh', brokenTokenAnswers[broken]);
      await press(console, /^Check all$/);
    }
    faults.once('xero', 'token.exchange', brokenTokenAnswers.withoutRefreshToken);
    await stage.allow(await stage.startConnect(console), bakery);
    await waitForBanner(console, 'cannot be used');
    await look('console: a failed sign-in', console);
    await press(console, /^Close$/, '.flow-banner');
  });

  it('are gone at the provider: found, reported, explained, shown on its pages', async () => {
    stage.xero.revokeGrant(maya);
    await goTo(console, 'connections');
    await press(console, /^Check all$/);
    await waitForRow(console, bakery, 'needs_you');
    const { id } = await readConnection(console, bakery);
    await console.evaluate(
      (connectionId, nickname) =>
        Object(chrome).runtime.sendMessage({ type: 'connection.rename', id: connectionId, nickname }),
      id,
      planted,
    );
    await goTo(console, `connections/${String(id)}`);
    await waitForText(console, 'History');
    await look('console: history', console);
    await goTo(console, `report/${String(id)}`);
    await console.waitForSelector('pre.report');
    await press(console, /^Save as text/);
    await press(console, /^Save as data/);
    await pollFor(
      'both files',
      async () => (await kept()).filter((one) => one.startsWith('saved')).length > 1 || undefined,
    );
    await look('console: report', console);
    await goTo(console, 'explain');
    await typeInto(console, 'textarea', 'HTTP 400 {"error":"invalid_grant"}');
    await press(console, /^Explain$/);
    await look('console: explain', console);
    const popup = await stage.openPopup();
    await waitForText(popup, planted);
    await look('popup', popup);
    await popup.close().catch(() => undefined);
    const { shortCode } = stage.xero.organisation(bakery);
    const product = await stage.browser.newPage(`https://go.xero.com/app/${shortCode}/homepage`);
    if (await product.$('#xl-form-email')) await signIn(product, stage.xero.user(maya));
    await pollFor('our hint on the page', async () => (await hasOverlay(product)) || undefined);
    await look('page of the provider', product);
    await product.close();
  });

  it('are renewed: reconnected, and a definition of an own provider exported', async () => {
    await goTo(console, 'connections');
    await pressInRow(console, planted, /^Reconnect$/);
    await stage.allow(await stage.signInPage(), bakery);
    await waitForRow(console, planted, 'connected');
    const definition = JSON.stringify(aDefinition);
    await console.evaluate(
      (written) => Object(chrome).runtime.sendMessage({ type: 'provider.save', definition: written }),
      definition,
    );
    await goTo(console, 'providers');
    await press(console, /^Export$/);
    await pollFor(
      'the file',
      async () => (await kept()).filter((one) => one.startsWith('saved')).length > 2 || undefined,
    );
    await look('console: own providers', console);
  });

  it('are in no page, no message, no file that was saved, and in nothing that was written to a console', async () => {
    const messages = await kept();
    for (const part of ['sent', 'reply', 'heard', 'saved'])
      expect(messages.some((one) => one.startsWith(part))).toBe(true);
    // What a person types has to reach the worker once; nothing gives it back.
    const typed = messages.filter((one) => one.startsWith('sent') && one.includes('"app.save"'));
    expect(typed).not.toEqual([]);
    const others = messages.filter((one) => !typed.includes(one)).map((text) => ({ where: 'message', text }));
    const output = stage.browser.output().map(({ source, text }) => ({ where: `output of ${source}`, text }));
    const all = [...heard, ...others, ...output];
    expect(all.flatMap(({ where, text }) => findInText(where, text, secrets()))).toEqual([]);
    expect(all.flatMap(({ where, text }) => findInText(where, text, [planted]))).not.toEqual([]);
  });

  it('are in no file of the profile', async () => {
    await stage.browser.restart();
    const looked = [...secrets(), planted];
    const finds = await findInFiles(stage.browser.profileDir, looked);
    const control = looked.length - 1;
    expect(finds.filter(({ secret }) => secret !== control)).toEqual([]);
    expect(finds.some(({ secret }) => secret === control)).toBe(true);
  });

  it('went to nobody but the providers that were connected (SEC-73)', () => {
    const foreign = stage.sandbox.log.unknownHosts().filter((host) => !stage.browser.ownHosts.test(host));
    expect(foreign).toEqual([]);
  });
});
