/*
 * Whether a name passes for another one in the eyes of a reader (SEC-47).
 *
 * Both names are brought to the same plain letters: compatibility forms (NFKD: full width, bold), diacritics and characters
 * without a width go; letters of other scripts and digits that look like a Latin letter become that letter; l, i and 1 are
 * one. Then the words are compared, with the words of a name also read together: "Quick-Books", "q u i c k b o o k s".
 */

/** Letters by the Latin letter they look like; a small selection of Unicode's confusables (UTS #39), those in common fonts. */
const shapes: Readonly<Record<string, string>> = {
  a: 'аαɑАΑ',
  b: 'ЬвВΒβ',
  c: 'сСϲϹᴄ',
  d: 'ԁɗ',
  e: 'еЕεΕєҽ',
  f: 'ƒ',
  g: 'ɡց',
  h: 'һнНΗ',
  i: 'іІιΙıӏӀΪї',
  j: 'јЈ',
  k: 'кКκΚ',
  l: 'łŁІ',
  m: 'мМΜ',
  n: 'ηпΝո',
  o: 'оОοΟσօøØѳ',
  p: 'рРρΡ',
  q: 'ԛգ',
  r: 'гᴦɾ',
  s: 'ѕЅꜱ',
  t: 'тТτΤ',
  u: 'υսՍ',
  v: 'νѵ',
  w: 'ԝѡωշ',
  x: 'хХχΧ×',
  y: 'уУγΥү',
  z: 'ᴢΖ',
};

const byShape = new Map(Object.entries(shapes).flatMap(([letter, alike]) => [...alike].map((each) => [each, letter])));

/** Digits and signs that stand for letters in names that want to pass for others. */
const signs: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '8': 'b',
  '|': 'l',
  '!': 'l',
  '@': 'a',
  $: 's',
  '€': 'e',
};

/** Without what does not show: marks on letters, and characters that have no width or only change how others are drawn. */
function visible(text: string): string {
  return text.normalize('NFKD').replace(/[\p{M}\p{Cf}\u115f\u1160\u3164\uffa0]/gu, '');
}

function plain(text: string, alsoSigns: boolean): string {
  return [...visible(text)]
    .map((each) => byShape.get(each) ?? ((alsoSigns ? signs[each] : undefined) || each))
    .join('');
}

/** Pieces of a name that the eye takes for words: they end at anything but a letter, at a digit, and where capitals begin. */
function wordsOf(text: string, alsoSigns: boolean): string[] {
  const spaced = plain(text, alsoSigns).replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const pieces = spaced.match(/\p{L}+|\p{N}+/gu) ?? [];
  return pieces.map((piece) => piece.toLowerCase().replaceAll('i', 'l').replaceAll('vv', 'w'));
}

/** Whether some words in a row, read together, are this one. */
function hasRun(words: readonly string[], wanted: string): boolean {
  return words.some((_word, start) => {
    let run = '';
    for (const word of words.slice(start)) {
      run += word;
      if (run === wanted) return true;
      if (!wanted.startsWith(run)) return false;
    }
    return false;
  });
}

/**
 * Whether a name is this known name, looks like it, or has it in it as a whole word: "Xerо" with a Cyrillic o, "X-e-r-o" and
 * "Xero (new)" are, "Xerox" is not.
 */
export function looksLike(name: string, known: string): boolean {
  const wanted = wordsOf(known, false).join('');
  return wanted !== '' && [false, true].some((alsoSigns) => hasRun(wordsOf(name, alsoSigns), wanted));
}
