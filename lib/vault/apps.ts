import { AppCredentials, AppSummary, appIdFor } from '../model/app-credentials';
import { openVault, type Vault } from './database';
import { vaultKey } from './key';
import { seal, unseal } from './seal';

function about(appId: string): string {
  return `app:${appId}`;
}

/** The characters a person tells one client id from another by: the last ones, before the host name some ids end in. */
function tellingEnd(clientId: string): string {
  return clientId.replace(/(?:\.[a-z][a-z-]{0,40}){2,4}$/i, '').slice(-4);
}

/** What may be shown of the stored app credentials; empty when the vault cannot be opened. */
export async function listApps(): Promise<AppSummary[]> {
  const vault = await openVault();
  if (!vault.ok) return [];
  const stored = await vault.value.getAll('apps');
  return stored.flatMap(({ summary }) => {
    const parsed = AppSummary.safeParse(summary);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The app credentials themselves; undefined when none are stored or they cannot be decrypted. For the worker only. */
export async function openApp(vault: Vault, appId: string): Promise<AppCredentials | undefined> {
  const stored = await vault.get('apps', appId);
  if (!stored) return undefined;
  const parsed = AppCredentials.safeParse(await unseal(await vaultKey(vault), about(appId), stored.sealed));
  return parsed.success ? parsed.data : undefined;
}

/** Stores or replaces the app credentials of a provider and environment; connections keep working with the new ones. */
export async function saveApp(
  vault: Vault,
  { isManaged, ...credentials }: Omit<AppCredentials, 'id'> & Pick<AppSummary, 'isManaged'>,
  nowMs: number,
): Promise<string> {
  const id = appIdFor(credentials.providerId, credentials.environment);
  const sealed = await seal(await vaultKey(vault), about(id), { ...credentials, id });
  const summary: AppSummary = {
    id,
    providerId: credentials.providerId,
    environment: credentials.environment,
    clientIdEnd: tellingEnd(credentials.clientId),
    hasSecret: credentials.clientSecret !== undefined,
    domain: credentials.domain,
    savedAtMs: nowMs,
    isManaged,
  };
  await vault.put('apps', { summary, sealed });
  return id;
}

/** Removes app credentials; the caller has made sure that no grant uses them. */
export async function removeApp(vault: Vault, appId: string): Promise<void> {
  await vault.delete('apps', appId);
}
