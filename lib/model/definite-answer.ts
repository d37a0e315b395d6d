import type { Answer } from './evidence';
import { parseJson } from './json';

/**
 * Statuses that say nothing about the request itself: a proxy, a limit or a login page of the network stands in between
 * (RFC 9110 §15.5, RFC 6585, RFC 7725).
 */
const noVerdict: ReadonlySet<number> = new Set([407, 408, 421, 425, 429, 451, 511]);

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A page for people where data was asked for: a captive portal, a proxy, a maintenance page. */
function isPage({ headers, body }: Answer): boolean {
  return /^text\/html/i.test(headers['content-type'] ?? '') || /^\s*<(?:!doctype|html|head|body)/i.test(body);
}

/** Whether an answer names an error as RFC 6749 §5.2 has it. */
export function hasErrorCode(answer: Answer | null): boolean {
  const body = parseJson(answer?.body ?? '');
  return isObject(body) && 'error' in body && typeof body.error === 'string';
}

/**
 * Whether a token endpoint itself refused what was presented, so that the outcome is known (SEC-33): an error object of
 * RFC 6749 §5.2, or of the gateway in front of it. Anything else – no answer, 5xx, a limit, a page for people – leaves open
 * whether the request was processed.
 */
export function isDefiniteRefusal(answer: Answer | null): boolean {
  if (!answer || answer.status === null || answer.status >= 500 || noVerdict.has(answer.status)) return false;
  return hasErrorCode(answer) || (answer.status >= 400 && isObject(parseJson(answer.body)));
}

/** Whether a request has brought no verdict of the service that was asked, so that it is worth asking again soon. */
export function isUnanswered(answer: Answer | null): boolean {
  if (!answer || answer.status === null || answer.status >= 500 || noVerdict.has(answer.status)) return true;
  return answer.status < 300 && isPage(answer);
}
