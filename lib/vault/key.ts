import type { Vault } from './database';
import { createVaultKey } from './seal';

/** Keys that are on the disk, for the time when the browser has closed the database over a full one. */
const stored = new WeakMap<Vault, CryptoKey>();

/**
 * The vault's key, made on first use. Two contexts that start at once end up with the same one: the first stored wins. While
 * the database cannot be read, the key that was last read from it counts: new tokens can still be sealed (SEC-42).
 */
export async function vaultKey(vault: Vault): Promise<CryptoKey> {
  const known = stored.get(vault);
  const key = known ? await storedKey(vault).catch(() => known) : await storedKey(vault);
  stored.set(vault, key);
  return key;
}

async function storedKey(vault: Vault): Promise<CryptoKey> {
  const main = await vault.get('keys', 'main');
  if (main) return main;
  const fresh = await createVaultKey();
  const transaction = vault.transaction('keys', 'readwrite', { durability: 'strict' });
  const winner = await transaction.store.get('main');
  await Promise.all([winner ? undefined : transaction.store.put(fresh, 'main'), transaction.done]);
  return winner ?? fresh;
}
