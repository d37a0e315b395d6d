import type { RuleCase } from '../model/rule';
import { fold } from './fold';

/** Words that stand between a thing and its state, folded. */
const links = 'hasbeen|havebeen|hasnowbeen|isbeing|being|isnow|iscurrently|is|was|are|were';

function anyOf(words: readonly string[]): string {
  return words.map(fold).join('|');
}

/**
 * A sign that the text tells a state of one of these things, however it is put: "user is blocked", "the user has been
 * blocked", "blocked user". One expression without nesting, so it stays linear in the length of the text.
 */
export function tellsState(things: readonly string[], states: readonly string[]): (ruleCase: RuleCase) => boolean {
  const [thing, state] = [anyOf(things), anyOf(states)];
  const pattern = new RegExp(`(?:${thing})(?:${links})?(?:${state})|(?:${state})(?:${thing})`);
  return ({ signals }) => pattern.test(signals.folded);
}
