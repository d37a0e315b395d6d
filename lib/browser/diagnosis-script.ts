import type { Diagnose } from '../model/ports';
import { type LazyScript, loadScript } from './lazy-script';

declare global {
  /** What `entrypoints/diagnosis.ts` leaves behind. */
  var ledgerlineDiagnose: Diagnose | undefined;
}

/** The diagnosis, loaded with the first failure: mostly everything is fine. */
export const diagnosisScript: LazyScript<Diagnose> = {
  file: '/diagnosis.js',
  read: () => globalThis.ledgerlineDiagnose,
};

/** Explains a failure; loads the diagnosis if need be. */
export const diagnose: Diagnose = (evidence) => loadScript(diagnosisScript)(evidence);
