import 'fake-indexeddb/auto';
import { diagnose } from '../../../lib/diagnosis/diagnose';
import { storedHostHealth } from '../../../lib/engines/host-health';
import type { PlacePorts } from '../../../lib/engines/local/sign-in-place';
import type { Connection } from '../../../lib/model/connection';
import type { Flow, FlowSecret, FlowWindow } from '../../../lib/model/flow';
import type { MonitorPorts } from '../../../lib/monitor/ports';
import { checkConnections } from '../../../lib/monitor/run-due';
import { storedServerClock } from '../../../lib/store/clock';
import { findConnection } from '../../../lib/store/connections';
import { openStore, type Store } from '../../../lib/store/database';
import { keepFlow } from '../../../lib/store/pending-flow';
import { saveSettings } from '../../../lib/store/settings';
import { saveApp } from '../../../lib/vault/apps';
import { openVault, type Vault } from '../../../lib/vault/database';
import { createClock } from '../../sandbox/core/clock';
import { createFaults } from '../../sandbox/core/faults';
import type { TokenCounters } from '../../sandbox/xero/state';
import { createXero } from '../../sandbox/xero/xero';
import { countingDisk, memoryUnsavedGrants } from '../engines/fake-ports';
import type { Life } from './life';
import { askInProcess, createPerson } from './person';

const redirectUri = 'https://abcdefghijklmnop.chromiumapp.org/xero';

/** The three companies of the scenes, all of one person. */
export const companies = ['Harbour Lane Bakery', 'Copperfield Cycles', 'Tidewater Marine Supplies'] as const;
export const maya = 'maya@fernhill-books.example';

/** All the worker asks of the outside. */
export type Ports = MonitorPorts & PlacePorts;

/** What outlives a worker: both databases, the session store, the provider, and the time. */
export interface Home {
  store: Store;
  vault: Vault;
  session: { flow: Flow | undefined; secret: FlowSecret | undefined; shown: FlowWindow | undefined };
  xero: ReturnType<typeof createXero>['control'];
  tenantIds: readonly string[];
  nowMs(): number;
  passTime(ms: number): void;
  /** Ends the browser: what is in memory only is gone. */
  endBrowser(): void;
  /** The ports of one life of the worker; in the sign-in window the person picks `picks`. */
  portsFor(life: Life, picks: readonly string[]): Ports;
  /** What happened at the token endpoint since the last `clean`. */
  counters(): Pick<TokenCounters, 'refreshed' | 'revoked' | 'consumedPresented'>;
  /** Everything as on the first day, but for the provider's own memory of people. */
  clean(): Promise<void>;
}

/** Opens the databases and the provider once; `clean` makes it new. */
export async function createHome(): Promise<Home> {
  const [store, vault] = [await openStore(), await openVault()];
  if (!store.ok || !vault.ok) throw new Error('no databases');
  const clock = createClock();
  const { provider, control: xero } = createXero({ clock, faults: createFaults() });
  xero.app.redirectUris.add(redirectUri);
  const person = createPerson(provider, xero.user(maya));
  const locks = new WeakMap<Life, Map<string, Promise<unknown>>>();
  const unsaved = memoryUnsavedGrants();
  let before = xero.counters();

  const home: Home = {
    store: store.value,
    vault: vault.value,
    session: { flow: undefined, secret: undefined, shown: undefined },
    xero,
    tenantIds: companies.map((name) => xero.organisation(name).tenantId),
    nowMs: () => clock.nowMs(),
    passTime: (ms) => clock.advance(ms),
    endBrowser() {
      home.session = { flow: undefined, secret: undefined, shown: undefined };
    },
    portsFor(life, picks) {
      const { step } = life;
      const guarded = { store: life.guard(home.store), vault: life.guard(home.vault) };
      const ports: Ports = {
        ...guarded,
        send: (request) => step(() => askInProcess(provider, request, clock.nowMs())),
        reach: () => step(() => true, false),
        now: home.nowMs,
        random: () => 0.5,
        // Web Locks are freed by the browser when their holder dies: each life has its own.
        async withLock(name, work) {
          const held = locks.get(life) ?? new Map<string, Promise<unknown>>();
          locks.set(life, held);
          const run = (held.get(name) ?? Promise.resolve()).then(() => step(() => undefined, false)).then(work);
          held.set(
            name,
            run.then(
              () => undefined,
              () => undefined,
            ),
          );
          return run;
        },
        clock: storedServerClock(guarded.store),
        hosts: storedHostHealth(guarded.store, { now: home.nowMs, random: () => 0.5 }),
        unsaved,
        disk: countingDisk(),
        reportBug(error) {
          throw error;
        },
        diagnose,
        countRead: () => step(() => undefined, false),
        hasHosts: () => step(() => true, false),
        isOnline: () => true,
        wait: (ms) => (ms === 0 ? step(() => undefined, false) : new Promise(() => undefined)),
        pageSigns: async () => [],
        whileChecking: (_ids, work) => step(work, false),
        readFlow: () => step(() => home.session.flow, false),
        async writeFlow(flow) {
          await keepFlow(guarded.store, flow);
          await step(() => void Object.assign(home.session, { flow }));
        },
        readFlowSecret: () => step(() => home.session.secret, false),
        changeFlowSecret: (change) =>
          step(() => {
            const known = home.session.secret;
            home.session.secret = change(known);
            return known;
          }),
        readFlowWindow: () => step(() => home.session.shown, false),
        writeFlowWindow: (shown) => step(() => void Object.assign(home.session, { shown })),
        redirectUriFor: () => redirectUri,
        newId: () => crypto.randomUUID(),
        openWindow: (url) => step(async () => ({ kind: 'redirect', url: await person.allow(url, picks) })),
        closeWindow: () => step(() => undefined),
        openTab: () => step(() => 7),
        closeTab: () => step(() => undefined),
        watchTab: () => step(() => undefined, false),
        async checkNow(ids) {
          const found = await Promise.all(ids.map((id) => findConnection(guarded.store, id)));
          const known = found.filter((connection): connection is Connection => connection !== undefined);
          await checkConnections(ports, known, { isAskedFor: true });
        },
      };
      return ports;
    },
    counters() {
      const now = xero.counters();
      const { consumedPresented, revoked, refreshed } = now;
      return {
        refreshed: refreshed - before.refreshed,
        revoked: revoked - before.revoked,
        consumedPresented: consumedPresented - before.consumedPresented,
      };
    },
    async clean() {
      home.endBrowser();
      for (const name of ['connections', 'history', 'state'] as const) await home.store.clear(name);
      for (const name of ['grants', 'apps', 'revocations'] as const) await home.vault.clear(name);
      xero.revokeGrant(maya);
      xero.heal();
      xero.app.canBulkConnect = true;
      clock.reset();
      await saveApp(home.vault, { providerId: 'xero', environment: 'production', clientId: xero.app.clientId }, 0);
      await saveSettings(home.store, { welcomed: true });
      before = xero.counters();
    },
  };
  return home;
}
