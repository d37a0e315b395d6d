import type { Cause } from '../../lib/model/cause.ts';
import type { Diagnosis } from '../../lib/model/diagnosis.ts';
import type { Evidence } from '../../lib/model/evidence.ts';
import type { CorpusLine } from './corpus.ts';

/** How one answer was judged. `diagnosis` is absent when `diagnose` threw, which counts as wrong. */
export interface Judged {
  line: CorpusLine;
  diagnosis?: Diagnosis;
  isRight: boolean;
  harm?: 'reconnect_promised' | 'called_fine';
}

/** Failures that are no verdict on the connection's sign-in; saying "fine" there is wrong but not harmful (corpus README). */
const notAuthCauses: ReadonlySet<Cause> = new Set<Cause>([
  'not_an_auth_problem',
  'request_invalid',
  'unknown',
  'rate_limited',
  'provider_outage',
  'network_unreachable',
  'clock_skew',
]);

function harmOf({ expect }: CorpusLine, diagnosis: Diagnosis): Judged['harm'] {
  if (diagnosis.reconnectHelps === 'yes' && expect.reconnectHelps === 'no') return 'reconnect_promised';
  const saysFine = diagnosis.cause === 'not_an_auth_problem' && !expect.accept.includes('not_an_auth_problem');
  return saysFine && !notAuthCauses.has(expect.cause) ? 'called_fine' : undefined;
}

/** Judges every line by the corpus' own rules: top-1 within the accepted causes, and harmful advice apart. */
export function judge(lines: readonly CorpusLine[], diagnose: (evidence: Evidence) => Diagnosis): Judged[] {
  return lines.map((line) => {
    try {
      const diagnosis = diagnose(line.evidence);
      const harm = harmOf(line, diagnosis);
      const isRight = line.expect.accept.includes(diagnosis.cause);
      return harm === undefined ? { line, diagnosis, isRight } : { line, diagnosis, isRight, harm };
    } catch {
      return { line, isRight: false };
    }
  });
}

/** Mean confidence of the answers that pass a filter; NaN when none does. */
export function meanConfidence(judged: readonly Judged[], isRight: boolean): number {
  const told = judged.flatMap((item) =>
    item.isRight === isRight && item.diagnosis ? [item.diagnosis.confidence] : [],
  );
  return told.reduce((sum, confidence) => sum + confidence, 0) / told.length;
}

/** Times every evidence `rounds` times, in ms, after one round to warm up; sorted, so that `quantile` can read it. */
export function time(
  given: readonly Evidence[],
  diagnose: (evidence: Evidence) => Diagnosis,
  rounds: number,
): number[] {
  const durations: number[] = [];
  for (const evidence of given) diagnose(evidence);
  for (let round = 0; round < rounds; round += 1) {
    for (const evidence of given) {
      const start = performance.now();
      diagnose(evidence);
      durations.push(performance.now() - start);
    }
  }
  return durations.sort((left, right) => left - right);
}

/** The value below which a share of sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
