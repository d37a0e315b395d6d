import { parseJson } from '../model/json';
import type { BodyKind } from '../model/rule';
import { jsonPairs } from './json-pairs';
import { scanMarkup } from './markup';
import { type Pair, scanPairs } from './pairs';

/** What a body says: its kind, its named values, and the text a person would read. */
export interface BodyReading {
  kind: BodyKind;
  pairs: Pair[];
  text: string;
}

const headLength = 6_000;
const tailLength = 2_000;
const maxNestedText = 4_000;

/** Members whose text tells what went wrong; everything else in a JSON body is data and is not read. */
const messageNames = new Set([
  'message',
  'msg',
  'detail',
  'details',
  'description',
  'description2',
  'error_description',
  'errordescription',
  'oauth_problem_advice',
  'title',
  'errormessage',
  'error_message',
  'innermessage',
  'reason',
  'correction',
  'faultstring',
  'moreinfo',
  'error',
  'errors',
  'fault',
  'displaymessage',
  'display_message',
  'nslocalizeddescription',
  'text',
  'advice',
  'oauth_problem',
  'exceptiontype',
  'element',
]);

/** Members whose value names an error: `code`, `errorCode`, `type` … */
const codeNames = new Set([
  'code',
  'errorcode',
  'error_code',
  'errorno',
  'errornumber',
  'errorid',
  'messageid',
  'type',
  'error',
  'oauth_problem',
  'classification',
  'innercode',
  'exceptiontype',
  'faultcode',
  'exceptioncode',
  'errno',
  'err',
]);

/** Whether a member of that name (lower case) names an error. */
export function isCodeName(name: string): boolean {
  return codeNames.has(name);
}

/** Whether a named value is a message (or a short problem name) rather than data. */
export function isMessage(pair: Pair): boolean {
  return messageNames.has(pair.name);
}

function cutMiddle(text: string): string {
  return text.length <= headLength + tailLength ? text : `${text.slice(0, headLength)}\n${text.slice(-tailLength)}`;
}

/** Decodes `%xx` of printable ASCII; anything else stays. Never throws, unlike decodeURIComponent. */
function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/%([2-7][0-9a-fA-F])/g, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code < 127 ? String.fromCharCode(code) : whole;
  });
}

/** `a=b&c=d`: a query string or form body, percent-encoded or not. */
function isForm(text: string): boolean {
  return /^[?#]?[\w.-]{1,40}=[^<>{}]{0,400}/.test(text) && !text.includes('\n');
}

function readJson(value: unknown, isGood: boolean): BodyReading {
  const all = jsonPairs(value);
  const pairs = isGood ? all.filter((pair) => pair.inFault) : all;
  const messages = pairs.filter((pair) => isMessage(pair) || isCodeName(pair.name)).map((pair) => pair.value);
  const text = cutMiddle((messages.length > 0 ? messages : pairs.map((pair) => pair.value)).join('\n'));
  // Providers put `errorCode=003200; statusCode=401`, or a whole answer of theirs, into a message.
  const nested = scanPairs(text.slice(0, maxNestedText)).filter((pair) => pair.name !== 'message');
  return { kind: 'json', pairs: [...pairs, ...nested], text };
}

function readMarkup(body: string, isGood: boolean): BodyReading {
  const { pairs, text, hasFault } = scanMarkup(body);
  const isHtml = /<(?:!doctype html|html|head|body|title|div|script|meta)\b/i.test(body.slice(0, 2_000));
  if (isGood && !isHtml && !hasFault && body.includes('</')) return { kind: 'xml', pairs: [], text: '' };
  const visible = cutMiddle(text);
  return { kind: isHtml ? 'html' : 'xml', pairs: [...pairs, ...scanPairs(visible)], text: visible };
}

function readText(body: string): BodyReading {
  const kind = isForm(body) ? 'form' : 'text';
  const text = decodePercent(cutMiddle(kind === 'form' ? body.replaceAll('+', ' ') : body));
  return { kind, pairs: scanPairs(text), text };
}

/**
 * Reads a body by what it is, whatever its content type says. Takes anything; never throws.
 *
 * @param isGood  the status says success: then only what belongs to a fault is read, never the data itself
 */
export function readBody(raw: string, isGood: boolean): BodyReading {
  const body = raw.trim();
  if (body === '') return { kind: 'empty', pairs: [], text: '' };
  const parsed = '{["'.includes(body[0] ?? '') ? parseJson(body) : undefined;
  if (typeof parsed === 'string') return readText(parsed);
  if (parsed !== undefined) return readJson(parsed, isGood);
  // A markup answer may stand behind a line a client printed before it.
  if (body.startsWith('<') || (body.includes('</') && body.includes('>'))) return readMarkup(body, isGood);
  return readText(body);
}
