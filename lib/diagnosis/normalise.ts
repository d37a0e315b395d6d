import type { Evidence, Phase } from '../model/evidence';
import type { BodyKind, Signals } from '../model/rule';
import { fold } from './fold';
import type { Pair } from './pairs';
import { type BodyReading, isCodeName, isMessage, readBody } from './read-body';
import { readTransport } from './transport';

/** RFC 6749 §4.1.2.1 and §5.2, RFC 7009 §2.2.1, RFC 8628 §3.5, OpenID Connect Core §3.1.2.6, RFC 8707 §2, RFC 9449 §5; plus two seen at Salesforce. */
const oauthWords =
  /(?<![a-z0-9_])(?:access-denied|invalid_grant|invalid_client|unauthorized_client|invalid_scope|invalid_request|unsupported_grant_type|unsupported_response_type|access_denied|server_error|temporarily_unavailable|unsupported_token_type|insufficient_scope|invalid_token|expired_token|slow_down|authorization_pending|interaction_required|login_required|consent_required|account_selection_required|redirect_uri_mismatch|invalid_target|invalid_resource|invalid_dpop_proof|use_dpop_nonce|invalid_request_uri|invalid_request_object|request_not_supported|request_uri_not_supported)(?![a-z0-9_])/;

const statusNames = new Set([
  'status',
  'statuscode',
  'status_code',
  'httpstatus',
  'http_status',
  'http_code',
  'httpcode',
  'http',
]);

/** Members of an error that name the request to the provider's support. */
const requestIdNames = new Set(['supportid', 'requestid']);

/** Phases whose good answer is data, a token answer's `scope` included; the page of a sign-in is there to be read. */
const dataPhases: readonly Phase[] = ['api', 'token', 'refresh', 'revoke'];

const maxCodes = 40;
const maxMessages = 20;

/** Codes that stand in running text: `GW-0040`, `REST-2102`, `XL03000006`, `XMLGW_JPP0002`, `INVALID_SESSION_ID`, `INT043`. */
const codeShapes =
  /\b(?:[A-Z]{2,4}-\d{3,5}|[A-Z]{2}\d{8}|[A-Z]{2,5}_?[A-Z]{0,4}\d{4}|INT\d{3}|IA\.[A-Z_]{3,60}|[A-Z][A-Z0-9]{1,30}_[A-Z0-9_]{2,60})\b/g;
