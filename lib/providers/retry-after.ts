import { maxRetryAfterMs } from '../model/due';
import { retryHeaders } from './answer-headers';

function dateOf(headers: Readonly<Record<string, string>>, otherwiseMs: number): number {
  const dateMs = Date.parse((headers.date ?? '').slice(0, 60));
  return Number.isNaN(dateMs) ? otherwiseMs : dateMs;
}

/**
 * How long an answer asks to wait (RFC 9110 §10.2.3), the one reader for all places (SEC-35): seconds, or a date that is
 * compared with the answer's own `Date`, so that a wrong clock of this device does not matter.
 *
 * @param headers of the answer, names in lower case
 * @param serverNowMs stands in for the `Date` of an answer without one; Unix ms
 * @returns ms from now, at most 24 h; undefined where nothing readable is asked for
 */
export function readRetryAfterMs(
  headers: Readonly<Record<string, string>>,
  serverNowMs = Number.NaN,
): number | undefined {
  const value = retryHeaders.map((name) => headers[name]).find((text) => text !== undefined && text !== '');
  if (value === undefined) return undefined;
  const ms = /^\d{1,20}(?:\.\d{1,6})?$/.test(value.trim())
    ? Number(value) * 1000
    : Date.parse(value.slice(0, 60)) - dateOf(headers, serverNowMs);
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, maxRetryAfterMs) : undefined;
}
