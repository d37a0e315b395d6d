import { listHistory } from '../../../lib/store/history';
import { readSettings } from '../../../lib/store/settings';
import { listApps } from '../../../lib/vault/apps';
import { listGrants } from '../../../lib/vault/grants';
import type { End } from '../../unit/reliability/life';
import { randomOf } from '../random';
import { takeEscaped } from './escaped';
import { type FlowCase, type FlowName, flows } from './flows';
import { excuseFor, standingOf } from './judge';
import { allConnections } from './profile';
import type { ServerId } from './server-kinds';
import { createSimulation, type Simulation } from './simulation';
import { writeFaults } from './write-faults';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** One flow at one server, and what goes wrong in it. */
export interface FlowRun {
  flow: FlowName;
  server: ServerId;
  seed: number;
  /** Where the first workers die. */
  ends?: readonly (End | undefined)[];
  /** The browser is ended too after some deaths. */
  endsBrowser?: boolean;
  /** The n-th write of the flow fails, once or until the person has tried three times more. */
  write?: { nth: number; stays: boolean };
}

/** What became of everything. */
export interface FlowResult {
  /** What is lost although it could have been kept; empty when all is well. */
  lost: string[];
  excused: string[];
  revoked: string[];
  /** Awaits and writes of the first worker. */
  awaits: number;
  writes: number;
  deaths: number;
}

async function revokedWithoutWord(simulation: Simulation, flow: FlowCase): Promise<string[]> {
  return simulation.servers.flatMap(({ grants, kind }) =>
    grants
      .filter(({ endedBy, number }) => endedBy === 'us' && !(flow.name === 'disconnect' && number === 0))
      .map(({ number }) => `${kind.id} grant ${number}`),
  );
}

interface Findings {
  lost: string[];
  excused: string[];
}

async function judgeGrants(
  simulation: Simulation,
  deathsMs: readonly number[],
  findings: Findings,
): Promise<Set<string>> {
  const { databases, network, timeline } = simulation;
  const spent = new Set<string>();
  for (const grant of await listGrants(databases.vault)) {
    const server = simulation.serverOfProvider(grant.providerId);
    if (!server || grant.id.startsWith('own-imported')) continue;
    const number = grant.id.startsWith('g-') ? Number(grant.id.split('-').at(-1)) : 0;
    const standing = await standingOf(databases, server, { grantId: grant.id, number, nowMs: timeline.nowMs() });
    if (standing.kind === 'lost') findings.lost.push(`${grant.id} cannot be opened`);
    if (standing.kind !== 'spent') continue;
    const about = { network, graceMs: server.kind.rotation.graceMs, troubleEndsMs: 0, deathsMs, isAsleep: false };
    const excuse = excuseFor(standing, about);
    spent.add(grant.id);
    if (excuse) findings.excused.push(excuse);
    else findings.lost.push(`${grant.id}: a new token set was received and dropped`);
  }
  return spent;
}

async function judgeRecords(simulation: Simulation, flow: FlowCase, spent: Set<string>, lost: string[]): Promise<void> {
  const { databases } = simulation;
  const connections = await allConnections(databases);
  const watched = flow.watched(simulation);
  for (const tenantId of watched)
    if (!connections.some((connection) => connection.tenantId === tenantId))
      lost.push(`connection ${tenantId} is gone`);
  for (const { id, tenantId, nickname, status, grantId, diagnosis } of connections) {
    if (!watched.includes(tenantId)) continue;
    if (status !== 'connected' && !spent.has(grantId)) lost.push(`${tenantId} is ${status} (${diagnosis?.cause})`);
    if (flow.name === 'connect') continue;
    if (!nickname?.startsWith('My ')) lost.push(`${tenantId} has lost its nickname`);
    const kinds = (await listHistory(databases.store, id, { limit: 50 })).map(({ kind }) => kind);
    if (!kinds.includes('renamed')) lost.push(`${tenantId} has lost its history`);
  }
  if ((await readSettings(databases.store)).welcomed !== true) lost.push('settings are gone');
  if ((await listApps()).length < simulation.servers.length) lost.push('app credentials are gone');
}

/** Runs a flow to its end and says what is lost. */
export async function runFlow(run: FlowRun): Promise<FlowResult> {
  const flow = flows[run.flow];
  const random = randomOf(run.seed);
  let lives = -1;
  const simulation = await createSimulation({
    seed: run.seed,
    servers: [run.server],
    nextEnd: () => (lives < 0 ? undefined : (run.ends?.[lives++] ?? { at: -1, counting: 'awaits' })),
  });
  await flow.prepare(simulation);
  lives = 0;
  const { browser } = simulation;
  browser.deathsMs.length = 0;
  writeFaults.heal();
  if (run.write) writeFaults.failFrom(run.write.nth, run.write.stays);
  const result: FlowResult = { lost: [], excused: [], revoked: [], awaits: 0, writes: 0, deaths: 0 };
  let isDone = false;
  for (let tries = 0; tries < 12 && !isDone; tries++) {
    await simulation.handle((worker) => flow.act(worker, simulation));
    if (tries === 0) {
      result.awaits = browser.life()?.boundaries() ?? 0;
      result.writes = writeFaults.writes();
    }
    if (tries === 3) writeFaults.heal();
    isDone = await flow.isDone(simulation);
    if (isDone) break;
    // A worker that lives goes on; one that died leaves its work to the next.
    await simulation.passTime(minuteMs);
    if (run.endsBrowser && random.chance(0.3)) browser.restart(10_000, random.chance(0.5));
    await simulation.passTime(minuteMs);
    isDone = await flow.isDone(simulation);
  }
  writeFaults.heal();
  if (!isDone) {
    const { flow: signIn } = browser.session;
    const why = [signIn?.step, signIn?.failedAt, signIn?.diagnosis?.cause, ...browser.bugs.slice(0, 2)].join(' ');
    result.lost.push(`${flow.name} does not come to its end: ${why}`);
  }
  await settleDown(simulation, flow);
  result.deaths = browser.deathsMs.length;
  const spent = await judgeGrants(simulation, browser.deathsMs, result);
  await judgeRecords(simulation, flow, spent, result.lost);
  result.revoked = await revokedWithoutWord(simulation, flow);
  takeEscaped();
  return result;
}

/** Lets the product come to rest, then has everything checked, as a person would. */
async function settleDown(simulation: Simulation, flow: FlowCase): Promise<void> {
  const { browser, databases } = simulation;
  await simulation.passTime(hourMs);
  if (flow.name === 'disconnect') await simulation.passTime(hourMs);
  const ids = (await allConnections(databases)).map(({ id }) => id);
  await simulation.handle((worker) => worker.personChecks(ids));
  browser.endWorker();
}
