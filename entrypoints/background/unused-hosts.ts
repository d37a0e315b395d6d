import { returnHosts } from '../../lib/browser/permissions';
import { readFlow } from '../../lib/browser/session';
import { sitePatterns } from '../../lib/model/report-site';
import { providers } from '../../lib/providers';
import { isProviderConnected } from '../../lib/store/connections';
import { listReportSites } from '../../lib/store/report-sites';
import { listGrants } from '../../lib/vault/grants';
import type { App } from './app';

/** Providers that something is still to be sent to: watched companies, sign-ins, owed revocations, the pending sign-in. */
async function busyProviderIds({ ports }: App): Promise<Set<string>> {
  const { store, vault } = ports;
  const grants = await listGrants(vault);
  const owed = await vault.getAll('revocations');
  const pending = await readFlow();
  const ids = new Set([...grants, ...owed, ...(pending ? [pending] : [])].map(({ providerId }) => providerId));
  for (const { id } of providers) if (await isProviderConnected(store, id)) ids.add(id);
  return ids;
}

/**
 * Gives host permissions back that nobody needs any more: no provider with connections, sign-ins or owed revocations, not
 * the pending sign-in, and no report tool.
 *
 * @param patterns match patterns that one of these has just stopped to need; others are not touched
 * @param kept match patterns that stay all the same
 */
export async function returnUnusedHosts(
  app: App,
  patterns: readonly string[],
  kept: readonly string[] = [],
): Promise<void> {
  const busy = await busyProviderIds(app);
  const needed = new Set([
    ...kept,
    ...(await listReportSites(app.ports.store)).flatMap(({ definition }) => sitePatterns(definition)),
    ...providers.filter(({ id }) => busy.has(id)).flatMap(({ hosts }) => [...hosts.connection, ...hosts.guidance]),
  ]);
  await returnHosts(patterns.filter((pattern) => !needed.has(pattern)));
}

/** The same for everything a sign-in at a provider asks the browser for. */
export async function returnProviderHosts(app: App, providerId: string): Promise<void> {
  const provider = providers.find(({ id }) => id === providerId);
  if (provider) await returnUnusedHosts(app, [...provider.hosts.connection, ...provider.hosts.guidance]);
}
