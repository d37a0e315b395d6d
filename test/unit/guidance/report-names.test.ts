import { describe, expect, it } from 'vitest';
import { listedClass } from '../../../lib/guidance/names/word-class';
import { folded } from '../../chaos/find-leaks.ts';
import { measureKeptWords } from '../../chaos/kept-words.ts';
import { madeWord } from '../../chaos/name-samples.ts';
import { randomOf } from '../../chaos/random.ts';
import { runReportNames } from '../../chaos/report-names.ts';

/** How many sentences are tried; `npm run chaos` asks for ten times as many. */
const runs = Number(process.env.REPORT_RUNS ?? 1_000);
const seed = Number(process.env.REPORT_SEED ?? 20_261_122);

describe('provider sentences in a support report', () => {
  it(
    'SEC-43 leave no name, id or secret behind, in whatever notation they were planted',
    () => {
      const { n, reached, leaks } = runReportNames({ runs, seed });
      expect(n).toBe(runs);
      expect(reached).toBeGreaterThan(runs * 0.9);
      expect(leaks).toEqual([]);
    },
    Math.max(60_000, runs * 20),
  );

  it('SEC-43 are searched by something that finds what is there', () => {
    const { leaks } = runReportNames({ runs: 100, seed, knows: 'nothing' });
    expect(leaks.length).toBeGreaterThan(50);
  });

  it('SEC-43 are given no ordinary word as a made name: "Rules", "Model" and "Tóken" were counted as leaks', () => {
    const random = randomOf(seed);
    const made = Array.from({ length: 100_000 }, () => madeWord(random, random.chance(0.5)));
    expect(made.filter((word) => listedClass(folded(word)) !== undefined)).toEqual([]);
  });

  it('stay readable where they name nobody, though 1,000 customers are known', () => {
    const { sentences, words, kept, changed } = measureKeptWords({ connections: 1_000, seed });
    expect(sentences).toBeGreaterThan(400);
    expect(kept / words, changed.join('\n')).toBeGreaterThan(0.99);
  });
});
