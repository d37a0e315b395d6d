import type { Tenant } from '../../model/connection';
import type { Grant } from '../../model/grant';
import type { HistoryEvent } from '../../model/history';
import { type ConnectionChange, findByTenant, putConnections } from '../../store/connections';
import type { Store } from '../../store/database';
import { forgetEndings } from '../../store/endings';
import { newConnection, repairedConnection } from '../connection-record';

/** What watching needs from outside. */
export interface WatchPorts {
  store: Store;
  now(): number;
  newId(): string;
}

/**
 * Makes connections of companies, on the grant that reaches them. A company that is watched already keeps its row and
 * moves to this grant (UX-07). Returns the connection ids in the order of the companies.
 */
export async function watchCompanies(ports: WatchPorts, grant: Grant, tenants: readonly Tenant[]): Promise<string[]> {
  const { providerId, environment } = grant;
  const changes: ConnectionChange[] = [];
  for (const tenant of tenants) {
    const known = await findByTenant(ports.store, { providerId, environment, tenantId: tenant.tenantId });
    const connection = known
      ? repairedConnection(known, tenant, grant, ports.now())
      : newConnection(ports.newId(), tenant, grant, ports.now());
    const event: HistoryEvent = {
      connectionId: connection.id,
      atMs: ports.now(),
      kind: known ? 'reconnected' : 'connected',
    };
    changes.push({ connection, events: [event] });
  }
  // A disconnect that did not finish before this sign-in must not go on after it.
  await forgetEndings(
    ports.store,
    changes.map(({ connection }) => connection.id),
  );
  await putConnections(ports.store, changes);
  return changes.map((change) => change.connection.id);
}
