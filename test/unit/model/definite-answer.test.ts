import { describe, expect, it } from 'vitest';
import { isDefiniteRefusal, isUnanswered } from '../../../lib/model/definite-answer';
import type { Answer } from '../../../lib/model/evidence';

function answer(status: number | null, body = '', contentType = 'application/json'): Answer {
  return { status, headers: { 'content-type': contentType }, body };
}

describe('SEC-33 isDefiniteRefusal', () => {
  it.each([
    ['invalid_grant', answer(400, '{"error":"invalid_grant"}'), true],
    ['invalid_client', answer(401, '{"error":"invalid_client"}'), true],
    ['an error object of a gateway', answer(403, '{"code":"blocked"}'), true],
    ['an error inside a good status', answer(200, '{"error":"bad_refresh_token"}'), true],
    ['no answer', null, false],
    ['503', answer(503, '{"error":"temporarily_unavailable"}'), false],
    ['a limit', answer(429, '{"error":"slow_down"}'), false],
    ['a proxy that wants a password', answer(407, '{"error":"x"}'), false],
    ['a network that wants a sign-in', answer(511, '{"error":"x"}'), false],
    ['a page with a bad status', answer(403, '<html>Blocked by policy</html>', 'text/html'), false],
    ['a page with a good status', answer(200, '<html>Welcome</html>', 'text/html'), false],
    ['an object without tokens and without an error', answer(200, '{"ok":true}'), false],
    ['a list', answer(400, '[]'), false],
    ['nothing', answer(400, ''), false],
    ['an answer that may not be read', answer(null), false],
  ])('judges %s', (_what, given, expected) => {
    expect(isDefiniteRefusal(given)).toBe(expected);
  });
});

describe('SEC-35 isUnanswered', () => {
  it.each([
    ['no answer', null, true],
    ['503', answer(503), true],
    ['429', answer(429), true],
    ['a page instead of data', answer(200, '<!DOCTYPE html><html></html>', 'text/html'), true],
    ['a page that calls itself data', answer(200, '  <html></html>'), true],
    ['data', answer(200, '{}'), false],
    ['XML', answer(200, '<response></response>', 'application/xml'), false],
    ['a refusal', answer(403, 'Forbidden', 'text/plain'), false],
  ])('judges %s', (_what, given, expected) => {
    expect(isUnanswered(given)).toBe(expected);
  });
});
