import { relative } from 'node:path';
import type { Page } from 'puppeteer-core';
import { pollFor } from '../browsers/poll.ts';
import { reachConsent, signIn } from '../browsers/walks/xero.ts';
import {
  goTo,
  press,
  pressInRow,
  seen,
  seenBanner,
  seenRows,
  waitForBanner,
  waitForRow,
  waitForText,
} from '../e2e/seen.ts';
import { openStage, type Stage } from '../e2e/stage.ts';
import { readConnection } from '../e2e/stored.ts';
import { type Album, openAlbum } from './album.ts';
import { type Bookkeeper, bookkeepers, connectAll, signOut } from './firm.ts';
import { createGuide, type Guide } from './guide.ts';
import { waitForOverlay } from './overlay.ts';
import { bringTroubles, expectedStates, openConnection, troubles } from './troubles.ts';
import { label, words } from './words.ts';

const cycles = 'Copperfield Cycles';
const bakery = 'Harbour Lane Bakery';
const marine = 'Tidewater Marine Supplies';
const trial = 'Redgum Landscapes';
const marineAddress = 'https://go.xero.com/app/!tMs19/homepage';
const marineUsers =
  'https://go.xero.com/organisationlogin/default.aspx?shortcode=!tMs19&redirecturl=/Settings/Users#company=!tMs19';

/** What a popup says before its list. */
const firstLine = (said: string): string =>
  said.split(words('status_search'))[0]?.replace('Ledgerline', '').trim() ?? '';

/** What every station works with. */
interface Tour {
  stage: Stage;
  album: Album;
  guide: Guide;
  /** The console stays open in one tab. */
  console: Page;
}

/** With the popup's page in another tab, where it outlives the windows that open over it. */
interface TourWithPopup extends Tour {
  popup: Page;
}

async function firstDay({ album, guide, console }: Tour): Promise<void> {
  await waitForText(console, words('console_first_title'));
  guide.sees(words('console_first_title'));
  await album.console(console, 'first-run');
  await press(console, label('console_first_action'));
  await waitForText(console, words('console_connect_lead'));
  await album.console(console, 'providers');
  await press(console, /Xero$/, '.providers');
  await waitForText(console, words('console_connect_provider_title', 'Xero'));
  await album.console(console, 'connect');
}

async function firstSignIn({ stage, album, guide, console }: Tour, person: Bookkeeper): Promise<void> {
  await connectAll(stage, console, person, {
    async onConsent(page) {
      guide.sees(await waitForOverlay(page, words('guide_consent_connect')));
      await album.provider(page, 'consent-first');
    },
    async onChoice(page) {
      await waitForText(page, words('console_choose_action_other', `${person.organisations.length}`));
      guide.sees(`${words('console_choose_title')} ${person.organisations.join(', ')}`);
      await album.console(page, 'choose');
    },
  });
}

/** In the real popup over the toolbar; pictures are taken of the same page in a tab. */
async function everythingWorks({ stage, guide }: Tour): Promise<void> {
  const popup = await stage.openPopup();
  guide.sees(await waitForText(popup, words('status_summary_all_other', '12')).then(firstLine));
  await guide.seesRows(popup);
  await popup.close();
}

async function everyState({ stage, album, guide, console, popup }: TourWithPopup): Promise<void> {
  for (const { story, companies } of troubles) guide.sees(`${companies.join(', ')}: ${story}.`);
  await bringTroubles(stage, console);
  guide.sees('');
  for (const [company, status] of expectedStates) await waitForRow(popup, company, status);
  const companies = new Set((await seenRows(popup)).map((row) => row.company));
  if (companies.size !== 12) throw new Error(`the popup shows ${companies.size} companies instead of 12`);
  guide.sees(await seen(popup).then(firstLine));
  await guide.seesRows(popup);
  await album.popup(popup, 'popup-every-state');
  await album.popup(popup, 'popup-every-state-end', 'li.row:last-child');
  await goTo(console, 'connections');
  await album.console(console, 'console-every-state');
}

async function whyItFails({ album, guide, popup }: TourWithPopup): Promise<void> {
  await pressInRow(popup, marine, new RegExp(`^${marine}`));
  const said = await waitForText(popup, words('status_card_todo'));
  guide.sees(said.slice(said.indexOf(marine), said.indexOf(words('status_open_connection'))));
  await album.popup(popup, 'popup-expanded', 'li.row:has(.row-detail)');
  await pressInRow(popup, marine, new RegExp(`^${marine}`));
}

async function offline({ stage, album, guide, popup }: TourWithPopup): Promise<void> {
  await stage.browser.setOffline(true);
  const hint = await waitForText(popup, words('status_incident_device_headline_other', '5'));
  guide.sees(firstLine(hint));
  await waitForRow(popup, cycles, 'needs_you');
  await guide.seesRows(popup);
  await album.popup(popup, 'popup-offline', 'li.row[data-status=offline]');
  await stage.browser.setOffline(false);
  await waitForRow(popup, bakery, 'connected');
}

async function oneClick({ stage, album, guide, console, popup }: TourWithPopup): Promise<void> {
  const before = await readConnection(console, cycles);
  await signOut(stage);
  await pressInRow(popup, cycles, label('status_action_reconnect'));
  const page = await stage.signInPage();
  guide.sees(await waitForBanner(popup, words('flow_waiting_window_title', 'Xero')));
  await album.popup(popup, 'popup-waiting-for-you');
  await reachConsent(page, stage.xero.bookkeeperOf(cycles));
  guide.sees(await waitForOverlay(page, words('guide_consent_reconnect', cycles)));
  await album.provider(page, 'consent-reconnect');
  await stage.allow(page, cycles);
  await waitForRow(popup, cycles, 'connected', 30_000);
  const after = await readConnection(console, cycles);
  for (const member of ['id', 'connectedAtMs', 'tenantId']) {
    if (after[member] !== before[member]) throw new Error(`the reconnect changed the ${member} of ${cycles}`);
  }
  guide.sees(`${cycles} works again, in the same row with the same id.`);
}

