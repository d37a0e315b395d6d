import type { Grant } from '../model/grant';
import type { Sealed } from './seal';

/** A sealed token set with what is known of its grant, ready to be stored. */
export interface SealedGrant {
  grant: Grant;
  current: Sealed;
}

/**
 * Port to the place where new token sets wait that the disk refused (SEC-42): sealed, in memory and in the session store.
 * None of its calls rejects.
 */
export interface UnsavedGrants {
  /** What waits, one set per grant. */
  list(): Promise<readonly SealedGrant[]>;
  /** Keeps a set in place of one of the same grant. */
  keep(sealed: SealedGrant): Promise<void>;
  /** Forgets what waits of a grant; with a version, only when it is that one. */
  drop(grantId: string, version?: number): Promise<void>;
}
