import { type AppCredentials, type AppSummary, appIdFor } from '../../model/app-credentials';
import { type ManagedApp, type ManagedPolicy, readManagedPolicy } from '../../model/managed-app';
import { isOwnProvider } from '../../model/provider-definition';
import { findProvider } from '../../providers';
import { keyOrigin } from '../../providers/key-home';
import type { Provider } from '../../providers/provider';
import type { Store } from '../../store/database';
import { type MissingSince, readMissingSince, saveMissingSince } from '../../store/missing-policy-keys';
import { listAppsIn, openApp, removeApp, saveApp } from '../../vault/apps';
import type { LocalPorts } from './ports';

type AppPorts = Pick<LocalPorts, 'vault' | 'now'>;

/** What following a policy needs from outside. */
export type PolicyPorts = AppPorts & { store: Store };

interface WantedApp extends Omit<AppCredentials, 'id'> {
  tokenOrigin: string;
}

async function isStored(ports: AppPorts, id: string, wanted: WantedApp): Promise<boolean> {
  const stored = await openApp(ports.vault, id, wanted.tokenOrigin);
  return (['clientId', 'clientSecret', 'domain'] as const).every((member) => stored?.[member] === wanted[member]);
}

/**
 * The origin a managed key is for (SEC-46): that of a built-in provider, else the one its policy names, else the one the
 * key was first taken over for. A definition that has moved since moves no key.
 */
function originFor(provider: Provider, managed: ManagedApp, before: AppSummary | undefined): string {
  const current = keyOrigin(provider, managed.environment);
  if (!isOwnProvider(provider.id)) return current;
  if (managed.tokenAddress !== undefined) return new URL(managed.tokenAddress).origin;
  return before?.tokenOrigin ?? current;
}

/** The app credentials of a policy entry; undefined while nobody has described its provider, or it has no such environment. */
function toWanted(managed: ManagedApp, before: readonly AppSummary[]): WantedApp | undefined {
  const { provider: providerId, environment, clientId, clientSecret, domain: typed } = managed;
  const provider = findProvider(providerId);
  if (!provider?.environments.includes(environment)) return undefined;
  const known = before.find(({ id }) => id === appIdFor(providerId, environment));
  const domain = typed === undefined ? undefined : provider.readDomain?.(typed);
  return { providerId, environment, clientId, clientSecret, domain, tokenOrigin: originFor(provider, managed, known) };
}

/** A key counts as withdrawn once two looks this far apart found it missing, and is not before then (SEC-48). */
const looksApartMs = 10 * 60_000;

/** When two looks lie further apart, the clock was probably changed in between, and the later one counts as the first. */
const maxApartMs = 24 * 60 * 60_000;

interface Missing {
  withdrawn: string[];
  since: MissingSince;
}

function judgeMissing(missing: readonly string[], before: MissingSince, nowMs: number): Missing {
  const withdrawn: string[] = [];
  const since: Record<string, number> = {};
  for (const id of missing) {
    const firstMs = before[id];
    const apartMs = firstMs === undefined ? Number.NaN : nowMs - firstMs;
    if (apartMs >= looksApartMs && apartMs <= maxApartMs) withdrawn.push(id);
    else since[id] = firstMs !== undefined && apartMs >= 0 && apartMs < looksApartMs ? firstMs : nowMs;
  }
  return { withdrawn, since };
}

/** Saves what the policy has and we have not; the ids of all keys it has. */
async function takeOver(
  ports: AppPorts,
  { apps }: ManagedPolicy,
  before: readonly AppSummary[],
): Promise<[Set<string>, boolean]> {
  const wantedIds = new Set<string>();
  let hasChanged = false;
  for (const managed of apps) {
    const id = appIdFor(managed.provider, managed.environment);
    wantedIds.add(id);
    const app = toWanted(managed, before);
    if (!app) continue;
    if (before.some((summary) => summary.id === id) && (await isStored(ports, id, app))) continue;
    await saveApp(ports.vault, { ...app, isManaged: true }, ports.now());
    hasChanged = true;
  }
  return [wantedIds, hasChanged];
}

/**
 * Takes over the app credentials a browser policy sets: they go into the vault like all others, marked as managed. A policy
 * wins over what a person entered. Writes only what has changed. A key goes when the policy no longer has it, and a browser
 * that has not loaded its policies looks the same as one without: so it goes only when the browser said that they changed, or
 * when it is missing at two looks ten minutes apart (SEC-48).
 *
 * @param policy what the browser says is set; anything else than what our schema describes changes nothing
 * @param isAnnounced the browser has just said that the policy changed
 * @returns whether anything changed
 */
export async function takeOverManagedApps(ports: PolicyPorts, policy: unknown, isAnnounced: boolean): Promise<boolean> {
  const managed = (await listAppsIn(ports.vault)).filter((summary) => summary.isManaged);
  const read = readManagedPolicy(policy);
  const [wantedIds, hasChanged] = await takeOver(ports, read, managed);
  const missing = managed
    .filter(({ id, providerId }) => !wantedIds.has(id) && !read.hasUnknown && !read.unreadableOf.includes(providerId))
    .map(({ id }) => id);
  const before = await readMissingSince(ports.store);
  const { withdrawn, since } = isAnnounced
    ? { withdrawn: missing, since: {} }
    : judgeMissing(missing, before, ports.now());
  for (const id of withdrawn) await removeApp(ports.vault, id);
  if (JSON.stringify(since) !== JSON.stringify(before)) await saveMissingSince(ports.store, since);
  return hasChanged || withdrawn.length > 0;
}
