import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { BrowserKind } from '../browsers/driver.ts';
import { pollFor } from '../browsers/poll.ts';
import { press, seen, waitForRow, waitForText } from '../e2e/seen.ts';
import { openStage, type Stage } from '../e2e/stage.ts';
import { type Json, readAll } from '../e2e/stored.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

/*
 * The disk under the profile of a real browser is full to the last byte, before a refresh and while its answer is on the way
 * (SEC-42). No connection may be lost, no spent token presented, and everything has to work once there is room again.
 */

const companies = ['Harbour Lane Bakery', 'Copperfield Cycles', 'Tidewater Marine Supplies'];
const maya = 'maya@fernhill-books.example';

/** Room for a profile: Chromium takes 6 MB of it, Firefox 30. */
const diskMegabytes = 120;

/** The answer of the token endpoint takes this long, so that the disk is full when it comes. */
const slowAnswerMs = 4000;

/** What came of the scene. */
export interface FullDisk {
  /** Refreshes that were wanted or under way while the disk was full. */
  n: number;
  /** What was lost, or did not work again; each as a sentence. */
  lost: string[];
  /** Why nothing was tried, where this machine has no small disk for us. */
  skipped?: string;
}

interface Scene {
  stage: Stage;
  disk: SmallDisk;
  console: Page;
  lost: string[];
}

async function connectAll(stage: Stage): Promise<Page> {
  stage.xero.app.canBulkConnect = true;
  const console = await stage.connect(...companies);
  await waitForText(console, 'Which companies should Ledgerline watch?');
  await press(console, /^Watch 3 companies$/);
  for (const company of companies) await waitForRow(console, company, 'connected');
  return console;
}

/** Notes a sentence where what was waited for does not come. */
async function expectSoon(
  { lost }: Scene,
  what: string,
  ask: () => Promise<boolean> | boolean,
  timeoutMs = 20_000,
): Promise<void> {
  let last = '';
  const isThere = async (): Promise<true | undefined> => {
    try {
      return (await ask()) || undefined;
    } catch (error) {
      last = ` (${String(error)})`;
      return undefined;
    }
  };
  await pollFor(what, isThere, timeoutMs).catch(() => lost.push(`${what}: did not come about${last}`));
}

const refreshed = ({ stage }: Scene): number => stage.xero.counters().refreshed;

/** The session area alone: Chromium cannot read the local one on a full disk. */
const readSession = ({ console }: Scene): Promise<Json> => console.evaluate(() => chrome.storage.session.get(null));

const sessionHas = async (scene: Scene, key: string): Promise<boolean> => key in (await readSession(scene));

function askForAll({ console }: Scene): Promise<unknown> {
  return console.evaluate(
    () => void chrome.runtime.sendMessage({ type: 'connections.checkAll' }).catch(() => undefined),
  );
}

/** A write of any kind: in Chromium it is the first one that fails which closes the databases. */
function writeSomething({ console }: Scene): Promise<unknown> {
  const message = { type: 'settings.save', patch: { welcomed: true } };
  return console.evaluate((sent) => void chrome.runtime.sendMessage(sent).catch(() => undefined), message);
}

/** All connections work again, each read after the disk had room. */
async function expectAllWell(scene: Scene, what: string): Promise<void> {
  const sinceMs = Date.now();
  let askedAtMs = 0;
  await expectSoon(scene, `${what}: every company is checked well again`, async () => {
    if (Date.now() - askedAtMs > 3000) {
      askedAtMs = Date.now();
      await askForAll(scene);
    }
    const stored = await readAll(scene.console, 'ledgerline', 'connections');
    const isWell = ({ status, lastSuccessAtMs }: Json): boolean =>
      status === 'connected' && Number(lastSuccessAtMs) >= sinceMs;
    return stored.length === companies.length && stored.every(({ value }) => isWell(value));
  });
  const { consumedPresented, revoked } = scene.stage.xero.counters();
  if (consumedPresented > 0) scene.lost.push(`${what}: ${consumedPresented} spent tokens were presented`);
  if (revoked > 0) scene.lost.push(`${what}: ${revoked} grants were revoked`);
}

async function expectNoWordLeft(scene: Scene, what: string): Promise<void> {
  await expectSoon(scene, `${what}: no word about the disk any more`, async () => {
    await scene.console.evaluate(() => chrome.alarms.create('due', { when: Date.now() + 10 }));
    return !(await sessionHas(scene, 'diskFull'));
  });
}

/** The disk is full before a refresh: no token leaves, because its intent cannot be stored. */
async function fullBefore(scene: Scene): Promise<void> {
  const before = refreshed(scene);
  scene.stage.xero.expireAccessTokens(maya);
  scene.disk.fill();
  await askForAll(scene);
  await expectSoon(scene, 'full before a refresh: the session knows that the disk is full', () =>
    sessionHas(scene, 'diskFull'),
  );
  if (refreshed(scene) !== before) scene.lost.push('full before a refresh: a token was presented without an intent');
  const left = scene.disk.freeBytes();
  if (left > 0) scene.lost.push(`full before a refresh: ${left} bytes were free, the disk was not full`);
  scene.disk.free();
  await expectAllWell(scene, 'full before a refresh');
  if (refreshed(scene) !== before + 1) scene.lost.push('full before a refresh: the refresh was not made up for once');
  await expectNoWordLeft(scene, 'full before a refresh');
}

