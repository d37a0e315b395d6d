import type { Flow, FlowSecret, FlowWindow } from '../../../lib/model/flow';
import type { HttpOutcome, HttpRequest, WithLock } from '../../../lib/model/ports';
import type { Store } from '../../../lib/store/database';
import type { Vault } from '../../../lib/vault/database';
import type { SealedGrant } from '../../../lib/vault/unsaved';
import type { Life } from '../../unit/reliability/life';
import type { Alarms } from './alarms';
import type { Timeline } from './timeline';

/** What `storage.session` and the toolbar hold: gone with the browser. */
export interface BrowserSession {
  flow?: Flow | undefined;
  secret?: FlowSecret | undefined;
  shown?: FlowWindow | undefined;
  badge?: number;
  /** New token sets that wait because the disk refused them. */
  unsaved: SealedGrant[];
  isDiskFull?: boolean;
}

/** What a worker of the simulated browser offers the product. */
export interface WorkerHost {
  life: Life;
  timeline: Timeline;
  store: Store;
  vault: Vault;
  session: BrowserSession;
  alarms: Alarms;
  random(): number;
  newId(): string;
  withLock: WithLock;
  send(request: HttpRequest): Promise<HttpOutcome>;
  /** Whether the host of an address answers at all, whatever it says. */
  reach(url: string): Promise<boolean>;
  /** Sends a request on behalf of a person who has just clicked. */
  sendForPerson(request: HttpRequest): Promise<HttpOutcome>;
  wait(ms: number): Promise<void>;
  /** Does something again and again while the worker lives, as `setInterval` does; returns what stops it. */
  every(ms: number, work: () => void): () => void;
  /** The address to which the provider's page redirects once somebody has allowed the request. */
  allow(url: string): string;
  reportBug(error: unknown): void;
  /** Changes the ports before the product gets them, to have some of them throw. */
  wrap?<Ports extends object>(ports: Ports): Ports;
}
