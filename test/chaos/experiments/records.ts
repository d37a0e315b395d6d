import type { Experiment, ExperimentRun } from '../experiment';
import { type Damage, damagesOf } from '../simulation/damage';
import { takeEscaped } from '../simulation/escaped';
import { allConnections } from '../simulation/profile';
import { createSimulation, type Simulation } from '../simulation/simulation';
import { addCount, addFailure, type Tally } from '../tally';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const servers = ['xero', 'salesforce_static', 'own_no_grace'] as const;
const stride = { short: 1000, usual: 1, full: 1 } as const;

/** What the person does after the damage: nothing, or ends one company of a grant that others live on. */
const acts = ['waits', 'disconnects'] as const;

/** A profile with connections at several servers, one of which fails, after the product has written all it writes. */
async function writeProfile(seed: number): Promise<Simulation> {
  const simulation = await createSimulation({ seed, servers });
  await simulation.connect('xero', 3);
  await simulation.connect('salesforce_static', 1);
  await simulation.connect('own_no_grace', 2);
  await simulation.begin();
  const { network, timeline, browser } = simulation;
  await simulation.passTime(5 * minuteMs);
  const nowMs = timeline.nowMs();
  const outage = { kind: '503', when: 'before', where: 'api', retryAfter: 'none' } as const;
  network.windows = [{ ...outage, fromMs: nowMs, untilMs: nowMs + 10 * minuteMs }];
  await simulation.handle((worker) => worker.personChecks(['g-own_no_grace-0-c0', 'g-xero-0-c2']));
  await simulation.passTime(5 * minuteMs);
  browser.endWorker();
  return simulation;
}

async function everyDamage({ databases }: Simulation): Promise<Damage[]> {
  const { store, vault } = databases;
  const made: Damage[] = [];
  for (const record of await store.getAll('connections'))
    made.push(...damagesOf('connections', record.id, record, 'id'));
  for (const key of await store.getAllKeys('state')) {
    const record = await store.get('state', key);
    made.push({ store: 'state', key, path: '', how: 'replaced', value: 'damaged' });
    made.push(...damagesOf('state', key, record, ''));
  }
  for (const record of await vault.getAll('grants'))
    made.push(...damagesOf('grants', record.grant.id, record, 'grant.id'));
  for (const record of await vault.getAll('apps'))
    made.push(...damagesOf('apps', record.summary.id, record, 'summary.id'));
  return made;
}

async function writeRaw(database: IDBDatabase, { store, key, value }: Damage): Promise<void> {
  const transaction = database.transaction(store, 'readwrite');
  if (store === 'state') transaction.objectStore(store).put(value, key);
  else transaction.objectStore(store).put(value);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(new Error('the damage could not be written'));
  });
}

async function putDamage({ databases }: Simulation, damage: Damage): Promise<void> {
  const isVault = damage.store === 'grants' || damage.store === 'apps';
  const database: unknown = isVault ? databases.vault : databases.store;
  if (database instanceof IDBDatabase) await writeRaw(database, damage);
}

async function play(damage: Damage, act: (typeof acts)[number], seed: number, tally: Tally): Promise<void> {
  const simulation = await writeProfile(seed);
  const where = `seed ${seed}: ${damage.store} ${String(damage.key)} ${damage.path} ${damage.how}, the person ${act}`;
  await putDamage(simulation, damage);
  const grantsBefore = await simulation.databases.vault.getAllKeys('grants');
  if (act === 'disconnects') {
    const victim = (await allConnections(simulation.databases)).find(({ tenantId }) => tenantId === 'xero-0-1');
    if (victim) await simulation.handle((worker) => worker.personDisconnects(victim.id));
  }
  simulation.browser.restart(60_000, true);
  await simulation.passTime(1.5 * hourMs);
  simulation.browser.restart(60_000, true);
  await simulation.passTime(0.5 * hourMs);
  addCount(tally, 'records');
  for (const { kind, grants } of simulation.servers)
    for (const { number, endedBy } of grants)
      if (endedBy === 'us') addFailure(tally, 'revoked', `${where}: ${kind.id} grant ${number}`);
  const grantsAfter = await simulation.databases.vault.getAllKeys('grants');
  const forgotten = grantsBefore.filter((id) => !grantsAfter.includes(id));
  if (forgotten.length > 0) addFailure(tally, 'forgotten', `${where}: ${forgotten.join(' ')}`);
  takeEscaped();
}

/** A record of a grant that other companies live on as well. */
const isSibling = ({ store, key }: Damage): boolean => store === 'connections' && String(key).startsWith('g-xero-0');

let damages: { seed: number; list: Damage[] } | undefined;

async function damagesFor(seed: number): Promise<Damage[]> {
  if (damages?.seed !== seed) damages = { seed, list: await everyDamage(await writeProfile(seed)) };
  return damages.list;
}

/** Cases are dealt out in batches, because how many there are is known only after the profile is written. */
const batches = 40;

/** Every record the product writes, damaged in each member, and as a newer version may have written it. */
export const records: Experiment = {
  id: 'records',
  size: ({ extent }) => (extent === 'short' ? 8 : batches),
  async play(index, { seed, extent }: ExperimentRun, tally) {
    const all = (await damagesFor(seed)).flatMap((damage) =>
      (isSibling(damage) ? acts : acts.slice(0, 1)).map((act) => ({ damage, act })),
    );
    for (const [at, { damage, act }] of all.entries())
      if (at % batches === index && Math.floor(at / batches) % stride[extent] === 0)
        await play(damage, act, seed, tally);
  },
};
