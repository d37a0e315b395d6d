import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cause } from '../../lib/model/cause.ts';
import { pollFor } from '../browsers/poll.ts';
import { type Reply, textReply } from '../sandbox/core/http.ts';
import { kindsOfOwnCode } from './in-turn.ts';
import { goTo, press, seen, seenRows, waitForNoBanner, waitForText } from './seen.ts';
import { openStage, type Stage } from './stage.ts';
import { readAreas, readConnection, waitForAlarm } from './stored.ts';

const bakery = 'Harbour Lane Bakery';
const cycles = 'Copperfield Cycles';
const marine = 'Tidewater Marine Supplies';
const interiors = 'Juniper & Slate Interiors';
const landscapes = 'Redgum Landscapes';
const companies = [bakery, cycles, marine, interiors, landscapes];
const maya = 'maya@fernhill-books.example';

/** Five companies of one person, connected in one sign-in. */
async function connectAll(stage: Stage): Promise<Page> {
  stage.xero.app.canBulkConnect = true;
  const console = await stage.connect(...companies);
  await press(console, /^Watch 5 companies$/);
  stage.xero.app.canBulkConnect = false;
  return console;
}

/** The company the pending sign-in is for. */
async function leadOf(page: Page): Promise<string> {
  const name = await pollFor('a sign-in', async () => {
    const { flow } = (await readAreas(page)).session;
    const { companyName } = Object(flow);
    return typeof companyName === 'string' ? companyName : undefined;
  });
  return name;
}

const allFine = /All 5 connections work/;

/** The company's own data is answered like this, whoever asks. */
function answerAll({ sandbox }: Stage, status: number, body: string, headers: Reply['headers'] = {}): void {
  const reply = textReply(status, body, { 'content-type': 'application/json', ...headers });
  sandbox.control.faults.always('xero', 'api', { kind: 'answer', reply });
}

function problem(status: number, detail: string): string {
  return JSON.stringify({ Type: null, Title: 'Unauthorized', Status: status, Detail: detail, Extensions: {} });
}

/** A state the sandbox can be put in: what the popup says of it, and what mends it there. */
interface Scene {
  cause: Cause;
  put(stage: Stage): void;
  /** Where only one company is concerned. */
  company?: string;
  status: string;
  says: RegExp;
  /** What is said about signing in again; `no` where nothing else stands here. */
  helps?: 'yes' | 'maybe';
  mend(stage: Stage): void;
}

