import type { Vault } from './database';
import { createVaultKey } from './seal';

/** The vault's key, made on first use. Two contexts that start at once end up with the same one: the first stored wins. */
export async function vaultKey(vault: Vault): Promise<CryptoKey> {
  const stored = await vault.get('keys', 'main');
  if (stored) return stored;
  const fresh = await createVaultKey();
  const transaction = vault.transaction('keys', 'readwrite', { durability: 'strict' });
  const winner = await transaction.store.get('main');
  await Promise.all([winner ? undefined : transaction.store.put(fresh, 'main'), transaction.done]);
  return winner ?? fresh;
}
