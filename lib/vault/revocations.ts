import * as z from 'zod/mini';
import { maxRetryAfterMs } from '../model/due';
import { Environment } from '../model/evidence';
import type { Grant } from '../model/grant';
import type { Vault } from './database';
import { vaultKey } from './key';
import { seal, unseal } from './seal';

/** A revocation that is still owed to a provider, with the secrets it needs. In memory only. */
const OwedRevocation = z.lazy(() =>
  z.object({
    token: z.string(),
    clientId: z.string(),
    clientSecret: z.optional(z.string()),
    environment: z._default(Environment, 'production'),
    domain: z.optional(z.string()),
    /** The provider's key of the grant: a later sign-in with the same key makes the revocation void. */
    grantKey: z.optional(z.string()),
    /** The origin the app key was for when the revocation came to be owed (SEC-46). Version 0.1.0 did not note it. */
    tokenOrigin: z.optional(z.string()),
  }),
);
export type OwedRevocation = z.infer<typeof OwedRevocation>;

/** A retry that lies further ahead was planned by a wrong clock, and may be tried now (SEC-36). */
const longestPauseMs = 1.05 * maxRetryAfterMs;

/** How often an entry is looked at that only a newer version can read. */
const unreadableEveryMs = 24 * 60 * 60_000;

function about(id: string): string {
  return `revocation:${id}`;
}

/** An owed revocation that may be tried. */
export interface OwedEntry {
  id: string;
  providerId: string;
  owed: OwedRevocation;
  attempts: number;
}

/** Notes a revocation that could not be delivered, to be tried again not before `notBeforeMs` (SEC-14). */
export async function oweRevocation(
  vault: Vault,
  entry: { id: string; providerId: string; owed: OwedRevocation; notBeforeMs: number; attempts: number },
): Promise<void> {
  const { owed, ...rest } = entry;
  const sealed = await seal(await vaultKey(vault), about(entry.id), owed);
  await vault.put('revocations', { ...rest, sealed });
}

/** Whether a revocation is still owed: a sign-in may have made it void since it was listed. */
export async function isStillOwed(vault: Vault, id: string): Promise<boolean> {
  return (await vault.getKey('revocations', id)) !== undefined;
}

/** Notes when a revocation is to be tried again, unless it was made void meanwhile. */
export async function putOffRevocation(
  vault: Vault,
  id: string,
  change: { notBeforeMs: number; attempts?: number },
): Promise<void> {
  const transaction = vault.transaction('revocations', 'readwrite');
  const stored = await transaction.store.get(id);
  const write = stored && transaction.store.put({ ...stored, ...change });
  await Promise.all([write, transaction.done]);
}

interface FoundRevocations {
  entries: OwedEntry[];
  /** Ids of those that a newer version has written in words that are not known here. */
  unreadableIds: string[];
}

/** Opens stored revocations; those that cannot be decrypted any more are dropped, they can never be delivered. */
async function openRevocations(
  vault: Vault,
  isWanted: (notBeforeMs: number) => boolean = () => true,
): Promise<FoundRevocations> {
  const key = await vaultKey(vault);
  const found: FoundRevocations = { entries: [], unreadableIds: [] };
  for (const { id, providerId, sealed, notBeforeMs, attempts } of await vault.getAll('revocations')) {
    if (!isWanted(notBeforeMs)) continue;
    const opened = await unseal(key, about(id), sealed);
    const parsed = OwedRevocation.safeParse(opened);
    if (opened === undefined) await vault.delete('revocations', id);
    else if (parsed.success) found.entries.push({ id, providerId, owed: parsed.data, attempts });
    else found.unreadableIds.push(id);
  }
  return found;
}

/** Revocations that may be tried by now. Those of a newer version are left to it, and wake nobody for a day. */
export async function listOwedRevocations(vault: Vault, nowMs: number): Promise<OwedEntry[]> {
  const { entries, unreadableIds } = await openRevocations(
    vault,
    (notBeforeMs) => notBeforeMs <= nowMs || notBeforeMs - nowMs > longestPauseMs,
  );
  for (const id of unreadableIds) await putOffRevocation(vault, id, { notBeforeMs: nowMs + unreadableEveryMs });
  return entries;
}

/**
 * Forgets what is owed for a grant that a new sign-in has replaced: to deliver it now could end the new one, which nobody
 * asked for (SEC-14).
 *
 * @param endsOthers revoking at this provider may end other sign-ins of the same person: then entries without a
 * known owner are dropped too (version 0.1.0 recorded no key, and some providers give none)
 */
export async function voidRevocations(
  vault: Vault,
  { providerId, environment, key }: Pick<Grant, 'providerId' | 'environment' | 'key'>,
  endsOthers: boolean,
): Promise<void> {
  const isConcerned = (grantKey: string | undefined): boolean =>
    key === undefined || grantKey === undefined ? endsOthers : grantKey === key;
  for (const entry of (await openRevocations(vault)).entries) {
    const { owed } = entry;
    if (entry.providerId === providerId && owed.environment === environment && isConcerned(owed.grantKey))
      await forgetRevocation(vault, entry.id);
  }
}

/**
 * Notes on the revocations that version 0.1.0 left which origin they are for; its own readers pass over the note.
 *
 * @param originOf the token origin of a provider as it is stored now; undefined leaves the entry as it is
 */
export async function bindOldRevocations(
  vault: Vault,
  originOf: (providerId: string, environment: Environment) => string | undefined,
): Promise<void> {
  const key = await vaultKey(vault);
  for (const stored of await vault.getAll('revocations')) {
    const parsed = OwedRevocation.safeParse(await unseal(key, about(stored.id), stored.sealed));
    if (!parsed.success || parsed.data.tokenOrigin !== undefined) continue;
    const tokenOrigin = originOf(stored.providerId, parsed.data.environment);
    if (tokenOrigin === undefined) continue;
    const sealed = await seal(key, about(stored.id), { ...parsed.data, tokenOrigin });
    const transaction = vault.transaction('revocations', 'readwrite');
    const current = await transaction.store.get(stored.id);
    // One that was delivered or made void meanwhile must not come back.
    const write = current && transaction.store.put({ ...current, sealed });
    await Promise.all([write, transaction.done]);
  }
}

/** When the next owed revocation may be tried (Unix ms); undefined when none is owed. */
export async function firstRevocationAtMs(vault: Vault): Promise<number | undefined> {
  const owed = await vault.getAll('revocations');
  return owed.length > 0 ? Math.min(...owed.map((entry) => entry.notBeforeMs)) : undefined;
}

/** Forgets a revocation that was delivered. */
export async function forgetRevocation(vault: Vault, id: string): Promise<void> {
  await vault.delete('revocations', id);
}
