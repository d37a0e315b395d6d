import { Grant, TokenSet } from '../model/grant';
import type { StoredGrant, Vault } from './database';
import { vaultKey } from './key';
import { seal, unseal } from './seal';
import type { SealedGrant } from './unsaved';

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

/** Some of the stored grants: those that can be read, and the ids of those that cannot. */
export interface FoundGrants {
  grants: Grant[];
  unreadableIds: string[];
}

function found(records: readonly StoredGrant[], ids: readonly string[]): FoundGrants {
  const grants = records.flatMap((record) => readGrant(record) ?? []);
  const readableIds = new Set(grants.map(({ id }) => id));
  return { grants, unreadableIds: ids.filter((id) => !readableIds.has(id)) };
}

/** Every grant there is, without secrets. */
export async function listAllGrants(vault: Vault): Promise<FoundGrants> {
  return found(...(await Promise.all([vault.getAll('grants'), vault.getAllKeys('grants')])));
}

/** Whether any stored grant is of this provider. Raw records are asked: one that cannot be read today may be read tomorrow. */
export async function isUsedByGrant(vault: Vault, providerId: string): Promise<boolean> {
  return (await vault.getAll('grants')).some((stored) => stored.grant?.providerId === providerId);
}

/** Grants whose refresh is due by `nowMs`. Cost follows what is due. */
export async function listGrantsDue(vault: Vault, nowMs: number): Promise<FoundGrants> {
  const due = IDBKeyRange.upperBound(nowMs);
  const [records, ids] = await Promise.all([
    vault.getAllFromIndex('grants', 'byRefresh', due),
    vault.getAllKeysFromIndex('grants', 'byRefresh', due),
  ]);
  return found(records, ids);
}

/** How many of these grants are stored and cannot be read. Cost follows how many are named. */
export async function countUnreadableGrants(vault: Vault, ids: readonly string[]): Promise<number> {
  const records = await Promise.all(ids.map((id) => vault.get('grants', id)));
  return records.filter((record) => record !== undefined && readGrant(record) === undefined).length;
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
  return grant ? openSealed(vault, { grant, current: stored.current }) : 'unreadable';
}

/** Opens a sealed token set; `unreadable` when the key is another one, or the record is damaged. */
export async function openSealed(vault: Vault, { grant, current }: SealedGrant): Promise<OpenGrant | 'unreadable'> {
  const tokens = TokenSet.safeParse(await unseal(await vaultKey(vault), about(grant.id, grant.version), current));
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

/** Seals a new token set of a grant as its next version, with the refresh intent cleared. Stores nothing. */
export async function sealTokens(vault: Vault, grant: Grant, tokens: TokenSet): Promise<SealedGrant> {
  const next: Grant = { ...grant, version: grant.version + 1, intent: undefined, deadSinceMs: undefined };
  return { grant: next, current: await seal(await vaultKey(vault), about(next.id, next.version), tokens) };
}

/**
 * Stores a sealed token set and keeps the one before it, in one strict transaction (SEC-31). Members of the record that only
 * a newer version can read stay. A set that is not newer than the stored one changes nothing. Throws only when the browser
 * refuses the write; the old set stays then.
 */
export async function putTokens(vault: Vault, { grant, current }: SealedGrant): Promise<void> {
  const isNewer = (stored: StoredGrant | undefined): boolean =>
    !(typeof stored?.grant?.version === 'number' && stored.grant.version >= grant.version);
  await write(
    vault,
    (stored) =>
      isNewer(stored) ? { grant: { ...stored?.grant, ...grant }, current, previous: stored?.current } : undefined,
    grant.id,
  );
}

/** Seals and stores a new token set; see `sealTokens` and `putTokens`. */
export async function storeTokens(vault: Vault, grant: Grant, tokens: TokenSet): Promise<Grant> {
  const sealed = await sealTokens(vault, grant, tokens);
  await putTokens(vault, sealed);
  return sealed.grant;
}

/**
 * Changes what is known of a grant (intent, failures, plan) without touching its secrets. Waits for the disk.
 *
 * @returns false when no such grant is stored
 */
export async function updateGrant(vault: Vault, grantId: string, change: Partial<Grant>): Promise<boolean> {
  let isStored = false;
  await write(
    vault,
    (stored) => {
      isStored = stored !== undefined;
      return stored && { ...stored, grant: { ...stored.grant, ...change } };
    },
    grantId,
  );
  return isStored;
}

/**
 * The same, but only while the grant still has this version: what was found out about one token set says nothing about the
 * next (SEC-34). False when it has another one.
 */
export async function updateGrantVersion(
  vault: Vault,
  { id, version }: Pick<Grant, 'id' | 'version'>,
  change: Partial<Grant>,
): Promise<boolean> {
  let isSame = false;
  await write(
    vault,
    (stored) => {
      isSame = stored?.grant.version === version;
      return stored && isSame ? { ...stored, grant: { ...stored.grant, ...change } } : undefined;
    },
    id,
  );
  return isSame;
}

/** Forgets a grant: only after the person disconnected its last connection. */
export async function forgetGrant(vault: Vault, grantId: string): Promise<void> {
  await vault.delete('grants', grantId);
}
