import { lengthOf } from './name-words';
import { genericWords, messageWords, nameLikeWords } from './word-lists';

/**
 * What a word of a name says by itself. `telling`: it stands for the name wherever it stands. `name_like` and `message`:
 * ordinary words, which may be a name or not. `generic`: legal forms, titles and particles. `short`: less than three letters.
 */
export type WordClass = 'telling' | 'name_like' | 'message' | 'generic' | 'short' | 'number';

let classes: Map<string, WordClass> | undefined;

function listed(): Map<string, WordClass> {
  if (classes) return classes;
  const built = new Map<string, WordClass>();
  for (const word of messageWords) built.set(word, 'message');
  for (const word of nameLikeWords) built.set(word, 'name_like');
  for (const word of genericWords) built.set(word, 'generic');
  classes = built;
  return built;
}

/** The class a word has by its list, letter for letter: "Groß" is not "gross". Undefined for a word no list has. */
export function listedClass(word: string): WordClass | undefined {
  return listed().get(word.toLowerCase().normalize('NFC'));
}

/** Digits of a number that is long enough to name somebody: an account, a company's id. */
const tellingDigits = 5;

/** What a word says by itself, by the lists and its length. Pure; never throws. */
export function classOf(word: string): WordClass {
  const known = listedClass(word);
  if (known !== undefined) return known;
  const length = lengthOf(word);
  if (/^\p{N}+$/u.test(word)) return length >= tellingDigits ? 'telling' : 'number';
  return length < 3 ? 'short' : 'telling';
}
