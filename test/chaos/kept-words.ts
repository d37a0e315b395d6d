import { diagnose } from '../../lib/diagnosis/diagnose.ts';
import { textCleaner } from '../../lib/guidance/support-report/clean-text.ts';
import type { KnownName } from '../../lib/model/known-name.ts';
import { madeCorpus, readCorpus, realCorpus } from '../score/corpus.ts';
import { sampleCompany, sampleId, samplePerson } from './name-samples.ts';
import { namelessSentences } from './provider-sentences.ts';
import { randomOf } from './random.ts';

/*
 * The other side of the figure: what a report still says. Sentences that name nobody, cleaned while the product knows many
 * names, among them companies called by the words of such sentences.
 */

const businessWords =
  'Harbour Lane Bakery Green Energy Open Access Cloud Data Digital Payments First National Capital Smart Report Global Trade Connect Online Security Software Account Royal Invoice Marine Supplies Design Studio North Star Print Media City Garden'.split(
    ' ',
  );

/** Names as a firm with many customers has them. */
function fleet(size: number, seed: number): KnownName[] {
  const random = randomOf(seed);
  return Array.from({ length: size }, () => [
    { kind: 'company' as const, text: sampleCompany(random).text },
    { kind: 'company' as const, text: `${random.pick(businessWords)} ${random.pick(businessWords)} Ltd` },
    { kind: 'person' as const, text: samplePerson(random).text },
    { kind: 'id' as const, text: sampleId(random) },
  ]).flat();
}

function wordsIn(text: string): string[] {
  return text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');
}

/** What providers really wrote, as it is shown under "Technical details". */
function realDescriptions(): string[] {
  const lines = [realCorpus, madeCorpus].flatMap(readCorpus);
  return lines.flatMap(({ evidence }) => diagnose(evidence).facts.description ?? []);
}

/** Words of sentences without names, how many are still in the cleaned ones, and the sentences that lost some. */
export interface KeptWords {
  sentences: number;
  words: number;
  kept: number;
  changed: string[];
}

/** Cleans every sentence that names nobody while `connections` connections are known. */
export function measureKeptWords({ connections, seed }: { connections: number; seed: number }): KeptWords {
  const clean = textCleaner(fleet(connections, seed));
  const sentences = [...namelessSentences, ...realDescriptions()];
  const result: KeptWords = { sentences: sentences.length, words: 0, kept: 0, changed: [] };
  for (const sentence of sentences) {
    const before = wordsIn(sentence);
    const cleaned = clean.text(sentence);
    const after = wordsIn(cleaned);
    result.words += before.length;
    result.kept += Math.min(before.length, after.length);
    if (after.length < before.length) result.changed.push(`${sentence} -> ${cleaned}`);
  }
  return result;
}
