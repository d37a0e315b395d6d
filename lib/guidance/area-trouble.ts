import { causeRecords } from '../causes/cause-records';
import type { AreaMatrix } from '../model/area-check';
import type { Cause } from '../model/cause';
import type { Connection } from '../model/connection';
import type { Diagnosis } from '../model/diagnosis';

/** Whether a cause lies with the sign-in itself: one that works and was just renewed rules it out. */
export function isOfSignIn(cause: Cause): boolean {
  return causeRecords[cause].liesWith === 'sign_in';
}

/** What stops the data areas that do not work, as far as one cause explains them. */
export interface AreaTrouble {
  diagnosis: Diagnosis;
  /** The first of the areas, and all that have the same cause. */
  areaId: string;
  areaIds: string[];
  /** When the first of them began to fail, as far as it was asked (Unix ms). */
  sinceMs: number;
  /** The connection works and was signed in again since they began to fail: the cause lies elsewhere (the Amalgam rule). */
  isConnectionFine: boolean;
  /** What else it could be; nothing of the sign-in where that is fine. */
  alternatives: Diagnosis['alternatives'];
}

/** Finds the first cause among the areas that do not work; undefined where all work, or none was asked. Pure. */
export function findTrouble(
  { results, startedAtMs }: AreaMatrix,
  connection: Pick<Connection, 'status' | 'reconnectedAtMs'>,
): AreaTrouble | undefined {
  const failing = results.flatMap(({ areaId, diagnosis, failingSinceMs = startedAtMs }) =>
    diagnosis ? [{ areaId, diagnosis, failingSinceMs }] : [],
  );
  const [first] = failing;
  if (!first) return undefined;
  const { diagnosis, areaId, failingSinceMs: sinceMs } = first;
  const isConnectionFine = connection.status === 'connected' && (connection.reconnectedAtMs ?? 0) > sinceMs;
  return {
    diagnosis,
    areaId,
    areaIds: failing.filter((other) => other.diagnosis.cause === diagnosis.cause).map((other) => other.areaId),
    sinceMs,
    isConnectionFine,
    alternatives: diagnosis.alternatives.filter(({ cause }) => !(isConnectionFine && isOfSignIn(cause))),
  };
}
