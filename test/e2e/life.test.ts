import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pollFor } from '../browsers/poll.ts';
import { kinds } from './in-turn.ts';
import { goTo, press, pressInRow, seen, seenRows, waitForBanner, waitForRow, waitForText } from './seen.ts';
import { openStage, type Stage } from './stage.ts';
import { type Json, letTimeCome, readConnection, readEvents, ringUntil } from './stored.ts';

const bakery = 'Harbour Lane Bakery';
const cycles = 'Copperfield Cycles';
const marine = 'Tidewater Marine Supplies';
const interiors = 'Juniper & Slate Interiors';
const maya = 'maya@fernhill-books.example';

/** One connection from its first day through all its troubles, the way its owner lives through them. */
describe.each(kinds)('the life of a connection in %s', (kind) => {
  let stage: Stage;
  let console: Page;
  let popup: Page;
  let before: Json;

  beforeAll(async () => {
    stage = await openStage(kind);
  });
  afterAll(() => stage?.close());

  it('begins with one sign-in, from which companies are chosen', async () => {
    stage.xero.app.canBulkConnect = true;
    console = await stage.connect(bakery, cycles, marine);
    await waitForText(console, 'Which companies should Ledgerline watch?');
    expect(await seen(console)).toContain('Watch 3 companies');
    await console.$$eval(
      '.companies label',
      (labels, unwanted) => {
        for (const label of labels) if (label.textContent?.includes(unwanted)) label.click();
      },
      marine,
    );
    await press(console, /^Watch 2 companies$/);
    stage.xero.app.canBulkConnect = false;
  });

  it('is healthy in the popup after a real call, and says so in words', async () => {
    popup = await stage.openPopup();
    await waitForRow(popup, bakery, 'connected');
    await waitForRow(popup, cycles, 'connected');
    expect(await seen(popup)).toContain('All 2 connections work');
    expect(await seenRows(popup)).toHaveLength(2);
    expect(stage.sandbox.log.of('xero', 'api.organisation').map((request) => request.status)).toEqual([200, 200]);
    before = await readConnection(console, bakery);
  });

  it('outlives its access token without anybody noticing', async () => {
    await popup.evaluate(() => {
      Reflect.set(window, 'statuses', new Set<string>());
      new MutationObserver(() => {
        for (const row of document.querySelectorAll<HTMLElement>('li.row')) {
          Reflect.get(window, 'statuses').add(row.dataset.status);
        }
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    const { refreshed } = stage.xero.counters();
    const asked = stage.sandbox.log.count('xero', 'api.organisation');
    stage.xero.expireAccessTokens(maya);
    await pressInRow(popup, bakery, /^Check now$/);
    await pollFor('a good read', async () => stage.sandbox.log.count('xero', 'api.organisation') > asked || undefined);
    await waitForRow(popup, bakery, 'connected');
    expect(stage.xero.counters().refreshed).toBeGreaterThan(refreshed);
    const statuses = await popup.evaluate(() => [...Reflect.get(window, 'statuses')]);
    expect(statuses.filter((status) => status !== 'connected' && status !== 'checking')).toEqual([]);
    expect(await readEvents(console, before.id)).toEqual(['connected']);
  });

  it('is found disconnected in Xero by itself, at the next wake-up', async () => {
    const { refreshed } = stage.xero.counters();
    stage.xero.disconnect(cycles);
    await letTimeCome(console, 'all');
    await ringUntil(console, 'a refresh', () => stage.xero.counters().refreshed > refreshed || undefined);
    const row = await waitForRow(popup, cycles, 'needs_you');
    expect(row.text).toContain(`${cycles} is no longer connected in Xero`);
    await waitForRow(popup, bakery, 'connected');
    expect(await seen(popup)).toContain('1 of 2 needs you');
  });

  it('is found disconnected in Xero by Check now, and explained in words', async () => {
    stage.xero.disconnect(bakery);
    await pressInRow(popup, bakery, /^Check now$/);
    await waitForRow(popup, bakery, 'needs_you');
    await popup.$$eval(
      '.row-toggle',
      (toggles, company) => {
        for (const toggle of toggles)
          if (toggle instanceof HTMLElement && toggle.textContent?.includes(company)) toggle.click();
      },
      bakery,
    );
    const words = await waitForText(popup, /not among the connected organisations/);
    for (const part of ['What to do', 'Choose Reconnect.', 'Your data in Xero is safe.', 'Technical details']) {
      expect(words).toContain(part);
    }
    expect(words).not.toMatch(/token|oauth|scope|\b40[13]\b/i);
  });

  it('is repaired by one click in the popup, in the same row with its history', async () => {
    await pressInRow(popup, bakery, /^Reconnect$/);
    const window = await stage.signInPage();
    await waitForBanner(console, 'Waiting for you in the Xero window');
    await stage.allow(window, bakery);
    await waitForRow(console, bakery, 'connected');
    await goTo(console, 'connections');
    const after = await readConnection(console, bakery);
    expect([after.id, after.tenantId, after.connectedAtMs]).toEqual([before.id, before.tenantId, before.connectedAtMs]);
    const events = await readEvents(console, before.id);
    expect(events[0]).toBe('connected');
    expect(events.filter((kind) => kind !== 'tested')).toEqual(['connected', 'failed', 'reconnected', 'recovered']);
  });

  it('is never overwritten by another company: the person decides, and adds that one as new (SEC-13)', async () => {
    const untouched = await readConnection(console, cycles);
    popup = await stage.openPopup();
    await pressInRow(popup, cycles, /^Reconnect$/);
    await stage.allow(await stage.signInPage(), interiors);
    expect(await waitForBanner(console, 'Another company came back')).toContain(
      `You were repairing ${cycles}, and ${interiors} came back. Nothing was changed.`,
    );
    await press(console, /^Decide$/, '.flow-banner');
    const question = await waitForText(console, 'Nothing was changed. What do you want to do?');
    expect(question).toContain(`Try again with ${cycles}`);
    expect({ ...(await readConnection(console, cycles)), nextDueAtMs: 0 }).toEqual({ ...untouched, nextDueAtMs: 0 });
    await press(console, new RegExp(`^Add ${interiors} as a new connection$`));
    await waitForRow(console, interiors, 'connected');
    await waitForRow(console, cycles, 'needs_you');
    expect((await readConnection(console, cycles)).id).toBe(untouched.id);
    expect((await readConnection(console, interiors)).id).not.toBe(untouched.id);
    expect(await seenRows(console)).toHaveLength(3);
  });
});
