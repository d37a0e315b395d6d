import { foldWord, isCapitalised, readWords, type Word } from './name-words';
import { classOf, listedClass } from './word-class';
import { introducers } from './word-lists';

const introducing = new Set([...introducers].map(foldWord));

/** "by FIRST LAST", "access to COMPANY NAME": two words of a name are wanted here, one could be anything. */
const weaklyIntroducing = new Set(['by', 'to', 'for', 'von', 'par', 'por', 'door'].map(foldWord));

/** Particles between the parts of a name: "van der Berg". */
const isParticle = ({ raw }: Word): boolean => classOf(raw) === 'generic';

/** Longest name that is looked for, in words. */
const maxWords = 6;

const introducingGap = /^[\s:='"“”‘’([]{1,4}$/;
const innerGap = /^[\s.,'’&-]{1,3}$/;

/** Where the capitalised words that begin here end: particles and the like count between two of them. */
function endOfName(words: readonly Word[], from: number): number {
  let end = from;
  for (let at = from; at < Math.min(words.length, from + maxWords); at += 1) {
    const word = words[at];
    if (!word || (at > from && !innerGap.test(word.gap)) || /[.]\s/.test(at > from ? word.gap : '')) break;
    if (isCapitalised(word.raw)) end = at + 1;
    else if (at === from || !isParticle(word)) break;
  }
  return end;
}

/** Without ordinary words at its end: "user FIRST LAST Access denied". */
function trimmed(words: readonly Word[], from: number, end: number): number {
  let last = end;
  while (last > from && listedClass(words[last - 1]?.raw ?? '') === 'message') last -= 1;
  return last;
}

function nameAfter(words: readonly Word[], at: number): number {
  const [before, first] = [words[at - 1], words[at]];
  if (!before || !first || !introducingGap.test(first.gap) || introducing.has(first.folded)) return at;
  const isStrong = introducing.has(before.folded);
  if (!isStrong && !weaklyIntroducing.has(before.folded)) return at;
  const end = trimmed(words, at, endOfName(words, at));
  const unlisted = words.slice(at, end).filter(({ raw }) => listedClass(raw) === undefined).length;
  return unlisted >= 1 && (isStrong || end - at > 1) ? end : at;
}

/**
 * Takes out what is written like a name where one is introduced, for people and companies nobody here knows of: "user FIRST
 * LAST has no access to COMPANY NAME". Only in texts that have words in lower case, where capitals say something; ordinary
 * words ("User Access Denied") stay. Linear; never throws.
 */
export function removeIntroduced(text: string): string {
  const words = readWords(text);
  if (!words.some(({ raw }) => /^\p{Ll}{2}/u.test(raw))) return text;
  let result = '';
  let done = 0;
  for (let at = 1; at < words.length; at += 1) {
    const end = nameAfter(words, at);
    const [first, last] = [words[at], words[end - 1]];
    if (end === at || !first || !last) continue;
    result += `${text.slice(done, first.start)}…`;
    done = last.end;
    at = end;
  }
  return result + text.slice(done);
}