/** The disk is full when the new tokens come: they wait, sealed, and are stored as soon as there is room. */
async function fullMeanwhile(scene: Scene): Promise<void> {
  const what = 'full when the tokens come';
  const { stage, disk } = scene;
  const { log, control } = stage.sandbox;
  const before = refreshed(scene);
  const asked = log.count('xero', 'token.refresh');
  stage.xero.expireAccessTokens(maya);
  control.faults.once('xero', 'token.refresh', { kind: 'delay', ms: slowAnswerMs });
  await askForAll(scene);
  await pollFor('the refresh to leave', async () => log.count('xero', 'token.refresh') > asked || undefined);
  disk.fill();
  await writeSomething(scene);
  await expectSoon(scene, `${what}: they wait in the session`, async () => {
    const { unsavedGrants } = await readSession(scene);
    return Object.keys(Object(unsavedGrants)).length === 1;
  });
  await expectSoon(scene, `${what}: the session knows that the disk is full`, () => sessionHas(scene, 'diskFull'));
  disk.free();
  await expectAllWell(scene, what);
  await expectNoWordLeft(scene, what);
  await expectSoon(scene, `${what}: they are stored`, async () => {
    const { unsavedGrants } = await readSession(scene);
    return Object.keys(Object(unsavedGrants)).length === 0;
  });
  if (refreshed(scene) !== before + 1)
    scene.lost.push(`${what}: ${refreshed(scene) - before} refreshes instead of one`);
}

/** What is on the disk by now is enough to go on with. */
async function restarted(scene: Scene): Promise<void> {
  const what = 'after a restart of the browser';
  const names = (records: { value: Json }[]): string =>
    records
      .map(({ value }) => `${String(value.id)} ${String(value.companyName)}`)
      .sort()
      .join(', ');
  const before = names(await readAll(scene.console, 'ledgerline', 'connections'));
  await scene.stage.browser.restart();
  scene.console = await scene.stage.openConsole();
  for (const company of companies) await waitForRow(scene.console, company, 'connected');
  const after = names(await readAll(scene.console, 'ledgerline', 'connections'));
  if (before !== after) scene.lost.push(`${what}: ${before} became ${after}`);
  const count = refreshed(scene);
  scene.stage.xero.expireAccessTokens(maya);
  await expectAllWell(scene, what);
  if (refreshed(scene) !== count + 1) scene.lost.push(`${what}: the sign-in was not refreshed`);
}

/**
 * The browser ends while the disk is full, in the middle of a write, and starts when there is room. Once, Chromium went on
 * after that as if nothing had happened, and deleted all databases at the start after the next.
 */
async function fullAtTheEnd(scene: Scene): Promise<void> {
  scene.stage.xero.expireAccessTokens(maya);
  scene.disk.fill();
  await askForAll(scene);
  await expectSoon(scene, 'full at the end: the session knows that the disk is full', () =>
    sessionHas(scene, 'diskFull'),
  );
  scene.disk.free();
  await scene.stage.browser.restart('crash');
  scene.console = await scene.stage.openConsole();
  await expectAllWell(scene, 'full at the end');
}

async function runOn(stage: Stage, disk: SmallDisk): Promise<FullDisk> {
  const scene: Scene = { stage, disk, lost: [], console: await connectAll(stage) };
  try {
    await fullBefore(scene);
    await restarted(scene);
    await fullMeanwhile(scene);
    await restarted(scene);
    await fullAtTheEnd(scene);
    await restarted(scene);
  } catch (error) {
    scene.lost.push(String(error));
  }
  if (scene.lost.length > 0) scene.lost.push(`seen last: ${(await seen(scene.console)).slice(0, 600)}`);
  return { n: 3, lost: scene.lost };
}

/** Fills the disk under the profile of one browser. Needs the production build, and a machine where we may mount a disk. */
export async function runFullDisk({ kind }: { kind: BrowserKind }): Promise<FullDisk> {
  const disk = mountSmallDisk(diskMegabytes);
  if (typeof disk === 'string') return { n: 0, lost: [], skipped: disk };
  const before = process.env.LEDGERLINE_SCRATCH;
  process.env.LEDGERLINE_SCRATCH = disk.dir;
  try {
    const stage = await openStage(kind, { isNew: true });
    try {
      return await runOn(stage, disk);
    } finally {
      disk.free();
      await stage.close();
    }
  } finally {
    if (before === undefined) delete process.env.LEDGERLINE_SCRATCH;
    else process.env.LEDGERLINE_SCRATCH = before;
    disk.remove();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const kind of ['chromium', 'firefox'] as const) {
    const { n, lost, skipped } = await runFullDisk({ kind });
    process.stdout.write(
      skipped ? `${kind}: skipped, ${skipped}\n` : `${kind}: ${n} refreshes on a full disk, ${lost.length} losses\n`,
    );
    for (const loss of lost) process.stdout.write(`  ${loss}\n`);
    if (lost.length > 0) process.exitCode = 1;
  }
  // The browsers' ends of the pipes stay open for a while.
  process.exit();
}