const scenes: readonly Scene[] = [
  {
    cause: 'tenant_unavailable',
    put: ({ xero }) => xero.removeMember(cycles, maya),
    company: cycles,
    status: 'needs_you',
    says: /Copperfield Cycles is no longer connected in Xero/,
    helps: 'yes',
    mend: ({ xero }) => xero.restoreMember(cycles, maya),
  },
  {
    cause: 'plan_restricted',
    put: ({ xero }) => xero.endTrial(landscapes),
    company: landscapes,
    status: 'needs_you',
    says: /The Xero plan of Redgum Landscapes does not cover this/,
    mend: ({ xero }) => xero.changePlan(landscapes, 'GROW'),
  },
  {
    cause: 'rate_limited',
    put: ({ xero }) => xero.limit(marine, 'minute', 60),
    company: marine,
    status: 'waiting',
    says: /Xero asks to slow down/,
    mend: ({ xero }) => xero.heal(),
  },
  {
    cause: 'provider_outage',
    put: ({ xero }) => xero.startOutage('unavailable'),
    status: 'waiting',
    says: /Xero has a problem, and 5 companies wait/,
    mend: ({ xero }) => xero.heal(),
  },
  {
    cause: 'network_unreachable',
    put: ({ sandbox }) => {
      // Whatever is asked, also the address that tells a network from a provider.
      for (const endpoint of ['api', 'connections', 'token', 'other']) {
        sandbox.control.faults.always('xero', endpoint, { kind: 'reset', when: 'before' });
      }
    },
    status: 'offline',
    says: /5 companies cannot be reached from here/,
    mend: ({ xero }) => xero.heal(),
  },
  {
    cause: 'client_credentials_invalid',
    put: ({ xero }) => {
      xero.app.isEnabled = false;
      xero.expireAccessTokens(maya);
    },
    status: 'needs_you',
    says: /Xero does not accept your app, and 5 companies are affected/,
    mend: ({ xero }) => xero.heal(),
  },
  {
    cause: 'clock_skew',
    // Three hours behind, and strict about it: what it is shown seems to come from the future.
    put: (stage) => {
      const date = new Date(Date.now() - 3 * 60 * 60_000).toUTCString();
      answerAll(stage, 401, problem(401, 'JWT not active yet, now 1795600000, nbf 1795610800'), { date });
    },
    status: 'needs_you',
    says: /The clock of this computer is wrong and stops 5 companies/,
    mend: ({ xero }) => xero.heal(),
  },
  {
    cause: 'token_malformed',
    put: (stage) => answerAll(stage, 401, problem(401, 'TokenInvalidSignature')),
    company: bakery,
    status: 'needs_you',
    says: /The sign-in for Harbour Lane Bakery does not fit/,
    helps: 'maybe',
    mend: ({ xero }) => xero.heal(),
  },
  {
    cause: 'request_invalid',
    put: (stage) => answerAll(stage, 412, ''),
    company: bakery,
    status: 'needs_you',
    says: /Xero did not understand our question/,
    mend: ({ xero }) => xero.heal(),
  },
  {
    cause: 'unknown',
    put: (stage) => answerAll(stage, 418, 'teapot'),
    company: bakery,
    status: 'unknown',
    says: /Why Harbour Lane Bakery fails is not clear yet/,
    helps: 'maybe',
    mend: ({ xero }) => xero.heal(),
  },
];

interface SignInScene extends Pick<Scene, 'put' | 'says'> {
  what: string;
  /** What it may be called: the answer to a refresh does not tell these apart. */
  causes: readonly string[];
  /** The companies have to be picked again as well: the links to them went with the sign-in. */
  isUnlinked?: boolean;
}

const ended = ['refresh_token_expired', 'grant_revoked', 'grant_invalid'];

/** Causes that only a new sign-in mends. */
const signInScenes: readonly SignInScene[] = [
  {
    what: 'a sign-in that lay unused',
    causes: ended,
    put: ({ xero }) => xero.expireRefreshToken(maya),
    says: /One sign-in to Xero ended, and 5 companies with it/,
  },
  {
    what: 'a permission the sign-in lacks',
    causes: ['scope_missing'],
    put: ({ xero }) => xero.dropScope(maya, 'accounting.settings.read'),
    says: /One sign-in to Xero does not share this data, for 5 companies/,
  },
  {
    what: 'a sign-in somebody took back',
    causes: ended,
    put: ({ xero }) => xero.revokeGrant(maya),
    says: /One sign-in to Xero ended, and 5 companies with it/,
    isUnlinked: true,
  },
];

