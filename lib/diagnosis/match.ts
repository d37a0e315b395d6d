import type { Rule, RuleCase, When } from '../model/rule';
import { fold } from './fold';
import { contains } from './phrase-search';

/** Phrases of the rule tables, folded once. */
const foldedPhrases = new Map<string, string>();

function foldOnce(phrase: string): string {
  const known = foldedPhrases.get(phrase);
  if (known !== undefined) return known;
  const folded = fold(phrase);
  foldedPhrases.set(phrase, folded);
  return folded;
}

/** Whether folded text contains any of the phrases; an inner list wants all of its phrases. */
export function saysAny(folded: string, phrases: readonly (string | readonly string[])[]): boolean {
  return phrases.some((phrase) =>
    typeof phrase === 'string'
      ? contains(folded, foldOnce(phrase))
      : phrase.every((part) => contains(folded, foldOnce(part))),
  );
}

/** Whether any of the codes is one of the wanted ones; a wanted code may end in `*`. */
export function hasCode(codes: readonly string[], wanted: readonly string[]): boolean {
  return wanted.some((want) =>
    want.endsWith('*') ? codes.some((code) => code.startsWith(want.slice(0, -1))) : codes.includes(want),
  );
}

function hasStatus(statuses: readonly number[], wanted: readonly (number | '2xx' | '4xx' | '5xx')[]): boolean {
  return statuses.some((status) =>
    wanted.some((want) => (typeof want === 'number' ? want === status : `${Math.floor(status / 100)}xx` === want)),
  );
}

function isOneOf<Value>(value: Value | undefined, wanted: readonly Value[] | undefined): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value));
}

/** Whether all the signs a rule waits for are there. Cheap signs are looked at first. */
function matches(when: When, ruleCase: RuleCase): boolean {
  const { signals, evidence } = ruleCase;
  return (
    isOneOf(evidence.phase, when.phases) &&
    isOneOf(signals.bodyKind, when.body) &&
    isOneOf(signals.transport, when.transport) &&
    isOneOf(signals.oauthError, when.oauth) &&
    isOneOf(signals.challengeError, when.challenge) &&
    (when.status === undefined || hasStatus(signals.statuses, when.status)) &&
    (when.codes === undefined || hasCode(signals.codes, when.codes)) &&
    (when.and === undefined || when.and(ruleCase)) &&
    (when.says === undefined || saysAny(signals.folded, when.says))
  );
}

/** The rules of a table whose signs are there, in the order of the table. */
export function firing(rules: readonly Rule[], ruleCase: RuleCase): Rule[] {
  return rules.filter((rule) => matches(rule.when, ruleCase));
}
