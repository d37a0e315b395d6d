import type { Diagnose } from '../model/ports';

declare global {
  /** Chromium's worker has it; Firefox's event page does not. */
  var importScripts: ((...files: string[]) => void) | undefined;
  /** What `entrypoints/diagnosis.ts` leaves behind. */
  var ledgerlineDiagnose: Diagnose | undefined;
}

const file = '/diagnosis.js';

function load(): void {
  if (globalThis.ledgerlineDiagnose === undefined) globalThis.importScripts?.(file);
}

/** To be called at top level: Chromium lets a worker load later only what it loaded once while being installed. */
export function prepareDiagnosis(): void {
  addEventListener('install', load);
}

/**
 * The diagnosis, in a script of its own that is loaded at the first failure: the worker starts many times a day, and on most
 * of them everything is fine. Firefox has it loaded beforehand, as the manifest says.
 */
export const diagnose: Diagnose = (evidence) => {
  load();
  if (globalThis.ledgerlineDiagnose === undefined) throw new Error(`${file} left no diagnosis behind`);
  return globalThis.ledgerlineDiagnose(evidence);
};
