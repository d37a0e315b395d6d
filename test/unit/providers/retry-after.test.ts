import { describe, expect, it } from 'vitest';
import { readRetryAfterMs } from '../../../lib/providers/retry-after';

const dayMs = 86_400_000;
const date = 'Mon, 30 Nov 2026 09:00:00 GMT';
const serverNowMs = Date.parse(date);

describe('SEC-35 readRetryAfterMs', () => {
  it.each([
    ['seconds', { 'retry-after': '120' }, 120_000],
    [
      'a date was ignored: compared with the answer’s own Date',
      { date, 'retry-after': 'Mon, 30 Nov 2026 09:05:00 GMT' },
      300_000,
    ],
    ['a date without a Date of the answer', { 'retry-after': 'Mon, 30 Nov 2026 09:05:00 GMT' }, 300_000],
    ['9999999999 s meant never: at most a day', { 'retry-after': '9999999999' }, dayMs],
    ['more digits than a number holds', { 'retry-after': '9'.repeat(20) }, dayMs],
    ['a date in the far future', { date, 'retry-after': 'Mon, 30 Nov 2099 09:00:00 GMT' }, dayMs],
    ['a date that has passed', { date, 'retry-after': 'Sun, 29 Nov 2026 09:00:00 GMT' }, undefined],
    ['words', { 'retry-after': 'soon' }, undefined],
    ['a negative number', { 'retry-after': '-5' }, undefined],
    ['nothing', {}, undefined],
    ['a header of Sage Intacct', { 'x-ia-throttle-limit-retryafter': '30' }, 30_000],
  ])('reads %s', (_what, headers, expected) => {
    expect(readRetryAfterMs(headers, serverNowMs)).toBe(expected);
  });
});
