import type { Cause } from '../model/cause';
import type { Rule } from '../model/rule';

/** A cause the fired rules speak for. */
export interface Candidate {
  cause: Cause;
  strength: number;
  /** It refuted another, or is stronger than anything that was refuted. */
  isFirst: boolean;
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

/** Order of candidates: those that stand first, then the stronger, then those with a rule of their own. */
function compare(left: Candidate, right: Candidate): number {
  if (left.isFirst !== right.isFirst) return left.isFirst ? -1 : 1;
  if (left.strength !== right.strength) return right.strength - left.strength;
  return Number(right.rule !== undefined) - Number(left.rule !== undefined);
}

function refutes(rule: Rule, other: Rule): boolean {
  const { overturns } = rule;
  return (
    other.overturns === undefined && overturns?.causes.includes(other.cause) === true && other.weight <= overturns.upTo
  );
}

/**
 * Layer 5: which cause the fired rules speak for.
 *
 * A cause is as strong as its strongest rule. Where a rule is refuted, the ones that refuted it stand in its place: a
 * bystander weaker than what was refuted must not win by that. What was known before is still known, and now more is, so
 * the confidence of the best cause is that of the strongest fired rule, and taking evidence away (rules fire on presence
 * only) never raises it.
 */
export function rank(fired: readonly Rule[]): {
  best: Candidate;
  alternatives: { cause: Cause; confidence: number }[];
} {
  const refuted = fired.filter((rule) => fired.some((other) => refutes(other, rule)));
  const threshold = Math.max(0, ...refuted.map((rule) => rule.weight));
  const candidates = new Map<Cause, Candidate>();
  const offer = (offered: Candidate): void => {
    const known = candidates.get(offered.cause);
    if (known === undefined || compare(offered, known) < 0) candidates.set(offered.cause, offered);
  };
  for (const rule of fired.filter((candidate) => !refuted.includes(candidate))) {
    const isFirst = rule.weight > threshold || refuted.some((other) => refutes(rule, other));
    offer({ cause: rule.cause, strength: rule.weight, isFirst, rule });
    for (const other of rule.also ?? []) offer({ cause: other.cause, strength: other.weight, isFirst: false });
  }
  const unknown: Candidate = { cause: 'unknown', strength: 0, isFirst: false };
  const [first = unknown, ...others] = [...candidates.values()].sort(compare);
  return {
    best: { ...first, strength: Math.min(maxConfidence, Math.max(minConfidence, ...fired.map((rule) => rule.weight))) },
    alternatives: others
      .filter(({ strength }) => strength >= minAlternative)
      .sort((left, right) => right.strength - left.strength)
      .slice(0, maxAlternatives)
      .map(({ cause, strength }) => ({ cause, confidence: strength })),
  };
}
