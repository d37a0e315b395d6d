import { type AppCredentials, appIdFor } from '../../model/app-credentials';
import { readManagedApps } from '../../model/managed-app';
import { findProvider } from '../../providers';
import { listApps, openApp, removeApp, saveApp } from '../../vault/apps';
import type { LocalPorts } from './ports';

type AppPorts = Pick<LocalPorts, 'vault' | 'now'>;

async function isStored(ports: AppPorts, id: string, wanted: Omit<AppCredentials, 'id'>): Promise<boolean> {
  const stored = await openApp(ports.vault, id);
  return (['clientId', 'clientSecret', 'domain'] as const).every((member) => stored?.[member] === wanted[member]);
}

/**
 * Takes over the app credentials a browser policy sets: they go into the vault like all others, marked as managed, and go
 * when the policy no longer has them. A policy wins over what a person entered. Writes only what has changed.
 *
 * @param policy what the browser says is set; anything else than what our schema describes is left out
 * @returns whether anything changed
 */
export async function takeOverManagedApps(ports: AppPorts, policy: unknown): Promise<boolean> {
  const before = (await listApps()).filter((summary) => summary.isManaged);
  const wantedIds = new Set<string>();
  let hasChanged = false;
  for (const { provider: providerId, environment, clientId, clientSecret, domain: typed } of readManagedApps(policy)) {
    const provider = findProvider(providerId);
    const domain = typed === undefined ? undefined : provider?.readDomain?.(typed);
    const id = appIdFor(providerId, environment);
    const app = { providerId, environment, clientId, clientSecret, domain };
    wantedIds.add(id);
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
