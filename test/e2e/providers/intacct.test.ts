import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cause } from '../../../lib/model/cause.ts';
import { pollFor } from '../../browsers/poll.ts';
import { acceptApp, logIn } from '../../browsers/walks/intacct.ts';
import type { IntacctControl } from '../../sandbox/intacct/control.ts';
import { inTurn, kinds, testInChromium } from '../in-turn.ts';
import {
  closeBanner,
  goTo,
  press,
  pressInRow,
  seenRows,
  typeInto,
  waitForBanner,
  waitForRow,
  waitForText,
} from '../seen.ts';
import { openStage, type Stage } from '../stage.ts';
import { type Json, readAll, readConnection, readEvents, waitForAlarm } from '../stored.ts';

const company = 'FernhillGroup';
const other = 'Saltworks';
const userId = 'ledgerline';
const owner = { companyId: company, userId };
const entities = 'Company > Entities';

const signInPages = /^https:\/\/api\.intacct\.com\/ia\//;

describe.each(kinds)('Sage Intacct in %s', (kind) => {
  let stage: Stage;
  let intacct: IntacctControl;
  let console: Page;
  let before: Json;

  beforeAll(async () => {
    stage = await openStage(kind);
    intacct = stage.sandbox.control.intacct;
    for (const app of [intacct.app, intacct.nonProductionApp])
      app.redirectUris.add(`${stage.browser.redirectBase}intacct`);
    console = await stage.openConsole('connect/intacct');
  });
  afterAll(() => stage?.close());

  const signInWindow = (): Promise<Page> => stage.browser.waitForPage(signInPages);
  const asked = (): number =>
    stage.sandbox.log.count('intacct', 'api.query') + stage.sandbox.log.count('intacct', 'token');

  async function openConnect(): Promise<void> {
    await closeBanner(console);
    await goTo(console, 'connections');
    await goTo(console, 'connect/intacct');
    await waitForText(console, 'Connect Sage Intacct');
  }

  async function connect(companyId: string, who = userId): Promise<void> {
    await openConnect();
    await press(console, /^Sign in to Sage Intacct$/);
    await acceptApp(await signInWindow(), companyId, intacct.user(companyId, who));
  }

  /** One look at everything, asked for by a person; a row in need offers its own way out instead. */
  async function checkNow(): Promise<void> {
    const sofar = asked();
    await goTo(console, 'connections');
    await press(console, /^Check all$/);
    await pollFor('a question to Sage Intacct', async () => asked() > sofar || undefined);
  }

  it('says before signing in whom to sign in as', async () => {
    const words = await waitForText(console, 'Connect Sage Intacct');
    expect(words).toContain('a user that is made for Ledgerline alone');
    expect(words).toContain('client secret');
  });

  it('names the list an admin has to put the app on, when the company has not let it in', async () => {
    await typeInto(console, '.app-fields input:not([type])', intacct.app.clientId);
    await typeInto(console, '.app-fields input[type=password]', intacct.app.secret);
    await press(console, /^Sign in to Sage Intacct$/);
    await acceptApp(await signInWindow(), company, intacct.user(company, userId));
    expect(await waitForBanner(console, /does not let this app in/)).not.toMatch(/GW-0011|token|oauth/i);
    const stored = await readAll(console, 'ledgerline', 'connections');
    expect(stored).toEqual([]);
  });

  it('connects the company once it is let in, by company id and user', async () => {
    intacct.letIn(company);
    await connect(company);
    await goTo(console, 'connections');
    await waitForRow(console, company, 'connected', 20_000);
    before = await readConnection(console, company);
    expect(before).toMatchObject({ tenantId: company, userName: userId, company: { screenKey: company } });
    expect(stage.sandbox.log.of('intacct', 'token.exchange').at(-1)?.form).toHaveProperty('client_secret');
  });

  it('lets the first sign-in of a full admin put the app on the list', async () => {
    await connect(other, 'Olive');
    await goTo(console, 'connections');
    await waitForRow(console, other, 'connected', 20_000);
    expect(await seenRows(console)).toHaveLength(2);
  });

  it.each(inTurn(kind, ['REST-2102', 'REST-1206', 'GW-0040'] as const))(
    'refreshes once, silently, when the access is refused as %s',
    async (refusal) => {
      intacct.unpublished.refusal = refusal;
      const { refreshed } = intacct.counters();
      intacct.expireAccessTokens(owner);
      await checkNow();
      await pollFor('a refresh', async () => intacct.counters().refreshed > refreshed || undefined);
      await waitForRow(console, company, 'connected');
      expect(intacct.counters().refreshed).toBe(refreshed + 1);
      expect((await readEvents(console, before.id)).filter((event) => event === 'failed')).toEqual([]);
    },
  );

  const inChromium = testInChromium(kind);

  inChromium('outlives that the same user signs in to the product', async () => {
    const { refreshed } = intacct.counters();
    const page = await stage.browser.newPage('https://www.intacct.com/ia/acct/login.phtml');
    await logIn(page, company, intacct.user(company, userId));
    await pollFor('the product', async () => page.url().includes('frameset.phtml') || undefined);
    await page.goto('about:blank');
    await page.close();
    await checkNow();
    await pollFor('a refresh', async () => intacct.counters().refreshed > refreshed || undefined);
    await waitForRow(console, company, 'connected');
  });

  const troubles: readonly [what: string, cause: Cause, happen: () => void, status: string, words: RegExp][] = [
    [
      'a right taken from the role',
      'user_permission_insufficient',
      () => intacct.setRights(company, 'Reporting', entities, []),
      'needs_you',
      /A permission is missing in FernhillGroup/,
    ],
    [
      'a user type that caps the role',
      'user_permission_insufficient',
      () => intacct.setUser(company, userId, { type: 'Employee' }),
      'needs_you',
      /A permission is missing in FernhillGroup/,
    ],
    [
      'a demo that has ended',
      'plan_restricted',
      () => intacct.setCompany(company, { hasDemoExpired: true }),
      'needs_you',
      /The Sage Intacct plan of FernhillGroup does not cover this/,
    ],
    [
      'an app taken off the list',
      'app_not_authorized',
      () => intacct.shutOut(company),
      'needs_you',
      /Sage Intacct does not let this app in/,
    ],
    [
      'an address filter',
      'access_policy_blocked',
      () => intacct.setCompany(company, { ipFilter: ['198.51.100.7'] }),
      'needs_you',
      /A security rule keeps FernhillGroup closed/,
    ],
    [
      'a company that is gone',
      'tenant_unavailable',
      () => intacct.setCompany(company, { isClosed: true }),
      'needs_you',
      /FernhillGroup is no longer connected in Sage Intacct/,
    ],
    [
      'a replaced client secret',
      'client_credentials_invalid',
      () => replaceSecret(),
      'needs_you',
      /Sage Intacct does not accept your app key/,
    ],
    [
      'too many requests',
      'rate_limited',
      () => intacct.limit(company, 45),
      'waiting',
      /Sage Intacct asks to slow down/,
    ],
    ['an outage', 'provider_outage', () => intacct.startOutage(), 'waiting', /Sage Intacct has a problem/],
  ];

  function replaceSecret(): void {
    intacct.replaceSecret('replaced-in-the-console-0001');
    intacct.expireAccessTokens(owner);
  }

  it.each(inTurn(kind, troubles))(
    'names %s, and is well again by itself when that is mended',
    async (_what, cause, happen, status, words) => {
      happen();
      await checkNow();
      const row = await waitForRow(console, company, status, 20_000);
      expect(row.text).toMatch(words);
      expect(row.text).not.toMatch(/token|oauth|scope|GW-|REST-|\b40[013]\b/i);
      expect((await readConnection(console, company)).diagnosis).toMatchObject({ cause });
      intacct.heal();
      await waitForAlarm(console, 'the end of it', async () => {
        return (await readConnection(console, company)).status === 'connected' || undefined;
      });
      await waitForRow(console, company, 'connected');
    },
  );

  it('keeps what Sage’s support finds a request by', async () => {
    intacct.setRights(company, 'Reporting', entities, []);
    await checkNow();
    await waitForRow(console, company, 'needs_you', 20_000);
    const { diagnosis } = await readConnection(console, company);
    expect(diagnosis).toMatchObject({
      facts: { code: 'rest-3007', area: 'entities', requestId: expect.stringContaining('%7E') },
    });
    intacct.heal();
    await checkNow();
    await waitForRow(console, company, 'connected', 20_000);
  });

  it('is repaired in the same row after another tool signed in as the same user, and revokes nothing', async () => {
    intacct.authorizeElsewhere(owner);
    intacct.expireAccessTokens(owner);
    await checkNow();
    const row = await waitForRow(console, company, 'needs_you', 20_000);
    expect(row.text).toContain('Sage Intacct no longer accepts the sign-in for FernhillGroup');
    await pressInRow(console, company, /^Reconnect$/);
    await acceptApp(await signInWindow(), company, intacct.user(company, userId));
    await waitForRow(console, company, 'connected', 20_000);
    const after = await readConnection(console, company);
    expect([after.id, after.tenantId, after.connectedAtMs]).toEqual([before.id, before.tenantId, before.connectedAtMs]);
    expect(await seenRows(console)).toHaveLength(2);
    expect(intacct.counters().revoked).toBe(0);
  });

  it('is never overwritten by another company (SEC-13)', async () => {
    intacct.revokePool(owner);
    await checkNow();
    await waitForRow(console, company, 'needs_you', 20_000);
    await pressInRow(console, company, /^Reconnect$/);
    intacct.letIn('Marrowbone');
    await acceptApp(await signInWindow(), 'Marrowbone', intacct.user('Marrowbone', userId));
    expect(await waitForBanner(console, 'Another company came back')).toContain(
      `You were repairing ${company}, and Marrowbone came back. Nothing was changed.`,
    );
    expect((await readConnection(console, company)).tenantId).toBe(company);
    await closeBanner(console);
    await goTo(console, 'connections');
    await waitForRow(console, company, 'needs_you');
  });

  inChromium('is never overwritten by one entity of the same company: that is other data (SEC-13)', async () => {
    await pressInRow(console, company, /^Reconnect$/);
    await acceptApp(await signInWindow(), company, intacct.user(company, 'Priya'));
    expect(await waitForBanner(console, 'Another company came back')).toContain(
      `You were repairing ${company}, and ${company} · E200 came back. Nothing was changed.`,
    );
    await closeBanner(console);
    await goTo(console, 'connections');
    await waitForRow(console, company, 'needs_you');
  });

  it('is repaired by another user of the same company, too', async () => {
    await pressInRow(console, company, /^Reconnect$/);
    await acceptApp(await signInWindow(), company, intacct.user(company, 'Maya'));
    await waitForRow(console, company, 'connected', 20_000);
    expect(await readConnection(console, company)).toMatchObject({ id: before.id, userName: 'Maya' });
    expect(await readEvents(console, before.id)).toContain('person_changed');
  });

  it('warns before disconnecting that other tools of the user lose access, then ends the sign-in there', async () => {
    await goTo(console, `connections/${before.id}`);
    await press(console, /^Disconnect$/);
    await waitForText(console, 'Other tools and devices that share this Sage Intacct sign-in may lose access too.');
    await press(console, /^Disconnect FernhillGroup$/, 'dialog');
    await pollFor('the revocation', async () => intacct.counters().revoked === 1 || undefined);
    await pollFor(
      'the row to go',
      async () => (await seenRows(console)).every((row) => row.company !== company) || undefined,
    );
  });

  it('leaves no request to a host nobody asked for (SEC-73)', () => {
    const strange = stage.sandbox.log.unknownHosts().filter((host) => !stage.browser.ownHosts.test(host));
    expect(strange).toEqual([]);
  });
});
