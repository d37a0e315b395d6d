import type { NameForm } from './name-forms.ts';

/*
 * Looks for names in a report without any code of the product: it must not make the same mistake twice.
 */

/** Words that name nobody, though they are part of a name. */
const generic = new Set(
  'corp ltd inc gmbh pty llc ab bv sa group services company the of co kg sons sohne and van der de la von bin al mac ооо 株式会社 주식회사 شركة بن αε'.split(
    ' ',
  ),
);

function decoded(text: string): string {
  const once = (escaped: string): string =>
    escaped
      .replace(/&amp;/g, '&')
      .replace(/&apos;/g, "'")
      .replace(/&#(\d+);/g, (_whole, code) => String.fromCodePoint(Number(code)))
      .replace(/&#x([\da-f]+);/gi, (_whole, code) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replace(/\\+u([\da-f]{4})/gi, (_whole, code) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/(?:%[\da-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'));
  return once(once(once(text)));
}

/** A text as texts are compared: without case and marks. */
export function folded(text: string): string {
  const pairs: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', đ: 'd', ł: 'l', ı: 'i', þ: 'th', ð: 'd', ς: 'σ' };
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u0652]/g, '')
    .normalize('NFC')
    .replace(/[ßøđłıþðς]/g, (letter) => pairs[letter] ?? letter);
}

const isEastAsian = (word: string): boolean => /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]/u.test(word);

function split(text: string): string[] {
  return text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');
}

/** The words of a text as they are compared: without case, marks and escapes. */
export function wordsOfReport(text: string): ReadonlySet<string> {
  return new Set(split(decoded(text)).map(folded));
}

/** What of a planted name must not be found. */
function tellingParts({ text }: NameForm): string[] {
  return split(text.replace(/株式会社|주식회사/g, ' '))
    .map(folded)
    .filter((word) => !generic.has(word) && !/^\p{N}+$/u.test(word));
}

function isFound(part: string, { plain, words }: { plain: string; words: ReadonlySet<string> }): boolean {
  if (isEastAsian(part)) return [...part].length > 1 && plain.includes(part);
  return [...part].length > 2 && words.has(part);
}

/** Names whose words have less than three letters: one as it stands, two side by side in any case. */
function isShortFound(name: string, raw: readonly string[]): boolean {
  if (!/^[\p{L}\p{N}]{1,2}(?: [\p{L}\p{N}]{1,2})*$/u.test(name)) return false;
  if (!name.includes(' ')) return raw.includes(name);
  return ` ${raw.join(' ')} `.toLowerCase().includes(` ${name.toLowerCase()} `);
}

/** Each planted name, id and secret that stands in a report, in plain text or escaped, whole or in part. */
export function findLeaks(
  report: string,
  planted: {
    names: readonly { name: string; form: NameForm }[];
    ids: readonly string[];
    secret: string | undefined;
  },
  inNeutral: ReadonlySet<string>,
): string[] {
  const plain = decoded(report);
  const text = { plain: folded(plain), words: wordsOfReport(report) };
  const parts = planted.names.flatMap(({ name, form }) =>
    [...tellingParts(form), ...tellingParts({ ...form, text: name })].map((part) => ({ part, form })),
  );
  const names = parts
    .filter(({ part }) => !inNeutral.has(part) && isFound(part, text))
    .map(({ part, form }) => `"${part}" of "${form.text}" (${form.what})`);
  const short = planted.names.filter(({ name }) => isShortFound(name, split(plain))).map(({ name }) => `"${name}"`);
  const exact = [...planted.ids, ...(planted.secret === undefined ? [] : [planted.secret])].filter(
    (value) => plain.includes(value) || plain.includes(decoded(value)),
  );
  return [...new Set([...names, ...short, ...exact])];
}
