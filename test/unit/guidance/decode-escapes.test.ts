import { describe, expect, it } from 'vitest';
import { decodeEscapes } from '../../../lib/guidance/names/decode-escapes';

describe('decodeEscapes', () => {
  it.each([
    ['N%C3%A4m', 'Näm'],
    ['M%FCller', 'Müller'],
    ['Nechuteic%CC%81', 'Nechuteic\u0301'],
    // Cut off inside the mark of the last letter: an Ì would have hidden the name before it (SEC-43).
    ['Nechuteic%CC%', 'Nechuteic%'],
    ['Nechuteic%CC', 'Nechuteic'],
    ['Nechuteic%25CC%258', 'Nechuteic%8'],
  ])('reads %s as %s', (escaped, text) => {
    expect(decodeEscapes(escaped).text).toBe(text);
  });
});
