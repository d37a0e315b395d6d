/*
 * The one place where the simulation meets the product: how its databases are opened and filled, which ports it gets, and
 * what its background does on each event. Everything else of the simulation knows these names only.
 */
import './quiet';
import 'fake-indexeddb/auto';
import { diagnose } from '../../../lib/diagnosis/diagnose';
import { endAbandonedGrants } from '../../../lib/engines/local/abandoned-grants';
import { disconnect, resumeDisconnects } from '../../../lib/engines/local/disconnect';
import { isStoreWhole, restoreConnections } from '../../../lib/engines/local/restore-connections';
import { resumeSignIn, watchChosen } from '../../../lib/engines/local/run-sign-in';
import { leavePlace, type PlacePorts, startSignIn } from '../../../lib/engines/local/sign-in-place';
import type { Connection } from '../../../lib/model/connection';
import { nextWakeUpMs } from '../../../lib/monitor/next-wake-up';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { checkConnections, runDue, wakeSpreadMs } from '../../../lib/monitor/run-due';
import { findProvider } from '../../../lib/providers';
import { readDraft, toDefinition } from '../../../lib/providers/custom/mistakes';
import { registerOwn } from '../../../lib/providers/custom/register';
import { storedServerClock } from '../../../lib/store/clock';
import { changeConnections, countByStatus, findConnection, listByProvider } from '../../../lib/store/connections';
import type { Store } from '../../../lib/store/database';
import { countFixes } from '../../../lib/store/incidents';
import { putOwnProvider, readOwnRecords } from '../../../lib/store/own-providers';
import { keepFlow } from '../../../lib/store/pending-flow';
import { countRead } from '../../../lib/store/read-counts';
import { saveApp } from '../../../lib/vault/apps';
import type { Vault } from '../../../lib/vault/database';
import type { WorkerHost } from './worker-host';

/** All the background asks of the outside. */
export type ProductPorts = MonitorPorts & PlacePorts;

/** The background of the product, alive in one worker. Every call is one event; what it returns ends with its work. */
export interface ProductWorker {
  ports: ProductPorts;
  /** What happens whenever the worker starts, before the event that started it is heard. */
  started(): Promise<void>;
  alarmRang(name: string, scheduledMs: number): Promise<void>;
  browserStarted(): Promise<void>;
  /** Somebody opens the popup or the console. */
  surfaceOpened(): Promise<void>;
  /** A person presses "Check now". */
  personChecks(ids: readonly string[]): Promise<void>;
  /** Something on a page calls for a check of this connection. */
  pageHints(id: string): Promise<void>;
  personDisconnects(id: string): Promise<void>;
  /** A person imports a definition and enters the app's client id; replaces the definition of the same id. */
  personImports(definition: string, clientId: string): Promise<void>;
  /**
   * A person signs in, to connect something new or to repair a connection: goes on with a sign-in that asks which companies
   * to watch, and starts again where one was interrupted.
   */
  personSignsIn(providerId: string, connectionId?: string): Promise<void>;
}

/** Later than this, and the device was asleep rather than busy. */
const sleptMs = 2 * 60_000;
const watchdogMs = 60_000;
const alarmName = 'due';

function portsOf(host: WorkerHost): ProductPorts {
  const { life, timeline, session } = host;
  const { step } = life;
  const store: Store = life.guard(host.store);
  const vault: Vault = life.guard(host.vault);
  const monitor: MonitorPorts = {
    store,
    vault,
    send: (request) => step(() => host.send(request)),
    now: () => timeline.deviceMs(),
    random: host.random,
    withLock: host.withLock,
    clock: storedServerClock(store),
    diagnose,
    countRead: (appId) => countRead(store, appId, timeline.deviceMs()),
    hasHosts: () => step(() => true, false),
    isOnline: () => true,
    wait: (ms) => step(() => host.wait(ms), false),
    pageSigns: () => step(() => [], false),
    whileChecking: (_ids, work) => step(work, false),
  };
  const given = host.wrap ? host.wrap(monitor) : monitor;
  const ports: ProductPorts = {
    ...given,
    readFlow: () => step(() => session.flow, false),
    async writeFlow(flow) {
      await keepFlow(store, flow);
      await step(() => void Object.assign(session, { flow }));
      if (flow?.step === 'finishing') await expectWork(host);
    },
    readFlowSecret: () => step(() => session.secret, false),
    changeFlowSecret: (change) =>
      step(() => {
        const known = session.secret;
        session.secret = change(known);
        return known;
      }),
    readFlowWindow: () => step(() => session.shown, false),
    writeFlowWindow: (shown) => step(() => void Object.assign(session, { shown })),
    redirectUriFor: (id) => `https://abcdefghijklmnop.chromiumapp.org/${id}`,
    newId: host.newId,
    openWindow: (url) => step(() => ({ kind: 'redirect', url: host.allow(url) })),
    closeWindow: () => step(() => undefined),
    openTab: () => step(() => 7),
    closeTab: () => step(() => undefined),
    watchTab: () => step(() => undefined, false),
    async checkNow(ids) {
      await checkByIds({ ...given, send: (request) => step(() => host.sendForPerson(request)) }, ids);
      await settle(given, host);
    },
  };
  return ports;
}

