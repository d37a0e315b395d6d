import type { LocalPorts } from '../engines/local/ports';
import type { Store } from '../store/database';

/** What the monitor needs from outside, besides what the engine needs. */
export interface MonitorPorts extends LocalPorts {
  store: Store;
  hasHosts(patterns: readonly string[]): Promise<boolean>;
  isOnline(): boolean;
  wait(ms: number): Promise<void>;
  /** Shows these connections as being checked while the work runs. */
  whileChecking<Value>(connectionIds: readonly string[], work: () => Promise<Value>): Promise<Value>;
}
