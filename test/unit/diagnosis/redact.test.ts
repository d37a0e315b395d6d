import { describe, expect, it } from 'vitest';
import { redact } from '../../../lib/diagnosis/redact';

describe('redact', () => {
  it.each([
    ['turned around', '\u202egnorw\u202c', 'gnorw'],
    ['with control characters', 'one\u0000\u0007two\r\nthree', 'one two three'],
    ['with hidden characters', 'in\u200bvisible\u2066', 'in visible'],
  ])('SEC-07 shows a provider’s text %s as plain words on one line', (_what, given, shown) => {
    expect(redact(given)).toBe(shown);
  });

  it('SEC-07 keeps a long text short', () => {
    expect(redact('long '.repeat(5000)).length).toBeLessThanOrEqual(240);
  });

  it.each([
    'refresh_token=Zx81kQpL0vW7sYt2Rb5NfA',
    'Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    'client_secret: "hunter2hunter2hunter2"',
    'code Zx81kQpL0vW7sYt2Rb5NfA1jH6 was used',
  ])('SEC-43 takes secrets out of %s', (given) => {
    expect(redact(given)).not.toMatch(/Zx81|eyJ|hunter2/);
  });
});
