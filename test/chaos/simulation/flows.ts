import type { Connection } from '../../../lib/model/connection';
import { changeConnections } from '../../../lib/store/connections';
import { listApps } from '../../../lib/vault/apps';
import type { ProductWorker } from './product';
import { allConnections } from './profile';
import { ownDefinitions, serverKinds } from './server-kinds';
import type { Simulation } from './simulation';

const minuteMs = 60_000;

/** Something the product does, through as many workers as it takes. */
export interface FlowCase {
  name: FlowName;
  /** Makes the state in which it begins. */
  prepare(simulation: Simulation): Promise<void>;
  /** What the person or the alarm does next; repeated until `isDone`. */
  act(worker: ProductWorker, simulation: Simulation): Promise<unknown>;
  isDone(simulation: Simulation): Promise<boolean>;
  /** Tenant ids that are watched at the end. */
  watched(simulation: Simulation): string[];
}

export const flowNames = ['connect', 'reconnect', 'refresh', 'check', 'disconnect', 'import'] as const;
export type FlowName = (typeof flowNames)[number];

const [mainServer] = [0];

/** Connects three companies and gives each a nickname, which has to survive whatever happens. */
async function connected(simulation: Simulation): Promise<void> {
  const server = simulation.servers[mainServer];
  if (!server) throw new Error('no server');
  await simulation.connect(server.kind.id, 3);
  const ids = (await allConnections(simulation.databases)).map(({ id }) => id);
  await changeConnections(simulation.databases.store, ids, (connection) => ({
    connection: { ...connection, nickname: `My ${connection.companyName}` },
    events: [{ connectionId: connection.id, atMs: simulation.timeline.deviceMs(), kind: 'renamed' }],
  }));
  await simulation.handle((worker) => worker.browserStarted());
  simulation.browser.endWorker();
}

const tenants = ({ servers }: Simulation): string[] =>
  (servers[mainServer]?.grants ?? []).flatMap(({ companies }) => companies.map(({ tenantId }) => tenantId));

const providerIdOf = ({ servers }: Simulation): string => servers[mainServer]?.kind.providerId ?? '';
const isSignedIn = async ({ browser }: Simulation): Promise<boolean> => browser.session.flow?.step === 'done';

async function ofFirstGrant({ databases }: Simulation): Promise<Connection[]> {
  const all = await allConnections(databases);
  const grantId = all.map((connection) => connection.grantId).sort()[0];
  return all.filter((connection) => connection.grantId === grantId);
}

async function makeDue({ databases, timeline }: Simulation): Promise<void> {
  const ids = (await allConnections(databases)).map(({ id }) => id);
  await changeConnections(databases.store, ids, (connection) => ({
    connection: { ...connection, nextDueAtMs: timeline.deviceMs() },
  }));
}

const isNothingDue = async ({ databases, timeline }: Simulation): Promise<boolean> =>
  (await allConnections(databases)).every(({ nextDueAtMs }) => nextDueAtMs > timeline.deviceMs() + minuteMs);

/** Definition of a provider that is imported while another one is at work. */
const imported = JSON.stringify({ ...ownDefinitions[0], id: 'own-imported', name: 'Imported' });

export const flows: Readonly<Record<FlowName, FlowCase>> = {
  connect: {
    name: 'connect',
    prepare: async () => undefined,
    act: (worker, simulation) => worker.personSignsIn(providerIdOf(simulation)),
    isDone: isSignedIn,
    watched: tenants,
  },
  reconnect: {
    name: 'reconnect',
    async prepare(simulation) {
      await connected(simulation);
      const grant = simulation.servers[mainServer]?.grants[0];
      if (!grant) throw new Error('nothing is connected');
      grant.endedBy = 'provider';
      grant.accessTokens.clear();
      const ids = (await ofFirstGrant(simulation)).map(({ id }) => id);
      await simulation.handle((worker) => worker.personChecks(ids));
      simulation.browser.endWorker();
    },
    act: async (worker, simulation) => {
      const [first] = await ofFirstGrant(simulation);
      await worker.personSignsIn(providerIdOf(simulation), first?.id);
    },
    isDone: isSignedIn,
    watched: tenants,
  },
  refresh: {
    name: 'refresh',
    async prepare(simulation) {
      await connected(simulation);
      for (const { kind } of simulation.servers)
        simulation.timeline.moveTo(simulation.timeline.nowMs() + kind.accessLifeMs);
      await makeDue(simulation);
    },
    act: (worker, { timeline }) => worker.alarmRang('due', timeline.deviceMs()),
    isDone: isNothingDue,
    watched: tenants,
  },
  check: {
    name: 'check',
    async prepare(simulation) {
      await connected(simulation);
      await makeDue(simulation);
    },
    act: async (worker, { databases }) => worker.personChecks((await allConnections(databases)).map(({ id }) => id)),
    isDone: isNothingDue,
    watched: tenants,
  },
  disconnect: {
    name: 'disconnect',
    prepare: connected,
    async act(worker, simulation) {
      for (const { id } of await ofFirstGrant(simulation)) await worker.personDisconnects(id);
    },
    isDone: async (simulation) => {
      const all = await allConnections(simulation.databases);
      return !all.some(({ grantId }) => grantId === `g-${simulation.servers[mainServer]?.kind.id}-0`);
    },
    watched: (simulation) =>
      serverKinds[simulation.servers[mainServer]?.kind.id ?? 'xero'].holdsManyCompanies
        ? []
        : tenants(simulation).slice(1),
  },
  import: {
    name: 'import',
    prepare: connected,
    act: (worker) => worker.personImports(imported, 'client-2'),
    isDone: async ({ databases }) => {
      const records: unknown = await databases.store.get('state', 'ownProviders');
      const isStored = Array.isArray(records) && records.some((record) => Object(record).id === 'own-imported');
      return isStored && (await listApps()).some(({ id }) => id === 'own-imported:production');
    },
    watched: tenants,
  },
};
