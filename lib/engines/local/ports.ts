import type { Diagnose, HostHealth, Now, Random, Reach, SendHttp, ServerClock, WithLock } from '../../model/ports';
import type { Vault } from '../../vault/database';
import type { UnsavedGrants } from '../../vault/unsaved';

/** Port to the state of the disk, which decides whether the no-space banner is shown. Neither call rejects. */
export interface DiskState {
  /** Work ended with this error: what the browser throws when it refuses a write, or anything else, which says nothing. */
  refused(error: unknown): Promise<void>;
  /** Writes go through again. */
  works(): Promise<void>;
}

/** What the local engine needs from outside. */
export interface LocalPorts {
  vault: Vault;
  unsaved: UnsavedGrants;
  disk: DiskState;
  send: SendHttp;
  reach: Reach;
  now: Now;
  random: Random;
  withLock: WithLock;
  clock: ServerClock;
  hosts: HostHealth;
  diagnose: Diagnose;
  /** Reports a bug of ours: its kind and where it was, never what it quotes (SEC-43). Does not throw. */
  reportBug(error: unknown): void;
  /** Counts a read against the month of an app whose provider meters reads. */
  countRead(appId: string): Promise<void>;
}
