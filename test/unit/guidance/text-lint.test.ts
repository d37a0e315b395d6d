import { describe, expect, it } from 'vitest';
import { messages, say } from './words.ts';

const names = ['Company', 'Provider', 'Person', '3'];
const sentences = Object.keys(messages).map((key): [string, string] => [key, say(key, names) ?? '']);

/** Labels on providers' own screens and of app settings, which have to be named as they are there. */
const labels = [
  'Manage user data via APIs',
  'Connected Apps OAuth Usage',
  'External Client Apps OAuth Usage',
  'API Enabled',
  'Redirect URIs',
  'Redirect URI',
  'OAuth 2.0',
];

function ownWords(text: string): string {
  return labels.reduce((rest, label) => rest.replaceAll(label, ''), text);
}

/** Keys whose text is for support (UX-70 "Technical details"), or for whoever writes down how a provider of the firm works. */
const technical = /^(?:guidance_detail|definition)_/;

function offenders(pattern: RegExp, keys: RegExp = /./): string[] {
  return sentences
    .filter(([key, text]) => keys.test(key) && !technical.test(key) && pattern.test(ownWords(text)))
    .map(([key, text]) => `${key}: ${text}`);
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function longerThan(limit: number, keys: RegExp): string[] {
  return sentences
    .filter(([key, text]) => keys.test(key) && countWords(text) > limit)
    .map(([key, text]) => `${key} (${countWords(text)}): ${text}`);
}

/** Syllables as English spelling tells them: groups of vowels, without a silent final e. */
function countSyllables(word: string): number {
  const groups = word
    .toLowerCase()
    .replace(/e$/, '')
    .match(/[aeiouy]+/g);
  return Math.max(1, groups?.length ?? 1);
}

/** Flesch-Kincaid grade of a text: years of school it takes to read it. */
function grade(text: string): number {
  const words = text.match(/[A-Za-z']+/g) ?? [];
  const count = Math.max(1, text.split(/[.?:]+(?:\s|$)/).filter((part) => part.trim() !== '').length);
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0);
  return 0.39 * (words.length / count) + 11.8 * (syllables / Math.max(1, words.length)) - 15.59;
}

describe('every message of the product', () => {
  it('says something', () => {
    expect(sentences.filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it('has all its placeholders filled (Chrome drops unknown ones)', () => {
    expect(sentences.filter(([, text]) => /\$[A-Za-z_]+\$/.test(text)).map(([key]) => key)).toEqual([]);
  });

  it('keeps the words of engineers in the technical details (UX-74)', () => {
    expect(
      offenders(
        /\b(?:tokens?|scopes?|oauth|grants?|tenants?|realms?|401|403|404|429|502|503|504|apis?|http|json|endpoint|payload)\b/i,
      ),
    ).toEqual([]);
  });

  it('does not blame (UX-75)', () => {
    expect(offenders(/\b(?:invalid|illegal|bad|oops|whoops|fatal|failure|abort(?:ed)?)\b/i)).toEqual([]);
    expect(offenders(/something went wrong|unexpected error|an error occurred/i)).toEqual([]);
  });

  it('does not beg, and is sorry nowhere (UX-75)', () => {
    expect(offenders(/\b(?:please|sorry|apologi[sz]e)\b/i)).toEqual([]);
  });

  it('does not shout (UX-75)', () => {
    expect(offenders(/!/)).toEqual([]);
    expect(offenders(/\b[A-Z]{5,}\b/)).toEqual([]);
  });

  it('promises no more than is known (UX-77)', () => {
    expect(
      offenders(/\b(?:100 ?%|guaranteed?|unbreakable|bank-?grade|military|hack-?proof|completely (?:safe|secure))\b/i),
    ).toEqual([]);
  });
});

describe('the words of a diagnosis', () => {
  it('put what happened into a headline of at most 12 words (UX-70)', () => {
    expect(longerThan(12, /^cause_\w+_headline$/)).toEqual([]);
    expect(offenders(/[.!?]$/, /^cause_\w+_headline$/)).toEqual([]);
  });

  it('give the reason in at most 30 words (UX-70)', () => {
    expect(longerThan(30, /_why(?:_named)?(?:_likely)?$/)).toEqual([]);
  });

  it('keep advice and steps short', () => {
    expect(longerThan(25, /^(?:cause|guidance)_\w+_(?:todo|effect|step_\d+)$/)).toEqual([]);
    expect(longerThan(70, /^(?:admin_message_|guidance_\w+_message$)/)).toEqual([]);
  });

  it('say "most likely" exactly where the cause is inferred (UX-70)', () => {
    const likely = sentences.filter(([key]) => /^(?:cause|guidance)_\w+_likely$/.test(key));
    expect(likely.filter(([, text]) => !/^Most likely /.test(text)).map(([key]) => key)).toEqual([]);
    const facts = sentences.filter(([key]) => /^(?:cause|guidance)_\w+_why(?:_named)?$/.test(key));
    expect(facts.filter(([, text]) => /most likely/i.test(text)).map(([key]) => key)).toEqual([]);
  });

  it('end their sentences', () => {
    const open = sentences.filter(
      ([key, text]) =>
        /_(?:why|todo|effect|step_\d+|message)(?:_named)?(?:_likely)?$/.test(key) &&
        !key.startsWith('guidance_button_') &&
        /^(?:cause|guidance|admin_message)_/.test(key) &&
        !/[.?]$/.test(text),
    );
    expect(open.map(([key]) => key)).toEqual([]);
  });

  it('can be read after eight years of school, taken together (UX-75)', () => {
    const parts = { causes: /^cause_/, guidance: /^guidance_/, messages: /^admin_message_/ };
    const grades = Object.entries(parts).map(([part, keys]) => {
      const text = sentences
        .filter(([key]) => keys.test(key) && !technical.test(key))
        .map(([, sentence]) => `${sentence.replace(/[.?]$/, '')}.`)
        .join(' ');
      return [part, grade(text)] as const;
    });
    expect(grades.filter(([, value]) => value > 8)).toEqual([]);
  });
});