async function checkByIds(ports: MonitorPorts, ids: readonly string[]): Promise<void> {
  const found = await Promise.all(ids.map((id) => findConnection(ports.store, id)));
  const known = found.filter((connection): connection is Connection => connection !== undefined);
  await checkConnections(ports, known, { isAskedFor: true });
}

function expectWork({ life, alarms, timeline }: WorkerHost): Promise<void> {
  return life.step(() => alarms.set(alarmName, { whenMs: timeline.deviceMs() + watchdogMs }));
}

/** Badge and alarm as the committed state wants them. */
async function settle(ports: MonitorPorts, { life, alarms, session }: WorkerHost): Promise<void> {
  const [fixes] = await Promise.all([countFixes(ports.store), countByStatus(ports.store)]);
  await life.step(() => void Object.assign(session, { badge: fixes }));
  const whenMs = await nextWakeUpMs(ports);
  await life.step(() => alarms.set(alarmName, { whenMs }));
}

/** Starts the background in a new worker. */
export function startProduct(host: WorkerHost): ProductWorker {
  const { life, alarms } = host;
  const ports = portsOf(host);
  const report = (work: Promise<unknown>): void => void work.catch(host.reportBug);

  async function compose(): Promise<void> {
    registerOwn(await readOwnRecords(ports.store));
    await resumeDisconnects(ports);
    await resumeSignIn(ports);
    if (await isStoreWhole(ports)) report(endAbandonedGrants(ports, await ports.readFlow(), false));
    else report(ports.withLock('restore', () => restoreConnections(ports).then(ports.checkNow)));
  }

  let composed: Promise<void> | undefined;
  const opened = (): Promise<void> => {
    composed ??= compose();
    return composed;
  };
  const run = async (spreadMs: number): Promise<void> => {
    await opened();
    await ports.withLock('round', async () => {
      await expectWork(host);
      await runDue(ports, spreadMs);
      await settle(ports, host);
    });
  };

  return {
    ports,
    async started() {
      if (await life.step(() => alarms.get(alarmName) !== undefined, false)) return;
      await opened();
      await settle(ports, host);
    },
    alarmRang: (_name, scheduledMs) =>
      run(Math.max(0, host.timeline.deviceMs() - scheduledMs) > sleptMs ? wakeSpreadMs : 0),
    browserStarted: () => run(wakeSpreadMs),
    surfaceOpened: opened,
    async personChecks(ids) {
      await opened();
      await ports.checkNow(ids);
    },
    async pageHints(id) {
      await opened();
      await checkByIds(ports, [id]);
      await settle(ports, host);
    },
    async personDisconnects(id) {
      await opened();
      const connection = await findConnection(ports.store, id);
      if (connection) await disconnect(ports, connection);
      await settle(ports, host);
    },
    async personImports(text, clientId) {
      await opened();
      const draft = readDraft(text);
      const complete = draft.ok ? toDefinition(draft.value) : draft;
      if (!complete.ok) throw new Error(JSON.stringify(complete.problem));
      const { id } = complete.value;
      await putOwnProvider(ports.store, complete.value);
      registerOwn(await readOwnRecords(ports.store));
      const ids = (await listByProvider(ports.store, id)).map((connection) => connection.id);
      await changeConnections(ports.store, ids, (connection) => ({
        connection: { ...connection, nextDueAtMs: ports.now() },
      }));
      await saveApp(ports.vault, { providerId: id, environment: 'production', clientId }, ports.now());
      await settle(ports, host);
    },
    async personSignsIn(providerId, connectionId) {
      await opened();
      await signIn(ports, providerId, connectionId);
      const flow = await ports.readFlow();
      const tenantIds = (flow?.tenants ?? []).map(({ tenantId }) => tenantId);
      if (flow?.step === 'choose') await watchChosen(ports, flow.id, tenantIds);
      await settle(ports, host);
    },
  };
}

async function signIn(ports: ProductPorts, providerId: string, connectionId: string | undefined): Promise<void> {
  const before = await ports.readFlow();
  if (before?.step === 'choose') return;
  if (before) {
    await ports.writeFlow(undefined);
    await leavePlace(ports, before.id);
  }
  const provider = findProvider(providerId);
  if (!provider) throw new Error(`no provider ${providerId}`);
  const wish = { provider, environment: 'production', how: 'window' } as const;
  const work: Promise<void>[] = [];
  const started = await startSignIn(ports, connectionId === undefined ? wish : { ...wish, connectionId }, (one) => {
    work.push(one);
  });
  if (!started.ok) throw new Error(started.problem);
  // The second one only watches over a window that is left alone.
  await work[0];
}
