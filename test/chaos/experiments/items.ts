import { findProvider } from '../../../lib/providers';
import type { Experiment, ExperimentRun } from '../experiment';
import { takeEscaped } from '../simulation/escaped';
import { mostCallsInAnHour } from '../simulation/judge';
import { allConnections } from '../simulation/profile';
import { createSabotage } from '../simulation/sabotage';
import { type ServerId, serverIds } from '../simulation/server-kinds';
import { createSimulation, type Simulation } from '../simulation/simulation';
import { addCount, addFailure, addWorst, type Tally } from '../tally';

const hourMs = 60 * 60_000;
const stride = { short: 3, usual: 1, full: 1 } as const;

const everyMsOf = (serverId: ServerId, { server }: Simulation): number =>
  findProvider(server(serverId).kind.providerId)?.check.everyMs ?? hourMs;

interface Trial {
  simulation: Simulation;
  sabotage: ReturnType<typeof createSabotage>;
}

/** Four connections, of which the first is the one that will throw; everything has been checked once. */
async function begin(serverId: ServerId, seed: number): Promise<Trial> {
  let victim: string[] = [];
  const sabotage = createSabotage(() => victim);
  const { wrap, onEvent } = sabotage;
  const simulation = await createSimulation({ seed, servers: [serverId], wrap, onEvent });
  await simulation.connect(serverId, 6);
  const [first] = simulation.server(serverId).grants;
  const { holdsManyCompanies } = simulation.server(serverId).kind;
  const grantId = `g-${serverId}-0`;
  // Where companies share a grant, the item is a company; the grant is not its own.
  victim = holdsManyCompanies
    ? [`${grantId}-c0`, first?.companies[0]?.tenantId ?? '']
    : [grantId, `-refresh-0-`, first?.companies[0]?.tenantId ?? ''];
  await simulation.begin();
  await simulation.passTime(everyMsOf(serverId, simulation) * 1.3);
  return { simulation, sabotage };
}

/** What is wrong with all but the victim after two cadences with an item that throws. */
async function hurt(serverId: ServerId, { simulation }: Trial): Promise<string[]> {
  const { timeline, browser, databases } = simulation;
  const fromMs = timeline.nowMs();
  await simulation.passTime(2 * everyMsOf(serverId, simulation), () => mostCallsInAnHour(simulation.network) > 60);
  const reads = new Set(
    simulation
      .server(serverId)
      .log.flatMap(({ kind, atMs, tenantId }) => (kind === 'read' && atMs > fromMs ? [tenantId] : [])),
  );
  const problems: string[] = [];
  for (const { id, tenantId, status } of await allConnections(databases)) {
    if (id === `g-${serverId}-0-c0`) continue;
    if (!reads.has(tenantId)) problems.push(`${id} was not checked`);
    else if (status !== 'connected') problems.push(`${id} is ${status}`);
  }
  await simulation.passTime(2 * 60_000);
  const isAnyAlarmSet = ['due', 'pulse'].some((name) => browser.alarms.get(name) !== undefined);
  if (!isAnyAlarmSet) problems.push('no alarm is set');
  if (browser.session.badge === undefined) problems.push('the badge was not drawn');
  return problems;
}

async function playServer(serverId: ServerId, { seed, extent }: ExperimentRun, tally: Tally): Promise<void> {
  const rehearsal = await begin(serverId, seed);
  await rehearsal.simulation.passTime(2 * everyMsOf(serverId, rehearsal.simulation));
  const calls = [...rehearsal.sabotage.seen].filter((_call, index) => index % stride[extent] === 0);
  for (const call of calls) {
    const trial = await begin(serverId, seed);
    trial.sabotage.strike(call);
    const problems = await hurt(serverId, trial);
    const where = `${serverId} seed ${seed}, its call ${call} throws`;
    addCount(tally, 'items');
    if (trial.sabotage.struck() > 0) addCount(tally, 'items that threw');
    if (problems.length > 0) addFailure(tally, 'others hurt', `${where}: ${problems.join(', ')}`);
    addWorst(tally, 'calls', mostCallsInAnHour(trial.simulation.network), where);
    takeEscaped();
  }
}

/** One item throws at each call of its work, again and again; all the others have to go on. */
export const items: Experiment = {
  id: 'items',
  size: ({ extent }) => (extent === 'short' ? 1 : serverIds.length),
  async play(index, run, tally) {
    const server = serverIds[index];
    if (server) await playServer(server, run, tally);
  },
};
