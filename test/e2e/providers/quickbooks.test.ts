import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cause } from '../../../lib/model/cause.ts';
import { pollFor } from '../../browsers/poll.ts';
import { cancelConsent, connectCompany, reachIntuit, switchAdmin } from '../../browsers/walks/quickbooks.ts';
import type { QuickbooksControl } from '../../sandbox/quickbooks/control.ts';
import { waitForGuide } from '../follow-overlay.ts';
import { inTurn, kinds, testInChromium } from '../in-turn.ts';
import {
  closeBanner,
  goTo,
  press,
  pressInRow,
  seen,
  seenRows,
  typeInto,
  waitForBanner,
  waitForRow,
  waitForText,
} from '../seen.ts';
import { openStage, type Stage } from '../stage.ts';
import { damageRecords, type Json, readAll, readConnection, readEvents, waitForAlarm } from '../stored.ts';

const company = 'Marigold Bakehouse';
const other = 'Northgate Plumbing';
const maya = 'maya@fernhill-books.example';
const minuteMs = 60_000;
const fiveYearsMs = 5 * 365 * 24 * 60 * minuteMs;

const signInPages = /^https:\/\/(?:accounts|appcenter)\.intuit\.com\//;

describe.each(kinds)('QuickBooks Online in %s', (kind) => {
  let stage: Stage;
  let quickbooks: QuickbooksControl;
  let console: Page;
  let before: Json;

  beforeAll(async () => {
    stage = await openStage(kind);
    quickbooks = stage.sandbox.control.quickbooks;
    for (const app of [quickbooks.app, quickbooks.developmentApp]) {
      app.redirectUris.add(`${stage.browser.redirectBase}quickbooks`);
    }
    console = await stage.openConsole('connect/quickbooks');
  });
  afterAll(() => stage?.close());

  const signInWindow = (): Promise<Page> => stage.browser.waitForPage(signInPages);
  const user = (email = maya) => quickbooks.user(email);

  /** Whoever signed in before stays so in the browser's own session: a person who wants to be another one signs out first. */
  async function signOut(): Promise<void> {
    const page = await stage.browser.newPage('https://accounts.intuit.com/app/sign-out');
    await page.close();
  }

  async function typeKeys(keys: { clientId: string; secret: string }): Promise<void> {
    await typeInto(console, 'form input:not([type])', keys.clientId);
    await typeInto(console, 'form input[type=password]', keys.secret);
  }

  /** Replaces the stored keys through the page a person uses for it. */
  async function replaceKeys(keys: { clientId: string; secret: string }): Promise<void> {
    await goTo(console, 'apps');
    await press(console, /^Replace$/);
    await typeKeys(keys);
    await press(console, /^Save app key$/);
    await waitForText(console, `Client id ending in ${keys.clientId.slice(-4)}`);
    await goTo(console, 'connections');
  }

  async function startConnect(fill: () => Promise<void> = async () => undefined): Promise<Page> {
    await closeBanner(console);
    await goTo(console, 'connect/quickbooks');
    await waitForText(console, 'Connect QuickBooks Online');
    await fill();
    await press(console, /^Sign in to QuickBooks Online$/);
    return signInWindow();
  }

  /** A look at every company, asked for by a person; over when the first one has been looked at. */
  async function checkNow(): Promise<void> {
    const checkedAtMs = async (): Promise<number> => Number((await readConnection(console, company)).lastCheckedAtMs);
    const last = await checkedAtMs();
    await goTo(console, 'connections');
    await press(console, /^Check all$/);
    await pollFor('the end of the check', async () => (await checkedAtMs()) > last || undefined, 20_000);
  }

  async function reconnectInVain(walk: (window: Page) => Promise<void>): Promise<string> {
    await closeBanner(console);
    await goTo(console, 'connections');
    await pressInRow(console, company, /^Reconnect$/);
    await walk(await signInWindow());
    return waitForBanner(console, /Start again Close$/);
  }

  /** Whether the text of Intuit's own page has arrived in the worker. */
  async function waitForPageError(): Promise<void> {
    await pollFor('the reading of the page', async () => {
      const secret = await console.evaluate(async () => (await chrome.storage.session.get(null)).flowSecret);
      return (typeof secret === 'object' && secret !== null && 'pageError' in secret) || undefined;
    });
  }

  async function closeOnRefusal(window: Page): Promise<void> {
    await reachIntuit(window, user());
    await waitForPageError();
    await window.close();
  }

  it('connects a company with id and secret, and names company, person, plan and the hard end', async () => {
    const window = await startConnect(() => typeKeys(quickbooks.app));
    await connectCompany(window, user(), company);
    await waitForRow(console, company, 'connected', 20_000);
    before = await readConnection(console, company);
    const { realmId } = quickbooks.company(company);
    expect(before).toMatchObject({
      tenantId: realmId,
      environment: 'production',
      userName: 'Maya Lindqvist (maya@fernhill-books.example)',
      company: { screenKey: realmId, plan: 'QuickBooks Online Plus', subscriptionStatus: 'SUBSCRIBED' },
    });
    const [exchange] = stage.sandbox.log.of('quickbooks', 'token.exchange');
    expect(exchange?.headers).toMatchObject({
      authorization: 'Basic',
      'x-include-refresh-token-hard-expires-in': 'true',
    });
    expect(exchange?.form).not.toHaveProperty('client_secret');
    const [stored] = await readAll(console, 'ledgerline-vault', 'grants');
    expect(stored?.value.grant).toMatchObject({ key: realmId, tenant: { tenantId: realmId } });
    const { endsAtMs } = Object(stored?.value.grant);
    expect(Math.abs(endsAtMs - Date.now() - fiveYearsMs)).toBeLessThan(minuteMs);
  });

  it('counts its reads against the month of the app', async () => {
    await checkNow();
    await waitForRow(console, company, 'connected');
    const counts = (await readAll(console, 'ledgerline', 'state')).filter(({ key }) =>
      String(key).startsWith('reads:'),
    );
    expect(counts.map(({ value }) => [value.appId, value.count])).toEqual([
      ['quickbooks:production', quickbooks.app.monthlyReads],
    ]);
    expect(quickbooks.app.monthlyReads).toBeGreaterThan(1);
  });

  it('outlives its access token without anybody noticing, with the refresh token of the day', async () => {
    const { refreshed } = quickbooks.counters();
    quickbooks.expireAccessTokens(company);
    await checkNow();
    await pollFor('a refresh', () => Promise.resolve(quickbooks.counters().refreshed > refreshed || undefined));
    await waitForRow(console, company, 'connected');
    expect(quickbooks.counters()).toMatchObject({ rotated: 0, formerPresented: 0 });
    quickbooks.rotateNext(company);
    quickbooks.expireAccessTokens(company);
    await checkNow();
    await pollFor('another value', () => Promise.resolve(quickbooks.counters().rotated === 1 || undefined));
    quickbooks.expireAccessTokens(company);
    await checkNow();
    await waitForRow(console, company, 'connected');
    expect(quickbooks.counters()).toMatchObject({ formerPresented: 0, refreshRefused: 0 });
    expect((await readEvents(console, before.id)).filter((event) => event === 'failed')).toEqual([]);
  });

  const troubles: readonly [what: string, cause: Cause, happen: () => void, status: string, words: RegExp][] = [
    [
      'a person who is no admin any more',
      'user_permission_insufficient',
      () => quickbooks.setRole(company, maya, 'standard'),
      'needs_you',
      /A permission is missing in Marigold Bakehouse/,
    ],
    [
      'a person who was removed, told in XML',
      'user_permission_insufficient',
      () => removed(),
      'needs_you',
      /A permission is missing in Marigold Bakehouse/,
    ],
    [
      'a person who is no admin any more, told inside a good status',
      'user_permission_insufficient',
      () => inside200(),
      'needs_you',
      /A permission is missing in Marigold Bakehouse/,
    ],
    [
      'a lapsed plan that refuses reads',
      'plan_restricted',
      () => quickbooks.setCondition(company, 'lapsed'),
      'needs_you',
      /The QuickBooks Online plan of Marigold Bakehouse does not cover this/,
    ],
    [
      'a company that is locked',
      'tenant_unavailable',
      () => quickbooks.setCondition(company, 'locked'),
      'needs_you',
      /Marigold Bakehouse is no longer connected in QuickBooks Online/,
    ],
    [
      'a company that was deleted',
      'tenant_unavailable',
      () => quickbooks.setCondition(company, 'deleted'),
      'needs_you',
      /Marigold Bakehouse is no longer connected in QuickBooks Online/,
    ],
    [
      'too many requests',
      'rate_limited',
      () => quickbooks.limit(company, 10 * minuteMs),
      'waiting',
      /QuickBooks Online asks to slow down/,
    ],
    [
      'an outage',
      'provider_outage',
      () => quickbooks.startOutage('nginx'),
      'waiting',
      /QuickBooks Online has a problem/,
    ],
    [
      'a maintenance page with status 200',
      'provider_outage',
      () => quickbooks.startOutage('maintenance'),
      'waiting',
      /QuickBooks Online has a problem/,
    ],
    [
      'a secret that was replaced',
      'client_credentials_invalid',
      () => replaced(),
      'needs_you',
      /QuickBooks Online does not accept your app key/,
    ],
  ];

  function removed(): void {
    quickbooks.manners.service = 'xml';
    quickbooks.removeMember(company, maya);
  }

  function inside200(): void {
    quickbooks.manners.isRefusalInside200 = true;
    quickbooks.setRole(company, maya, 'reports_only');
  }

  function replaced(): void {
    quickbooks.replaceSecret();
    quickbooks.expireAccessTokens(company);
  }

  it.each(inTurn(kind, troubles))(
    'names %s, and is well again by itself when that is mended',
    async (_what, cause, happen, status, words) => {
      happen();
      await checkNow();
      const row = await waitForRow(console, company, status, 20_000);
      expect(row.text).toMatch(words);
      expect(row.text).not.toMatch(/token|oauth|scope|\b40[013]\b/i);
      const { diagnosis } = await readConnection(console, company);
      expect(Object(diagnosis).cause).toBe(cause);
      expect(Object(diagnosis).reconnectHelps).not.toBe('yes');
      quickbooks.heal();
      await waitForAlarm(console, 'the end of it', async () => {
        return (await readConnection(console, company)).status === 'connected' || undefined;
      });
      await waitForRow(console, company, 'connected');
    },
  );

  it('keeps the support id of a refusal for whoever asks for it', async () => {
    quickbooks.setRole(company, maya, 'standard');
    await checkNow();
    await waitForRow(console, company, 'needs_you', 20_000);
    const { diagnosis } = await readConnection(console, company);
    expect(Object(diagnosis).facts.requestId).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    quickbooks.heal();
    await checkNow();
    await waitForRow(console, company, 'connected', 20_000);
  });

  it('warns of a plan that has ended, and keeps working', async () => {
    quickbooks.setSubscription(company, 'EXPIRED');
    await checkNow();
    const row = await pollFor('the warning', async () =>
      (await seenRows(console)).find(({ text }) =>
        text.includes('The QuickBooks Online plan of Marigold Bakehouse has ended'),
      ),
    );
    expect(row.status).toBe('connected');
    quickbooks.heal();
    await checkNow();
    await pollFor(
      'no warning',
      async () => (await seenRows(console)).every(({ text }) => !text.includes('has ended')) || undefined,
    );
  });

  /** The device slept for so long: everything it remembers of the sign-in is that much older. */
  async function sleepForDays(days: number): Promise<void> {
    await console.evaluate(
      async (ms) => {
        const open = indexedDB.open('ledgerline-vault');
        const vault = await new Promise<IDBDatabase>((resolve) => {
          open.onsuccess = () => resolve(open.result);
        });
        const grants = vault.transaction('grants', 'readwrite').objectStore('grants');
        await new Promise<void>((resolve) => {
          const cursor = grants.openCursor();
          cursor.onsuccess = () => {
            if (!cursor.result) return resolve();
            const { grant } = cursor.result.value;
            for (const name of ['refreshIssuedAtMs', 'accessExpiresAtMs', 'connectedAtMs']) grant[name] -= ms;
            cursor.result.update(cursor.result.value);
            cursor.result.continue();
          };
        });
        vault.close();
      },
      days * 24 * 60 * minuteMs,
    );
  }

  const ends: readonly [what: string, cause: Cause, happen: () => Promise<void>, words: string][] = [
    [
      '100 days without use',
      'refresh_token_expired',
      async () => {
        await sleepForDays(102);
        quickbooks.expireRefreshToken(company);
      },
      'The sign-in for Marigold Bakehouse has run out',
    ],
    [
      'somebody pressing Disconnect',
      'grant_revoked',
      async () => quickbooks.disconnect(company),
      'Marigold Bakehouse was disconnected from QuickBooks Online',
    ],
    [
      'an end that is told without a word',
      'grant_revoked',
      async () => {
        quickbooks.manners.deadRefresh = 'bare';
        quickbooks.disconnect(company);
      },
      'Marigold Bakehouse was disconnected from QuickBooks Online',
    ],
  ];

  it.each(ends)('is repaired in the same row after %s', async (_what, cause, happen, words) => {
    await happen();
    await checkNow();
    const row = await waitForRow(console, company, 'needs_you', 20_000);
    expect(row.text).toContain(words);
    expect((await readConnection(console, company)).diagnosis).toMatchObject({ cause, reconnectHelps: 'yes' });
    await closeBanner(console);
    await pressInRow(console, company, /^Reconnect$/);
    await connectCompany(await signInWindow(), user(), company);
    await waitForRow(console, company, 'connected', 20_000);
    const after = await readConnection(console, company);
    expect([after.id, after.tenantId, after.connectedAtMs]).toEqual([before.id, before.tenantId, before.connectedAtMs]);
    expect(await seenRows(console)).toHaveLength(1);
  });

  it('shows what is left of the month’s reads, and looks more rarely when little is left', async () => {
    const database = { database: 'ledgerline', store: 'state', only: { appId: 'quickbooks:production' } };
    const checked = async (): Promise<number> => {
      await checkNow();
      const { nextDueAtMs, lastCheckedAtMs } = await readConnection(console, company);
      return Math.round((Number(nextDueAtMs) - Number(lastCheckedAtMs)) / (24 * 60 * minuteMs));
    };
    expect(await checked()).toBe(1);
    await goTo(console, 'apps');
    expect(await waitForText(console, /Reads this month: \d+ of 500,000/)).not.toContain('Nearly used up');
    await damageRecords(console, database, { count: 410_000 });
    expect(await checked()).toBe(3);
    await goTo(console, 'apps');
    await waitForText(console, /Reads this month: 410,00\d of 500,000 \(82%\)/);
    await waitForText(console, 'Nearly used up. Checks now run 3 times less often');
    await damageRecords(console, database, { count: 12 });
    await goTo(console, 'connections');
  });

  it('UX-08 warns before the sign-in ends, needs the person on the last day, and begins anew with one sign-in', async () => {
    const dayMs = 24 * 60 * minuteMs;
    /** Intuit says at the next renewal how long the sign-in has yet to live. */
    const liveFor = async (leftMs: number): Promise<void> => {
      quickbooks.lifetimes.refreshHardMs = leftMs;
      quickbooks.expireAccessTokens(company);
      await checkNow();
    };
    const told = async (words: RegExp, status: string): Promise<void> => {
      await pollFor(`${words}`, async () =>
        (await seenRows(console)).find(({ text, status: shown }) => words.test(text) && shown === status),
      );
    };
    const badge = (): Promise<string> => console.evaluate(() => chrome.action.getBadgeText({}));
    await liveFor(20 * dayMs);
    await waitForRow(console, company, 'connected');
    expect(await seen(console)).not.toMatch(/The sign-in for Marigold Bakehouse ends/);
    const { nextDueAtMs } = await readConnection(console, company);
    expect(Number(nextDueAtMs)).toBeLessThan(Date.now() + 6 * dayMs + minuteMs);
    await liveFor(10 * dayMs + 60 * minuteMs);
    await told(/The sign-in for Marigold Bakehouse ends in 1[01] days.*Reconnect/, 'connected');
    expect(await badge()).toBe('');
    await liveFor(0.5 * dayMs);
    await told(/The sign-in for Marigold Bakehouse ends within a day/, 'needs_you');
    await pollFor('a badge', async () => (await badge()) === '1' || undefined);
    quickbooks.heal();
    await pressInRow(console, company, /^Reconnect$/);
    await connectCompany(await signInWindow(), user(), company);
    await waitForRow(console, company, 'connected', 20_000);
    expect(await seen(console)).not.toMatch(/The sign-in for Marigold Bakehouse ends/);
  });

  it('is never overwritten by another company (SEC-13)', async () => {
    await closeBanner(console);
    quickbooks.disconnect(company);
    await checkNow();
    await waitForRow(console, company, 'needs_you', 20_000);
    await pressInRow(console, company, /^Reconnect$/);
    await connectCompany(await signInWindow(), user(), other);
    expect(await waitForBanner(console, 'Another company came back')).toContain(
      `You were repairing ${company}, and ${other} came back. Nothing was changed.`,
    );
    expect(await readConnection(console, company)).toMatchObject({ tenantId: before.tenantId, status: 'needs_you' });
    await press(console, /^Decide$/, '.flow-banner');
    await press(console, new RegExp(`^Add ${other} as a new connection$`));
    await waitForRow(console, other, 'connected', 20_000);
    await waitForRow(console, company, 'needs_you');
  });

  const inChromium = testInChromium(kind);

  inChromium(
    'tells a wrong return address, a wrong key and a plain No apart, though Intuit’s page is the same',
    async () => {
      quickbooks.unregisterRedirects();
      expect(await reconnectInVain(closeOnRefusal)).toContain(
        'The return address is missing from your QuickBooks Online app',
      );
      quickbooks.heal();
      await replaceKeys({
        clientId: 'ABsomebodyElsesClientId0000000000000000000000xyz9',
        secret: quickbooks.app.secret,
      });
      expect(await reconnectInVain(closeOnRefusal)).toContain('QuickBooks Online does not accept your app key');
      await replaceKeys(quickbooks.app);
      const cancel = async (window: Page): Promise<void> => {
        await reachIntuit(window, user());
        await cancelConsent(window);
      };
      expect(await reconnectInVain(cancel)).toContain('The sign-in for Marigold Bakehouse was not finished');
      expect(await reconnectInVain((window) => window.close())).toContain('was not finished');
    },
  );

  inChromium('reads what the error page of other days says', async () => {
    quickbooks.unregisterRedirects();
    quickbooks.manners.errorPage = 'old';
    expect(await reconnectInVain(closeOnRefusal)).toContain(
      'The return address is missing from your QuickBooks Online app',
    );
    quickbooks.heal();
  });

  it('says who can help a person who is no admin of any company', async () => {
    for (const { name } of quickbooks.world.companies) {
      if (quickbooks.bookkeeperOf(name).email === maya) quickbooks.setRole(name, maya, 'standard');
    }
    expect(await reconnectInVain(closeOnRefusal)).toContain('A permission is missing in Marigold Bakehouse');
    quickbooks.heal();
  });

  it('names a wrong secret when the code is exchanged', async () => {
    quickbooks.replaceSecret();
    const walk = (window: Page): Promise<void> => connectCompany(window, user(), company);
    expect(await reconnectInVain(walk)).toContain('QuickBooks Online does not accept your app key');
    quickbooks.heal();
  });

  inChromium('names keys of the other environment when the first call is refused, however it is refused', async () => {
    for (const manner of inTurn(kind, ['3100', '3100-500', '130', '7001'] as const)) {
      await replaceKeys(quickbooks.developmentApp);
      quickbooks.manners.otherEnvironment = manner;
      await connectCompany(await startConnect(), user(), 'Sandbox Company_US_1');
      const said = await waitForBanner(console, /Start again Close$/);
      expect([manner, said]).toEqual([manner, expect.stringContaining('does not fit')]);
      expect(said).toMatch(/keys for testing were used with a real company/);
      expect(said).toContain('Review app key');
    }
    quickbooks.heal();
    await replaceKeys(quickbooks.app);
  });

  inChromium('takes a connection over from another admin, who is named afterwards', async () => {
    await closeBanner(console);
    await signOut();
    const olive = user('olive@client-owners.example');
    await connectCompany(await startConnect(), olive, other);
    const window = await signInWindow();
    // Whether to take it over is for the two admins to agree on: the overlay tells, and points at no button.
    const { outline } = await waitForGuide(stage.browser, window, /Switch only if the other admin agrees/);
    expect(outline).toBeNull();
    await switchAdmin(window);
    await pollFor(
      'the new person',
      async () => String((await readConnection(console, other)).userName).startsWith('Olive Marchetti (') || undefined,
    );
    await goTo(console, 'connections');
    await waitForRow(console, other, 'connected', 20_000);
    expect((await seenRows(console)).filter((row) => row.company === other)).toHaveLength(1);
    await signOut();
  });

  it('goes on as if nothing had been once the sign-in works', async () => {
    await closeBanner(console);
    await goTo(console, 'connections');
    await pressInRow(console, company, /^Reconnect$/);
    await connectCompany(await signInWindow(), user(), company);
    await waitForRow(console, company, 'connected', 20_000);
    expect((await readConnection(console, company)).id).toBe(before.id);
  });

  it('connects a test company with keys of its own, at hosts of its own, and counts nothing', async () => {
    const reads = quickbooks.app.monthlyReads;
    const window = await startConnect(async () => {
      await console.$$eval('fieldset label', (labels) => {
        for (const label of labels) if (label.textContent?.includes('A sandbox for tests')) label.click();
      });
      await typeKeys(quickbooks.developmentApp);
    });
    await connectCompany(window, user(), 'Sandbox Company_US_1');
    const row = await waitForRow(console, 'Sandbox Company_US_1', 'connected', 20_000);
    expect(row.text).toContain('Sandbox');
    expect(stage.sandbox.log.of('quickbooks', 'api').at(-1)?.host).toBe('sandbox-quickbooks.api.intuit.com');
    expect(quickbooks.app.monthlyReads).toBe(reads);
    const counts = (await readAll(console, 'ledgerline', 'state')).filter(({ key }) =>
      String(key).startsWith('reads:'),
    );
    expect(counts.map(({ value }) => value.appId)).toEqual(['quickbooks:production']);
  });

  it('disconnects: Intuit hears of it', async () => {
    const { revoked } = quickbooks.counters();
    await goTo(console, `connections/${encodeURIComponent(String(before.id))}`);
    await press(console, /^Disconnect/);
    await press(console, /^Disconnect/, 'dialog');
    await pollFor('the revocation', () => Promise.resolve(quickbooks.counters().revoked > revoked || undefined));
    expect(quickbooks.grantsOf(company)).toEqual([]);
    await pollFor(
      'the row to go',
      async () => !(await seenRows(console)).some((row) => row.company === company) || undefined,
    );
  });

  it('asked nobody but Intuit, and wrote no secret anywhere', async () => {
    const { ownHosts } = stage.browser;
    expect(stage.sandbox.log.unknownHosts().filter((host) => !ownHosts.test(host))).toEqual([]);
    const written = JSON.stringify([stage.browser.output(), await seen(console)]);
    expect(quickbooks.secrets().filter((secret) => written.includes(secret))).toEqual([]);
  });
});
