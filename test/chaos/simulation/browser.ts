import type { WithLock } from '../../../lib/model/ports';
import type { Store } from '../../../lib/store/database';
import type { Vault } from '../../../lib/vault/database';
import { beginLife, type End, type Life } from '../../unit/reliability/life';
import type { Random } from '../random';
import { type Alarms, createAlarms } from './alarms';
import type { Network } from './network';
import { type ProductWorker, startProduct } from './product';
import type { Timeline } from './timeline';
import type { BrowserSession, WorkerHost } from './worker-host';
import { writeFaults } from './write-faults';

/** An idle worker is ended after this long without a call or an event (SEC-32). */
const idleMs = 30_000;

/** How long the product waits for a host to prove that it can be reached. */
const reachDeadlineMs = 10_000;

/** What the simulated browser is made of. */
export interface BrowserParts {
  timeline: Timeline;
  store: Store;
  vault: Vault;
  network: Network;
  random: Random;
  allow(url: string): string;
  /** When the next worker is to die by itself; undefined when it may live. */
  nextEnd?(): End | undefined;
  wrap?: WorkerHost['wrap'];
  /** Hears of each event before it is handled. */
  onEvent?(): void;
}

/** One browser with the product in it: starts and ends workers, rings alarms, loses what browsers lose. */
export interface SimulatedBrowser {
  alarms: Alarms;
  session: BrowserSession;
  /** Errors the product let escape, which its entry points would report. */
  bugs: unknown[];
  /** Has an event handled by the worker, started if need be. */
  event(work: (worker: ProductWorker) => Promise<unknown>): void;
  /** The worker that is alive, if there is one. */
  worker(): ProductWorker | undefined;
  life(): Life | undefined;
  /** Whether nothing is under way in the worker. */
  isIdle(): boolean;
  endWorker(): void;
  /** Ends the browser and starts it again after `awayMs`; alarms survive or not. */
  restart(awayMs: number, keepsAlarms: boolean): void;
  /** True times at which a worker ended in the middle of its work. */
  deathsMs: number[];
  /** New token sets that ended with the browser while the disk refused everything, and when (true ms). */
  unsavedLosses: { grantId: string; atMs: number }[];
}

interface Living {
  life: Life;
  product: ProductWorker;
  busy: number;
  lastActiveMs: number;
  sending: number;
  started: Promise<void>;
}

/** Web Locks of one worker: the browser frees them when it dies. */
function locksOf(life: Life): WithLock {
  const held = new Map<string, Promise<unknown>>();
  return async (name, work) => {
    const run = (held.get(name) ?? Promise.resolve()).then(() => life.step(() => undefined, false)).then(work);
    held.set(
      name,
      run.then(
        () => undefined,
        () => undefined,
      ),
    );
    return run;
  };
}

/** Starts a browser that has never run before. */
export function createBrowser(parts: BrowserParts): SimulatedBrowser {
  const { timeline, network, random } = parts;
  const session: BrowserSession = { unsaved: [] };
  const bugs: unknown[] = [];
  let living: Living | undefined;
  let isClosed = false;
  const deathsMs: number[] = [];
  const unsavedLosses: SimulatedBrowser['unsavedLosses'] = [];

  const alarms = createAlarms(timeline, (name, scheduledMs) => {
    if (!isClosed) event((worker) => worker.alarmRang(name, scheduledMs));
  });

  function hostOf(life: Life, touch: () => void, sending: (by: number) => void): WorkerHost {
    const send: WorkerHost['send'] = async (request) => {
      sending(1);
      try {
        return await network.send(request, false);
      } finally {
        sending(-1);
        touch();
      }
    };
    return {
      life,
      timeline,
      store: parts.store,
      vault: parts.vault,
      session,
      alarms,
      random: random.next,
      newId: () => `id-${random.below(2 ** 31).toString(36)}-${random.below(2 ** 31).toString(36)}`,
      withLock: locksOf(life),
      send,
      async reach(url) {
        const request = { method: 'GET', url, headers: {}, deadlineMs: reachDeadlineMs, maxBodyBytes: 0 } as const;
        return (await send(request)).answer !== null;
      },
      sendForPerson: (request) => network.send(request, true),
      wait: (ms) => new Promise((resolve) => void timeline.at(timeline.nowMs() + ms, resolve)),
      every(ms, work) {
        let cancel: (() => void) | undefined;
        const beat = (): void => {
          if (life.isOver()) return;
          // A call of any extension API restarts the worker's idle time.
          touch();
          work();
          cancel = timeline.at(timeline.nowMs() + ms, beat);
        };
        cancel = timeline.at(timeline.nowMs() + ms, beat);
        return () => cancel?.();
      },
      allow: parts.allow,
      reportBug: (error) => void bugs.push(error),
      ...(parts.wrap ? { wrap: parts.wrap } : {}),
    };
  }

  function begin(): Living {
    const life = beginLife(parts.nextEnd?.(), () => void deathsMs.push(timeline.nowMs()));
    const made: Living = {
      life,
      busy: 0,
      sending: 0,
      lastActiveMs: timeline.nowMs(),
      started: Promise.resolve(),
      product: startProduct(
        hostOf(
          life,
          () => {
            made.lastActiveMs = timeline.nowMs();
          },
          (by) => {
            made.sending += by;
          },
        ),
      ),
    };
    living = made;
    made.busy += 1;
    made.started = made.product
      .started()
      .catch((error: unknown) => void bugs.push(error))
      .finally(() => {
        made.busy -= 1;
      });
    timeline.at(timeline.nowMs() + idleMs, () => endIfIdle(made));
    return made;
  }

  function endIfIdle(one: Living): void {
    if (living !== one) return;
    const restMs = one.lastActiveMs + idleMs - timeline.nowMs();
    if (one.life.isOver() || (one.sending === 0 && restMs <= 0)) forget(one);
    else timeline.at(timeline.nowMs() + Math.max(1000, restMs), () => endIfIdle(one));
  }

  function forget(one: Living): void {
    if (one.busy > 0 && !one.life.isOver()) deathsMs.push(timeline.nowMs());
    one.life.end();
    if (living === one) living = undefined;
  }

  function event(work: (worker: ProductWorker) => Promise<unknown>): void {
    if (isClosed) return;
    if (living?.life.isOver()) forget(living);
    const one = living ?? begin();
    one.lastActiveMs = timeline.nowMs();
    one.busy += 1;
    parts.onEvent?.();
    work(one.product).then(
      () => {
        one.busy -= 1;
      },
      (error: unknown) => {
        one.busy -= 1;
        bugs.push(error);
      },
    );
  }

  function endWorker(): void {
    if (living) forget(living);
  }

  return {
    alarms,
    session,
    bugs,
    event,
    worker: () => living?.product,
    life: () => living?.life,
    isIdle: () => living === undefined || living.life.isOver() || living.busy === 0,
    endWorker,
    restart(awayMs, keepsAlarms) {
      endWorker();
      if (writeFaults.isRefusing())
        for (const { grant } of session.unsaved) unsavedLosses.push({ grantId: grant.id, atMs: timeline.nowMs() });
      for (const name of ['flow', 'secret', 'shown'] as const) delete session[name];
      session.unsaved = [];
      session.isDiskFull = false;
      isClosed = true;
      if (!keepsAlarms) alarms.lose();
      timeline.at(timeline.nowMs() + awayMs, () => {
        isClosed = false;
        alarms.look();
        event((worker) => worker.browserStarted());
      });
    },
    deathsMs,
    unsavedLosses,
  };
}
