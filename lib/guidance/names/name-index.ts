import type { KnownName } from '../../model/known-name';
import { productWords } from '../../providers/product-words';
import { foldWord, lengthOf, readWords, type Word } from './name-words';
import { classOf, type WordClass } from './word-class';

/**
 * All names the product knows, made ready to be looked up word by word: what a text costs follows its length, not how many
 * names there are.
 */
export interface NameIndex {
  /** Folded words that stand for a name wherever they stand. */
  telling: Set<string>;
  /** Words of a name written as one: a name, but where a text has a word of a list there. */
  joined: Set<string>;
  /** Words of less than three letters, as they are written. */
  exact: Set<string>;
  /** Folded words that stand for a name where the sentence shows it: ordinary words that a person or a company is called by. */
  shown: Set<string>;
  /** Two words of one name, of which one at least tells nothing by itself; see `pairKey`. */
  pairs: Set<string>;
  /** Words in their order that are a name together: ids, and names in scripts without blanks. See `runKey`. */
  runs: Set<string>;
  /** How many words the runs have that begin with a word. */
  runLengths: Map<string, Set<number>>;
}

interface NameWord extends Word {
  kind: WordClass;
}

/** Names of more words than this have pairs of neighbours alone. */
const maxPaired = 8;

/** Fewer letters name nobody. */
const minJoined = 3;

/** Forms of companies in scripts without blanks, which stand before or behind the name without a gap. */
const syllableForms =
  /株式会社|有限会社|合同会社|合資会社|一般社団法人|[(（][株有주][)）]|股份有限公司|有限责任公司|有限公司|公司|주식회사|유한회사|บริษัท|จำกัด/gu;

/** Labels of hosts and parts of paths that name no customer. */
const addressWords = new Set(
  'http https www api rest soap ws my com net org co io dev eu us uk au ca nz de fr'.split(' '),
);

const spared = new Set(productWords.map(foldWord));

