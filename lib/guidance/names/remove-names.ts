import type { KnownName } from '../../model/known-name';
import { indexNames, type NameIndex, pairKey, runKey } from './name-index';
import { isCapitalised, lengthOf, readWords, type Word } from './name-words';
import { isShownAsName } from './shown-as-name';
import { classOf, listedClass } from './word-class';

/** What stands in the place of a name, as of everything else that is taken out of a provider's text. */
const removedMark = '…';

/** What may stand between two words of one name: "LAST, FIRST", `first.last`, "Smith & Sons". */
const nameGap = /^[\s\p{Cf}.,_\-'’‘`´"“”&+/·・()\u2010-\u2015]{0,4}$/u;

/** Joined like an account's name, with no blank: `will.grant`. */
const accountGap = /^[._-]$/;

/** Whether a folded word begins a name: the last one of a text may have been cut. */
type BeginsName = (word: string) => boolean;

/** Made at the first question, because most texts end in an ordinary word. */
function nameBeginnings({ telling, joined }: NameIndex): BeginsName {
  let sorted: readonly string[] | undefined;
  return (word) => {
    sorted ??= [...telling, ...joined].sort();
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < word) low = middle + 1;
      else high = middle;
    }
    return sorted[low]?.startsWith(word) === true;
  };
}

/** A text while names are looked for in it; `isName` has one entry for each word. */
interface Search {
  index: NameIndex;
  beginsName: BeginsName;
  words: readonly Word[];
  isName: boolean[];
}

/** Other ways to read a word: with the `n` of `\n` before it, a possessive or plural `s`, or a number behind it. */
function readings({ raw, folded, gap }: Word): string[] {
  const others: string[] = [];
  if (gap.endsWith('\\') && /^[nrtbf]/.test(folded)) others.push(folded.slice(1));
  if (listedClass(raw) !== undefined) return others;
  if (folded.length > 4 && folded.endsWith('s')) others.push(folded.slice(0, -1));
  const plain = folded.replace(/\d{1,6}$/, '');
  if (plain.length > 3 && plain.length < folded.length) others.push(plain);
  return others;
}

function isTelling({ telling, joined }: NameIndex, word: Word): boolean {
  if (telling.has(word.folded) || readings(word).some((reading) => telling.has(reading))) return true;
  return joined.has(word.folded) && listedClass(word.raw) === undefined;
}

/** "Lind qvist": something invisible stood in the middle of a word. Two ordinary words are no such thing. */
function isSplitName({ telling, joined }: NameIndex, word: Word, next: Word): boolean {
  if (next.gap.length > 1 || !nameGap.test(next.gap)) return false;
  const both = word.folded + next.folded;
  if (!telling.has(both) && !joined.has(both)) return false;
  return listedClass(word.raw) === undefined || listedClass(next.raw) === undefined;
}

function markTelling({ index, words, isName }: Search): void {
  words.forEach((word, at) => {
    if (isTelling(index, word)) isName[at] = true;
    if (index.exact.has(word.raw.normalize('NFC'))) isName[at] = true;
    const next = words[at + 1];
    if (next && isSplitName(index, word, next)) isName.fill(true, at, at + 2);
  });
}

/**
 * What may be left behind a word that was cut: a part of an escape (`\u00`, `%C`, `&#24`) or a hyphen, up to the end of the
 * text or to where something else was taken out of it.
 */
