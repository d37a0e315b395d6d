import type { Cause } from '../model/cause';
import { type Text, text } from '../model/text';

/** A cause in two to five words, for a line of the history. */
export function causeName(cause: Cause): Text {
  return text(`status_cause_${cause}`);
}
