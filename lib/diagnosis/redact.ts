import { removed, removeShapes } from './redact-shapes';

const maxDescription = 240;
const maxRead = 2_000;

/** The readers of bodies cut each value here (`pairs.ts`), in the middle of a word if need be. */
const readerCap = 600;

/** Control and format characters (bidi controls, zero-width ones), line separators, surrogates and private use. */
const unsafeCharacters = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

const tokenRun = /[A-Za-z0-9_\-.~+/=|:@%]{20,4000}/g;
const bearer = /\b(bearer|basic)\s+(?!auth|(?:token|access|realm|error)\b)\S{8,4000}/gi;

/** A word of a language or of a program: letters only, no longer than such words are, upper case seldom. */
function isWord(piece: string): boolean {
  if (!/^[A-Za-z]{0,48}$/.test(piece)) return /^\d{1,8}$/.test(piece);
  if (piece.length < 20) return true;
  const upper = piece.replace(/[^A-Z]/g, '').length;
  return upper >= 2 && upper <= piece.length / 4;
}

/**
 * A text of at most `max` units; what would be cut in two, with what is joined to it (`first.last`), is left out: half a name
 * or half a number is not found by those who look for a whole one. A text of exactly `max` units counts as cut. Linear; never throws.
 */
export function cutAtWord(text: string, max: number): string {
  if (text.length < max) return text;
  return `${text.slice(0, max - 1).replace(/[\p{L}\p{M}\p{N}._\-'’&#;%+@\\]{1,600}$/u, '')}${removed}`;
}

/**
 * Makes a provider's message fit to be shown: without control and bidi characters, on one line, capped, and without
 * anything that looks like a token, a secret, or a number or address of a person. Linear; never throws.
 */
export function redact(message: string): string {
  const safe = cutAtWord(message.slice(0, maxRead), readerCap).replace(unsafeCharacters, ' ');
  const plain = removeShapes(safe)
    .replace(bearer, '$1 …')
    .replace(tokenRun, (run) => (run.split(/[_\-.~+/=|:@%]/).every(isWord) ? run : removed))
    .replace(/\s{1,2000}/g, ' ')
    .trim();
  return cutAtWord(plain, maxDescription);
}
