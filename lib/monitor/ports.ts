import type { LocalPorts } from '../engines/local/ports';
import type { PageSign } from '../model/page-sign';
import type { Store } from '../store/database';

/** What the monitor needs from outside, besides what the engine needs. */
export interface MonitorPorts extends LocalPorts {
  store: Store;
  hasHosts(patterns: readonly string[]): Promise<boolean>;
  isOnline(): boolean;
  /** What the provider's own pages showed of late about a connection. */
  pageSigns(connectionId: string): Promise<readonly PageSign[]>;
  wait(ms: number): Promise<void>;
  /** Shows these connections as being checked while the work runs. */
  whileChecking<Value>(connectionIds: readonly string[], work: () => Promise<Value>): Promise<Value>;
}
