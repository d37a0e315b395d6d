/** A text without escapes. `originOf` says where a UTF-16 unit of it, or its end, began in the source. */
export interface DecodedText {
  text: string;
  originOf(at: number): number;
}

interface Unit {
  text: string;
  /** Where the escape ends in the source. */
  end: number;
}

const entity = /&(?:amp;){0,3}(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z]{2,8}));/y;
const byte = /(?:%(?:25){0,3}|\\{1,8}x)([\da-fA-F]{2})/y;
const unicode = /\\{1,8}u(?:([\da-fA-F]{4})|\{([\da-fA-F]{1,6})\})/y;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  rsquo: '’',
  lsquo: '‘',
  nbsp: ' ',
  ndash: '–',
  szlig: 'ß',
  aelig: 'æ',
  AElig: 'Æ',
  oslash: 'ø',
  Oslash: 'Ø',
};

/** HTML names a letter with a mark by both: `&uuml;`, `&Eacute;`. */
const marks: Readonly<Record<string, string>> = {
  uml: '\u0308',
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  tilde: '\u0303',
  ring: '\u030a',
  cedil: '\u0327',
  caron: '\u030c',
};

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source) ?? undefined;
}

function fromCodePoint(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined;
}

function namedCharacter(name: string): string | undefined {
  const mark = marks[name.slice(1)];
  return mark === undefined ? named[name] : `${name[0]}${mark}`.normalize('NFC');
}

function readEntity(source: string, at: number): Unit | undefined {
  const match = matchAt(entity, source, at);
  if (!match) return undefined;
  const [whole, decimal, hex, name] = match;
  const text =
    name === undefined
      ? fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
      : namedCharacter(name);
  return text === undefined ? undefined : { text, end: at + whole.length };
}

/** How many bytes a UTF-8 sequence has, by its first byte; 0 for a byte that starts none. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/** The first byte of the marks that stand behind a letter: alone it is what a cut left of one, and no `Ì` or `Í`. */
function isMark(lead: number): boolean {
  return lead === 0xcc || lead === 0xcd;
}

/** `%C3%BC`, `%25C3%25BC`, `\xc3\xbc` as UTF-8, and what is no UTF-8 as Latin-1 (`%FC`). */
function readBytes(source: string, at: number): Unit | undefined {
  const first = matchAt(byte, source, at);
  if (!first) return undefined;
  const lead = Number.parseInt(first[1] ?? '', 16);
  const length = sequenceLength(lead);
  let code = length > 1 ? lead & (0x7f >> length) : lead;
  let end = at + first[0].length;
  const single = { text: fromCodePoint(lead) ?? ' ', end };
  for (let index = 1; index < length; index += 1) {
    const next = matchAt(byte, source, end);
    const value = next ? Number.parseInt(next[1] ?? '', 16) : 0;
    if (!next || (value & 0xc0) !== 0x80) return isMark(lead) ? { ...single, text: '' } : single;
    code = (code << 6) | (value & 0x3f);
    end += next[0].length;
  }
  const text = fromCodePoint(code);
  return text === undefined ? single : { text, end };
}

function surrogatePair(source: string, high: number, at: number): Unit | undefined {
  const next = matchAt(unicode, source, at);
  const low = Number.parseInt(next?.[1] ?? '', 16);
  if (!next || !(low >= 0xdc00 && low <= 0xdfff)) return undefined;
  return { text: String.fromCharCode(high, low), end: at + next[0].length };
}

function readUnicode(source: string, at: number): Unit | undefined {
  const match = matchAt(unicode, source, at);
  if (!match) return undefined;
  const code = Number.parseInt(match[1] ?? match[2] ?? '', 16);
  const end = at + match[0].length;
  if (code >= 0xd800 && code <= 0xdbff) return surrogatePair(source, code, end) ?? { text: ' ', end };
  return { text: fromCodePoint(code) ?? ' ', end };
}

function readEscape(source: string, at: number): Unit | undefined {
  const character = source[at];
  if (character === '&') return readEntity(source, at);
  if (character === '%') return readBytes(source, at);
  return character === '\\' ? (readUnicode(source, at) ?? readBytes(source, at)) : undefined;
}

/**
 * Takes the escapes of XML and HTML, of addresses and of JSON and program text out of a text, also where they were applied
 * up to four times. Text in several notations at once is decoded piece by piece. Linear; never throws.
 */
export function decodeEscapes(source: string): DecodedText {
  if (!/[&%\\]/.test(source)) return { text: source, originOf: (at) => at };
  const parts: string[] = [];
  const origins: number[] = [];
  let at = 0;
  while (at < source.length) {
    const unit = readEscape(source, at) ?? { text: source[at] ?? '', end: at + 1 };
    parts.push(unit.text);
    for (let index = 0; index < unit.text.length; index += 1) origins.push(at);
    at = unit.end;
  }
  origins.push(source.length);
  return { text: parts.join(''), originOf: (place) => origins[place] ?? source.length };
}
