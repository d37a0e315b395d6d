import type { AreaMatrix } from '../../model/area-check';
import type { Diagnosis } from '../../model/diagnosis';
import { placeOfPath } from '../../providers/paths';

/**
 * Which of the kinds of data that do not work a page leads to: of those with the cause of the first, the one whose way mends
 * the most, so that nobody buys one plan and is told of a larger one afterwards. Undefined where all work. Pure.
 */
export function leadingDiagnosis(providerId: string, matrix: AreaMatrix | undefined): Diagnosis | undefined {
  const failing = matrix?.results.flatMap(({ diagnosis }) => diagnosis ?? []) ?? [];
  const [first] = failing;
  if (!first) return undefined;
  const placeOf = ({ cause, facts }: Diagnosis): number => placeOfPath(providerId, cause, facts);
  return failing
    .filter(({ cause }) => cause === first.cause)
    .reduce((lead, one) => (placeOf(one) > placeOf(lead) ? one : lead));
}
