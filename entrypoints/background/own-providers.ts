import type { Environment } from '../../lib/model/evidence';
import type { ProviderDefinition } from '../../lib/model/provider-definition';
import { findProvider } from '../../lib/providers';
import { registerOwn } from '../../lib/providers/custom/register';
import { readStoredDefinitions } from '../../lib/providers/custom/stored';
import { keyOrigin } from '../../lib/providers/key-home';
import type { Store } from '../../lib/store/database';
import { readOwnRecords } from '../../lib/store/own-providers';
import { bindOldApps } from '../../lib/vault/apps';
import type { Vault } from '../../lib/vault/database';
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
