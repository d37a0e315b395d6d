import { sendHttp } from '../../lib/browser/http';
import { ownOrigin } from '../../lib/browser/messages';
import { dueNow } from '../../lib/engines/connection-record';
import { dryRun } from '../../lib/engines/local/dry-run';
import type { Handlers } from '../../lib/messages/router';
import type { Mistake } from '../../lib/model/mistakes';
import { isOwnProvider } from '../../lib/model/provider-definition';
import { failure, type Result, success } from '../../lib/model/result';
import { recheckBlocked } from '../../lib/monitor/recheck-blocked';
import { triedPatterns } from '../../lib/providers/custom/hosts';
import { readDraft } from '../../lib/providers/custom/mistakes';
import { changeConnections, isProviderConnected, listByProvider } from '../../lib/store/connections';
import { type App, openApp } from './app';
import { forgetDefinition, storeDefinition, storedDefinitions } from './own-providers';
import { followPolicy } from './policy';
import { reportBug } from './report-bug';
import { returnUnusedHosts } from './unused-hosts';

type ProviderHandlers = Pick<Handlers, 'provider.dryRun' | 'provider.save' | 'provider.leave' | 'provider.remove'>;

function mistaken(mistakes: Mistake[]): { ok: true; value: { kind: 'mistaken'; mistakes: Mistake[] } } {
  return success({ kind: 'mistaken', mistakes });
}

/** Every host a stored definition was ever allowed: those its connections call, and those that trying it asked. */
async function hostsOf(app: App, providerId: string): Promise<string[]> {
  const stored = await storedDefinitions(app.ports.store);
  return stored.filter(({ id }) => id === providerId).flatMap(triedPatterns);
}

/** Connections of a provider whose definition changed are looked at again at once. */
async function lookAgain(app: App, providerId: string): Promise<void> {
  const ids = (await listByProvider(app.ports.store, providerId)).map((connection) => connection.id);
  await changeConnections(app.ports.store, ids, (connection) =>
    connection.isPaused ? undefined : { connection: { ...connection, ...dueNow(app.ports.now()) } },
  );
  // A policy may hold the app key of a provider that nobody had described yet.
  await followPolicy(app.ports, false);
  await recheckBlocked(app.ports);
  await app.run(0);
}

async function remove(app: App, providerId: string): Promise<Result<null, 'unknown_provider' | 'provider_in_use'>> {
  const isStored = (await storedDefinitions(app.ports.store)).some(({ id }) => id === providerId);
  if (!isOwnProvider(providerId) || !isStored) return failure('unknown_provider');
  if (await isProviderConnected(app.ports.store, providerId)) return failure('provider_in_use');
  const hosts = await hostsOf(app, providerId);
  await forgetDefinition(app.ports, providerId);
  await returnUnusedHosts(app, hosts);
  await app.syncBrowserUi();
  return success(null);
}

/** What our own pages may ask about providers that people describe themselves. */
export const providerHandlers: ProviderHandlers = {
  'provider.dryRun': async ({ definition }) => {
    const app = await openApp();
    if (!app.ok) return app;
    const draft = readDraft(definition);
    if (!draft.ok) return mistaken(draft.problem);
    return success({
      kind: 'tried',
      run: await dryRun({ ...app.value.ports, send: sendHttp, origin: ownOrigin() }, draft.value),
    });
  },
  'provider.save': async ({ definition, replaces }) => {
    const app = await openApp();
    if (!app.ok) return app;
    const stored = await storeDefinition(app.value.ports, definition, replaces);
    if (!stored.ok) return mistaken(stored.problem);
    const { id: providerId } = stored.value;
    lookAgain(app.value, providerId).catch(reportBug);
    return success({ kind: 'saved', providerId });
  },
  'provider.leave': async ({ definition }) => {
    const app = await openApp();
    if (!app.ok) return app;
    const draft = readDraft(definition);
    const stored = await storedDefinitions(app.value.ports.store);
    if (draft.ok) await returnUnusedHosts(app.value, triedPatterns(draft.value), stored.flatMap(triedPatterns));
    return success(null);
  },
  'provider.remove': async ({ providerId }) => {
    const app = await openApp();
    return app.ok ? remove(app.value, providerId) : app;
  },
};
