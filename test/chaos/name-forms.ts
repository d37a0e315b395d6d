import type { SampleName } from './name-samples.ts';
import type { Random } from './random.ts';

/** A name as it stands in a text. `isWhole`: it has all its parts; `isLower`: an ordinary word could be nothing else. */
export interface NameForm {
  what: string;
  text: string;
  isWhole: boolean;
  isLower?: boolean;
}

const umlauts: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  å: 'aa',
  ø: 'oe',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  Å: 'Aa',
  Ø: 'Oe',
};

function withoutMarks(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

function wordsIn(text: string): string[] {
  return text.split(/[\s・,]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** Where the family name begins: at its particle, as in "van der Berg". */
function familyAt(words: readonly string[]): number {
  const particle = words.findIndex((word, at) => at > 0 && /^\p{Ll}/u.test(word));
  return particle > 0 ? particle : Math.max(1, words.length - 1);
}

/** Every way to write a name that the product promises to know (SEC-43). */
export function formsOf({ kind, text }: SampleName): NameForm[] {
  const words = wordsIn(text);
  const first = words.slice(0, familyAt(words));
  const last = words.slice(familyAt(words));
  const joined = (between: string): string =>
    words
      .map((word) => word.replace(/[.&]/g, ''))
      .filter(Boolean)
      .join(between);
  const forms: NameForm[] = [
    { what: 'as it is', text, isWhole: true },
    { what: 'in capitals', text: text.toUpperCase(), isWhole: true },
    { what: 'in lower case', text: text.toLowerCase(), isWhole: true, isLower: true },
    { what: 'without marks', text: withoutMarks(text), isWhole: true },
    {
      what: 'in two letters for one',
      text: text.replace(/[äöüßåøÄÖÜÅØ]/g, (one) => umlauts[one] ?? one),
      isWhole: true,
    },
    { what: 'possessive', text: `${text}'s`, isWhole: true },
    { what: 'decomposed', text: text.normalize('NFD'), isWhole: true },
  ];
  if (words.length > 1) {
    for (const between of ['.', '_', '-'])
      forms.push({ what: `joined by ${between}`, text: joined(between), isWhole: true });
    forms.push({ what: 'joined in lower case', text: joined('.').toLowerCase(), isWhole: true });
  }
  if (kind === 'company' && words.length > 2 && words[0] !== 'The')
    forms.push({ what: 'first two in one', text: inOne(words.slice(0, 2)), isWhole: false });
  const long = words.find((word) => /^[a-z]{7,}$/i.test(word) && !/^(?:Company|Services)$/.test(word));
  if (long) forms.push({ what: 'with a hidden character', text: hiddenIn(long), isWhole: false });
  if (kind === 'person' && words.length > 1 && last.length > 0) forms.push(...personForms(first, last));
  return forms;
}

/** As in the name of a host. */
function inOne(words: readonly string[]): string {
  return words
    .join('')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
    .toLowerCase();
}

/** A soft hyphen, as pages have it where a long word may be broken. */
function hiddenIn(word: string): string {
  return `${word.slice(0, 4)}\u00ad${word.slice(4)}`;
}

function personForms(first: readonly string[], last: readonly string[]): NameForm[] {
  const [given, family] = [first.join(''), last.join('').replace(/[-'’]/g, '')];
  const initial = [...given][0] ?? '';
  return [
    { what: 'LAST, FIRST', text: `${last.join(' ')}, ${first.join(' ')}`.toUpperCase(), isWhole: true },
    { what: 'Last, First', text: `${last.join(' ')}, ${first.join(' ')}`, isWhole: true },
    { what: 'LAST FIRST', text: `${last.join(' ')} ${first.join(' ')}`.toUpperCase(), isWhole: true },
    { what: 'as an account', text: `CORP\\${given.toLowerCase()}.${family.toLowerCase()}`, isWhole: true },
    { what: 'first name', text: first.join(' '), isWhole: false },
    { what: 'family name', text: last.join(' '), isWhole: false },
    ...(isCased(initial) ? accountForms(initial, given, family) : []),
  ];
}

function isCased(letter: string): boolean {
  return letter.toUpperCase() !== letter.toLowerCase();
}

/** How people are called by the accounts they have. */
function accountForms(initial: string, given: string, family: string): NameForm[] {
  return [
    { what: 'both in one', text: `${given}${family}`, isWhole: true },
    { what: 'initial and family name', text: `${initial}${family}`.toLowerCase(), isWhole: true },
    { what: 'initial with a dot', text: `${initial}. ${family}`, isWhole: true },
  ];
}

type Escape = (text: string) => string;

const toEntities: Escape = (text) => text.replace(/[&<>"']|[^\x20-\x7e]/gu, (one) => `&#${one.codePointAt(0)};`);
const toHexEntities: Escape = (text) =>
  text.replace(/['&]|[^\x20-\x7e]/gu, (one) => `&#x${one.codePointAt(0)?.toString(16)};`);
const toXml: Escape = (text) => text.replaceAll('&', '&amp;').replaceAll("'", '&apos;').replaceAll('<', '&lt;');
const toUnicode: Escape = (text) =>
  text.replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
const toPercent: Escape = (text) => encodeURIComponent(text.toWellFormed());

/** Notations a name may still be in when a message is shown, also twice. */
export const escapes: readonly Escape[] = [
  (text) => text,
  (text) => text,
  toXml,
  (text) => toXml(toXml(text)),
  toEntities,
  toHexEntities,
  toUnicode,
  toPercent,
  (text) => toPercent(text).replaceAll('%20', '+'),
  (text) => toPercent(toPercent(text)),
];

/** One form of a name in one notation. */
export function writtenForm(random: Random, form: NameForm): string {
  return random.pick(escapes)(form.text);
}
