import { sendHttp } from '../../lib/browser/http';
import { ownOrigin } from '../../lib/browser/messages';
import { definitionConflicts } from '../../lib/engines/local/definition-conflicts';
import { endGrant } from '../../lib/engines/local/disconnect';
import { dryRun } from '../../lib/engines/local/dry-run';
import type { Handlers } from '../../lib/messages/router';
import { appIdFor } from '../../lib/model/app-credentials';
import type { Mistake } from '../../lib/model/mistakes';
import { isOwnProvider } from '../../lib/model/provider-definition';
import { failure, type Result, success } from '../../lib/model/result';
import { reconsiderHolds } from '../../lib/monitor/holds';
import { findProvider } from '../../lib/providers';
import { triedPatterns } from '../../lib/providers/custom/hosts';
import { readDraft, toDefinition } from '../../lib/providers/custom/mistakes';
import { changeConnections, isProviderConnected, listByProvider } from '../../lib/store/connections';
import { putOwnProvider, removeOwnProvider } from '../../lib/store/own-providers';
import { removeApp } from '../../lib/vault/apps';
import { forgetGrant, listGrants } from '../../lib/vault/grants';
import { type App, openApp } from './app';
import { bindOldSecrets, registerStored, storedDefinitions } from './own-providers';
import { followPolicy } from './policy';
import { reportBug } from './report-bug';
import { returnUnusedHosts } from './unused-hosts';

type ProviderHandlers = Pick<Handlers, 'provider.dryRun' | 'provider.save' | 'provider.leave' | 'provider.remove'>;

/** The only environment that a definition can have. */
const ownEnvironment = 'production';

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
    connection.isPaused ? undefined : { connection: { ...connection, nextDueAtMs: app.ports.now() } },
  );
  // A policy may hold the app key of a provider that nobody had described yet.
  await followPolicy(app.ports);
  await reconsiderHolds(app.ports);
  await app.run(0);
}

/** Grants of sign-ins nobody finished go with their provider; so do its app keys. */
async function removeEverything(app: App, providerId: string): Promise<void> {
  const provider = findProvider(providerId);
  const { vault, store } = app.ports;
  for (const grant of (await listGrants(vault)).filter((each) => each.providerId === providerId)) {
    const endsOthers = provider?.oauth({ environment: grant.environment }).revocation?.endsOthers;
    await (endsOthers ? forgetGrant(vault, grant.id) : endGrant(app.ports, grant.id));
  }
  // A definition that may not be used is no provider, and its app key goes all the same.
  const environments = provider?.environments ?? [ownEnvironment];
  for (const environment of environments) await removeApp(vault, appIdFor(providerId, environment));
  const hosts = await hostsOf(app, providerId);
  await removeOwnProvider(store, providerId);
  await registerStored(store);
  await returnUnusedHosts(app, hosts);
}

async function remove(app: App, providerId: string): Promise<Result<null, 'unknown_provider' | 'provider_in_use'>> {
  const isStored = (await storedDefinitions(app.ports.store)).some(({ id }) => id === providerId);
  if (!isOwnProvider(providerId) || !isStored) return failure('unknown_provider');
  if (await isProviderConnected(app.ports.store, providerId)) return failure('provider_in_use');
  await removeEverything(app, providerId);
  await app.settle();
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
    const draft = readDraft(definition);
    const complete = draft.ok ? toDefinition(draft.value) : draft;
    if (!complete.ok) return mistaken(complete.problem);
    const { store, vault } = app.value.ports;
    const shelf = { vault, stored: await storedDefinitions(store) };
    const conflicts = await definitionConflicts(shelf, complete.value, replaces);
    if (conflicts.length > 0) return mistaken(conflicts);
    await bindOldSecrets(store, vault);
    await putOwnProvider(store, complete.value);
    await registerStored(store);
    lookAgain(app.value, complete.value.id).catch(reportBug);
    return success({ kind: 'saved', providerId: complete.value.id });
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
