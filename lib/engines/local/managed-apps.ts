import { type AppCredentials, type AppSummary, appIdFor } from '../../model/app-credentials';
import { type ManagedApp, readManagedApps } from '../../model/managed-app';
import { isOwnProvider } from '../../model/provider-definition';
import { findProvider } from '../../providers';
import { keyOrigin } from '../../providers/key-home';
import type { Provider } from '../../providers/provider';
import { listAppsIn, openApp, removeApp, saveApp } from '../../vault/apps';
import type { LocalPorts } from './ports';

type AppPorts = Pick<LocalPorts, 'vault' | 'now'>;

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

/**
 * Takes over the app credentials a browser policy sets: they go into the vault like all others, marked as managed, and go
 * when the policy no longer has them. A policy wins over what a person entered. Writes only what has changed.
 *
 * @param policy what the browser says is set; anything else than what our schema describes is left out
 * @returns whether anything changed
 */
export async function takeOverManagedApps(ports: AppPorts, policy: unknown): Promise<boolean> {
  const before = (await listAppsIn(ports.vault)).filter((summary) => summary.isManaged);
  const wantedIds = new Set<string>();
  let hasChanged = false;
  for (const managed of readManagedApps(policy)) {
    const id = appIdFor(managed.provider, managed.environment);
    wantedIds.add(id);
    const app = toWanted(managed, before);
    if (!app) continue;
    if (before.some((summary) => summary.id === id) && (await isStored(ports, id, app))) continue;
    await saveApp(ports.vault, { ...app, isManaged: true }, ports.now());
    hasChanged = true;
  }
  for (const { id } of before.filter((summary) => !wantedIds.has(summary.id))) {
    await removeApp(ports.vault, id);
    hasChanged = true;
  }
  return hasChanged;
}