async function anotherCompany({ stage, album, guide, console, popup }: TourWithPopup): Promise<void> {
  stage.xero.disconnect(cycles);
  await pressInRow(popup, cycles, label('status_action_check'));
  await waitForRow(popup, cycles, 'needs_you', 30_000);
  await pressInRow(popup, cycles, label('status_action_reconnect'));
  await stage.allow(await stage.signInPage(), bakery);
  guide.sees(await waitForBanner(popup, words('flow_other_title')));
  await album.popup(popup, 'popup-another-company');
  await goTo(console, 'choose');
  await waitForText(console, words('console_other_lead', cycles));
  await waitForText(console, words('console_other_again', cycles));
  await album.console(console, 'another-company');
  await press(console, label('console_other_leave'));
  await pollFor('the question to be put away', async () => ((await seenBanner(popup)) === '' ? true : undefined));
  await waitForRow(popup, cycles, 'needs_you');
  guide.sees(`${cycles} is as it was, and still needs you.`);
}

async function history({ album, guide, console }: Tour): Promise<void> {
  await openConnection(console, cycles);
  await waitForText(console, words('console_history_reconnected'));
  const said = await seen(console);
  for (const key of ['console_history_connected', 'console_history_failed']) {
    if (!said.includes(words(key))) throw new Error(`the history does not tell "${words(key)}"`);
  }
  guide.sees(
    `${words('console_history_connected')} → ${words('console_history_failed')} → ${words('console_history_reconnected')}`,
  );
  await album.console(console, 'history');
}

async function disconnecting({ album, guide, console }: Tour): Promise<void> {
  await openConnection(console, bakery);
  await press(console, label('console_disconnect'));
  await waitForText(console, words('console_end_title', bakery));
  // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, not what the markup holds
  guide.sees(await console.$eval('dialog', (dialog) => dialog.innerText.replace(/\s+/g, ' ')));
  await album.console(console, 'disconnect');
  await press(console, label('console_end_keep'));
  await goTo(console, 'connections');
  await waitForRow(console, bakery, 'connected');
}

async function providerScreens({ stage, album, guide }: Tour): Promise<void> {
  await signOut(stage);
  const page = await stage.browser.newPage(marineAddress);
  await signIn(page, stage.xero.user('olive@client-owners.example'));
  guide.sees(await waitForOverlay(page, words('cause_tenant_unavailable_headline', marine, 'Xero')));
  await album.provider(page, 'shell');
  await page.goto(marineUsers);
  guide.sees(await waitForOverlay(page, words('cause_tenant_unavailable_headline', marine, 'Xero')));
  await album.provider(page, 'users');
  await page.close();
}

async function refusedByXero({ stage, album, guide, console, popup }: TourWithPopup): Promise<void> {
  await signOut(stage);
  stage.xero.unregisterRedirects();
  await openConnection(console, trial);
  await press(console, /^(Reconnect|Reconnect anyway)$/);
  const page = await stage.signInPage();
  guide.sees(await waitForOverlay(page, words('cause_redirect_uri_mismatch_headline', trial, 'Xero')));
  await album.provider(page, 'error');
  await page.close();
  guide.sees(await waitForBanner(popup, words('cause_redirect_uri_mismatch_headline', trial, 'Xero')));
  await album.popup(popup, 'popup-refused');
}

/** Walks through everything without a person. Throws as soon as something that was expected is not there. */
export async function takeTour(): Promise<void> {
  const guide = createGuide();
  const stage = await openStage('chromium', { colorScheme: 'light' });
  try {
    const album = await openAlbum(stage.browser);
    const console = await stage.browser.waitForPage(/console\.html/);
    const people = bookkeepers(stage);
    const [first, ...others] = people;
    if (!first || others.length !== 2) throw new Error('the firm has three bookkeepers');
    const start: Tour = { stage, album, guide, console };
    await guide.station('The first page after installing', () => firstDay(start));
    await guide.station(`${first.user.givenName} signs in to Xero and picks what to watch`, () =>
      firstSignIn(start, first),
    );
    for (const person of others) {
      await guide.station(`${person.user.givenName} signs in, too`, () => connectAll(stage, console, person));
    }
    await guide.station('Twelve companies, and everything works', () => everythingWorks(start));
    const tour: TourWithPopup = { ...start, popup: await stage.browser.openExtensionPage('popup.html') };
    await waitForText(tour.popup, words('status_summary_all_other', '12'));
    await album.popup(tour.popup, 'popup-all-fine');
    await guide.station('Then all kinds of things happen', () => everyState(tour));
    await guide.station('Why one of them fails, in plain words', () => whyItFails(tour));
    await guide.station('This device goes offline: no company is blamed', () => offline(tour));
    await guide.station('One click from the popup repairs a connection', () => oneClick(tour));
    await guide.station('Another company comes back: nothing is overwritten', () => anotherCompany(tour));
    await guide.station('What happened to a connection', () => history(tour));
    await guide.station('What disconnecting would end', () => disconnecting(tour));
    await guide.station("On Xero's own screens: where to click", () => providerScreens(tour));
    await guide.station('Xero refuses the sign-in: what is wrong with the app', () => refusedByXero(tour));
    process.stdout.write(`\nEverything expected was seen. ${album.files.length} pictures:\n`);
    for (const file of album.files) process.stdout.write(`  ${relative(process.cwd(), file)}\n`);
  } finally {
    await stage.close();
  }
}