const cutBehind =
  /(?:[_-]|&(?:amp;){0,3}#?[a-z\d]{0,8}|%(?:25){0,3}[\da-f]?|\\{1,8}(?:u[\da-f{]{0,6}|x[\da-f]?)?)?(?:…|$)/iy;

/** Where a text goes on behind a word that may have been cut; undefined for a word that was not. */
function cutEndOf(word: Word, text: string): number | undefined {
  cutBehind.lastIndex = word.end;
  const match = cutBehind.exec(text);
  return match ? word.end + match[0].length : undefined;
}

/** Where the name begins that this word is the beginning of, or it and the one before: `Lind\u00adq`, `will.gr`. */
function cutNameAt({ index, words, beginsName }: Search, at: number): number | undefined {
  const [before, last] = [words[at - 1], words[at]];
  if (!last || last.isSyllable) return undefined;
  const isWord = ({ raw }: Word): boolean => lengthOf(raw) > 2 && listedClass(raw) === undefined;
  if (isWord(last) && beginsName(last.folded)) return at;
  if (!before || last.gap.length > 1 || !nameGap.test(last.gap)) return undefined;
  const isPart = isWord(before) || (accountGap.test(last.gap) && index.shown.has(before.folded));
  return isPart && beginsName(before.folded + last.folded) ? at - 1 : undefined;
}

/** `jean-` of `jean-luc`: no sentence ends like this. */
function isOpenEnded({ index, words }: Search, at: number, text: string): boolean {
  const word = words[at];
  return word !== undefined && index.shown.has(word.folded) && /^[_-](?:…|$)/.test(text.slice(word.end, word.end + 2));
}

/** Words that a text was cut behind, where they are the beginning of a name and no word of a sentence. */
function markCut(search: Search, text: string): void {
  const { words, isName } = search;
  for (const [at, word] of words.entries()) {
    const end = at === words.length - 1 ? text.length : cutEndOf(word, text);
    if (end === undefined || isName[at]) continue;
    const from = isOpenEnded(search, at, text) ? at : cutNameAt(search, at);
    if (from === undefined) continue;
    const behind = words.findIndex(({ start }) => start >= end);
    isName.fill(true, from, behind < 0 ? words.length : behind);
  }
}

function markRuns({ index, words, isName }: Search): void {
  words.forEach(({ folded }, at) => {
    for (const length of index.runLengths.get(folded) ?? []) {
      const run = words.slice(at, at + length);
      if (run.length < length || run.slice(1).some(({ gap }) => !nameGap.test(gap))) continue;
      if (index.runs.has(runKey(run))) isName.fill(true, at, at + length);
    }
  });
}

/** Generic words that go on in a sentence: "Anna and", "Harbour Lane of". */
const connecting: ReadonlySet<string> = new Set(['the', 'and', 'of', 'for', 'und', 'en', 'et', 'y', 'e', 'i', 'o']);

/** Whether the word beside a name is written as the name is: "Anna May", but not "Anna may". */
function isWrittenLike({ raw, folded }: Word, name: Word): boolean {
  const listed = listedClass(raw);
  if (listed === undefined || isCapitalised(raw) || !isCapitalised(name.raw)) return true;
  return listed === 'generic' && !connecting.has(folded);
}

/** Takes words that tell nothing by themselves along with a name they are part of, forwards and backwards. */
function spread({ index, words, isName }: Search): void {
  const take = (at: number, from: number): void => {
    const [word, name] = [words[at], words[from]];
    const later = words[Math.max(at, from)];
    if (!word || !name || !later || isName[at] || !isName[from] || !nameGap.test(later.gap)) return;
    const isJoined = accountGap.test(later.gap) && index.shown.has(word.folded);
    const isPart = index.pairs.has(pairKey(word.folded, name.folded)) && isWrittenLike(word, name);
    if (isJoined || isPart) isName[at] = true;
  };
  for (let at = 1; at < words.length; at += 1) take(at, at - 1);
  for (let at = words.length - 2; at >= 0; at -= 1) take(at, at + 1);
}

/** Two words side by side of which neither tells: they are a name where they are written as one. */
function isNamePair(one: Word, other: Word, hasLowerCase: boolean): boolean {
  const kinds = [classOf(one.raw), classOf(other.raw)];
  const isOrdinary =
    kinds.some((kind) => kind === 'message' || kind === 'name_like') ||
    connecting.has(one.folded) ||
    connecting.has(other.folded) ||
    // "there's a"
    one.folded.length + other.folded.length === 2;
  if (kinds.every((kind) => kind === 'generic' || kind === 'number')) return false;
  const isTechnical = kinds.every((kind) => kind === 'message' || kind === 'generic' || kind === 'number');
  const isWritten = isCapitalised(one.raw) && (isCapitalised(other.raw) || /^\p{N}/u.test(other.raw));
  if (isWritten) return hasLowerCase || !isTechnical;
  return !isTechnical && (!isOrdinary || accountGap.test(other.gap));
}

function markPairs({ index, words, isName }: Search, hasLowerCase: boolean): void {
  for (let at = 1; at < words.length; at += 1) {
    const [one, other] = [words[at - 1], words[at]];
    if (!one || !other || !index.pairs.has(pairKey(one.folded, other.folded)) || !nameGap.test(other.gap)) continue;
    if (isNamePair(one, other, hasLowerCase)) isName.fill(true, at - 1, at + 1);
  }
}

function markShown({ index, words, isName }: Search): void {
  words.forEach((word, at) => {
    if (!isName[at] && index.shown.has(word.folded) && isShownAsName(words, at)) isName[at] = true;
  });
}

/** Puts the mark in the place of each run of names, with the `'s` behind it. */
function cutOut(text: string, { words, isName }: Search): string {
  let result = '';
  let done = 0;
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at];
    if (!first || !isName[at]) continue;
    while (isName[at + 1] && nameGap.test(words[at + 1]?.gap ?? ';')) at += 1;
    const next = words[at + 1];
    if (next && /^['’]$/.test(next.gap) && /^s$/i.test(next.raw)) at += 1;
    result += `${text.slice(done, first.start)}${removedMark}`;
    done = words[at]?.end ?? text.length;
  }
  return result + text.slice(done);
}

/**
 * Makes what takes every known name out of a text: the whole name and its parts, in any order, case and spelling, escaped or
 * joined. A word is looked at as a whole word, in scripts without blanks as its characters.
 *
 * Which words are names by themselves follows from lists (`word-lists.ts`). A word that is on none and has three letters is
 * taken out wherever it stands. Legal forms, titles and particles go only beside the rest of their name; words of less than
 * three letters in their own spelling alone. An ordinary word ("Will", "May", "Access") survives but where it is written as a
 * name: beside another part of the same name with the same capitals, or as `isShownAsName` says.
 *
 * @returns a function whose cost follows the length of the text; it never throws
 */
export function nameRemover(names: Iterable<KnownName>): (text: string) => string {
  const index = indexNames(names);
  const beginsName = nameBeginnings(index);
  return (text) => {
    const words = readWords(text);
    const search: Search = { index, beginsName, words, isName: words.map(() => false) };
    const hasLowerCase = words.some(({ raw }) => lengthOf(raw) > 2 && /^\p{Ll}/u.test(raw));
    markTelling(search);
    markCut(search, text);
    markRuns(search);
    markPairs(search, hasLowerCase);
    markShown(search);
    spread(search);
    return cutOut(text, search);
  };
}
