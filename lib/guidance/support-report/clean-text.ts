import { redact } from '../../diagnosis/redact';
import { removeNetworkAddresses } from '../../diagnosis/redact-shapes';
import type { KnownName } from '../../model/known-name';
import { nameRemover } from '../names/remove-names';
import { removeIntroduced } from '../names/remove-unknown';

/** How the texts of a support report are cleaned. */
export interface CleanText {
  /** What a provider wrote: shapes of secrets, known names, and what is written like a name. */
  text(written: string): string;
  /** Ids support looks things up by: without known names, otherwise as they are. */
  id(value: string): string;
}

/**
 * Makes what cleans the texts of a report. A text may have been stored by an earlier version that took less out of it, and
 * cut it in the middle of a name: so it is redacted once more. Linear in the text; never throws.
 */
export function textCleaner(names: readonly KnownName[]): CleanText {
  const removeNames = nameRemover(names);
  return {
    text: (written) => removeIntroduced(removeNames(removeNetworkAddresses(redact(written)))),
    id: removeNames,
  };
}
