import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { BrowserKind } from '../browsers/driver.ts';
import { pollFor } from '../browsers/poll.ts';
import { waitForRow } from '../e2e/seen.ts';
import { openStage, type Stage } from '../e2e/stage.ts';
import { readAll } from '../e2e/stored.ts';
import { buildContexts, contextsPage } from './contexts-build.ts';
import type { Asked, Task } from './contexts-page.ts';

/*
 * Many contexts of the extension want the same refresh at the same moment, in real browsers: pages that ask the worker for a
 * check, and pages that run the product's own code themselves and meet at the Web Lock. Each time an access token has
 * ended, exactly one token request may leave (SEC-30).
 */

const company = 'Harbour Lane Bakery';
const maya = 'maya@fernhill-books.example';

/** So long the token endpoint takes to answer, so that every context has asked before it does. */
const answerDelayMs = 150;

/** Who asks, in turn; each is one expiry. */
const asks = ['worker', 'itself', 'both'] as const;

declare const contexts: {
  arm(task: Task): Promise<void>;
  start(): void;
  result(): Promise<Asked | undefined> | undefined;
  versionOf(grantId: string): Promise<number>;
};

export interface ManyContexts {
  /** Expiries that were looked at. */
  n: number;
  wrong: string[];
  /** Smallest and largest number of contexts that had asked before the answer was there, where they asked themselves. */
  waiting: { least: number; most: number };
  /** How many different contexts sent the one request. */
  senders: number;
}

interface Setup {
  stage: Stage;
  /** Gives the signal and reads what is stored; asks for nothing itself. */
  starter: Page;
  pages: Page[];
  grantId: string;
  connectionId: string;
}

async function connectCompany(stage: Stage): Promise<{ grantId: string; connectionId: string }> {
  const console = await stage.connect(company);
  await waitForRow(console, company, 'connected');
  const [connection] = await readAll(console, 'ledgerline', 'connections');
  const { id, grantId } = connection?.value ?? {};
  await console.close();
  return { grantId: String(grantId), connectionId: String(id) };
}

async function openContexts(stage: Stage, count: number): Promise<Setup> {
  const ids = await connectCompany(stage);
  const pages: Page[] = [];
  for (let index = 0; index <= count; index += 1) pages.push(await stage.browser.openExtensionPage(contextsPage));
  const [starter, ...others] = pages;
  if (!starter) throw new Error('no page was opened');
  return { stage, starter, pages: others, ...ids };
}

/** Waits until the worker has done all checks it was asked for: no request for a while. */
async function waitForQuiet({ sandbox }: Stage): Promise<void> {
  let seen = -1;
  await pollFor(
    'the worker to be done',
    async () => {
      const before = seen;
      seen = sandbox.log.requests.length;
      await new Promise((resolve) => setTimeout(resolve, 200));
      return before === sandbox.log.requests.length || undefined;
    },
    30_000,
  );
}

interface Expiry {
  requests: number;
  asked: (Asked | undefined)[];
  versions: { before: number; after: number };
}

/** One access token ends; all contexts ask at once. */
async function expireOnce(setup: Setup, ask: Task['ask'], round: number): Promise<Expiry> {
  const { stage, starter, pages, grantId, connectionId } = setup;
  // So many checks would use up what the provider allows in a minute.
  stage.xero.heal();
  const versionOf = (): Promise<number> => starter.evaluate((id) => contexts.versionOf(id), grantId);
  const before = await versionOf();
  // In every second round another context is first; in the others the browser decides.
  const taskOf = (index: number): Task => {
    const readsBefore = round % 2 === 0 ? 0 : (index + round) % pages.length;
    return { grantId, connectionId, version: before, ask, readsBefore };
  };
  await Promise.all(pages.map((page, index) => page.evaluate((task) => contexts.arm(task), taskOf(index))));
  stage.xero.expireAccessTokens(maya);
  stage.sandbox.control.faults.once('xero', 'token.refresh', { kind: 'delay', ms: answerDelayMs });
  const sentBefore = stage.sandbox.log.count('xero', 'token.refresh');
  await starter.evaluate(() => contexts.start());
  const asked = await Promise.all(pages.map((page) => page.evaluate(() => contexts.result())));
  if (ask !== 'itself')
    await pollFor('a refresh', async () => stage.sandbox.log.count('xero', 'token.refresh') > sentBefore || undefined);
  await waitForQuiet(stage);
  const requests = stage.sandbox.log.count('xero', 'token.refresh') - sentBefore;
  return { requests, asked, versions: { before, after: await versionOf() } };
}

