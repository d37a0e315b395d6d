import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pollFor } from '../browsers/poll.ts';
import { kinds, testInChromium } from './in-turn.ts';
import { countWindows, hideSignIn, isSignInShown } from './page-side.ts';
import {
  goTo,
  press,
  pressInRow,
  seenBanner,
  waitForBanner,
  waitForNoBanner,
  waitForRow,
  waitForText,
} from './seen.ts';
import { openStage, type Stage } from './stage.ts';
import { readConnection } from './stored.ts';

const bakery = 'Harbour Lane Bakery';
const cycles = 'Copperfield Cycles';
const marine = 'Tidewater Marine Supplies';

/** UX-23: the popup may close at any moment; whoever opens it again sees how far things really are. */
describe.each(kinds)('a popup that is opened again in %s', (kind) => {
  let stage: Stage;
  let console: Page;
  let popup: Page | undefined;

  beforeAll(async () => {
    stage = await openStage(kind);
    stage.xero.app.canBulkConnect = true;
    console = await stage.openConsole('connect/xero');
  });
  afterAll(() => stage?.close());

  /** Closes the popup that is open and opens a new one. */
  async function reopen(): Promise<Page> {
    await popup?.close().catch(() => undefined);
    popup = await stage.openPopup();
    return popup;
  }

  let window: Page;

  it('waits for the person in the window, and brings it to the front', async () => {
    window = await stage.startConnect(console);
    await window.waitForSelector('#xl-form-email');
    await hideSignIn(console);
    await pollFor('the window to be out of sight', async () => !(await isSignInShown(console)) || undefined);
    const again = await reopen();
    await waitForBanner(again, 'Waiting for you in the Xero window');
    await press(again, /^Show it$/, '.flow-banner');
    await pollFor('the window to be in sight', async () => (await isSignInShown(console)) || undefined);
  });

  it('starts again in one new window, and cancels without leaving one', async () => {
    const again = await reopen();
    await waitForBanner(again, 'Waiting for you');
    await press(again, /^Start again$/, '.flow-banner');
    await pollFor('the old window to go', async () => window.isClosed() || undefined);
    window = await stage.signInPage();
    await window.waitForSelector('#xl-form-email');
    expect(await countWindows(console)).toBe(1);
    await waitForBanner(await reopen(), 'Waiting for you in the Xero window');
    await press(popup ?? console, /^Cancel$/, '.flow-banner');
    await waitForNoBanner(console);
    await pollFor('no window to be left', async () => (await countWindows(console)) === 0 || undefined);
  });

  it('shows that tokens and companies are being fetched', async () => {
    window = await stage.startConnect(console);
    stage.sandbox.control.faults.once('xero', 'token.exchange', { kind: 'delay', ms: 2500 });
    await stage.allow(window, bakery, cycles);
    await waitForBanner(await reopen(), 'Signed in to Xero, finishing');
  });

  it('asks which companies to watch', async () => {
    const said = await waitForBanner(await reopen(), 'Signed in to Xero 2 companies can be watched.');
    expect(said).toContain('Choose companies');
    await waitForText(console, 'Which companies should Ledgerline watch?');
    await press(console, /^Watch 2 companies$/);
    const again = await reopen();
    await waitForRow(again, bakery, 'connected');
    await waitForNoBanner(again);
  });

  const inChromium = testInChromium(kind);

  inChromium('keeps two windows from signing in at once, and leads to the one that is open', async () => {
    stage.xero.disconnect(bakery);
    stage.xero.disconnect(cycles);
    const other = await stage.openConsole();
    await press(other, /^Check all$/);
    await waitForRow(other, bakery, 'needs_you');
    await waitForRow(other, cycles, 'needs_you');
    await pressInRow(await reopen(), bakery, /^Reconnect$/);
    window = await stage.signInPage();
    await pressInRow(other, cycles, /^Reconnect$/);
    await waitForText(other, 'Another sign-in is open. Finish or cancel that one first.');
    expect(await countWindows(console)).toBe(1);
    await hideSignIn(other);
    await press(other, /^Show it$/, '.toast');
    await pollFor('the window to be in sight', async () => (await isSignInShown(other)) || undefined);
  });

  inChromium('asks about another company that came back, and changes nothing when told so (SEC-13)', async () => {
    const before = await readConnection(console, bakery);
    await stage.allow(window, marine);
    const said = await waitForBanner(await reopen(), 'Another company came back');
    expect(said).toContain(`You were repairing ${bakery}, and ${marine} came back.`);
    await goTo(console, 'choose');
    await press(console, /^Leave everything as it is$/);
    await waitForNoBanner(popup ?? console);
    expect({ ...(await readConnection(console, bakery)), nextDueAtMs: 0 }).toEqual({ ...before, nextDueAtMs: 0 });
  });

  inChromium('keeps the words of a failed sign-in until they are read', async () => {
    await pressInRow(await reopen(), bakery, /^Reconnect$/);
    window = await stage.signInPage();
    await window.close();
    await waitForBanner(await reopen(), `The sign-in for ${bakery} was not finished`);
    await waitForBanner(await reopen(), `The sign-in for ${bakery} was not finished`);
    await press(popup ?? console, /^Close$/, '.flow-banner');
    await waitForNoBanner(popup ?? console);
    expect(await seenBanner(await reopen())).toBe('');
  });
});
