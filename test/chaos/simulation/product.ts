/*
 * What the product's background does on each event, as its entry points do it: the one place, with product-ports.ts, where
 * the simulation meets the product.
 */

import { disconnect, resumeDisconnects } from '../../../lib/engines/local/disconnect';
import type { Need } from '../../../lib/engines/local/fresh-token';
import { isolated } from '../../../lib/engines/local/isolated';
import { isStoreWhole, restoreConnections } from '../../../lib/engines/local/restore-connections';
import { resumeSignIn, watchChosen } from '../../../lib/engines/local/run-sign-in';
import { expireSignIn, leavePlace, signInEndsAtMs, startSignIn } from '../../../lib/engines/local/sign-in-place';
import { mayBeHinted } from '../../../lib/monitor/hints';
import { nextWakeUpMs } from '../../../lib/monitor/next-wake-up';
import { oneRoundAtATime } from '../../../lib/monitor/rounds';
import { checkConnections, runDue, wakeSpreadMs } from '../../../lib/monitor/run-due';
import { findProvider } from '../../../lib/providers';
import { readDraft, toDefinition } from '../../../lib/providers/custom/mistakes';
import { registerOwn } from '../../../lib/providers/custom/register';
import { changeConnections, countByStatus, findConnection, listByProvider } from '../../../lib/store/connections';
import { countFixes } from '../../../lib/store/incidents';
import { putOwnProvider, readOwnRecords } from '../../../lib/store/own-providers';
import { saveApp } from '../../../lib/vault/apps';
import { alarmNames, expectWork, type ProductPorts, productPorts } from './product-ports';
import type { WorkerHost } from './worker-host';

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
const stillAliveMs = 20_000;
const pulseMs = 10 * 60_000;
const unplannedMs = 10 * 60_000;
const maxAheadMs = 24 * 60 * 60_000 + 60_000;
const maxLateMs = 2 * 60_000;

/** Badge and alarm as the committed state wants them. */
async function syncBrowserUi(ports: ProductPorts, { life, alarms, session, timeline }: WorkerHost): Promise<void> {
  let dueMs = timeline.deviceMs() + unplannedMs;
  await isolated(ports, async () => {
    const [fixes] = await Promise.all([countFixes(ports.store), countByStatus(ports.store)]);
    await life.step(() => void Object.assign(session, { badge: fixes }));
  });
  await isolated(ports, async () => {
    dueMs = await nextWakeUpMs(ports);
  });
  const signInMs = await signInEndsAtMs(ports).catch(() => undefined);
  await life.step(() => alarms.set(alarmNames.due, { whenMs: Math.min(dueMs, signInMs ?? dueMs) }));
}

function isAlarmSet({ life, alarms, timeline }: WorkerHost): Promise<boolean> {
  return life.step(() => {
    const alarm = alarms.get(alarmNames.due);
    if (alarm === undefined) return false;
    const aheadMs = alarm.whenMs - timeline.deviceMs();
    return aheadMs <= maxAheadMs && aheadMs >= -maxLateMs;
  }, false);
}

function keepPulse({ life, alarms, timeline }: WorkerHost): Promise<void> {
  return life.step(() => {
    const pulse = alarms.get(alarmNames.pulse);
    const aheadMs = pulse === undefined ? Number.POSITIVE_INFINITY : pulse.whenMs - timeline.deviceMs();
    if (Math.abs(aheadMs) > 2 * pulseMs)
      alarms.set(alarmNames.pulse, { whenMs: timeline.deviceMs() + pulseMs, periodMs: pulseMs });
  });
}

/** Starts the background in a new worker. */
export function startProduct(host: WorkerHost): ProductWorker {
  const ports = productPorts(host, (ids) => check(ids, { isAskedFor: true }));
  const report = (work: Promise<unknown>): void => void work.catch(host.reportBug);
  const settle = (): Promise<void> => syncBrowserUi(ports, host);

  async function check(ids: readonly string[], need: Need): Promise<void> {
    const found = await Promise.all(ids.map((id) => findConnection(ports.store, id)));
    const known = found.filter((connection) => connection !== undefined);
    const wanted = need.isAskedFor ? known : known.filter((one) => mayBeHinted(one, ports.now()));
    const send: ProductPorts['send'] = (request) => host.life.step(() => host.sendForPerson(request));
    await checkConnections(need.isAskedFor ? { ...ports, send } : ports, wanted, need);
    await settle();
  }

  async function compose(): Promise<void> {
    registerOwn(await readOwnRecords(ports.store));
    await resumeDisconnects(ports);
    await isolated(ports, () => resumeSignIn(ports));
    if (!(await isStoreWhole(ports)))
      report(ports.withLock('restore', () => restoreConnections(ports).then(ports.checkNow)));
  }

  let composed: Promise<void> | undefined;
  const opened = async (): Promise<void> => {
    const current = composed ?? compose();
    composed = current;
    await current.catch((error: unknown) => {
      if (composed === current) composed = undefined;
      throw error;
    });
  };

  const run = oneRoundAtATime(ports.withLock, async (spreadMs) => {
    await expectWork(host);
    const stop = host.every(stillAliveMs, () => report(expectWork(host)));
    try {
      await isolated(ports, () => expireSignIn(ports));
      await runDue(ports, spreadMs);
    } finally {
      stop();
      await settle();
    }
  });
  const openedRun = async (spreadMs: number): Promise<void> => {
    await opened();
    await run(spreadMs);
  };
  const rang = (scheduledMs: number): Promise<void> =>
    openedRun(Math.max(0, host.timeline.deviceMs() - scheduledMs) > sleptMs ? wakeSpreadMs : 0);

  return {
    ports,
    async started() {
      report(keepPulse(host));
      if (await isAlarmSet(host)) return;
      await opened();
      await openedRun(wakeSpreadMs);
    },
    async alarmRang(name, scheduledMs) {
      if (name === alarmNames.due || !(await isAlarmSet(host))) await rang(scheduledMs);
    },
    browserStarted: () => openedRun(wakeSpreadMs),
    surfaceOpened: opened,
    async personChecks(ids) {
      await opened();
      await ports.checkNow(ids);
    },
    async pageHints(id) {
      await opened();
      await check([id], { isHinted: true });
    },
    async personDisconnects(id) {
      await opened();
      const connection = await findConnection(ports.store, id);
      if (connection) await disconnect(ports, connection);
      await settle();
    },
    async personImports(text, clientId) {
      await opened();
      await importDefinition(ports, text, clientId);
      await openedRun(0);
    },
    async personSignsIn(providerId, connectionId) {
      await opened();
      await signIn(ports, providerId, connectionId);
      const flow = await ports.readFlow();
      const tenantIds = (flow?.tenants ?? []).map(({ tenantId }) => tenantId);
      if (flow?.step === 'choose') await watchChosen(ports, flow.id, tenantIds);
      await settle();
    },
  };
}

async function importDefinition(ports: ProductPorts, text: string, clientId: string): Promise<void> {
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