/** What is wrong with an expiry, if anything. */
function mistakesIn({ requests, asked, versions }: Expiry): string[] {
  const found: string[] = [];
  if (requests !== 1) found.push(`${requests} token requests`);
  if (versions.after !== versions.before + 1) found.push(`token set ${versions.before} became ${versions.after}`);
  for (const one of asked)
    if (one && (one.kind !== 'fresh' || one.version !== versions.after))
      found.push(`a context got ${one.kind} ${one.version}`);
  return found;
}

/** How many contexts had asked before the first of them had its answer. */
function waitingIn(asked: readonly (Asked | undefined)[]): number | undefined {
  const all = asked.filter((one) => one !== undefined);
  const firstEndMs = Math.min(...all.map(({ endedAtMs }) => endedAtMs));
  return all.length === 0 ? undefined : all.filter(({ startedAtMs }) => startedAtMs <= firstEndMs).length;
}

async function runOn(setup: Setup, rounds: number): Promise<ManyContexts> {
  const wrong: string[] = [];
  const waiting: number[] = [];
  const senders = new Set<number>();
  let n = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const ask of asks) {
      const expiry = await expireOnce(setup, ask, round);
      n += 1;
      wrong.push(...mistakesIn(expiry).map((mistake) => `round ${round}, ${ask}: ${mistake}`));
      const waited = waitingIn(expiry.asked);
      if (waited !== undefined) waiting.push(waited);
      // -1, where no page sent the request, stands for the worker.
      senders.add(expiry.asked.findIndex((one) => one?.wasRefreshed === true));
    }
  }
  const { consumedPresented, refreshedInGrace } = setup.stage.xero.counters();
  if (consumedPresented + refreshedInGrace > 0)
    wrong.push(`tokens presented twice: ${consumedPresented + refreshedInGrace}`);
  return { n, wrong, waiting: { least: Math.min(...waiting), most: Math.max(...waiting) }, senders: senders.size };
}

/**
 * Lets so many contexts ask for the same refresh, in so many rounds of three expiries each: all ask the worker, all ask
 * themselves, all do both. Needs the production build.
 */
export async function runManyContexts(options: {
  kind: BrowserKind;
  contexts: number;
  rounds: number;
}): Promise<ManyContexts> {
  const copy = await buildContexts(options.kind);
  try {
    const stage = await openStage(options.kind, { extensionDir: copy.extensionDir, isNew: true });
    try {
      return await runOn(await openContexts(stage, options.contexts), options.rounds);
    } finally {
      await stage.close();
    }
  } finally {
    await copy.remove();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rounds = Number(process.env.CONTEXT_ROUNDS ?? 50);
  for (const kind of ['chromium', 'firefox'] as const) {
    const { n, wrong, waiting, senders } = await runManyContexts({ kind, contexts: 10, rounds });
    const asked = `${waiting.least} to ${waiting.most} of 10 had asked before the answer was there, ${senders} different ones sent the request`;
    process.stdout.write(`${kind}: ${n} expiries, ${wrong.length} mistakes; ${asked}\n`);
    for (const mistake of wrong) process.stdout.write(`  ${mistake}\n`);
    if (wrong.length > 0) process.exitCode = 1;
  }
}
