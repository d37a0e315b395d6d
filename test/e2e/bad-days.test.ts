import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pollFor } from '../browsers/poll.ts';
import type { FaultEffect } from '../sandbox/core/faults.ts';
import { brokenTokenAnswers, outage } from '../sandbox/core/oauth-faults.ts';
import { kinds, ofOwnCode } from './in-turn.ts';
import { press, pressInRow, seen, waitForRow } from './seen.ts';
import { giveHosts, takeHosts } from './site-access.ts';
import { openStage, type Stage } from './stage.ts';
import { readAll, readConnection } from './stored.ts';

const bakery = 'Harbour Lane Bakery';
const maya = 'maya@fernhill-books.example';
const dayMs = 24 * 60 * 60_000;
const apiHost = 'https://api.xero.com/*';

type RefreshAnswer = readonly [name: string, effect: FaultEffect];

/** Answers to a refresh from which nothing may be concluded about the sign-in; some come after the provider has rotated. */
const refreshAnswers: readonly RefreshAnswer[] = [
  ['a page of some network', brokenTokenAnswers.html],
  ['nothing', brokenTokenAnswers.empty],
  ['2 MB', brokenTokenAnswers.huge],
  ['no access token', brokenTokenAnswers.withoutAccessToken],
  ['a number for a token', brokenTokenAnswers.numericAccessToken],
  ['503 with a time to wait', outage(503, 'Service Unavailable', 120)],
  ['429 with a time to wait', outage(429, '', 120)],
];

/** What a browser makes of a broken connection is its own affair. */
const resets: readonly RefreshAnswer[] = [
  ['a reset before the request', { kind: 'reset', when: 'before' }],
  ['a reset after the request', { kind: 'reset', when: 'lost' }],
  ['a reset in the middle', { kind: 'reset', when: 'middle' }],
  ['a reset after the answer', { kind: 'reset', when: 'after' }],
];

describe.each(kinds)('a connection on bad days in %s', (kind) => {
  let stage: Stage;
  let console: Page;
  let id: unknown;

  beforeAll(async () => {
    stage = await openStage(kind);
    console = await stage.connect(bakery);
    await waitForRow(console, bakery, 'connected');
    id = (await readConnection(console, bakery)).id;
  });
  afterAll(() => stage?.close());
  beforeEach(async () => {
    stage.sandbox.control.faults.clear();
    await waitForRow(console, bakery, 'connected');
  });

  /** What a check found, once it is over. */
  async function checkNow(): Promise<Awaited<ReturnType<typeof readConnection>>> {
    const { lastCheckedAtMs } = await readConnection(console, bakery);
    // The row hides its button for the five seconds in which a failure may mend itself (UX-05).
    await press(console, /^Check all$/);
    return pollFor('the check to end', async () => {
      const after = await readConnection(console, bakery);
      return after.lastCheckedAtMs !== lastCheckedAtMs ? after : undefined;
    });
  }

  it.each([...ofOwnCode(kind, refreshAnswers), ...resets])(
    'gets %s for a refresh: not a reconnect, and well again with the next try',
    async (_name, effect) => {
      stage.xero.expireAccessTokens(maya);
      stage.sandbox.control.faults.once('xero', 'token.refresh', effect);
      const during = await checkNow();
      expect(['connected', 'waiting', 'offline', 'unknown']).toContain(during.status);
      if (during.status !== 'connected') await checkNow();
      await waitForRow(console, bakery, 'connected');
      expect((await readConnection(console, bakery)).id).toBe(id);
      expect(await readAll(console, 'ledgerline-vault', 'grants')).toHaveLength(1);
      expect(stage.xero.counters().consumedPresented).toBe(0);
    },
  );

  const waits: readonly [status: number, words: string][] = [
    [503, 'Xero has a problem'],
    [429, 'Xero asks to slow down'],
  ];
  it.each(ofOwnCode(kind, waits))('waits as long as a %i of the provider asks', async (status, words) => {
    stage.sandbox.control.faults.always('xero', 'api', outage(status, '', 600));
    const during = await checkNow();
    expect(during.status).toBe('waiting');
    expect(Number(during.nextDueAtMs) - Date.now()).toBeGreaterThan(590_000);
    const row = await waitForRow(console, bakery, 'waiting');
    expect(row.text).toContain(words);
    expect(row.text).not.toContain('Reconnect');
    stage.sandbox.control.faults.clear();
    await checkNow();
    await waitForRow(console, bakery, 'connected');
  });

  const clocks: readonly [name: string, byMs: number][] = [
    ['behind', dayMs],
    ['ahead', -dayMs],
  ];
  it.each(ofOwnCode(kind, clocks))(
    'works with a device whose clock is a day %s, also through a refresh',
    async (_name, byMs) => {
      stage.sandbox.control.clock.advance(byMs);
      await checkNow();
      await waitForRow(console, bakery, 'connected');
      stage.xero.expireAccessTokens(maya);
      const { refreshed } = stage.xero.counters();
      await checkNow();
      await waitForRow(console, bakery, 'connected');
      expect(stage.xero.counters().refreshed).toBe(refreshed + 1);
      const [grant] = await readAll(console, 'ledgerline-vault', 'grants');
      const { nextRefreshAtMs } = Object(grant?.value.grant);
      // In the time of this device: half an hour of life less the head start.
      expect(Math.abs(nextRefreshAtMs - Date.now() - 25 * 60_000)).toBeLessThan(60_000);
      stage.sandbox.control.clock.reset();
      await checkNow();
    },
  );

  it('says that the device is offline, not that Xero fails, and is well when the network is back', async () => {
    await stage.browser.setOffline(true);
    const row = await waitForRow(console, bakery, 'offline');
    expect(row.text).not.toMatch(/problem|Reconnect/);
    await stage.browser.setOffline(false);
    await waitForRow(console, bakery, 'connected');
  });

  it('has words of its own for site access that was taken away, and is well when it is given back (SEC-72)', async () => {
    await takeHosts(stage, console, apiHost);
    const row = await waitForRow(console, bakery, 'needs_you');
    expect(row.text).toContain('The browser no longer lets Ledgerline reach Xero');
    expect(row.text).toContain('Allow access');
    expect(row.text).not.toContain('Reconnect');
    await giveHosts(stage, console, () => pressInRow(console, bakery, /^Allow access$/));
    await waitForRow(console, bakery, 'connected');
    expect((await readConnection(console, bakery)).id).toBe(id);
    expect(await seen(console)).toContain('Your connection works');
  });
});
