import type { End } from '../../unit/reliability/life';
import { type Random, randomOf } from '../random';
import { createBrowser, type SimulatedBrowser } from './browser';
import { createFakeProvider, type FakeProvider } from './fake-provider';
import { createNetwork, type Network } from './network';
import { type Databases, emptyDatabases, openDatabases, setUpProvider, storeSignIn } from './profile';
import { untilQuiet } from './quiet';
import { type ServerId, serverKinds } from './server-kinds';
import { createTimeline, type Timeline } from './timeline';
import type { WorkerHost } from './worker-host';

/** The first day of every run. */
export const startMs = Date.UTC(2026, 10, 22, 12);

/**
 * The assumption of every run: somebody opens a surface, or the browser starts, at least once in 22 h. Where all alarms are
 * lost, nothing else starts the worker; and where the clock was set back right after a read, that read looks recent for up to
 * a cadence more. So the longest pause is 22 h and a cadence: no more than max(24 h, 2 × cadence) for a cadence of an hour or
 * two, and for one of a day.
 */
const visitEveryMs = 22 * 60 * 60_000;

/** Everything of one run: servers, network, time, browser and databases. */
export interface Simulation {
  timeline: Timeline;
  network: Network;
  servers: FakeProvider[];
  databases: Databases;
  browser: SimulatedBrowser;
  random: Random;
  /** Stores sign-ins at this server, of so many companies in all. Returns the grant ids. */
  connect(serverId: ServerId, connections: number): Promise<string[]>;
  server(serverId: ServerId): FakeProvider;
  serverOfProvider(providerId: string): FakeProvider | undefined;
  /** Lets the first worker start, and somebody open a surface once in `visitEveryMs`. */
  begin(): Promise<void>;
  /** Lets time pass, event by event; ends early when `isOver` says so. */
  passTime(ms: number, isOver?: () => boolean | Promise<boolean>): Promise<void>;
  /** Runs one event of the browser until its work is done, or its worker is dead. */
  handle(work: Parameters<SimulatedBrowser['event']>[0]): Promise<void>;
}

/** How a run differs from a quiet one. */
export interface SimulationOptions {
  seed: number;
  servers: readonly ServerId[];
  nextEnd?: () => End | undefined;
  wrap?: WorkerHost['wrap'];
  onEvent?: () => void;
}

function hostsOf(serverId: ServerId): (host: string) => boolean {
  const { providerId } = serverKinds[serverId];
  if (providerId === 'xero') return (host) => host.endsWith('.xero.com');
  if (providerId === 'quickbooks') return (host) => host.endsWith('.intuit.com');
  if (providerId === 'intacct') return (host) => host === 'api.intacct.com';
  if (providerId === 'salesforce') return (host) => host.endsWith('.salesforce.com');
  return (host) => host.endsWith(`.${providerId}.example`);
}

/** Makes a run on emptied databases. */
export async function createSimulation(options: SimulationOptions): Promise<Simulation> {
  const timeline = createTimeline(startMs);
  const random = randomOf(options.seed);
  const databases = await openDatabases();
  await emptyDatabases(databases);
  const servers = options.servers.map((id) => createFakeProvider(serverKinds[id]));
  const serverFor = (url: string): FakeProvider | undefined => {
    const { hostname } = new URL(url);
    return servers.find(({ kind }) => hostsOf(kind.id)(hostname));
  };
  const network = createNetwork(timeline, serverFor);
  const browser = createBrowser({
    timeline,
    ...databases,
    network,
    random,
    allow: (url) => serverFor(url)?.allow(url, 3) ?? '',
    ...(options.nextEnd ? { nextEnd: options.nextEnd } : {}),
    ...(options.wrap ? { wrap: options.wrap } : {}),
    ...(options.onEvent ? { onEvent: options.onEvent } : {}),
  });
  for (const { kind } of servers) await setUpProvider(databases, kind.providerId);

  const server = (serverId: ServerId): FakeProvider => {
    const found = servers.find(({ kind }) => kind.id === serverId);
    if (!found) throw new Error(`${serverId} takes no part`);
    return found;
  };

  function visit(): void {
    browser.event((worker) => worker.surfaceOpened());
    timeline.at(timeline.nowMs() + visitEveryMs, visit);
  }

  return {
    timeline,
    network,
    servers,
    databases,
    browser,
    random,
    server,
    serverOfProvider: (providerId) => servers.find(({ kind }) => kind.providerId === providerId),
    async connect(serverId, connections) {
      const { holdsManyCompanies } = serverKinds[serverId];
      const perGrant = holdsManyCompanies ? Math.min(connections, 3) : 1;
      const grantIds: string[] = [];
      for (let left = connections; left > 0; left -= perGrant) {
        const companies = Math.min(left, perGrant);
        const id = `g-${serverId}-${grantIds.length}`;
        grantIds.push(await storeSignIn(databases, server(serverId), { companies, nowMs: timeline.nowMs(), id }));
      }
      return grantIds;
    },
    async begin() {
      browser.event((worker) => worker.browserStarted());
      timeline.at(timeline.nowMs() + random.below(visitEveryMs), visit);
      await untilQuiet();
    },
    async passTime(ms, isOver) {
      const untilMs = timeline.nowMs() + ms;
      await untilQuiet();
      for (let next = timeline.nextAtMs(); next !== undefined && next <= untilMs; next = timeline.nextAtMs()) {
        timeline.runNext();
        await untilQuiet();
        if (isOver && (await isOver())) return;
      }
      timeline.moveTo(untilMs);
    },
    async handle(work) {
      browser.event(work);
      await untilQuiet();
      while (!browser.isIdle() && timeline.runNext()) await untilQuiet();
    },
  };
}