describe.each(kindsOfOwnCode)('what a person sees of each cause, and of its end, in %s', (kind) => {
  let stage: Stage;
  let console: Page;
  let popup: Page;

  beforeAll(async () => {
    stage = await openStage(kind);
    console = await connectAll(stage);
    popup = await stage.browser.openExtensionPage('popup.html');
    await waitForText(popup, allFine);
  });
  afterEach(() => stage.xero.heal());
  afterAll(() => stage?.close());

  const checksOver = (): Promise<true> =>
    pollFor('the checks to be over', async () =>
      (await popup.$('li.row[data-status=checking]')) === null ? true : undefined,
    );
  const badge = (): Promise<string> => popup.evaluate(() => chrome.action.getBadgeText({}));

  it.each(scenes)('$cause is named in the popup, and goes by itself when it is mended', async (scene) => {
    scene.put(stage);
    await press(popup, /^Check all$/);
    await waitForText(popup, scene.says);
    await pollFor(`a row that is ${scene.status}`, async () =>
      (await seenRows(popup)).find((row) => scene.says.test(row.text) && row.status === scene.status),
    );
    const stored = await readConnection(console, scene.company ?? bakery);
    expect(stored.diagnosis).toMatchObject({ cause: scene.cause, reconnectHelps: scene.helps ?? 'no' });
    scene.mend(stage);
    await waitForAlarm(console, 'all to be fine', async () => allFine.test(await seen(popup)) || undefined);
    expect(await seen(popup)).not.toMatch(scene.says);
  });

  it('UX-60 tells the system once what needs the person, not in the first minutes, and takes it back when it is solved', async () => {
    const shown = (): Promise<string[]> =>
      console.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
    // The page goes to the connections by itself once companies were chosen: not after we have left it.
    await waitForText(console, cycles);
    await goTo(console, 'settings');
    await waitForText(console, 'Tell me when a connection needs me');
    await console.bringToFront();
    await console.click('label.check::-p-text(Tell me when a connection needs me)');
    await waitForText(console, 'Quiet until');
    // The hours of this machine are not those of a person.
    await console.select('.hours label:first-child select', '0');
    await console.select('.hours label:last-child select', '0');
    stage.xero.removeMember(cycles, maya);
    await press(popup, /^Check all$/);
    await waitForText(popup, /Copperfield Cycles is no longer connected in Xero/);
    expect(await shown()).toEqual([]);
    await console.evaluate(() => chrome.storage.session.set({ startedAtMs: Date.now() - 11 * 60_000 }));
    await press(popup, /^Check all$/);
    await pollFor('the notification', async () => (await shown()).includes('needs-you') || undefined);
    await checksOver();
    stage.xero.restoreMember(cycles, maya);
    await waitForAlarm(console, 'all to be fine', async () => allFine.test(await seen(popup)) || undefined);
    await pollFor('no notification', async () => (await shown()).length === 0 || undefined);
  });

  it('not_an_auth_problem: what Xero refuses for the data’s sake is no failure of the connection', async () => {
    const body = { ErrorNumber: 10, Type: 'ValidationException', Message: 'A validation exception occurred' };
    answerAll(stage, 400, JSON.stringify(body));
    const { lastCheckedAtMs } = await readConnection(console, bakery);
    await press(popup, /^Check all$/);
    await pollFor('the check', async () => {
      return (await readConnection(console, bakery)).lastCheckedAtMs !== lastCheckedAtMs || undefined;
    });
    await waitForText(popup, allFine);
    expect(await readConnection(console, bakery)).toMatchObject({ status: 'connected', failuresInRow: 0 });
  });

  it('access_token_expired: is renewed at the next alarm, and nobody hears of it', async () => {
    const { refreshed } = stage.xero.counters();
    stage.xero.expireAccessTokens(maya);
    await waitForAlarm(console, 'a refresh', () => stage.xero.counters().refreshed > refreshed || undefined);
    await checksOver();
    await waitForText(popup, allFine);
    expect((await readConnection(console, bakery)).failuresInRow).toBe(0);
  });

  it.each(signInScenes)(
    '$what stops five companies: one thing to fix, and one sign-in brings all back',
    async (scene) => {
      scene.put(stage);
      await press(popup, /^Check all$/);
      await waitForText(popup, scene.says);
      await waitForText(popup, '5 of 5 companies need you: 1 thing to fix');
      const rows = await popup.$$('li.row');
      expect(rows).toHaveLength(1);
      expect(await badge()).toBe('1');
      for (const company of companies) {
        const { diagnosis } = await readConnection(console, company);
        expect(diagnosis).toMatchObject({ cause: expect.toBeOneOf([...scene.causes]), reconnectHelps: 'yes' });
      }
      const { exchanged } = stage.xero.counters();
      stage.xero.app.canBulkConnect = scene.isUnlinked === true;
      await press(popup, /^Reconnect$/);
      const lead = await leadOf(popup);
      await stage.allow(await stage.signInPage(), ...(scene.isUnlinked ? companies : [lead]));
      await waitForText(popup, allFine, 30_000);
      expect(stage.xero.counters().exchanged).toBe(exchanged + 1);
      await pollFor('no badge', async () => (await badge()) === '' || undefined);
      await waitForNoBanner(popup);
    },
  );

  it('an incident opens by key to its companies, each a way to its page', async () => {
    stage.xero.startOutage('maintenance');
    await press(popup, /^Check all$/);
    await waitForText(popup, /5 companies wait/);
    await popup.focus('li.incident .row-toggle');
    await popup.keyboard.press('Enter');
    const names = await popup.$$eval('.incident-members a', (links) => links.map((link) => link.textContent));
    expect([...names].sort()).toEqual([...companies].sort());
    await popup.keyboard.press('Escape');
    expect(await popup.$('.incident-members')).toBeNull();
    expect(await popup.evaluate(() => document.activeElement?.className)).toBe('row-toggle');
    stage.xero.heal();
    await press(popup, /^Check all$/);
    await waitForText(popup, allFine);
  });

  it('a device without network is told once', async () => {
    await stage.browser.setOffline(true);
    await waitForText(popup, /This device is offline, and 5 companies wait/);
    expect(await popup.$$('li.row')).toHaveLength(1);
    await stage.browser.setOffline(false);
    await waitForText(popup, allFine);
  });

  it('leads from the popup to Explain an error, and on to every cause', async () => {
    const explain = await popup.$eval('a[href$="#/explain"]', (link) =>
      link instanceof HTMLAnchorElement ? link.hash : '',
    );
    await goTo(console, explain.replace('#/', ''));
    await press(console, /^Every cause Ledgerline knows$/);
    await waitForText(console, 'Why connections fail');
    expect(await console.$$('section[id^="cause-"]')).toHaveLength(22);
  });

  describe('when a report fails, the person reconnects, and it still fails', () => {
    beforeAll(async () => {
      await goTo(console, `connections/${String((await readConnection(console, bakery)).id)}`);
      await waitForText(console, 'What works');
    });
    beforeEach(() => stage.xero.setMembership(bakery, maya, { canSeeReports: false }));

    it('first says which data does not work, and claims nothing about the connection', async () => {
      await console.waitForSelector('.area-form select');
      await console.select('.area-form select', 'profit_and_loss');
      await press(console, /^Check what works$/);
      await waitForText(console, '1 kind of data does not work');
      await waitForText(console, /Profit and loss: what stops it/);
      expect(await seen(console)).not.toContain('The connection is fine');
    });

    it('after a sign-in that changed nothing says that it is not the connection, and what is left', async () => {
      await press(console, /^Reconnect/, '.column-side');
      await stage.allow(await stage.signInPage(), bakery);
      await waitForText(console, 'Tried again: 1 kind of data still does not work', 30_000);
      const page = await waitForText(console, 'The connection is fine. Profit and loss still does not work');
      expect(page).toMatch(/Most likely: Role lacks access/);
      expect(page).toMatch(/It could also be Not in the plan \d+ ?%.*Provider is down \d+ ?%/);
      expect(page).not.toMatch(/It could also be.*Sign-in ran out/);
      expect((await readConnection(console, bakery)).status).toBe('connected');
    });

    it('offers a support report that says which report, since when, and what was tried', async () => {
      await press(console, /^Support report$/, '.area-finding');
      // The page before names it, too.
      const report = await waitForText(console, /Which report[\s\S]*profit_and_loss/);
      expect(report).toMatch(/user_permission_insufficient/);
      expect(report).toMatch(/reconnected/);
      expect(report).not.toContain(bakery);
      await console.goBack();
    });

    it('says fixed when an admin gave the right, at the next check', async () => {
      stage.xero.setMembership(bakery, maya, { canSeeReports: true });
      await press(console, /^Check now$/, '.column-side');
      await waitForText(console, 'Tried again: fixed');
      expect(await seen(console)).not.toContain('The connection is fine.');
    });
  });
});
