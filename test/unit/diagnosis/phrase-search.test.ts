import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains } from '../../../lib/diagnosis/phrase-search';

const letters = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'abc01'), minLength, maxLength });

describe('the search for phrases', () => {
  it('finds what a plain search finds, in short texts and in long ones', () => {
    fc.assert(
      fc.property(letters(0, 40), fc.integer({ min: 0, max: 400 }), letters(0, 6), (part, count, phrase) => {
        const text = part.repeat(count);
        expect(contains(text, phrase)).toBe(text.includes(phrase));
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not take one long text for the one before', () => {
    const [before, after] = ['tokenexpired'.repeat(400), 'accessdenied'.repeat(400)];
    expect([contains(before, 'tokenexpired'), contains(after, 'tokenexpired')]).toEqual([true, false]);
    expect([contains(after, 'accessdenied'), contains(before, 'accessdenied')]).toEqual([true, false]);
  });
});
