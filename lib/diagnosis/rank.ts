import type { Cause } from '../model/cause';
import type { Rule } from '../model/rule';

/** A cause the fired rules speak for. */
export interface Candidate {
  cause: Cause;
  strength: number;
  /** The strongest rule that named it; undefined when it is only another rule's `also`. */
  rule?: Rule;
}

/** A cause may still be named beside the best one when it is at least this strong. */
const minAlternative = 0.1;
const maxAlternatives = 4;

/** What is said about an answer nothing is known of. */
const minConfidence = 0.1;

/** Highest confidence ever told: nothing read out of one answer is certain. */
const maxConfidence = 0.99;

function isOverturned(rule: Rule, fired: readonly Rule[]): boolean {
  return fired.some(
    ({ overturns }) =>
      rule.overturns === undefined && overturns?.causes.includes(rule.cause) === true && rule.weight <= overturns.upTo,
  );
}

/**
 * Layer 5: which cause the fired rules speak for.
 *
 * A cause is as strong as its strongest rule. A rule that overturns others takes over their certainty: what was known
 * before is still known, and now more is. So the confidence of the best cause is that of the strongest fired rule, and
 * taking evidence away (rules fire on presence only) never raises it.
 */
export function rank(fired: readonly Rule[]): {
  best: Candidate;
  alternatives: { cause: Cause; confidence: number }[];
} {
  const candidates = new Map<Cause, Candidate>();
  const offer = (cause: Cause, strength: number, rule?: Rule): void => {
    const known = candidates.get(cause);
    if (
      known === undefined ||
      strength > known.strength ||
      (strength === known.strength && known.rule === undefined && rule)
    ) {
      candidates.set(cause, rule === undefined ? { cause, strength } : { cause, strength, rule });
    }
  };
  const standing = fired.filter((rule) => !isOverturned(rule, fired));
  for (const rule of standing) {
    offer(rule.cause, rule.weight, rule);
    for (const other of rule.also ?? []) offer(other.cause, Math.min(other.weight, rule.weight), undefined);
  }
  const ranked = [...candidates.values()].sort((left, right) => right.strength - left.strength);
  const [first = { cause: 'unknown', strength: 0 } satisfies Candidate, ...others] = ranked;
  const known = Math.max(minConfidence, ...fired.map((rule) => rule.weight));
  return {
    best: { ...first, strength: Math.min(maxConfidence, known) },
    alternatives: others
      .filter(({ strength }) => strength >= minAlternative)
      .slice(0, maxAlternatives)
      .map(({ cause, strength }) => ({ cause, confidence: strength })),
  };
}
