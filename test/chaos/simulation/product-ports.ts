import './quiet';
import 'fake-indexeddb/auto';
import { diagnose } from '../../../lib/diagnosis/diagnose';
import { storedHostHealth } from '../../../lib/engines/host-health';
import { isolated } from '../../../lib/engines/local/isolated';
import { limitedSend } from '../../../lib/engines/local/limited-send';
import type { PlacePorts } from '../../../lib/engines/local/sign-in-place';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { storedServerClock } from '../../../lib/store/clock';
import { keepFlow } from '../../../lib/store/pending-flow';
import { countRead } from '../../../lib/store/read-counts';
import type { SealedGrant, UnsavedGrants } from '../../../lib/vault/unsaved';
import type { BrowserSession, WorkerHost } from './worker-host';

/** All the background asks of the outside. */
export type ProductPorts = MonitorPorts & PlacePorts;

export const alarmNames = { due: 'due', pulse: 'pulse' } as const;

/** What a worker that dies leaves undone is taken up after this. */
const watchdogMs = 60_000;

/** The watchdog is set ahead. */
export function expectWork({ life, alarms, timeline }: WorkerHost): Promise<void> {
  return life.step(() => alarms.set(alarmNames.due, { whenMs: timeline.deviceMs() + watchdogMs }));
}

/** New token sets that the disk refused wait in the session store, which ends with the browser. */
function unsavedIn({ life, session }: WorkerHost): UnsavedGrants {
  const kept = (): SealedGrant[] => session.unsaved;
  return {
    list: () => life.step(() => [...kept()], false),
    keep: (sealed) =>
      life.step(() => {
        session.unsaved = [...kept().filter(({ grant }) => grant.id !== sealed.grant.id), sealed];
      }),
    drop: (grantId, version) =>
      life.step(() => {
        const isIt = ({ grant }: SealedGrant): boolean =>
          grant.id === grantId && (version === undefined || grant.version === version);
        session.unsaved = kept().filter((sealed) => !isIt(sealed));
      }),
  };
}

function setDiskFull(session: BrowserSession, isFull: boolean): void {
  session.isDiskFull = isFull;
}

function monitorPorts(host: WorkerHost): MonitorPorts {
  const { life, timeline, session } = host;
  const { step } = life;
  const store = life.guard(host.store);
  const vault = life.guard(host.vault);
  const now = (): number => timeline.deviceMs();
  return {
    store,
    vault,
    unsaved: unsavedIn(host),
    disk: {
      refused: (error) => step(() => setDiskFull(session, Reflect.get(Object(error), 'name') === 'QuotaExceededError')),
      works: () => step(() => setDiskFull(session, false)),
    },
    reportBug: host.reportBug,
    send: limitedSend((request) => step(() => host.send(request))),
    reach: (url) => step(() => host.reach(url), false),
    now,
    random: host.random,
    withLock: host.withLock,
    clock: storedServerClock(store),
    hosts: storedHostHealth(store, { now, random: host.random }),
    diagnose,
    countRead: (appId) => countRead(store, appId, now()),
    hasHosts: () => step(() => true, false),
    isOnline: () => true,
    wait: (ms) => step(() => host.wait(ms), false),
    pageSigns: () => step(() => [], false),
    whileChecking: (_ids, work) => step(work, false),
  };
}

/** The ports of one worker; `checkNow` is what a person's wish does. */
export function productPorts(host: WorkerHost, checkNow: (ids: readonly string[]) => Promise<void>): ProductPorts {
  const { life, session } = host;
  const { step } = life;
  const own = monitorPorts(host);
  const monitor = host.wrap ? host.wrap(own) : own;
  return {
    ...monitor,
    readFlow: () => step(() => session.flow, false),
    async writeFlow(flow) {
      await isolated(monitor, () => keepFlow(monitor.store, flow));
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
    checkNow,
  };
}
