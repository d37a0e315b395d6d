import { Grant, TokenSet } from '../model/grant';
import type { StoredGrant, Vault } from './database';
import { vaultKey } from './key';
import { type Sealed, seal, unseal } from './seal';

/** A grant together with its current secrets, in memory only. */
export interface OpenGrant {
  grant: Grant;
  tokens: TokenSet;
}

function about(grantId: string, version: number): string {
  return `grant:${grantId}:${version}`;
}

function readGrant(stored: StoredGrant | undefined): Grant | undefined {
  const parsed = Grant.safeParse(stored?.grant);
  return parsed.success ? parsed.data : undefined;
}

/** What is known of a grant without opening its secrets; undefined when there is none or its record cannot be read. */
export async function findGrant(vault: Vault, grantId: string): Promise<Grant | undefined> {
  return readGrant(await vault.get('grants', grantId));
}

/** Every readable grant, without secrets. */
export async function listGrants(vault: Vault): Promise<Grant[]> {
  return (await vault.getAll('grants')).flatMap((stored) => readGrant(stored) ?? []);
}

/** Grants whose refresh is due by `nowMs`. Cost follows what is due. */
export async function listGrantsDue(vault: Vault, nowMs: number): Promise<Grant[]> {
  const stored = await vault.getAllFromIndex('grants', 'byRefresh', IDBKeyRange.upperBound(nowMs));
  return stored.flatMap((record) => readGrant(record) ?? []);
}

/** When the next refresh is due (Unix ms); undefined when none is planned. */
export async function firstRefreshAtMs(vault: Vault): Promise<number | undefined> {
  const cursor = await vault.transaction('grants').store.index('byRefresh').openKeyCursor();
  return cursor?.key;
}

/** Opens a grant's current token set. `unreadable`: the record or the key is damaged; the record stays where it is. */
export async function openGrant(vault: Vault, grantId: string): Promise<OpenGrant | 'missing' | 'unreadable'> {
  const stored = await vault.get('grants', grantId);
  if (!stored) return 'missing';
  const grant = readGrant(stored);
  if (!grant) return 'unreadable';
  const tokens = TokenSet.safeParse(await unseal(await vaultKey(vault), about(grantId, grant.version), stored.current));
  return tokens.success ? { grant, tokens: tokens.data } : 'unreadable';
}

async function write(
  vault: Vault,
  change: (current: StoredGrant | undefined) => StoredGrant | undefined,
  grantId: string,
): Promise<void> {
  const transaction = vault.transaction('grants', 'readwrite', { durability: 'strict' });
  const next = change(await transaction.store.get(grantId));
  // Both are heard: a write that is refused ends the transaction too.
  await Promise.all([next ? transaction.store.put(next) : undefined, transaction.done]);
}

/**
 * Stores a new token set, keeps the one before it and clears the refresh intent, in one strict transaction (SEC-31).
 * Encryption happens before the transaction opens. Throws only when the browser refuses the write; the old set stays then.
 */
export async function storeTokens(vault: Vault, grant: Grant, tokens: TokenSet): Promise<Grant> {
  const next: Grant = { ...grant, version: grant.version + 1, intent: undefined, deadSinceMs: undefined };
  const current: Sealed = await seal(await vaultKey(vault), about(next.id, next.version), tokens);
  await write(vault, (stored) => ({ grant: next, current, previous: stored?.current }), next.id);
  return next;
}

/** Changes what is known of a grant (intent, failures, plan) without touching its secrets. Waits for the disk. */
export async function updateGrant(vault: Vault, grantId: string, change: Partial<Grant>): Promise<void> {
  await write(vault, (stored) => (stored ? { ...stored, grant: { ...stored.grant, ...change } } : undefined), grantId);
}

/** Forgets a grant: only after the person disconnected its last connection. */
export async function forgetGrant(vault: Vault, grantId: string): Promise<void> {
  await vault.delete('grants', grantId);
}
