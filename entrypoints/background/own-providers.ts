import { definitionConflicts } from '../../lib/engines/local/definition-conflicts';
import { endGrant } from '../../lib/engines/local/disconnect';
import { mayBeShared } from '../../lib/engines/local/grant-use';
import type { LocalPorts } from '../../lib/engines/local/ports';
import type { Environment } from '../../lib/model/evidence';
import type { Mistake } from '../../lib/model/mistakes';
import type { ProviderDefinition } from '../../lib/model/provider-definition';
import { failure, type Result } from '../../lib/model/result';
import { findProvider } from '../../lib/providers';
import { readDraft, toDefinition } from '../../lib/providers/custom/mistakes';
import { registerOwn } from '../../lib/providers/custom/register';
import { readStoredDefinitions } from '../../lib/providers/custom/stored';
import { keyOrigin } from '../../lib/providers/key-home';
import type { Store } from '../../lib/store/database';
import { putOwnProvider, readOwnRecords, removeOwnProvider } from '../../lib/store/own-providers';
import { bindOldApps, listAppsIn, removeApp } from '../../lib/vault/apps';
import type { Vault } from '../../lib/vault/database';
import { forgetGrant, listGrants } from '../../lib/vault/grants';
import { bindOldRevocations } from '../../lib/vault/revocations';

/** Makes the providers that people described themselves known in this worker, as they are stored by now. */
export async function registerStored(store: Store): Promise<void> {
  registerOwn(await readOwnRecords(store));
}

/** Every stored definition that can be read, also those that may not be used. */
export async function storedDefinitions(store: Store): Promise<ProviderDefinition[]> {
  return readStoredDefinitions(await readOwnRecords(store));
}

/**
 * Binds the secrets that version 0.1.0 sealed to the token origins of their providers (SEC-46): at each start of the worker,
 * and before a definition is replaced, so that no key ever follows a definition to another host.
 */
export async function bindOldSecrets(store: Store, vault: Vault): Promise<void> {
  const definitions = await storedDefinitions(store);
  const originOf = (providerId: string, environment: Environment): string | undefined => {
    const own = definitions.find(({ id }) => id === providerId);
    if (own) return new URL(own.endpoints.token).origin;
    const provider = findProvider(providerId);
    return provider?.environments.includes(environment) ? keyOrigin(provider, environment) : undefined;
  };
  await bindOldApps(vault, originOf);
  await bindOldRevocations(vault, originOf);
}

/**
 * Stores a definition as it was typed or imported, and makes it known in this worker.
 *
 * @param replaces id of the definition that is being edited; undefined for a new one
 * @returns what has to be changed first, when it cannot be stored as it is
 */
export async function storeDefinition(
  { store, vault }: { store: Store; vault: Vault },
  typed: string,
  replaces: string | undefined,
): Promise<Result<ProviderDefinition, Mistake[]>> {
  const draft = readDraft(typed);
  const complete = draft.ok ? toDefinition(draft.value) : draft;
  if (!complete.ok) return complete;
  const shelf = { vault, stored: await storedDefinitions(store) };
  const conflicts = await definitionConflicts(shelf, complete.value, replaces);
  if (conflicts.length > 0) return failure(conflicts);
  await bindOldSecrets(store, vault);
  await putOwnProvider(store, complete.value);
  await registerStored(store);
  return complete;
}

/**
 * Forgets a definition that no connection uses, with the grants of sign-ins nobody finished and with its app keys. A grant
 * that a connection may be using, also one whose record is damaged, is neither ended nor forgotten (SEC-14). A managed
 * key stays, bound to its address: the policy would bring it back, for whatever is imported next under that id (SEC-46).
 */
export async function forgetDefinition(ports: LocalPorts & { store: Store }, providerId: string): Promise<void> {
  const provider = findProvider(providerId);
  const { vault, store } = ports;
  for (const grant of (await listGrants(vault)).filter((each) => each.providerId === providerId)) {
    if (await mayBeShared(ports, grant.id, undefined)) continue;
    const endsOthers = provider?.oauth({ environment: grant.environment }).revocation?.endsOthers;
    await (endsOthers ? forgetGrant(vault, grant.id) : endGrant(ports, grant.id));
  }
  const entered = (await listAppsIn(vault)).filter((app) => app.providerId === providerId && !app.isManaged);
  for (const { id } of entered) await removeApp(vault, id);
  await removeOwnProvider(store, providerId);
  await registerStored(store);
}
