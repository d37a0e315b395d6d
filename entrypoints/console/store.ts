import { batch, computed, signal } from '@preact/signals';
import { query, readList, showNextPage } from '../../components/state/list';
import { flow, reader, readSession, tickAfterTransient, toViews } from '../../components/state/live';
import { readChecks } from '../../components/state/read-checks';
import type { AppSummary } from '../../lib/model/app-credentials';
import type { AreaMatrix } from '../../lib/model/area-check';
import type { Connection } from '../../lib/model/connection';
import type { HistoryEvent } from '../../lib/model/history';
import type { KnownName } from '../../lib/model/known-name';
import type { ProviderDefinition } from '../../lib/model/provider-definition';
import type { ReadCount } from '../../lib/model/read-budget';
import { defaultSettings, type Settings } from '../../lib/model/settings';
import { registerOwn } from '../../lib/providers/custom/register';
import type { ProviderProfile } from '../../lib/providers/profile';
import { profiles } from '../../lib/providers/profiles';
import { readAreaMatrix } from '../../lib/store/area-matrix';
import { findConnection, listByGrant, listByProvider } from '../../lib/store/connections';
import { openStore, type Store, type StoreProblem } from '../../lib/store/database';
import { listHistory } from '../../lib/store/history';
import { listKnownNames } from '../../lib/store/known-names';
import { readOwnRecords } from '../../lib/store/own-providers';
import { listReadCounts } from '../../lib/store/read-counts';
import { readSettings } from '../../lib/store/settings';
import { listUnreadableGrants } from '../../lib/store/unreadable';
import { listApps } from '../../lib/vault/apps';
import { openVault } from '../../lib/vault/database';
import { countUnreadableGrants } from '../../lib/vault/grants';
import { route } from './route';
import { readSites } from './site-store';

const pageSize = 100;

/** A connection with what stands around it. */
export interface Detail {
  connection: Connection;
  /** Other connections that use the same sign-in. */
  siblings: readonly Connection[];
  history: readonly HistoryEvent[];
  /** The last "check what works". */
  areas: AreaMatrix | undefined;
  /** How many other connections of the same provider fail and work. */
  others: { failing: number; working: number };
}

const historyLimit = signal(pageSize);

export const storeProblem = signal<StoreProblem | undefined>(undefined);
export const settings = signal<Settings>(defaultSettings);
export const apps = signal<readonly AppSummary[]>([]);
/** Reads counted on this device, of apps whose reads are metered. */
export const readCounts = signal<readonly ReadCount[]>([]);
/** Every provider there is to connect, ours and the person's own. */
export const offered = signal<readonly ProviderProfile[]>(profiles);
/** The providers people described themselves. */
export const ownDefinitions = signal<readonly ProviderDefinition[]>([]);
/** Stored definitions and sign-ins that cannot be read. */
export const unreadableDefinitions = signal(0);
export const unreadableGrants = signal(0);
/** The connection of the current page; undefined when it does not exist (any more). */
export const detail = signal<Detail | undefined>(undefined);
/** Every stored name, read where a support report is made; undefined until then, and no report is made without. */
export const knownNames = signal<readonly KnownName[] | undefined>(undefined);
/** Companies of the pending sign-in's provider that are watched already. */
export const watchedTenantIds = signal<ReadonlySet<string>>(new Set());

export const detailView = computed(() => detail.value && toViews([detail.value.connection])[0]);
export const hasMoreHistory = computed(() => detail.value?.history.length === historyLimit.value);

async function readDetail(store: Store): Promise<Detail | undefined> {
  const { place, id } = route.value;
  if ((place !== 'connections' && place !== 'report') || id === undefined) return undefined;
  const connection = await findConnection(store, id);
  if (!connection) return undefined;
  const [sharing, ofProvider, history, areas] = await Promise.all([
    listByGrant(store, connection.grantId),
    listByProvider(store, connection.providerId),
    listHistory(store, id, { limit: historyLimit.value }),
    readAreaMatrix(store, id),
  ]);
  const others = ofProvider.filter((other) => other.id !== id && !other.isPaused);
  const failing = others.filter((other) => other.failingSinceMs !== undefined).length;
  return {
    connection,
    siblings: sharing.filter((other) => other.id !== id),
    history,
    areas,
    others: { failing, working: others.length - failing },
  };
}

async function readWatched(store: Store): Promise<ReadonlySet<string>> {
  if (!flow.value?.tenants) return new Set();
  const known = await listByProvider(store, flow.value.providerId);
  return new Set(known.map(({ tenantId }) => tenantId));
}

/** Reads committed state for the current place. */
export async function readStore(): Promise<void> {
  const [store, vault] = await Promise.all([openStore(), openVault()]);
  if (!store.ok || !vault.ok) {
    storeProblem.value = store.ok ? (vault.ok ? undefined : vault.problem) : store.problem;
    return;
  }
  const ownRecords = await readOwnRecords(store.value);
  const own = registerOwn(ownRecords);
  const [list, nextDetail, nextSettings, nextApps, nextCounts, watched, showSites, nextNames, lostGrants] =
    await Promise.all([
      readList(store.value, pageSize),
      readDetail(store.value),
      readSettings(store.value),
      listApps(),
      listReadCounts(store.value),
      readWatched(store.value),
      readSites(store.value),
      route.value.place === 'report' ? listKnownNames(store.value) : undefined,
      listUnreadableGrants(store.value).then((ids) => countUnreadableGrants(vault.value, ids)),
    ]);
  batch(() => {
    storeProblem.value = undefined;
    list.show();
    showSites();
    detail.value = nextDetail;
    knownNames.value = nextNames;
    settings.value = nextSettings;
    apps.value = nextApps;
    readCounts.value = nextCounts;
    reader.value = nextSettings.reader;
    offered.value = [...profiles];
    ownDefinitions.value = own;
    unreadableDefinitions.value = ownRecords.length - own.length;
    unreadableGrants.value = lostGrants;
    watchedTenantIds.value = watched;
  });
  tickAfterTransient(nextDetail ? [...list.connections, nextDetail.connection] : list.connections);
  await readChecks();
}

/** Everything a place needs before it is drawn. */
export async function readAll(): Promise<void> {
  await readSession();
  await readStore();
}

export function search(wanted: string): void {
  query.value = wanted;
  void readStore();
}

export function showMore(): void {
  showNextPage(pageSize);
  void readStore();
}

export function showMoreHistory(): void {
  historyLimit.value += pageSize;
  void readStore();
}
