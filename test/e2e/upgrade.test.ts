import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pollFor } from '../browsers/poll.ts';
import type { Profile } from '../frozen/0.1.0/profile.ts';
import { openStageForProfile, putProfile, storedNames } from './frozen-profile.ts';
import { kindsOfOwnCode } from './in-turn.ts';
import { goTo, seenRows, waitForRow, waitForText } from './seen.ts';
import type { Stage } from './stage.ts';
import { readAll, readAreas, ringUntil } from './stored.ts';

/** The person ended it before the browser was closed, and the provider had not been told yet. */
const ended = 'connection-redgum';

/** Its app key comes from a policy. */
const managed = 'connection-northwind-uat';

/** Companies whose sign-in lives, by the name their row has, and those whose sign-in the old rule presented no more. */
const alive = ['The bakery', 'Tidewater Marine Supplies', 'Ironbark Engineering', 'Marigold Bakehouse'];
const others = ['FernhillGroup', 'Northwind Orchards', 'Harbour Bakery'];
const silenced = ['Brightwater Dental', 'Kestrel Freight', 'Northgate Plumbing'];

/** SEC-38: what version 0.1.0 left on the disk is opened by this build. */
describe.each(kindsOfOwnCode)('the profile of version 0.1.0 in %s', (kind) => {
  let stage: Stage;
  let console: Page;
  let profile: Profile;

  beforeAll(async () => {
    stage = await openStageForProfile(kind);
    profile = await putProfile(stage);
    console = await stage.openConsole();
  });
  afterAll(() => stage?.close());

  const kept = (): string[] => profile.connections.map(({ id }) => id).filter((id) => id !== ended);

  /** Connections that wait for a person, and did not when the browser was closed. */
  async function newlyAsking(): Promise<string[]> {
    const before = new Map(profile.connections.map((connection) => [connection.id, connection]));
    const now = await readAll(console, 'ledgerline', 'connections');
    return now.flatMap(({ value: { id, status, hold } }) => {
      const was = before.get(String(id));
      const isNew = (status === 'needs_you' && was?.status !== status) || (hold !== undefined && hold !== was?.hold);
      return isNew ? [String(id)] : [];
    });
  }

  it('is shown with every company', async () => {
    await waitForText(console, 'Harbour Bakery');
    const shown = (await seenRows(console)).map(({ company }) => company);
    const names = profile.connections.filter(({ id }) => id !== ended).map((each) => each.nickname ?? each.companyName);
    expect(shown).toEqual(expect.arrayContaining(names));
  });

  it('works again by itself, and loses nothing', async () => {
    const isChecked = async (): Promise<true | undefined> => {
      const rows = await seenRows(console);
      const isGood = (name: string): boolean =>
        rows.some(({ company, status }) => company === name && status === 'connected');
      return [...alive, ...others].every(isGood) || undefined;
    };
    await ringUntil(console, 'all living sign-ins to work', isChecked);
    const now = await storedNames(console);
    expect(now.connections).toEqual(kept().sort());
    expect(now.grants).toEqual(profile.grants.map(({ grant }) => grant.id).sort());
    expect(now.nicknames).toContain('connection-bakery The bakery');
    expect(now.switches).toContain('connection-cycles true undefined');
    expect(now.switches).toContain('connection-marine false true');
    const isDelivered = async (): Promise<true | undefined> =>
      (await readAll(console, 'ledgerline-vault', 'revocations')).length === 0 || undefined;
    await pollFor('the revocation that was owed', isDelivered);
  });

  it('still asks which companies of the newest sign-in to watch', async () => {
    const { flow } = (await readAreas(console)).session;
    expect(flow).toMatchObject({ step: 'choose', grantId: 'grant-olive' });
  });

  it('asks for nothing again, and ends no sign-in but those a person had ended', async () => {
    expect((await newlyAsking()).filter((id) => id !== managed)).toEqual([]);
    const { xero, quickbooks, intacct, salesforce } = stage.sandbox.control;
    for (const provider of [xero, quickbooks, intacct, salesforce]) expect(provider.counters().revoked).toBe(0);
    expect(xero.counters().consumedPresented).toBe(0);
    await goTo(console, 'apps');
    const typed = profile.apps.filter(({ summary }) => summary.isManaged !== true);
    for (const { summary } of typed) await waitForText(console, String(summary.clientIdEnd));
    await goTo(console, 'connections');
  });

  it('keeps the app key that a policy had set, although the policy is not read yet (SEC-48)', async () => {
    expect(await newlyAsking()).toEqual([]);
    expect((await storedNames(console)).apps).toEqual(profile.apps.map(({ summary }) => summary.id).sort());
  });

  it('SEC-33 presents the sign-ins again that the old rule had silenced', async () => {
    await console.evaluate(() => chrome.runtime.sendMessage({ type: 'connections.checkAll' }));
    for (const name of silenced) await waitForRow(console, name, 'connected');
  });
});
