import { sendHttp } from '../../lib/browser/http';
import { ownOrigin } from '../../lib/browser/messages';
import { dueNow } from '../../lib/engines/connection-record';
import { endGrant } from '../../lib/engines/local/disconnect';
import { dryRun } from '../../lib/engines/local/dry-run';
import type { Handlers } from '../../lib/messages/router';
import { appIdFor } from '../../lib/model/app-credentials';
import { hostOfPattern } from '../../lib/model/hosts';
import type { Mistake } from '../../lib/model/mistakes';
import { isOwnProvider, type ProviderDefinition } from '../../lib/model/provider-definition';
import { failure, type Result, success } from '../../lib/model/result';
import { text } from '../../lib/model/text';
import { reconsiderHolds } from '../../lib/monitor/holds';
import { findProvider } from '../../lib/providers';
import { calledPatterns } from '../../lib/providers/custom/hosts';
import { readDraft, toDefinition } from '../../lib/providers/custom/mistakes';
import { changeConnections, isProviderConnected, listByProvider } from '../../lib/store/connections';
import { putOwnProvider, removeOwnProvider } from '../../lib/store/own-providers';
import { removeApp } from '../../lib/vault/apps';
import { forgetGrant, listGrants } from '../../lib/vault/grants';
import { type App, openApp } from './app';
import { registerStored } from './own-providers';
import { reportBug } from './report-bug';

type ProviderHandlers = Pick<Handlers, 'provider.dryRun' | 'provider.save' | 'provider.remove'>;

function mistaken(mistakes: Mistake[]): { ok: true; value: { kind: 'mistaken'; mistakes: Mistake[] } } {
  return success({ kind: 'mistaken', mistakes });
}

/** What forbids to store a definition although it is right for itself: who has its id, and whose sign-ins it would move. */
async function conflictsOf(app: App, definition: ProviderDefinition, replaces: string | undefined): Promise<Mistake[]> {
  const { id } = definition;
  if (replaces === undefined) {
    return findProvider(id) ? [{ path: 'id', words: text('definition_mistake_id_taken', id) }] : [];
  }
  const before = findProvider(replaces);
  if (id !== replaces) return [{ path: 'id', words: text('definition_mistake_id_fixed', replaces) }];
  const isUsed = (await listGrants(app.ports.vault)).some((grant) => grant.providerId === id);
  const known = before?.hosts.connection ?? [];
  const added = calledPatterns(definition).filter((pattern) => !known.includes(pattern));
  if (!isUsed || added.length === 0) return [];
  const hosts = added.map(hostOfPattern).join(', ');
  return [{ path: 'endpoints', words: text('definition_mistake_hosts_in_use', hosts) }];
}

/** Connections of a provider whose definition changed are looked at again at once. */
async function lookAgain(app: App, providerId: string): Promise<void> {
  const ids = (await listByProvider(app.ports.store, providerId)).map((connection) => connection.id);
  await changeConnections(app.ports.store, ids, (connection) =>
    connection.isPaused ? undefined : { connection: { ...connection, ...dueNow(app.ports.now()) } },
  );
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
  for (const environment of provider?.environments ?? []) await removeApp(vault, appIdFor(providerId, environment));
  await removeOwnProvider(store, providerId);
  await registerStored(store);
}

async function remove(app: App, providerId: string): Promise<Result<null, 'unknown_provider' | 'provider_in_use'>> {
  if (!isOwnProvider(providerId) || !findProvider(providerId)) return failure('unknown_provider');
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
    const conflicts = await conflictsOf(app.value, complete.value, replaces);
    if (conflicts.length > 0) return mistaken(conflicts);
    await putOwnProvider(app.value.ports.store, complete.value);
    await registerStored(app.value.ports.store);
    lookAgain(app.value, complete.value.id).catch(reportBug);
    return success({ kind: 'saved', providerId: complete.value.id });
  },
  'provider.remove': async ({ providerId }) => {
    const app = await openApp();
    return app.ok ? remove(app.value, providerId) : app;
  },
};
