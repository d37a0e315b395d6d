import { AppCredentials, AppSummary, appIdFor } from '../model/app-credentials';
import type { Environment } from '../model/evidence';
import { isOwnProvider } from '../model/provider-definition';
import { findProvider } from '../providers';
import { keyOrigin } from '../providers/key-home';
import { openVault, type StoredApp, type Vault } from './database';
import { vaultKey } from './key';
import { seal, unseal } from './seal';

/** Bound to the ciphertext: whose key it is, and the one origin it is used at (SEC-46). */
function about(appId: string, tokenOrigin: string): string {
  return `app:${appId}@${tokenOrigin}`;
}

/** How version 0.1.0 sealed app credentials: for any address. */
function unboundAbout(appId: string): string {
  return `app:${appId}`;
}

/** The characters a person tells one client id from another by: the last ones, before the host name some ids end in. */
function tellingEnd(clientId: string): string {
  return clientId.replace(/(?:\.[a-z][a-z-]{0,40}){2,4}$/i, '').slice(-4);
}

/** What may be shown of the stored app credentials; empty when the vault cannot be opened. */
export async function listApps(): Promise<AppSummary[]> {
  const vault = await openVault();
  return vault.ok ? listAppsIn(vault.value) : [];
}

/** What may be shown of the app credentials in a vault that is open. */
export async function listAppsIn(vault: Vault): Promise<AppSummary[]> {
  const stored = await vault.getAll('apps');
  return stored.flatMap(({ summary }) => {
    const parsed = AppSummary.safeParse(summary);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * The app credentials themselves, for the worker only (SEC-46).
 *
 * @param tokenOrigin the origin they are about to be used at, see `keyOrigin`
 * @returns undefined when none are stored, when those stored are for another origin, or when they cannot be decrypted
 */
export async function openApp(vault: Vault, appId: string, tokenOrigin: string): Promise<AppCredentials | undefined> {
  const stored = await vault.get('apps', appId);
  if (!stored) return undefined;
  // A key of version 0.1.0 that no write could bind yet (a full disk): the hosts of built-in providers are pinned anyway.
  const isUnbound = stored.summary.tokenOrigin === undefined && !isOwnProvider(stored.summary.providerId);
  const aad = isUnbound ? unboundAbout(appId) : about(appId, tokenOrigin);
  const parsed = AppCredentials.safeParse(await unseal(await vaultKey(vault), aad, stored.bound ?? stored.sealed));
  return parsed.success ? parsed.data : undefined;
}

/** The origin that stored app credentials are for; undefined when none are stored, or only such as version 0.1.0 sealed. */
export async function findAppOrigin(vault: Vault, appId: string): Promise<string | undefined> {
  return (await vault.get('apps', appId))?.summary.tokenOrigin;
}

function registeredOrigin(providerId: string, environment: Environment): string {
  const provider = findProvider(providerId);
  if (!provider) throw new Error(`no provider has the id ${providerId}`);
  return keyOrigin(provider, environment);
}

/**
 * Stores or replaces the app credentials of a provider and environment; connections keep working with the new ones.
 * They are sealed for the token origin of the provider as it is registered, or for `tokenOrigin` where that is given.
 */
export async function saveApp(
  vault: Vault,
  {
    isManaged,
    tokenOrigin,
    ...credentials
  }: Omit<AppCredentials, 'id'> & Pick<AppSummary, 'isManaged' | 'tokenOrigin'>,
  nowMs: number,
): Promise<string> {
  const id = appIdFor(credentials.providerId, credentials.environment);
  const origin = tokenOrigin ?? registeredOrigin(credentials.providerId, credentials.environment);
  const sealed = await seal(await vaultKey(vault), about(id, origin), { ...credentials, id });
  const summary: AppSummary = {
    id,
    providerId: credentials.providerId,
    environment: credentials.environment,
    clientIdEnd: tellingEnd(credentials.clientId),
    hasSecret: credentials.clientSecret !== undefined,
    domain: credentials.domain,
    savedAtMs: nowMs,
    isManaged,
    tokenOrigin: origin,
  };
  await vault.put('apps', { summary, sealed });
  return id;
}

async function bind(vault: Vault, stored: StoredApp, tokenOrigin: string): Promise<void> {
  const key = await vaultKey(vault);
  const { id } = stored.summary;
  const opened = AppCredentials.safeParse(await unseal(key, unboundAbout(id), stored.sealed));
  if (!opened.success) return;
  const bound = await seal(key, about(id, tokenOrigin), opened.data);
  const transaction = vault.transaction('apps', 'readwrite', { durability: 'strict' });
  const current = await transaction.store.get(id);
  const isSame = current?.summary.savedAtMs === stored.summary.savedAtMs && current.summary.tokenOrigin === undefined;
  const writes: Promise<unknown>[] = [];
  if (isSame) writes.push(transaction.store.put({ ...current, summary: { ...current.summary, tokenOrigin }, bound }));
  writes.push(transaction.done);
  await Promise.all(writes);
}

/**
 * Seals the app credentials of version 0.1.0 again, with their origin. Its own copy stays beside them, so that version
 * can still be gone back to; this one reads that copy here and nowhere else, and it goes when the key is entered again.
 * A record that cannot be read stays as it is.
 *
 * @param originOf the token origin of a provider as it is stored now, never of a draft; undefined leaves the key as it is
 */
export async function bindOldApps(
  vault: Vault,
  originOf: (providerId: string, environment: Environment) => string | undefined,
): Promise<void> {
  for (const stored of await vault.getAll('apps')) {
    const summary = AppSummary.safeParse(stored.summary);
    if (!summary.success || summary.data.tokenOrigin !== undefined) continue;
    const tokenOrigin = originOf(summary.data.providerId, summary.data.environment);
    if (tokenOrigin !== undefined) await bind(vault, stored, tokenOrigin);
  }
}

/** Removes app credentials; the caller has made sure that no grant uses them. */
export async function removeApp(vault: Vault, appId: string): Promise<void> {
  await vault.delete('apps', appId);
}
