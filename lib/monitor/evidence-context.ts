import type { Connection } from '../model/connection';
import type { Evidence } from '../model/evidence';
import type { Grant } from '../model/grant';
import type { PageSign } from '../model/page-sign';

/** What is known around a failure, beyond the answer itself. Times in ms. */
export interface Surroundings {
  connection: Connection;
  grant?: Grant | undefined;
  /** The other connections of the same provider, this one left out. */
  others: readonly Connection[];
  /** What the provider's own pages showed of late. */
  signs: readonly PageSign[];
  isOnline: boolean;
  nowMs: number;
}

function historyOf({ connection, nowMs }: Surroundings): Evidence['history'] {
  const { failingSinceMs, reconnectedAtMs, lastSuccessAtMs } = connection;
  return {
    connectedAgo: nowMs - connection.connectedAtMs,
    ...(lastSuccessAtMs === undefined ? {} : { lastSuccessAgo: nowMs - lastSuccessAtMs }),
    everWorked: lastSuccessAtMs !== undefined,
    failuresInRow: connection.failuresInRow + 1,
    ...(failingSinceMs === undefined ? {} : { reconnectedSinceFailure: (reconnectedAtMs ?? 0) > failingSinceMs }),
  };
}

function siblingsOf({ connection, others }: Surroundings): Evidence['siblings'] {
  const watched = others.filter((other) => !other.isPaused);
  const isFailing = (other: Connection): boolean => other.failingSinceMs !== undefined;
  return {
    sameProviderFailing: watched.filter(isFailing).length,
    sameProviderHealthy: watched.filter((other) => other.status === 'connected').length,
    sameUserFailing: watched.filter((other) => other.grantId === connection.grantId && isFailing(other)).length,
  };
}

/** Adds to an answer what the diagnosis can know from the connection, its grant, its siblings and the device. Pure. */
export function withSurroundings(evidence: Evidence, surroundings: Surroundings): Evidence {
  const { connection, grant, isOnline, signs } = surroundings;
  const { plan, subscriptionStatus } = connection.company;
  return {
    ...evidence,
    request: { environment: connection.environment, ...evidence.request },
    history: { ...historyOf(surroundings), ...evidence.history },
    grant: {
      ...(grant ? { scopes: grant.scopes, environment: grant.environment } : {}),
      ...(plan || subscriptionStatus ? { subscription: { plan, status: subscriptionStatus } } : {}),
      ...evidence.grant,
    },
    siblings: { ...siblingsOf(surroundings), ...evidence.siblings },
    device: { online: isOnline, ...evidence.device },
    ...(signs.length > 0 ? { page: { signs: [...signs] } } : {}),
  };
}
