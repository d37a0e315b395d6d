import { grantsAt } from './grants.ts';
import { historyAt } from './history.ts';
import { otherConnectionsAt, quickbooksConnectionsAt } from './other-connections.ts';
import { appsAt, revocationsAt } from './secrets.ts';
import type { App, Json, OwedRevocation, SealedGrant, StoredConnection } from './shapes.ts';
import { stateAt } from './state.ts';
import { xeroConnectionsAt } from './xero-connections.ts';

/** Everything in both databases. The secrets are in the clear here, because they are invented; `writeProfile` seals them. */
export interface Profile {
  connections: StoredConnection[];
  history: (Json & { connectionId: string; kind: string })[];
  state: Json;
  grants: SealedGrant[];
  apps: App[];
  revocations: OwedRevocation[];
}

/**
 * The profile of a firm that closed its browser at `closedAtMs` (Unix ms), as version 0.1.0 left it: every provider, every
 * state, and whatever was under way. Companies, people and apps are those of the simulator.
 */
export function profileAt(closedAtMs: number): Profile {
  return {
    connections: [
      ...xeroConnectionsAt(closedAtMs),
      ...quickbooksConnectionsAt(closedAtMs),
      ...otherConnectionsAt(closedAtMs),
    ],
    history: historyAt(closedAtMs),
    state: stateAt(closedAtMs),
    grants: grantsAt(closedAtMs),
    apps: appsAt(closedAtMs),
    revocations: revocationsAt(closedAtMs),
  };
}
