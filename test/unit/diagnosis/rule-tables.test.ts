import { describe, expect, it } from 'vitest';
import { contextRules } from '../../../lib/diagnosis/context-rules.ts';
import { fold } from '../../../lib/diagnosis/fold.ts';
import { protocolRules } from '../../../lib/diagnosis/protocol-rules.ts';
import type { Rule } from '../../../lib/model/rule.ts';
import { ruleBooks } from '../../../lib/providers/rules.ts';

const books = [...ruleBooks].flatMap(([id, book]) => book.rules.map((rule): [string, Rule] => [id, rule]));
const all: readonly Rule[] = [...books.map(([, rule]) => rule), ...protocolRules, ...contextRules];

function phrasesOf({ when }: Rule): string[] {
  return (when.says ?? []).flatMap((phrase) => (typeof phrase === 'string' ? [phrase] : [...phrase]));
}

describe('the rule tables', () => {
  it('name each rule once', () => {
    const ids = all.map((rule) => rule.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('name provider rules after their provider', () => {
    expect(books.filter(([id, rule]) => !rule.id.startsWith(`${id}-`)).map(([, rule]) => rule.id)).toEqual([]);
  });

  it('say where each rule is written', () => {
    expect(all.filter((rule) => rule.source.length < 10).map((rule) => rule.id)).toEqual([]);
  });

  it('keep weights between a guess and near certainty, and other causes below the rule itself', () => {
    const odd = all.filter(
      ({ weight, also }) => weight < 0.1 || weight >= 0.99 || (also ?? []).some((other) => other.weight > weight),
    );
    expect(odd.map((rule) => rule.id)).toEqual([]);
  });

  it('wait for at least one sign', () => {
    expect(
      all
        .filter((rule) => Object.keys(rule.when).filter((sign) => sign !== 'phases').length === 0)
        .map((rule) => rule.id),
    ).toEqual([]);
  });

  it('quote words and codes, never a whole answer', () => {
    const long = all.flatMap((rule) =>
      phrasesOf(rule).filter((phrase) => fold(phrase).length > 45 || /[{}<>]/.test(phrase)),
    );
    expect(long).toEqual([]);
  });

  it('hold no phrase so short that it would be found anywhere', () => {
    const short = all.flatMap((rule) =>
      (rule.when.says ?? []).filter((phrase) => fold(typeof phrase === 'string' ? phrase : phrase.join('')).length < 5),
    );
    expect(short).toEqual([]);
  });

  it('overturn only what is weaker than near certainty', () => {
    expect(
      all.filter(({ overturns }) => overturns !== undefined && overturns.upTo > 0.97).map((rule) => rule.id),
    ).toEqual([]);
  });
});
