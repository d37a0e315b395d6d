/** A named value found in a body, whatever its notation. `name` is lower case, without namespace. */
export interface Pair {
  name: string;
  value: string;
  /** Whether it belongs to an error rather than to data, as far as the notation tells. */
  inFault: boolean;
}

/** Whether a member or element of that name (lower case) holds an error: `fault`, `errors`, `errorCode`, `ApiException` … */
export function isFaultName(name: string): boolean {
  return name.includes('error') || name.includes('fault') || name.includes('exception') || name === 'oauth_problem';
}

const maxPairs = 400;
const maxNameLength = 48;
const maxValueLength = 600;

function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code === 46
  );
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

/** The name that ends before `end`, or '' when there is none: `"name" `, `'name'`, `:name`, `name`. */
function nameBefore(text: string, end: number): string {
  let stop = end;
  for (let spaces = 0; spaces < 3 && isSpace(text[stop - 1]); spaces += 1) stop -= 1;
  if (text[stop - 1] === '"' || text[stop - 1] === "'") stop -= 1;
  for (let escapes = 0; escapes < 4 && text[stop - 1] === '\\'; escapes += 1) stop -= 1;
  let start = stop;
  while (start > 0 && stop - start < maxNameLength && isNameCharacter(text.charCodeAt(start - 1))) start -= 1;
  return text.slice(start, stop).toLowerCase();
}

/** Characters that end a value without quotes. */
const delimiters: ReadonlySet<number> = new Set([...'&,;\n{}[]"<>'].map((character) => character.charCodeAt(0)));

/** The value that starts at `start`: quoted, or up to a delimiter. `end` is where scanning goes on. */
function valueAfter(text: string, start: number): { value: string; end: number } {
  let from = start;
  for (let spaces = 0; spaces < 4 && isSpace(text[from]); spaces += 1) from += 1;
  for (let escapes = 0; escapes < 4 && text[from] === '\\'; escapes += 1) from += 1;
  const quote = text[from];
  const isQuoted = quote === '"' || quote === "'";
  if (isQuoted) from += 1;
  const limit = Math.min(text.length, from + maxValueLength);
  let at = from;
  if (isQuoted) while (at < limit && text[at] !== quote && text[at] !== '\\') at += 1;
  else while (at < limit && !delimiters.has(text.charCodeAt(at))) at += 1;
  return { value: text.slice(from, at).trim(), end: isQuoted ? at : start };
}

/**
 * Finds `name: value` pairs in text of any notation: broken or truncated JSON, Python and Ruby renderings, form bodies,
 * `key=value` and `Key: value` lines, log lines with an answer in them. Such text is all taken as part of an error. Linear in the length of the text; never throws.
 */
export function scanPairs(text: string): Pair[] {
  const pairs: Pair[] = [];
  let at = 0;
  while (at < text.length && pairs.length < maxPairs) {
    const character = text[at];
    if (character !== ':' && character !== '=') {
      at += 1;
      continue;
    }
    const isArrow = character === '=' && text[at + 1] === '>';
    const name = nameBefore(text, at);
    at += isArrow ? 2 : 1;
    if (name === '') continue;
    const { value, end } = valueAfter(text, at);
    at = Math.max(at, end);
    if (value !== '') pairs.push({ name, value, inFault: true });
  }
  return pairs;
}
