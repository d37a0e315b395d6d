import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { AppSummary } from '../model/app-credentials';
import type { Grant } from '../model/grant';
import { failure, type Result, success } from '../model/result';
import type { Sealed } from './seal';

/** A grant with its token sets as ciphertext: the current one, and the one before it. */
export interface StoredGrant {
  grant: Grant;
  current: Sealed;
  previous?: Sealed | undefined;
}

/** App credentials as ciphertext, with what may be shown of them. */
export interface StoredApp {
  summary: AppSummary;
  /** Bound to the token origin (SEC-46); in records of version 0.1.0 to the id alone. */
  sealed: Sealed;
  /** What this version reads of a record of version 0.1.0: the same, bound to the token origin. */
  bound?: Sealed;
}

/** A revocation that could not be delivered yet (SEC-14). */
export interface StoredRevocation {
  id: string;
  providerId: string;
  /** App credentials are kept with it: they may be replaced before the retry. */
  sealed: Sealed;
  notBeforeMs: number;
  attempts: number;
}

interface VaultSchema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  grants: { key: string; value: StoredGrant; indexes: { byRefresh: number } };
  apps: { key: string; value: StoredApp };
  revocations: { key: string; value: StoredRevocation };
}
export type Vault = IDBPDatabase<VaultSchema>;

export type VaultProblem = 'newer_version' | 'unopenable';

/** One step per schema version; the browser runs them in one transaction (SEC-38). */
const migrations: readonly ((vault: Vault) => void)[] = [
  (vault) => {
    vault.createObjectStore('keys');
    vault.createObjectStore('grants', { keyPath: 'grant.id' }).createIndex('byRefresh', 'grant.nextRefreshAtMs');
    vault.createObjectStore('apps', { keyPath: 'summary.id' });
    vault.createObjectStore('revocations', { keyPath: 'id' });
  },
];

let opened: Promise<Result<Vault, VaultProblem>> | undefined;

async function open(): Promise<Result<Vault, VaultProblem>> {
  try {
    const vault = await openDB<VaultSchema>('ledgerline-vault', migrations.length, {
      upgrade(database, oldVersion) {
        for (const migrate of migrations.slice(oldVersion)) migrate(database);
      },
      blocking(_current, _blocked, event) {
        if (event.target instanceof IDBDatabase) event.target.close();
        opened = undefined;
      },
      terminated() {
        opened = undefined;
      },
    });
    return success(vault);
  } catch (error) {
    return failure(error instanceof DOMException && error.name === 'VersionError' ? 'newer_version' : 'unopenable');
  }
}

/** Opens the vault once per context. A failure leaves everything stored untouched. */
export function openVault(): Promise<Result<Vault, VaultProblem>> {
  const opening = opened ?? open();
  opened = opening;
  // Forgotten only here: a browser that refuses at once would be answered before there is anything to forget.
  void opening.then(({ ok }) => {
    if (!ok && opened === opening) opened = undefined;
  });
  return opening;
}
