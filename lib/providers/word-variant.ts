import type { Cause } from '../model/cause';

/** That a provider has words of its own for a cause; the words are messages `guidance_<provider>_<cause>_…`. */
export interface WordVariant {
  cause: Cause;
  /** `why`, `why_likely`, `todo`, `message`: which of the usual words are replaced. */
  parts: readonly string[];
  /** Length of the click path `…_step_<n>`. */
  steps: number;
  /** The variant is for reads of these areas alone, and has its own name. */
  only?: { name: string; areas: RegExp };
}
