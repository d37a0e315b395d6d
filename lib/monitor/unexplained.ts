import type { Diagnosis } from '../model/diagnosis';

/** A bug of ours is no fault of the provider: nothing is claimed about it, and support can be asked. */
export const unexplained: Diagnosis = {
  cause: 'unknown',
  confidence: 0,
  action: 'contact_support',
  actor: 'you',
  reconnectHelps: 'maybe',
  alternatives: [],
  rules: [],
  facts: {},
};

/** Whether a connection was stopped by a fault of ours the last time. */
export function isUnexplained(diagnosis: Diagnosis | undefined): boolean {
  return diagnosis?.cause === unexplained.cause && diagnosis.confidence === unexplained.confidence;
}
