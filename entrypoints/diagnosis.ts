import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import * as z from 'zod/mini';
import { diagnose } from '../lib/diagnosis/diagnose';

/** The diagnosis as a script of its own: see `lib/browser/diagnosis-script.ts`. */
export default defineUnlistedScript(() => {
  z.config({ jitless: true });
  globalThis.ledgerlineDiagnose = diagnose;
});
