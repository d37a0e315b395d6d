import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds, kindsOfOwnCode, testInChromium } from './in-turn.ts';
import { press, pressInRow, seen, seenRows, waitForRow, waitForText } from './seen.ts';
import { openStage, type Stage } from './stage.ts';
import { damageRecords, deleteDatabase, openNewer, readAll, readConnection, readEvents } from './stored.ts';

const bakery = 'Harbour Lane Bakery';
const cycles = 'Copperfield Cycles';

/** Says on every surface that a database is from a newer version, and leaves it as it is. */
async function expectNewerIsKept(stage: Stage, console: Page, name: string, stores: readonly string[]): Promise<void> {
  const count = async (): Promise<number[]> =>
    Promise.all(stores.map(async (store) => (await readAll(console, name, store)).length));
  const before = await count();
  await openNewer(console, name);
  const popup = await stage.openPopup();
  const words = await waitForText(popup, 'Your data is from a newer version');
  expect(words).toContain('Nothing is lost. Update Ledgerline in this browser');
  const fresh = await stage.openConsole();
  await waitForText(fresh, 'Your data is from a newer version');
  expect(await seen(fresh)).not.toContain('Connect your first company');
  await stage.browser.killBackground();
  await press(fresh, /^Try again$/);
  await waitForText(fresh, 'Your data is from a newer version');
  expect(await count()).toEqual(before);
}

/** One misfortune after another on the same profile. */
describe.each(kinds)('damaged and lost data in %s', (kind) => {
  let stage: Stage;
  let console: Page;

  beforeAll(async () => {
    stage = await openStage(kind);
    console = await stage.connect(bakery);
    await waitForRow(console, bakery, 'connected');
  });
  afterAll(() => stage?.close());

  testInChromium(kind)('repairs a sign-in that cannot be decrypted in its own row', async () => {
    const before = await readConnection(console, bakery);
    const where = { database: 'ledgerline-vault', store: 'grants' };
    await damageRecords(console, where, { current: { iv: 'damaged', data: 'damaged' } });
    await press(console, /^Check all$/);
    const row = await waitForRow(console, bakery, 'needs_you');
    expect(row.text).toContain(`The stored sign-in of ${bakery} cannot be read`);
    await pressInRow(console, bakery, /^Reconnect$/);
    await stage.allow(await stage.signInPage(), bakery);
    await waitForRow(console, bakery, 'connected');
    expect((await readConnection(console, bakery)).id).toBe(before.id);
    expect((await readEvents(console, before.id))[0]).toBe('connected');
  });

  it('keeps row and history when all sign-ins are lost, and asks for the app key once more', async () => {
    const before = await readConnection(console, bakery);
    await deleteDatabase(console, 'ledgerline-vault');
    await press(console, /^Check all$/);
    await waitForRow(console, bakery, 'needs_you');
    await pressInRow(console, bakery, /^Reconnect$/);
    await waitForText(console, 'The app key of your firm is missing. Enter it, then sign in.');
    await stage.allow(await stage.startConnect(console), bakery);
    await waitForRow(console, bakery, 'connected');
    expect((await readConnection(console, bakery)).id).toBe(before.id);
  });

  it('names a record that cannot be read, and shows all others', async () => {
    await stage.allow(await stage.startConnect(console), cycles);
    await waitForRow(console, cycles, 'connected');
    const damaged = await readConnection(console, bakery);
    const where = { database: 'ledgerline', store: 'connections', only: { companyName: bakery } };
    await damageRecords(console, where, { tenantId: 7 });
    const popup = await stage.openPopup();
    await waitForText(popup, '1 stored connection cannot be read');
    expect((await seenRows(popup)).map(({ company }) => company)).toEqual([cycles]);
    await press(popup, /^Check all$/);
    await waitForRow(popup, cycles, 'connected');
    // Connecting the company again works, and what was damaged is still there to be looked into.
    await stage.allow(await stage.startConnect(console), bakery);
    await waitForRow(console, bakery, 'connected');
    const kept = await readAll(console, 'ledgerline', 'connections');
    expect(kept.some(({ value }) => value.id === damaged.id && value.tenantId === 7)).toBe(true);
  });

  it('brings lost connections back from the sign-ins that are left, and ends none of them', async () => {
    await deleteDatabase(console, 'ledgerline');
    let popup = await stage.openPopup();
    await waitForRow(popup, bakery, 'connected');
    await waitForRow(popup, cycles, 'connected');
    await stage.browser.killBackground();
    await deleteDatabase(console, 'ledgerline');
    popup = await stage.openPopup();
    await waitForRow(popup, bakery, 'connected');
    expect(stage.xero.counters().revoked).toBe(0);
    expect(await readAll(popup, 'ledgerline-vault', 'grants')).toHaveLength(1);
  });

  it('says that connections are from a newer version, and touches nothing', () =>
    expectNewerIsKept(stage, console, 'ledgerline', ['connections', 'history']));
});

describe.each(kindsOfOwnCode)('newer sign-ins in %s', (kind) => {
  it('are told and left alone', async () => {
    const stage = await openStage(kind);
    try {
      const console = await stage.connect(bakery);
      await waitForRow(console, bakery, 'connected');
      await expectNewerIsKept(stage, console, 'ledgerline-vault', ['grants', 'apps', 'keys']);
    } finally {
      await stage.close();
    }
  });
});