/** Two folded words of a name, whichever comes first. */
export function pairKey(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/** Folded words in their order. */
export function runKey(words: readonly { folded: string }[]): string {
  return words.map(({ folded }) => folded).join(' ');
}

function addRun(index: NameIndex, words: readonly Word[]): void {
  const [first] = words;
  if (!first || words.length < 2) return;
  index.runs.add(runKey(words));
  const lengths = index.runLengths.get(first.folded);
  if (lengths) lengths.add(words.length);
  else index.runLengths.set(first.folded, new Set([words.length]));
}

/** Words written as one: `harbourlanebakery`, `mlindqvist`. */
function addJoined(index: NameIndex, parts: readonly string[]): void {
  const joined = foldWord(parts.join(''));
  if (joined.length >= minJoined) index.joined.add(joined);
}

function addPairs(index: NameIndex, words: readonly NameWord[]): void {
  words.forEach((word, at) => {
    const others = words.length <= maxPaired ? words.slice(at + 1) : words.slice(at + 1, at + 3);
    for (const other of others) {
      if (word.kind !== 'telling' || other.kind !== 'telling') index.pairs.add(pairKey(word.folded, other.folded));
    }
  });
}

/** A script without blanks: each part of the name, the whole, and of a person the given name and the family name. */
function addSyllables(index: NameIndex, words: readonly NameWord[], isPerson: boolean): void {
  const groups: NameWord[][] = [];
  for (const word of words) {
    const group = groups.at(-1);
    if (group && word.gap === '') group.push(word);
    else groups.push([word]);
  }
  for (const group of groups) addRun(index, group);
  addRun(index, groups.flat());
  addRun(index, groups.toReversed().flat());
  const [only] = groups;
  if (!isPerson || !only || groups.length > 1 || only.length < 3 || only.length > 4) return;
  addRun(index, only.slice(-2));
  if (only.length === 4) addRun(index, only.slice(0, 2));
}

function addWord(index: NameIndex, { raw, folded, kind }: NameWord): void {
  if (kind === 'telling') index.telling.add(folded);
  // A single letter is part of too much: "vitamin C", "a".
  else if (kind === 'short' && lengthOf(raw) === 2) index.exact.add(raw.normalize('NFC'));
  else if (kind === 'name_like') index.shown.add(folded);
}

/** A name that is one word and its legal form: the word alone has to stand for the company. */
function addOnlyWord(index: NameIndex, { raw, folded, kind }: NameWord): void {
  if (lengthOf(raw) < 3) index.exact.add(raw.normalize('NFC'));
  else if (kind === 'message' || kind === 'generic') index.shown.add(folded);
}

/** "M. Lindqvist", `mlindqvist`, `lindqvistm`, `amlindqvist`, `vanderberg`: the family name is what ends the name. */
function addAccounts(index: NameIndex, words: readonly NameWord[]): void {
  for (let from = 1; from < Math.min(words.length, maxPaired); from += 1) {
    const family = words.slice(from).map(({ folded }) => folded);
    const given = words.slice(0, from);
    const initials = given.map(({ raw }) => foldWord([...raw.normalize('NFC')][0] ?? ''));
    index.pairs.add(pairKey(initials[0] ?? '', family[0] ?? ''));
    for (const before of [initials.slice(0, 1), initials, given.slice(0, 1).map(({ folded }) => folded)]) {
      addJoined(index, [...before, ...family]);
      addJoined(index, [...family, ...before]);
    }
  }
}

/** Whether some words of a company's name mean it when they are written as one: `realtime` does not. */
const isTellingPart = (part: readonly NameWord[]): boolean => part.some(({ kind }) => kind === 'telling');

/** Neighbours of a name written as one: `annamaria` of "Anna Maria Lindqvist", `harbourlane` of "Harbour Lane Bakery". */
function addParts(index: NameIndex, words: readonly NameWord[], isPerson: boolean): void {
  const longest = words.length <= maxPaired ? words.length : 2;
  for (let from = 0; from < words.length; from += 1) {
    for (let end = from + 2; end <= Math.min(words.length, from + longest); end += 1) {
      const part = words.slice(from, end);
      const isHyphenated = part.slice(1).every(({ gap }) => /^['’‘`´-]$/.test(gap));
      const isName = isPerson || isHyphenated || isTellingPart(part);
      if (!isName) continue;
      addJoined(
        index,
        part.map(({ folded }) => folded),
      );
    }
  }
}

function toNameWords(text: string): NameWord[] {
  return readWords(text).map((word) => ({ ...word, kind: spared.has(word.folded) ? 'message' : classOf(word.raw) }));
}

function addName(index: NameIndex, text: string, isPerson: boolean): void {
  const all = toNameWords(text);
  const syllables = all.some(({ isSyllable }) => isSyllable)
    ? toNameWords(text.replace(syllableForms, ' ')).filter(({ isSyllable }) => isSyllable)
    : [];
  if (syllables.length > 0) addSyllables(index, syllables, isPerson);
  const words = all.filter(({ isSyllable }) => !isSyllable);
  const own = words.filter(({ kind }) => kind !== 'generic');
  for (const word of words) addWord(index, word);
  const only = own.length === 1 ? own[0] : words.length === 1 ? words[0] : undefined;
  if (only && syllables.length === 0) addOnlyWord(index, only);
  addPairs(index, words);
  if (own.length > 1)
    addJoined(
      index,
      own.map(({ folded }) => folded),
    );
  if (words.length > own.length && own.length > 0)
    addJoined(
      index,
      words.map(({ folded }) => folded),
    );
  addParts(index, words, isPerson);
  if (isPerson) addAccounts(index, words);
}

/** An id is one thing: its pieces mean nothing, but it may be written without what stands between them. */
function addId(index: NameIndex, text: string): void {
  const words = toNameWords(text);
  const [only] = words;
  if (/^\p{L}[\p{L}\p{M}_. -]*$/u.test(text)) addName(index, text, false);
  else if (words.length > 1) {
    addRun(index, words);
    addJoined(
      index,
      words.map(({ folded }) => folded),
    );
  } else if (only) addWord(index, only);
}

/** Host and path of an address; what all customers of the provider share names none of them. */
function addAddress(index: NameIndex, text: string): void {
  const [host = '', ...path] = text.replace(/^[a-z]{2,8}:\/\//i, '').split(/[/?#]/);
  addRun(index, readWords(host.replace(/:\d+$/, '')));
  for (const word of [...toNameWords(host), ...path.flatMap(toNameWords)]) {
    if (word.kind === 'telling' && !addressWords.has(word.folded)) index.telling.add(word.folded);
  }
}

/**
 * Makes names ready to be looked up. Cost follows how many there are (10,000 companies: well below a second); never throws.
 */
export function indexNames(names: Iterable<KnownName>): NameIndex {
  const index: NameIndex = {
    telling: new Set(),
    joined: new Set(),
    exact: new Set(),
    shown: new Set(),
    pairs: new Set(),
    runs: new Set(),
    runLengths: new Map(),
  };
  const done = new Set<string>();
  for (const { kind, text } of names) {
    const key = `${kind} ${text}`;
    if (done.has(key)) continue;
    done.add(key);
    if (kind === 'id') addId(index, text);
    else if (kind === 'address') addAddress(index, text);
    else addName(index, text, kind === 'person');
  }
  return index;
}
