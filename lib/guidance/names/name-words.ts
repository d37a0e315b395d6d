import { decodeEscapes } from './decode-escapes';

/** One word of a text. `start` and `end` are places in the text it was read from, `folded` is what words are compared by. */
export interface Word {
  raw: string;
  folded: string;
  start: number;
  end: number;
  /** What stands between the word before and this one. */
  gap: string;
  /** Written without blanks between words, so that each character counts as a word. */
  isSyllable: boolean;
}

/** Scripts that put no blanks between words: a name is found there by its characters. */
const syllable = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]`;
const wordPattern = new RegExp(
  String.raw`(?<syllable>[\u1100-\u115f][\u1160-\u11a7]*[\u11a8-\u11ff]*|(?=[\p{L}\p{N}])${syllable}\p{M}*)|(?:(?!(?=[\p{L}\p{N}])${syllable})[\p{L}\p{M}\p{N}])+`,
  'gu',
);

/** Marks that stand above or below a letter of any script, and the points of Hebrew; vowel signs of other scripts are letters. */
const looseMarks = /[\p{sc=Zinh}\u0591-\u05c7]/gu;

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ς: 'σ',
};

/**
 * A word as words are compared: in lower case, without marks; Müller, Mueller and Muller are one, so are Åse and Aase.
 * Pure; never throws.
 */
export function foldWord(word: string): string {
  if (/^[a-z\d]*$/i.test(word)) return foldDigraphs(word.toLowerCase());
  const plain = word
    .toLowerCase()
    .normalize('NFKD')
    .replace(looseMarks, '')
    .replace(/[ßıæœøđðþłς]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFC');
  return foldDigraphs(plain);
}

function foldDigraphs(word: string): string {
  return word.replace(/a[ae]|oe|ue/g, (pair) => pair[0] ?? '');
}

/**
 * The words of a text in their order: runs of letters, marks and numbers, after escapes are taken out, and single
 * characters in scripts without blanks. Linear; never throws.
 */
export function readWords(source: string): Word[] {
  const { text, originOf } = decodeEscapes(source);
  const words: Word[] = [];
  let last = 0;
  for (const match of text.matchAll(wordPattern)) {
    const end = match.index + match[0].length;
    words.push({
      raw: match[0],
      folded: foldWord(match[0]),
      start: originOf(match.index),
      end: originOf(end),
      gap: text.slice(last, match.index),
      isSyllable: match.groups?.syllable !== undefined,
    });
    last = end;
  }
  return words;
}

/** How many letters and digits a word has, each with its marks counted once. */
export function lengthOf(word: string): number {
  return word.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** Whether a word begins with a capital letter, or is written in capitals. */
export function isCapitalised(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}
