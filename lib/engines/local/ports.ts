import type { Diagnose, Now, Random, Reach, SendHttp, ServerClock, WithLock } from '../../model/ports';
import type { Vault } from '../../vault/database';

/** What the local engine needs from outside. */
export interface LocalPorts {
  vault: Vault;
  send: SendHttp;
  reach: Reach;
  now: Now;
  random: Random;
  withLock: WithLock;
  clock: ServerClock;
  diagnose: Diagnose;
  /** Counts a read against the month of an app whose provider meters reads. */
  countRead(appId: string): Promise<void>;
}
