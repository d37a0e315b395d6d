import { foldWord, isCapitalised, lengthOf, type Word } from './name-words';
import { classOf } from './word-class';
import { introducers, nounSigns, personVerbs, thingWords, weakIntroducers } from './word-lists';

const folded = (words: ReadonlySet<string>): ReadonlySet<string> => new Set([...words].map(foldWord));
const [strong, weak, nouns] = [introducers, weakIntroducers, nounSigns].map(folded);

const months = folded(
  new Set(
    'january february march april may june july august september october november december mai juni juli mars avril abril mayo agosto'.split(
      ' ',
    ),
  ),
);

/** Between a word that introduces a name and the name: "user: 'Will'". */
const introducingGap = /^[\s:='"“”‘’([\\.]{1,5}$/;

const sentenceEnd = /[.!?:;\n…]/;

function isNumber(word: Word | undefined): boolean {
  return word !== undefined && /^\p{N}/u.test(word.raw);
}

function isDate(words: readonly Word[], at: number): boolean {
  return months.has(words[at]?.folded ?? '') && (isNumber(words[at - 1]) || isNumber(words[at + 1]));
}

/** A sentence in which capitals say something: some of its words have none. */
function hasUsualCapitals(words: readonly Word[]): boolean {
  return words.filter(({ raw }) => lengthOf(raw) > 1 && /^\p{Ll}/u.test(raw)).length > 1;
}

function isIntroduced(words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  if (!before || !word || !introducingGap.test(word.gap)) return false;
  // `user=grant`, "user: grant"
  if (/[:=]/.test(word.gap)) return strong?.has(before.folded) === true;
  if (!isCapitalised(word.raw)) return false;
  // "User Access Denied": where every word has a capital, capitals say nothing.
  if (strong?.has(before.folded)) return classOf(word.raw) === 'name_like' || hasUsualCapitals(words);
  return weak?.has(before.folded) === true && !months.has(word.folded) && classOf(word.raw) === 'name_like';
}

/** 'Chase', "Will" */
function isQuoted(words: readonly Word[], at: number): boolean {
  const [word, after] = [words[at], words[at + 1]];
  return word !== undefined && /['"“‘]$/.test(word.gap) && (after === undefined || /^['"”’]/.test(after.gap));
}

/** Capitalised where an ordinary word would not be, as in "ask Mark to sign in". */
function isCapitalisedInside(words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  if (!before || !word || !isCapitalised(word.raw) || sentenceEnd.test(word.gap) || !/\s$/.test(word.gap)) return false;
  const isNounThere = nouns?.has(before.folded) === true || (isCapitalised(before.raw) && at > 1);
  return !isNounThere && hasUsualCapitals(words);
}

/** "May has no access": a month or a verb can only be somebody there. */
function isSubject(words: readonly Word[], at: number): boolean {
  const [word, after] = [words[at], words[at + 1]];
  if (!word || !after || !isCapitalised(word.raw) || thingWords.has(word.folded)) return false;
  return after.gap === ' ' && personVerbs.has(after.folded);
}

function isWrittenAsName(words: readonly Word[], at: number): boolean {
  return isQuoted(words, at) || isCapitalisedInside(words, at) || isSubject(words, at);
}

/**
 * Whether an ordinary word is written as a name here. It is after a word that introduces one (user, contact, company, named),
 * unless it is a month with a day or a year beside it; and where months, verbs and the like stand in quotes, or have a capital
 * letter in the middle of a sentence whose other words have none, with no article or "OAuth" before, or are what the sentence
 * is about. A thing providers speak of is none at the start of a sentence: "Grant has expired". Pure; never throws.
 */
export function isShownAsName(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word || isDate(words, at)) return false;
  if (isIntroduced(words, at)) return true;
  return classOf(word.raw) === 'name_like' && isCapitalised(word.raw) && isWrittenAsName(words, at);
}