const numberedErrors = /\b(?:error code|errorcode|fault code|error number|code|errno|error)[\s#:="']{1,4}(\d{2,6})\b/gi;

const namedStatus =
  /\b(?:https?(?:\/\d(?:\.\d)?)?|http status|status code|statuscode|status_code|status|got|returned|response code|responded with|replied)[\s:=["'(]{1,4}([1-5]\d{2})\b/gi;
const reasonedStatus =
  /(?<!\d)([45]\d{2})[\s:)\]-]{1,3}(?:unauthori[sz]ed|forbidden|bad request|not found|too many|internal server|bad gateway|service (?:temporarily )?unavailable|gateway time|payment required|method not|conflict|unprocessable|client error|server error|proxy auth|network auth)/gi;

/** A code as rules compare it: lower case, numbers without leading zeros; '' for a sentence that stands in its place. */
function asCode(value: string): string {
  const [word = '', ...others] = value.trim().split(/\s/, 3);
  if (others.length > 0 && /^[A-Za-z']{0,40}$/.test(word)) return '';
  const lower = word.toLowerCase().slice(0, 80);
  return /^\d{1,12}$/.test(lower) ? String(Number(lower)) : lower;
}

/** In a query string `code` is an authorisation code, which is a secret; errors name theirs otherwise. */
function isCode({ name, value }: Pair, kind: BodyKind): boolean {
  return isCodeName(name) && (name !== 'code' || kind !== 'form' || /^\d{1,6}$/.test(value));
}

/** Names of the narrower of two codes: `"code": "invalidRequest", "errorId": "REST-1206"`. */
const narrowCodeNames = new Set(['errorid', 'errorno']);

function readCodes({ pairs, text, kind }: BodyReading): string[] {
  const codes = new Set<string>();
  const named = pairs.filter((pair) => isCode(pair, kind));
  const isNarrow = (pair: Pair): boolean => narrowCodeNames.has(pair.name);
  for (const pair of [...named.filter(isNarrow), ...named.filter((other) => !isNarrow(other))]) {
    if (codes.size < maxCodes) codes.add(asCode(pair.value));
  }
  for (const match of text.matchAll(codeShapes)) {
    if (codes.size < maxCodes) codes.add(match[0].toLowerCase());
  }
  for (const match of text.matchAll(numberedErrors)) {
    if (codes.size < maxCodes) codes.add(String(Number(match[1])));
  }
  codes.delete('');
  // RFC 9457 §4.2.1: a problem of this type says no more than its status.
  codes.delete('about:blank');
  return [...codes];
}

function readStatuses(own: number | null, pairs: readonly Pair[], text: string): number[] {
  const found = new Set<number>();
  if (own !== null && Number.isInteger(own) && own >= 100 && own <= 599) found.add(own);
  const add = (value: string | undefined): void => {
    if (value !== undefined && /^[1-5]\d\d$/.test(value) && found.size < 8) found.add(Number(value));
  };
  for (const pair of pairs) if (statusNames.has(pair.name)) add(pair.value.trim().slice(0, 4).trim());
  for (const match of text.matchAll(namedStatus)) add(match[1]);
  for (const match of text.matchAll(reasonedStatus)) add(match[1]);
  return [...found];
}

function readOauthError(pairs: readonly Pair[], text: string): string | undefined {
  const member = pairs.find((pair) => pair.name === 'error' && oauthWords.test(pair.value.toLowerCase()));
  return oauthWords.exec((member?.value ?? text).toLowerCase())?.[0].replace('-', '_');
}

/** RFC 6750 §3: `Bearer realm="…", error="invalid_token"`; some servers send the bare word. */
function readChallenge(header: string | undefined): string | undefined {
  return header === undefined ? undefined : oauthWords.exec(header.slice(0, 1_000).toLowerCase())?.[0];
}

/**
 * Layer 1: reads the evidence into signals. Only known headers and known members of a JSON body are looked at, so an
 * irrelevant header or field cannot change anything. Linear in the size of the body; never throws.
 */
export function normalise(evidence: Evidence): Omit<Signals, 'provider'> {
  const { answer, failure } = evidence;
  const status = answer?.status ?? 0;
  const isGood = dataPhases.includes(evidence.phase) && status >= 200 && status < 300;
  const reading: BodyReading = answer ? readBody(answer.body, isGood) : { kind: 'none', pairs: [], text: '' };
  const failureReading = failure === null ? undefined : readBody(failure, false);
  const pairs = failureReading ? [...reading.pairs, ...failureReading.pairs] : reading.pairs;
  const text = failureReading ? `${reading.text}\n${failureReading.text}` : reading.text;
  const challenge = answer?.headers['www-authenticate'];
  const statuses = readStatuses(answer?.status ?? null, pairs, text);
  const oauthError = readOauthError(pairs, text);
  const challengeError = readChallenge(challenge);
  const transport = readTransport(failure ?? (reading.kind === 'text' ? reading.text : ''));
  const requestId = pairs.find((pair) => pair.inFault && requestIdNames.has(pair.name))?.value;
  return {
    statuses,
    bodyKind: reading.kind,
    folded: fold(challenge === undefined ? text : `${text}\n${challenge.slice(0, 500)}`),
    codes: readCodes({ kind: reading.kind, pairs, text }),
    messages: pairs
      .filter(isMessage)
      .slice(0, maxMessages)
      .map((pair) => pair.value),
    ...(oauthError === undefined ? {} : { oauthError }),
    ...(challengeError === undefined ? {} : { challengeError }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(transport === undefined ? {} : { transport }),
  };
}
