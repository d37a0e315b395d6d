import { disconnect, resumeDisconnects } from '../../../lib/engines/local/disconnect';
import { isStoreWhole } from '../../../lib/engines/local/restore-connections';
import { resumeSignIn, watchChosen } from '../../../lib/engines/local/run-sign-in';
import { leavePlace, startSignIn } from '../../../lib/engines/local/sign-in-place';
import type { Connection } from '../../../lib/model/connection';
import { checkConnections, runDue } from '../../../lib/monitor/run-due';
import { xero } from '../../../lib/providers/xero/definition';
import { changeConnections, listByNeed } from '../../../lib/store/connections';
import { companies, type Home, maya, type Ports } from './home';
import { beginLife, type End, type Life } from './life';

/** What a person does with the product, which goes on through as many lives of the worker as it takes. */
export interface Scene {
  name: string;
  /** Companies picked on the consent screen. */
  picks: readonly string[];
  /** Makes the state the scene begins in. */
  prepare(home: Home): Promise<void>;
  /** What the person, or the alarm, does next; the worker has just started or has finished the step before. */
  act(home: Home, ports: Ports): Promise<void>;
  isDone(home: Home): Promise<boolean>;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits until the work is over, or the life is. */
async function through(life: Life, work: Promise<unknown>): Promise<void> {
  let isSettled = false;
  let problem: unknown;
  work.then(
    () => {
      isSettled = true;
    },
    (error: unknown) => {
      isSettled = true;
      problem = error ?? new Error('rejected');
    },
  );
  while (!isSettled && !life.isOver()) await turn();
  if (problem) throw problem;
}

/** What a worker does before anything else, as the background does it. */
async function start(ports: Ports): Promise<void> {
  await resumeDisconnects(ports);
  await resumeSignIn(ports);
  await isStoreWhole(ports);
}

/** When each life of a scene ends, and what happens before the next one begins. */
export interface Fate {
  ends: readonly (End | undefined)[];
  between?: (home: Home) => void;
}

/** One life of the worker: it starts, then the person acts, if they are there to act. */
async function live(home: Home, scene: Scene, end: End | undefined, mayAct: boolean): Promise<Life> {
  const life = beginLife(end);
  const ports = home.portsFor(life, scene.picks);
  await through(life, start(ports));
  for (let acts = 0; mayAct && acts < 6 && !life.isOver() && !(await scene.isDone(home)); acts++) {
    await through(life, scene.act(home, ports));
  }
  return life;
}

/** Plays a scene up to the end of its first life, then lets the next worker start with nobody there. */
export async function playUntilResumed(home: Home, scene: Scene, end: End, between: () => void): Promise<void> {
  await home.clean();
  await scene.prepare(home);
  await live(home, scene, end, true);
  between();
  await live(home, scene, undefined, false);
}

/** Plays a scene to its end. Returns how many boundaries each life passed; throws when it comes to no end. */
export async function play(home: Home, scene: Scene, { ends, between }: Fate): Promise<number[]> {
  await home.clean();
  await scene.prepare(home);
  const lives: number[] = [];
  for (let turns = 0; turns < 12; turns++) {
    lives.push((await live(home, scene, ends[turns], true)).boundaries());
    if (await scene.isDone(home)) return lives;
    home.passTime(60_000);
    between?.(home);
  }
  throw new Error(`${scene.name} does not come to an end: ${JSON.stringify(home.session.flow)}`);
}

export const everybody = (home: Home): Promise<Connection[]> => listByNeed(home.store, { offset: 0, limit: 100 });

/** The person at the sign-in: starts it, starts it again after an interruption, and answers its question. */
async function signIn(home: Home, ports: Ports, wanted: readonly string[], connectionId?: string): Promise<void> {
  const { flow } = home.session;
  if (flow?.step === 'choose') {
    await watchChosen(ports, flow.id, wanted);
    return;
  }
  if (flow) {
    await ports.writeFlow(undefined);
    await leavePlace(ports, flow.id);
  }
  const how = { provider: xero, environment: 'production', how: 'window' } as const;
  const work: Promise<void>[] = [];
  const started = await startSignIn(ports, connectionId === undefined ? how : { ...how, connectionId }, (one) => {
    work.push(one);
  });
  if (!started.ok) throw new Error(started.problem);
  // The second one only watches over a window that is left alone.
  await work[0];
}

async function connectAll(home: Home): Promise<void> {
  const ports = home.portsFor(beginLife(), home.tenantIds);
  for (let acts = 0; acts < 3 && home.session.flow?.step !== 'done'; acts++) await signIn(home, ports, home.tenantIds);
  const ids = (await everybody(home)).map(({ id }) => id);
  await changeConnections(home.store, ids, (connection) => ({
    connection: { ...connection, nickname: `My ${connection.companyName}` },
    events: [{ connectionId: connection.id, atMs: home.nowMs(), kind: 'renamed' }],
  }));
  home.endBrowser();
}

const isFlowDone = async (home: Home): Promise<boolean> => home.session.flow?.step === 'done';

async function find(home: Home, company: string): Promise<Connection | undefined> {
  return (await everybody(home)).find(({ companyName }) => companyName === company);
}

/** Connects three companies and watches two of them. */
export const connecting = (home: Home): Scene => ({
  name: 'connect',
  picks: home.tenantIds,
  prepare: async () => undefined,
  act: (_home, ports) => signIn(home, ports, home.tenantIds.slice(0, 2)),
  isDone: isFlowDone,
});

/** All is revoked at the provider; the first company is reconnected, and the others live on the new sign-in. */
export const reconnecting = (home: Home): Scene => ({
  name: 'reconnect',
  picks: home.tenantIds,
  async prepare() {
    await connectAll(home);
    home.xero.revokeGrant(maya);
    home.xero.expireAccessTokens(maya);
    await checkConnections(home.portsFor(beginLife(), []), await everybody(home), {});
  },
  act: async (_home, ports) => signIn(home, ports, [], (await find(home, companies[0]))?.id),
  isDone: isFlowDone,
});

/** The alarm rings: the access has to be renewed, and every company is due. */
export const refreshing = (home: Home): Scene => ({
  name: 'refresh',
  picks: [],
  async prepare() {
    await connectAll(home);
    home.passTime(40 * 60_000);
    await changeConnections(
      home.store,
      (await everybody(home)).map(({ id }) => id),
      (connection) => ({ connection: { ...connection, nextDueAtMs: home.nowMs() } }),
    );
  },
  act: (_home, ports) => runDue(ports, 0),
  isDone: async () => (await everybody(home)).every(({ nextDueAtMs }) => nextDueAtMs > home.nowMs() + 60_000),
});

/** The person ends `count` of three companies, one after the other. */
export const disconnecting = (home: Home, count: number): Scene => ({
  name: `disconnect ${count} of 3`,
  picks: [],
  prepare: () => connectAll(home),
  async act(_home, ports) {
    for (const company of companies.slice(0, count)) {
      const connection = await find(home, company);
      if (connection) await disconnect(ports, connection);
    }
  },
  async isDone() {
    const names = (await everybody(home)).map(({ companyName }) => companyName);
    return companies.slice(0, count).every((company) => !names.includes(company));
  },
});
